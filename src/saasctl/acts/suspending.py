"""Cut access and give it back; the ladder against a late payer as it stands."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from saasctl.acts.auditing import record_audit
from saasctl.acts.contracts import load_contracts, pauses_of
from saasctl.acts.documents import Paper, issue_paper
from saasctl.acts.finding import OrganisationRow
from saasctl.acts.issuing import Customer
from saasctl.acts.owing import OpenInvoice, invoices_owed
from saasctl.acts.terms import TermsBook
from saasctl.rules.billing.composing import recurring_drafts
from saasctl.rules.billing.contract import Contract, rhythm_on
from saasctl.rules.billing.lines import Basis, Line
from saasctl.rules.billing.pauses import known_by
from saasctl.rules.calendars.months import months_after
from saasctl.rules.receivables.ladder import Condition, Done, Step, Unpaid, days_left, ladder
from saasctl.store.queries.clauses import clause_by_id, clause_id
from saasctl.store.queries.contracts import subscriptions_of
from saasctl.store.records import edit_record, write_record
from saasctl.store.transaction import Transaction
from saasctl.terms.resolve import Terms
from saasctl.values import stored
from saasctl.values.clause import ClauseRef
from saasctl.values.money import round_half_up

NON_PAYMENT = "non-payment"
LATE = "i.organisation_id = ? AND i.kind <> 'credit_note' AND i.due_on < ? AND i.issued_on <= ?"
BILLED = "i.organisation_id = ? AND i.kind = 'subscription' AND i.issued_on <= ?"
HELD = """
SELECT id, cause, scope, from_on, until_on, evidence, clause_id FROM suspension
WHERE organisation_id = ? AND from_on <= ? AND (until_on IS NULL OR until_on > ?) ORDER BY id
"""
COUNT = """
SELECT count(*) FROM suspension WHERE organisation_id = ? AND cause = ? AND from_on <= ? AND from_on >= ?
"""
LETTERS = """
SELECT kind, sent_on, received_on, form, evidence FROM notice
WHERE organisation_id = ? AND by_party = 'vendor' AND sent_on <= ? AND sent_on > ? AND status <> 'no-effect'
ORDER BY sent_on, id
"""
ENDINGS = """
SELECT e.asked_on, e.cause FROM ending e JOIN subscription s ON s.id = e.subscription_id
WHERE s.organisation_id = ? AND e.asked_on <= ? AND e.asked_on > ?
AND (e.withdrawn_on IS NULL OR e.withdrawn_on > ?) ORDER BY e.id
"""
IN_FORCE = """
SELECT 1 FROM subscription WHERE organisation_id = ? AND (ended_on IS NULL OR ended_on >= ?) LIMIT 1
"""
DISPUTES = """
SELECT i.number, d.amount_cents, d.until FROM invoice_decision d JOIN invoice i ON i.id = d.invoice_id
WHERE i.organisation_id = ? AND d.kind = 'dispute' AND d.on_day <= ? ORDER BY d.id
"""


@dataclass(frozen=True, slots=True)
class Suspended:
    """A suspension as stored."""

    id: int
    cause: str
    scope: str
    from_on: date
    until_on: date | None
    evidence: str | None
    clause: ClauseRef | None


def suspensions_on(tx: Transaction, organisation_id: int, day: date) -> list[Suspended]:
    """Return the suspensions in force on a day."""
    on = day.isoformat()
    return [_suspended(tx, row) for row in tx.rows(HELD, (organisation_id, on, on))]


def _suspended(tx: Transaction, row: Sequence[object]) -> Suspended:
    key, cause, scope, from_on, until, evidence, clause = row
    return Suspended(
        int(str(key)),
        str(cause),
        str(scope),
        stored.day(from_on),
        None if until is None else stored.day(until),
        None if evidence is None else str(evidence),
        None if clause is None else clause_by_id(tx, int(str(clause))),
    )


def suspend(
    tx: Transaction, organisation: OrganisationRow, terms: Terms, cause: str, evidence: str | None
) -> Suspended:
    """Write that access is cut from the act's day."""
    clause = terms.cite(f"suspension.{cause}.title") or terms.cite("suspension.causes")
    scope = terms.word(f"suspension.{cause}.scope", "organisation")
    values: dict[str, object] = {"organisation_id": organisation.id, "cause": cause, "scope": scope}
    values |= {"from_on": tx.on, "evidence": evidence}
    key = write_record(tx, "suspension", values | {"clause_id": clause_id(tx, clause) if clause else None})
    facts: dict[str, object] = {"cause": cause, "from": tx.on.isoformat(), "evidence": evidence}
    record_audit(tx, organisation.id, "org.suspended", facts)
    tx.tell(f"{organisation.slug}: suspended from {tx.on} ({cause})")
    return Suspended(key, cause, scope, tx.on, None, evidence, clause)


def restore(tx: Transaction, organisation: OrganisationRow, held: Suspended) -> None:
    """Write that access is back from the act's day."""
    edit_record(tx, "suspension", held.id, {"until_on": tx.on})
    record_audit(tx, organisation.id, "org.restored", {"cause": held.cause, "on": tx.on.isoformat()})
    tx.tell(f"{organisation.slug}: restored on {tx.on}")


def late_invoices(tx: Transaction, organisation_id: int, day: date) -> list[OpenInvoice]:
    """Return the invoices that are late and unpaid at the end of a day, oldest due first."""
    on = day.isoformat()
    found = invoices_owed(tx, LATE, (organisation_id, on, on))
    return [one for one in found if late_of(one, day) > 0]


def late_of(one: OpenInvoice, day: date) -> int:
    """Return the cents of an invoice, or of its parts, that are late at the end of a day."""
    return one.owed.late_at(day, day)


def disputed_on(tx: Transaction, organisation_id: int, day: date) -> dict[str, int]:
    """Return what is disputed of each invoice on a day, in cents."""
    found: dict[str, int] = {}
    for number, cents, until in tx.rows(DISPUTES, (organisation_id, day.isoformat())):
        found[str(number)] = 0 if until is not None and str(until) < day.isoformat() else int(str(cents))
    return {number: cents for number, cents in found.items() if cents}


def ladder_on(tx: Transaction, terms: Terms, organisation_id: int, day: date) -> list[Step]:
    """Return the ladder of a customer as of a day; what was done before the oldest debt does not count."""
    unpaid = unpaid_on(tx, organisation_id, day)
    since = min((one.due_on for one in unpaid), default=day)
    steps = ladder(terms, unpaid, done_since(tx, organisation_id, since, day))
    if tx.one(IN_FORCE, (organisation_id, day.isoformat())) is None:
        # Nothing is suspended any more, and sums due before stay due (B-120).
        return [_moot(one) for one in steps]
    held = _stopped_since(tx, terms, organisation_id, day)
    return steps if held is None else [_stopped(one, held) for one in steps]


def _moot(step: Step) -> Step:
    """Return a step once no subscription is in force: there is no access to cut and no end to book."""
    if step.done_on is not None or (step.ending is None and step.act != "suspension"):
        return step
    condition = Condition("a subscription in force", False, None)
    return replace(step, possible_from_on=None, preconditions=(*step.preconditions, condition))


def _stopped_since(tx: Transaction, terms: Terms, organisation_id: int, day: date) -> date | None:
    """Return since when force majeure stops the ladder on a day, where the terms say so (B-120)."""
    if terms.word("force_majeure.dunning", "continues") != "stops":
        return None
    pauses = known_by(pauses_of(tx, [organisation_id]).get(organisation_id, ()), day)
    return next((one.from_on for one in pauses if one.holds(day)), None)


def _between(organisation_id: int, since: date, day: date) -> tuple[int, str, str, str]:
    return organisation_id, day.isoformat(), since.isoformat(), day.isoformat()


def _stopped(step: Step, since: date) -> Step:
    condition = Condition("no force majeure", False, f"it lasts since {since}")
    return replace(step, possible_from_on=None, preconditions=(*step.preconditions, condition))


def unpaid_on(tx: Transaction, organisation_id: int, day: date) -> list[Unpaid]:
    """Return what is late at the end of a day, with what of it is disputed."""
    disputed = disputed_on(tx, organisation_id, day)
    return [
        Unpaid(
            one.number, one.owed.kind, one.owed.due_at(day), late_of(one, day), disputed.get(one.number, 0)
        )
        for one in late_invoices(tx, organisation_id, day)
    ]


def days_before_next(tx: Transaction, terms: Terms, organisation_id: int, step: str, day: date) -> int | None:
    """Return the days that a step taken on a day leaves before the next one is possible."""
    unpaid = unpaid_on(tx, organisation_id, day)
    since = min((one.due_on for one in unpaid), default=day)
    return days_left(terms, step, unpaid, done_since(tx, organisation_id, since, day))


def done_since(tx: Transaction, organisation_id: int, since: date, day: date) -> dict[str, Done]:
    """Return the first of each step taken after `since` and up to a day, and the first in each form."""
    found: dict[str, Done] = {}
    for kind, sent, received, form, evidence in tx.rows(
        LETTERS, (organisation_id, day.isoformat(), since.isoformat())
    ):
        got = None if received is None else stored.day(received)
        citing = str(evidence or "").startswith("citing ")
        letter = Done(stored.day(sent), got, str(form), citing)
        found.setdefault(str(kind), letter)
        found.setdefault(f"{kind}:{form}", letter)
    for asked, cause in tx.rows(ENDINGS, _between(organisation_id, since, day)):
        found.setdefault(f"ending:{cause}", Done(stored.day(asked)))
    for held in suspensions_on(tx, organisation_id, day):
        if held.cause == NON_PAYMENT:
            found.setdefault("suspension", Done(held.from_on))
    return found


def prepayment(
    tx: Transaction, book: TermsBook, organisation: OrganisationRow, day: date
) -> tuple[int, ClauseRef | None]:
    """Return what must be paid in advance to reopen after a repeat, in cents with VAT (B-96).

    Instalments that are billed and not due yet are among what remains of the term.
    """
    terms = book.of_seller(organisation.seller_id, day)
    if terms.word("reopening.prepayment", "none") != "remaining-instalments":
        return 0, None
    contracts = [one for one in load_contracts(tx, subscriptions_of(tx, organisation.id)) if not one.is_trial]
    since = date.min
    if terms.word("reopening.window", "contract") == "term" and contracts:
        term = rhythm_on(contracts[-1], book.of(contracts[-1]), day).commitment_at(day)
        since = term.start if term is not None else since
    if terms.word("reopening.window", "contract") == "rolling-year":
        since = months_after(day, -12)
    row = tx.one(COUNT, (organisation.id, NON_PAYMENT, day.isoformat(), since.isoformat()))
    count = int(str(row[0])) if row else 0
    if count < terms.number("reopening.from_suspension", 2):
        return 0, None
    net = sum(_remaining(book, one, day) for one in contracts)
    rate = terms.decimal("vat.rate").value
    billed = invoices_owed(tx, BILLED, (organisation.id, day.isoformat()))
    ahead = sum(one.owed.at_end_of(day) - late_of(one, day) for one in billed)
    return ahead + net + round_half_up(net * rate / 100), terms.cite("reopening.prepayment")


def _remaining(book: TermsBook, contract: Contract, day: date) -> int:
    """Return the instalments of the current term that are not billed yet, in cents excl. VAT."""
    terms_on = book.of(contract)
    term = rhythm_on(contract, terms_on, day).commitment_at(max(day, contract.started_on))
    if term is None:
        return 0
    total = 0
    for draft in recurring_drafts(contract, terms_on):
        if draft.period.start >= term.end:
            break
        total += sum(line.net_cents for line in draft.lines)
    return total


def reconnect(
    tx: Transaction, book: TermsBook, organisation: OrganisationRow, terms: Terms, cause: str
) -> tuple[str, int, date] | None:
    """Bill the flat sum for giving access back, where the terms have one for the cause (B-97)."""
    fee = terms.find("reconnection.fee")
    if fee is None or cause not in terms.words("reconnection.causes"):
        return None
    cents = round_half_up(terms.decimal("reconnection.fee").value * 100)
    text = f"Reconnection on {tx.on}"
    key = f"reconnection:{organisation.slug}/{tx.on}"
    line = Line("fee", key, text, Basis("unit", 1, cents), None, fee.clause, fee.clause)
    customer = Customer(organisation.id, organisation.seller_id, organisation.slug)
    days = terms.integer("reconnection.due_days")
    issued = issue_paper(
        tx, book, terms, Paper(customer, "fee", tx.on, (line,), days, terms.flag("reconnection.vat"))
    )
    return issued.number, issued.priced.gross_cents, issued.priced.due_on(issued.issued_on)
