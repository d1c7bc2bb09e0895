"""End a subscription by notice, or keep it after all."""

from dataclasses import dataclass
from datetime import date, timedelta

from saasctl.acts.cases import open_case_dates
from saasctl.acts.contracts import load_contract
from saasctl.acts.describing import notice_term, subscription_view
from saasctl.acts.ending import BLOCKED, Booked, book_end, booked_end, cancellation_view, withdraw_end
from saasctl.acts.finding import subscription_keyed
from saasctl.acts.noticing import Letter, record_notice
from saasctl.acts.pausing import as_booked, counted_so_far, hold_end
from saasctl.acts.permitting import require_permission
from saasctl.acts.sayings import unknown_codes
from saasctl.acts.suspending import ladder_on
from saasctl.acts.terms import TermsBook
from saasctl.acts.versions import latest_change, put_answer
from saasctl.errors.lifecycle import (
    EndingUnavailable,
    EndsAlready,
    NothingToKeep,
    NoticeWithoutEffect,
    QuoteUnsigned,
)
from saasctl.errors.versions import NothingAnnounced, RefusalTooLate
from saasctl.rules.billing.contract import Contract
from saasctl.rules.lifecycle.cases import GONE
from saasctl.rules.lifecycle.endings import (
    CONVENIENCE,
    Asked,
    NoEffect,
    cause_of,
    cuts_trial,
    ending_of,
    opens_on,
)
from saasctl.rules.lifecycle.versions import Change, refused_in_time
from saasctl.rules.receivables.ladder import breach_forms
from saasctl.store.database import Store, Transaction
from saasctl.store.queries.clauses import clause_by_id
from saasctl.terms.resolve import Terms
from saasctl.values.act import Act
from saasctl.values.answers import Written

LATE_PAYMENTS = "late-payments"
REFUSED = "terms-refused"
"""The way of ending by which a customer refuses a new version."""
WARNED = """
SELECT max(sent_on) FROM notice
WHERE organisation_id = ? AND by_party = ? AND status <> 'no-effect' AND form = 'registered-letter'
  AND (kind = 'breach-notice'
    OR kind = 'formal-notice' AND form IN ({marks}) AND (invoice_id IS NULL OR ? = 1))
"""
NON_PAYMENT = "non-payment"
"""The breach of which arrears are the proof: a letter that names an invoice is mended by its payment."""
REGISTERED = "registered-letter"
CHASED = """
SELECT count(DISTINCT n.invoice_id) FROM notice n
JOIN invoice i ON i.id = n.invoice_id JOIN receivable r ON r.invoice_id = i.id
WHERE n.organisation_id = ? AND n.kind = 'reminder' AND n.by_party = 'vendor' AND n.status <> 'no-effect'
AND coalesce(i.subscription_id, ?) = ? AND n.sent_on <= ?
AND n.sent_on > coalesce((SELECT min(p.due_on) FROM instalment p WHERE p.invoice_id = i.id), r.due_on)
"""
"""Invoices of a contract that were reminded of after they fell due, by a day."""


@dataclass(frozen=True, slots=True)
class CancelGiven:
    """What `sub cancel` was given; `facts` are findings that the terms ask for."""

    by: str = "customer"
    form: str | None = None
    cause: str | None = None
    received_on: date | None = None
    next_term: bool = False
    facts: tuple[str, ...] = ()


def cancel(store: Store, key: str, given: CancelGiven, act: Act) -> Written:
    """Book the end of a subscription by a notice dated the act's day.

    A late or wrongly formed notice is recorded as received without effect, and refused with
    NoticeWithoutEffect (exit 5), the next possible end and the command that books it. Undo: `sub keep`.
    """
    with store.transaction(act, ahead=True) as tx:
        contract = load_contract(tx, subscription_keyed(tx, key))
        book = TermsBook(tx)
        terms = book.of(contract)(max(tx.on, contract.started_on))
        require_permission(tx, terms, contract.organisation_id, act.requested_by, "sub.cancel")
        asked = Asked(
            given.cause, given.by, given.form or "in-app", tx.on, given.received_on, given.next_term
        )
        cause = cause_of(contract, book.of(contract), asked)
        facts = given.facts if asked.cause in (None, cause) else (*given.facts, str(asked.cause))
        _check(tx, terms, contract, asked, cause, facts)
        change = refused_change(tx, terms, contract, asked, cause)
        if (known := booked_end(tx, contract)) is not None:
            raise EndsAlready(contract.key, known.last_day)
        unit = contract.phase_on(max(tx.on, contract.started_on)).unit
        counted = counted_so_far(contract, tx.on)
        found = ending_of(counted, book.of(contract), asked, notice_term(terms, unit))
        notice = _record(tx, contract, asked, cause, found)
        if isinstance(found, NoEffect):
            refusal = _refusal(contract, asked, found)
        else:
            refusal = None
            if change is not None and change.effective_on <= found.last_day:
                put_answer(tx, contract.organisation_id, None, change.version, "refused")
                book = TermsBook(tx)
            ends = as_booked(terms, contract, found, tx.on)
            after = book_end(tx, book, contract, asked, ends, notice)
            view = cancellation_view(tx, book, counted, asked, found, f"N-{notice}")
            held = hold_end(tx, book, after)
    if refusal is not None:
        raise refusal
    told = f"{after.key}: ends on {view.last_day}"
    if view.export_until:
        told += f", data to be exported by {view.export_until}"
    warnings = _warnings(terms, cause, view.last_day, asked.sent_on)
    warnings += conflict(terms, change, view.last_day)
    if held:
        warnings += ("force majeure lasts: this day moves by its length once the event is over",)
    return Written(view, (view.subscription,), f"{told}; undo: saasctl sub keep {after.key}", warnings)


def _check(
    tx: Transaction, terms: Terms, contract: Contract, asked: Asked, cause: str, facts: tuple[str, ...]
) -> None:
    """Refuse an end that the terms do not have, not for this party, or not yet (exit 5, or 7 for a blank)."""
    path = f"ending.{cause}"
    known = terms.profile.names_under("ending")
    clause = terms.cite(f"{path}.title") or terms.cite(f"{path}.effect")
    if cause not in known:
        raise EndingUnavailable(
            contract.key, cause, f"the terms know: {', '.join(known)}", None, f"--cause {known[0]}"
        )
    by = terms.words(f"{path}.by")
    if cuts_trial(terms, contract, asked, cause):
        return
    if asked.by == "vendor" and cause == CONVENIENCE and by and "vendor" not in by and _vendor_may(terms):
        terms.integer("vendor_notice.length")
    elif by and asked.by not in by:
        raise EndingUnavailable(contract.key, cause, f"only the {' or the '.join(by)} may", clause)
    told = [
        fact
        for fact in facts
        if fact not in (*terms.words(f"{path}.needs"), *terms.words(f"{path}.needs_any"))
    ]
    if unknown := unknown_codes(terms, path, told):
        listed = ", ".join(terms.words(f"{path}.causes"))
        raise EndingUnavailable(contract.key, cause, f"{', '.join(unknown)}: the terms know {listed}", clause)
    for mark in terms.profile.opens:
        if mark.path.startswith(f"{path}.") and f"sub cancel --cause {cause}" in mark.needed_by:
            terms.need(mark.path)
    _check_ladder(tx, terms, contract, asked, cause)
    _check_case(tx, terms, contract, asked, cause)
    steps = terms.profile.names_under("ladder")
    needs = [need for need in terms.words(f"{path}.needs") if need not in (*facts, "operator", *steps)]
    any_of = terms.words(f"{path}.needs_any")
    if needs or (any_of and not set(any_of) & set(facts)):
        missing = needs or [" or ".join(any_of)]
        options = " ".join(f"--fact {need}" for need in (needs or any_of[:1]))
        raise EndingUnavailable(
            contract.key, cause, f"to be on record first: {', '.join(missing)}", clause, f"add {options}"
        )
    _check_cure(tx, terms, contract, asked, cause, facts)
    _check_repeats(tx, terms, contract, cause, facts)


def _vendor_may(terms: Terms) -> bool:
    """Return whether the terms have a notice of the vendor, or leave it blank."""
    blank = any(mark.path == "vendor_notice.length" for mark in terms.profile.opens)
    return blank or terms.find("vendor_notice.length") is not None


def _check_ladder(tx: Transaction, terms: Terms, contract: Contract, asked: Asked, cause: str) -> None:
    """Refuse an end for arrears before the step of the ladder that is this end is possible (B-94, D-71)."""
    if asked.by != "vendor" or terms.find(f"ending.{cause}.cure") is not None:
        return
    steps = ladder_on(tx, terms, contract.organisation_id, asked.sent_on)
    step = next((one for one in steps if one.ending == cause), None)
    if step is None:
        return
    if step.possible_from_on is None:
        missing = ", ".join(one.text for one in step.preconditions if not one.met)
        fix = f"saasctl org statement {contract.org}"
        raise EndingUnavailable(contract.key, cause, f"missing: {missing}", step.clause, fix)
    if asked.sent_on < step.possible_from_on:
        why = f"it is possible from {step.possible_from_on}"
        raise EndingUnavailable(contract.key, cause, why, step.clause)


def _check_cure(
    tx: Transaction, terms: Terms, contract: Contract, asked: Asked, cause: str, facts: tuple[str, ...]
) -> None:
    """Refuse an end before the time to mend is over, counted from the letter that names the breach (S-45).

    For arrears the ladder's step tells it; a letter that names an invoice counts while it is late (S-40).
    """
    if terms.find(f"ending.{cause}.cure") is None:
        return
    forms = _letters(terms, cause)
    marks = ", ".join("?" * len(forms))
    conduct = bool(set(facts) & set(terms.words(f"ending.{cause}.causes")) - {NON_PAYMENT})
    row = tx.one(WARNED.format(marks=marks), (contract.organisation_id, asked.by, *forms, conduct))
    warned = None if row is None or row[0] is None else date.fromisoformat(str(row[0]))
    found = [None if warned is None else opens_on(terms, cause, warned)]
    if asked.by == "vendor":
        steps = ladder_on(tx, terms, contract.organisation_id, asked.sent_on)
        found += [step.possible_from_on for step in steps if step.ending == cause]
    opens = min((day for day in found if day is not None), default=None)
    clause = terms.cite(f"ending.{cause}.cure")
    if opens is None:
        fix = f"saasctl notice record {contract.org} formal-notice --form registered-letter --sent-on DATE"
        raise EndingUnavailable(
            contract.key, cause, "no registered letter that names the breach is on record", clause, fix
        )
    if asked.sent_on < opens:
        raise EndingUnavailable(contract.key, cause, f"it is possible from {opens}", clause)


def _letters(terms: Terms, cause: str) -> tuple[str, ...]:
    """Return the forms in which a formal notice also warns of a breach: of one to pay, as the terms say."""
    if "formal-notice" in terms.profile.names_under("ladder"):
        return breach_forms(terms, cause) or ("",)
    return terms.words(f"ending.{cause}.forms") or (REGISTERED,)


def _check_case(tx: Transaction, terms: Terms, contract: Contract, asked: Asked, cause: str) -> None:
    """Ask for a case that is open on the day of the notice, and for the day that it gives (B-121)."""
    kind = terms.word(f"ending.{cause}.case", "")
    if not kind:
        return
    clause = terms.cite(f"ending.{cause}.case_date") or terms.cite(f"ending.{cause}.case")
    dates = open_case_dates(tx, contract.organisation_id, kind, asked.sent_on)
    if not dates:
        fix = f"saasctl case open {contract.org} {kind} --on DATE"
        raise EndingUnavailable(contract.key, cause, f"no case of {kind} is open", clause, fix)
    named = terms.word(f"ending.{cause}.case_date", "")
    wanted = [(ref, one) for ref, one in dates if one.name == named]
    opens = [one.on for _, one in wanted if one.on is not None and one.state != GONE]
    if named and (not opens or asked.sent_on < min(opens)):
        ref, fact = next(((ref, one.waits_for) for ref, one in wanted if one.waits_for), ("", None))
        if not opens and fact is not None:
            fix = f"saasctl case update {ref} --fact {fact}=DATE"
            raise EndingUnavailable(contract.key, cause, f"{fact} is not on record", clause, fix)
        why = f"it is possible from {min(opens)}" if opens else f"{named} is no longer to come"
        raise EndingUnavailable(contract.key, cause, why, clause)


def _check_repeats(
    tx: Transaction, terms: Terms, contract: Contract, cause: str, facts: tuple[str, ...]
) -> None:
    """Ask for more chased late payments than the terms name, where lateness is the conduct (B-106)."""
    more = terms.find(f"ending.{cause}.more_than")
    if more is None or not isinstance(more.value, int) or (facts and "late-payments" not in facts):
        if more is not None and LATE_PAYMENTS not in terms.words(f"ending.{cause}.causes"):
            _check_number(terms, contract, cause, facts)
        return
    asked_for = (contract.organisation_id, contract.id, contract.id, tx.on.isoformat())
    row = tx.one(CHASED, asked_for)
    count = int(str(row[0])) if row else 0
    if count <= more.value:
        why = f"{count} late payments were chased, more than {more.value} are needed"
        raise EndingUnavailable(contract.key, cause, why, more.clause)


def refused_change(
    tx: Transaction, terms: Terms, contract: Contract, asked: Asked, cause: str
) -> Change | None:
    """Return the new version that a customer's wish to end refuses: told, and not in force yet (K-07).

    An end for that very cause needs one: NothingAnnounced (exit 3), RefusalTooLate (exit 5), and the
    reading confirmed (exit 8) where the profile doubts it.
    """
    change = latest_change(tx, contract.seller_id, contract.organisation_id, None, asked.sent_on)
    in_time = change is not None and refused_in_time(terms, change, asked.sent_on)
    if cause == REFUSED:
        clause = terms.cite(f"ending.{cause}.title")
        if change is None:
            raise NothingAnnounced(contract.org, None, terms.profile.id)
        if not in_time:
            raise RefusalTooLate(contract.org, change.version, change.effective_on, clause)
        for rule in (clause.rule or "").split() if clause else ():
            terms.confirmed(rule)
    if asked.by != "customer" or change is None or not in_time or asked.sent_on >= change.effective_on:
        return None
    return change


def conflict(terms: Terms, change: Change | None, last_day: date) -> tuple[str, ...]:
    """Warn of the days on which a refused version would already apply (K-07 against K-54)."""
    if change is None or change.effective_on > last_day:
        return ()
    days = f"from {change.effective_on} to {last_day}"
    if terms.word("terms_change.refused", "old-until-period-end") == "ends-at-once":
        return (f"{change.version} is refused: the contract should end before {change.effective_on}",)
    clause = terms.cite("terms_change.refused")
    rule = f" ({clause.rule})" if clause else ""
    return (f"{change.version} is refused: the old version is kept {days}, the operator decides{rule}",)


def _check_number(terms: Terms, contract: Contract, cause: str, facts: tuple[str, ...]) -> None:
    """Ask for a serious breach, one of those listed, or for more breaches than the terms name (K-55)."""
    more = terms.integer(f"ending.{cause}.more_than")
    if not set(facts) & set(terms.words(f"ending.{cause}.causes")) and len(facts) <= more.value:
        why = (
            f"{len(facts)} {terms.word(f'ending.{cause}.repeats', 'breaches')}, more than {more.value} needed"
        )
        raise EndingUnavailable(contract.key, cause, why, more.clause, "add --fact CODE")


def _record(tx: Transaction, contract: Contract, asked: Asked, cause: str, found: object) -> int:
    without = isinstance(found, NoEffect)
    letter = Letter(
        "non-renewal" if cause == CONVENIENCE else f"ending-{cause}",
        asked.form,
        asked.by,
        asked.sent_on,
        asked.received_on,
        None,
        contract.id,
        "no-effect" if without else "effective",
        found.why if isinstance(found, NoEffect) else None,
    )
    return record_notice(tx, contract.organisation_id, letter)


def _refusal(contract: Contract, asked: Asked, found: NoEffect) -> NoticeWithoutEffect:
    fix = None
    if found.form is not None:
        options = f"--form {found.form}" + (" --next-term" if found.is_late else "")
        options = f"--by vendor {options}" if asked.by == "vendor" else options
        options = f"--cause {asked.cause} {options}" if asked.cause else options
        fix = f"saasctl sub cancel {contract.key} {options} --on {asked.sent_on}"
    ends = found.deadline_on, found.next_last_day
    return NoticeWithoutEffect(contract.key, found.why, ends, found.clause, fix)


def _warnings(terms: Terms, cause: str, last_day: date, asked_on: date) -> tuple[str, ...]:
    said = []
    if terms.flag(f"ending.{cause}.warn_law"):
        said.append("a statute may forbid this end: check before it is told")
    if terms.flag("export.warn_short") and last_day <= asked_on:
        said.append("no time is left to export the data: access ends with the day")
    return tuple(said)


def _check_quote(tx: Transaction, contract: Contract, known: Booked) -> None:
    """Ask for the price of a quote that both signed, where only that renews the contract (D-64)."""
    renewal = known.last_day + timedelta(days=1)
    phase = contract.phase_on(known.last_day)
    path = f"price.{phase.plan}.{phase.unit}"
    signed = any(one.path == path and one.from_on >= known.asked_on for one in contract.overrides)
    if known.cause == BLOCKED and not signed:
        clause = clause_by_id(tx, known.clause_id) if known.clause_id is not None else None
        raise QuoteUnsigned(contract.key, path, renewal, clause)


def keep(store: Store, key: str, act: Act) -> Written:
    """Withdraw an end that has not come yet; NothingToKeep (exit 5) where there is none."""
    with store.transaction(act) as tx:
        contract = load_contract(tx, subscription_keyed(tx, key))
        book = TermsBook(tx)
        known = booked_end(tx, contract)
        if known is None:
            raise NothingToKeep(contract.key, "no end is booked")
        if tx.on > known.last_day:
            raise NothingToKeep(contract.key, f"it ended on {known.last_day}")
        _check_quote(tx, contract, known)
        after = withdraw_end(tx, book, contract, known)
        view = subscription_view(book, after, tx.on)
    return Written(view, (view.key,), f"{view.key}: goes on")
