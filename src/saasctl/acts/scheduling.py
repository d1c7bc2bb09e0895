"""Keep the due index of a subscription true after its facts changed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from saasctl.acts.due import set_due, set_dues
from saasctl.acts.metering import KINDS as METERED
from saasctl.acts.metering import schedule_metered
from saasctl.acts.terms import TermsBook
from saasctl.rules.billing.additions import addition_due
from saasctl.rules.billing.composing import next_due
from saasctl.rules.billing.contract import NEVER, Contract, TermsOn, is_renewed, rhythm_on
from saasctl.rules.billing.pauses import waits
from saasctl.rules.billing.slots import scheduled_changes
from saasctl.rules.lifecycle.custody import add_span, custody_after, reminders_before, span_of
from saasctl.store.database import Transaction

DAY = timedelta(days=1)
LASTING = "force-majeure-end"
LIFE = (
    "renewal",
    "reduction",
    LASTING,
    "ended",
    "trial-ended",
    "plan-change",
    "purge-due",
    "export-reminder",
)
"""Facts that the daily run announces once their day has come."""
AUTOMATIC = "case.force-majeure.date.automatic_end.length"
"""How long force majeure lasts before it ends the contract by itself."""
KINDS = ("invoice", "slots", *LIFE, *METERED)
"""What the daily run looks for: recurring invoices, added slots, dated facts, use."""


@dataclass(frozen=True, slots=True)
class Coming:
    """The next day something of a kind is due, or None."""

    kind: str
    on: date | None


def coming(contract: Contract, terms_on: TermsOn) -> Iterator[Coming]:
    """Yield what is next due of each kind: what is unbilled, and what no daily run has announced.

    An invoice that waits for an event that has not happened is not due.
    """
    yield from unbilled(contract, terms_on)
    renewal = renewal_after(contract, terms_on, contract.announced_on)
    if renewal is not None and waits(contract.pauses, terms_on(renewal), "renewal", renewal):
        renewal = None
    yield Coming("renewal", renewal)
    later = scheduled_changes(contract.movements, contract.announced_on)
    reduced = later[0][0] if later else None
    if reduced is not None and waits(contract.pauses, terms_on(reduced), "instalments", reduced):
        reduced = None
    ended = contract.ended_on is not None and reduced is not None and reduced > contract.ended_on
    yield Coming("reduction", None if ended else reduced)
    yield from _life(contract, terms_on)


def _life(contract: Contract, terms_on: TermsOn) -> Iterator[Coming]:
    """Yield the first day after an end or a trial, of another plan, and the day to delete the data by."""
    since, last = contract.announced_on, contract.ended_on
    ends_by_itself = None if contract.is_trial or last is not None else lasting_end(contract, terms_on)
    yield Coming(LASTING, ends_by_itself)
    after = last + DAY if last is not None and not contract.is_trial else None
    yield Coming("ended", _later(after, since))
    trial = contract.trial_until if contract.is_trial and last is None else None
    yield Coming("trial-ended", _later(trial + DAY if trial else None, since))
    plans = [phase.from_on for phase in contract.phases[1:] if last is None or phase.from_on <= last]
    yield Coming("plan-change", min((day for day in plans if day > since), default=None))
    purge = custody_after(terms_on(last), last, contract.returned_at).purge_due_on if after and last else None
    yield Coming("purge-due", _later(purge, since))
    reminders = reminders_before(terms_on(last), last) if after and last else ()
    yield Coming("export-reminder", min((day for day in reminders if day > since), default=None))


def lasting_end(contract: Contract, terms_on: TermsOn) -> date | None:
    """Return the first day after a contract that an event of force majeure ends by itself (B-122)."""
    for one in contract.pauses:
        span = span_of(terms_on(max(one.from_on, contract.started_on)), AUTOMATIC)
        if one.is_open and not one.goes_on and span is not None:
            return add_span(one.from_on, span) + DAY
    return None


def _later(day: date | None, since: date) -> date | None:
    return day if day is not None and day > since else None


def unbilled(contract: Contract, terms_on: TermsOn) -> Iterator[Coming]:
    """Yield what is next due to be invoiced: the recurring invoice, and added slots."""
    invoice = next_due(contract, terms_on)
    yield Coming("invoice", None if invoice == NEVER else invoice)
    yield Coming("slots", addition_due(contract, terms_on))


def renewal_after(contract: Contract, terms_on: TermsOn, day: date) -> date | None:
    """Return the first renewal day after `day`, or None for a contract without a term."""
    rhythm = rhythm_on(contract, terms_on, day)
    term = rhythm.commitment_at(max(day, contract.started_on))
    if term is None or contract.is_trial:
        return None
    if not is_renewed(contract.phase_on(term.last_day), terms_on(term.last_day)):
        return None
    if contract.ended_on is not None and contract.ended_on < term.end:
        return None
    return term.end


def schedule(tx: Transaction, book: TermsBook, contract: Contract) -> None:
    """Write the due index of one subscription anew."""
    for item in coming(contract, book.of(contract)):
        set_due(tx, contract.organisation_id, contract.id, item.kind, item.on)
    schedule_metered(tx, book, [contract])


def schedule_bills(tx: Transaction, after: Iterable[tuple[Contract, date | None, date | None]]) -> None:
    """Write what is next due to be invoiced of many subscriptions: recurring, and added slots."""
    set_dues(
        tx,
        (
            (contract.organisation_id, contract.id, kind, None if on == NEVER else on)
            for contract, recurring, added in after
            for kind, on in (("invoice", recurring), ("slots", added))
        ),
    )
