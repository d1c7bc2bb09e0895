"""Close a customer, say when its data go, and erase them."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from saasctl.acts.auditing import record_audit
from saasctl.acts.finding import OrganisationRow
from saasctl.acts.terms import TermsBook
from saasctl.errors.base import Block
from saasctl.rules.calendars.months import months_after
from saasctl.rules.lifecycle.custody import Custody, custody_after
from saasctl.store.queries import custody as queries
from saasctl.store.transaction import Transaction
from saasctl.terms.law.statutes import statute
from saasctl.terms.resolve import Terms
from saasctl.values import stored
from saasctl.values.clause import ClauseRef
from saasctl.values.clock import zone_named
from saasctl.values.money import format_cents
from saasctl.values.views.custody import CopyView, KeptView

DAY = timedelta(days=1)
KEEPING = "L123-22"
"""The statute that keeps invoices and the ledger."""


@dataclass(frozen=True, slots=True)
class Held:
    """A subscription as closing sees it."""

    name: str
    is_trial: bool
    trial_until: date | None
    ended_on: date | None


@dataclass(frozen=True, slots=True)
class Deletion:
    """When a customer's data may go, and must; `custody` are the days around it.

    `due_at` is the instant by which they go where hours are counted from their return.
    """

    from_on: date | None
    due_on: date | None
    custody: Custody | None
    clause: ClauseRef | None
    due_at: datetime | None = None


def subscriptions_held(tx: Transaction, organisation_id: int, day: date) -> list[Held]:
    """Return a customer's subscriptions that began by a day."""
    rows = tx.rows(queries.RUNNING, (organisation_id, day.isoformat()))
    return [
        Held(str(name), bool(trial), stored.day_or_none(until), stored.day_or_none(ended))
        for name, trial, until, ended in rows
    ]


def closing_blocks(tx: Transaction, organisation: OrganisationRow, held: Sequence[Held]) -> list[Block]:
    """Return what stands in the way of closing on the act's day: a contract that runs, bills to issue."""
    slug, on = organisation.slug, tx.on
    blocks = [
        (f"{slug}/{one.name} runs on", f"saasctl sub cancel {slug}/{one.name}")
        if one.ended_on is None
        else (f"{slug}/{one.name} runs to {one.ended_on}", f"saasctl org close {slug} --on {one.ended_on}")
        for one in held
        if not one.is_trial and (one.ended_on is None or one.ended_on > on)
    ]
    row = tx.one(queries.UNBILLED, (organisation.id, on.isoformat()))
    if row is not None and row[0] is not None and not blocks:
        blocks.append((f"invoices are due since {row[0]}", f"saasctl invoice run --org {slug} --on {on}"))
    return blocks


def last_access_day(terms: Terms, held: Sequence[Held], on: date) -> date:
    """Return the last day on which access existed: the contract's last, or the act's own before it."""
    ends = [one.trial_until if one.is_trial else one.ended_on for one in held]
    known = [end for end in ends if end is not None]
    trial = bool(held) and all(one.is_trial for one in held)
    cut = on + timedelta(days=terms.number("trial.cut_notice_days", 0)) if trial else on
    last = min(max(known), cut) if known else cut
    return last if terms.word("exit.closed_on", "last-access-day") == "last-access-day" else last + DAY


def close_customer(tx: Transaction, organisation: OrganisationRow, closed_on: date) -> None:
    """Write that a customer's account is closed; a trial ends with it."""
    tx.run(queries.CUT_TRIALS, (closed_on.isoformat(), organisation.id))
    tx.run(queries.UNDUE, (organisation.id,))
    tx.run(queries.CLOSE, (closed_on.isoformat(), organisation.id))
    record_audit(tx, organisation.id, "org.closed", {"closed_on": closed_on.isoformat()})
    tx.tell(f"{organisation.slug}: closed, last day of access {closed_on}")


def contract_end(held: Sequence[Held], closed_on: date) -> date:
    """Return the last day of the contract of a closed customer."""
    ends = [one.ended_on for one in held if one.ended_on is not None]
    return max(ends, default=closed_on)


def deletion_of(
    tx: Transaction, terms: Terms, organisation: OrganisationRow, asked_on: date | None
) -> Deletion:
    """Return when a closed customer's data go.

    A trial's on the closing day after its last (B-119). Where a length in hours runs from the
    return, they may go once they are given back, once the time for it is over, or from a written
    request that the terms honour (D-78). Otherwise from the first day after the time to keep them.
    Raises BlankTerm (exit 7) where the document has no deletion and nobody set one (K-59).
    """
    closed_on = organisation.closed_on or tx.on
    held = subscriptions_held(tx, organisation.id, tx.on)
    trial = bool(held) and all(one.is_trial for one in held)
    if trial and terms.word("trial.erased", "never") == "closing-day":
        return Deletion(closed_on + DAY, closed_on + DAY, None, terms.cite("trial.erased"))
    length = terms.need("deletion.after")
    delivered = delivered_at(tx, organisation.id)
    end = contract_end(held, closed_on)
    custody = custody_after(terms, end, delivered, asked_on)
    due, clause = custody.purge_due_on, length.clause
    opens, due_at = due, custody.purge_due_at
    if due_at is not None:
        zone = zone_named(terms.profile.timezone)
        opens = delivered.astimezone(zone).date() if delivered else (custody.returns_until or end) + DAY
    if asked_on is not None:
        opens = min(asked_on, opens) if opens else asked_on
    return Deletion(opens, due, custody, clause, due_at)


def delivered_at(tx: Transaction, organisation_id: int) -> datetime | None:
    """Return when a customer's data were given back, as its last case of that says."""
    row = tx.one(queries.DELIVERED, (organisation_id,))
    return stored.instant(row[0]) if row else None


def purge_blocks(tx: Transaction, organisation: OrganisationRow, deletion: Deletion) -> list[Block]:
    """Return what stands in the way of erasing a closed customer's data on the act's day."""
    slug, blocks = organisation.slug, []
    if deletion.from_on is not None and tx.on < deletion.from_on:
        says = f"its data are kept until {deletion.from_on - DAY}"
        blocks.append((says, f"saasctl org purge {slug} --on {deletion.from_on} --confirm {slug}"))
    for number, cents in tx.rows(queries.UNPAID, (organisation.id,)):
        says = f"{number} is unpaid: {format_cents(stored.whole(cents))}"
        blocks.append((says, f"saasctl org statement {slug}"))
    for (key,) in tx.rows(queries.OPEN_CASES, (organisation.id,)):
        blocks.append((f"case C-{key} is open", f"saasctl case close C-{key}"))
    for (key,) in tx.rows(queries.OPEN_TICKETS, (organisation.id,)):
        blocks.append((f"ticket T-{key} is open", f"saasctl ticket close T-{key}"))
    return blocks


def copies_of(tx: Transaction, organisation_id: int) -> tuple[CopyView, ...]:
    """Return the copies of a customer's data that the record knows: archives, backups, letters."""
    found = []
    for what, at, payload in tx.rows(queries.COPIES, (f"org:{organisation_id}",)):
        facts = json.loads(str(payload))["facts"]
        kind = "archive" if what == "data.bundled" else "backup"
        found.append(CopyView(kind, str(facts.get("file", "")), stored.instant(at).date()))
    for notice, word, form, sent in tx.rows(queries.LETTERS, (organisation_id,)):
        found.append(CopyView("letter", f"N-{notice} {word} by {form}", stored.day(sent)))
    return tuple(found)


def kept_after(
    tx: Transaction, terms: Terms, organisation_id: int, closed_on: date, custody: Custody | None
) -> tuple[KeptView, ...]:
    """Return what is kept after an erasure: by statute, by the terms, and in backups until they age out."""
    kept = []
    row = tx.one(queries.INVOICES, (organisation_id,))
    if row is not None and row[1] is not None:
        law = statute(KEEPING)
        year_end = date(stored.day(row[1]).year, 12, 1) + DAY * 30
        lawful = months_after(year_end, 12 * int(law.numbers["years"]))
        kept.append(KeptView("invoices and ledger", stored.whole(row[0]), lawful, law.cite()))
    for name in terms.profile.names_under("retention"):
        path = f"retention.{name}"
        length = terms.find(f"{path}.length")
        if length is None or terms.word(f"{path}.by", "vendor") != "vendor":
            continue
        until = _until(length.value, closed_on)
        if until is None or until >= tx.on:
            kept.append(KeptView(name.replace("_", " "), None, until, length.clause))
    for word in terms.words("deletion.exceptions"):
        kept.append(KeptView(word, None, None, terms.cite("deletion.exceptions")))
    if custody is not None and custody.backups_until is not None:
        kept.append(KeptView("backups", None, custody.backups_until, terms.cite("backup.most")))
    return tuple(kept)


def _until(length: object, closed_on: date) -> date | None:
    if not isinstance(length, tuple):
        return None
    number, unit = int(str(length[0])), str(length[1])
    if unit == "days":
        return closed_on + timedelta(days=number)
    return months_after(closed_on, number * (12 if unit == "years" else 1))


def terms_on(book: TermsBook, organisation: OrganisationRow, day: date) -> Terms:
    """Return the terms of a customer on a day."""
    return book.of_seller(organisation.seller_id, day)
