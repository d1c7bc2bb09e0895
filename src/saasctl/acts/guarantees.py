"""The guarantee of a ticket: what a miss gives, excl. VAT, and the invoice it is credited on."""

from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from fractions import Fraction

from saasctl.acts.terms import TermsBook
from saasctl.acts.ticketing import Desks, Ticket, clocks
from saasctl.errors.tickets import NoIndemnity
from saasctl.rules.billing.composing import recurring_draft, recurring_dues
from saasctl.rules.billing.contract import Contract
from saasctl.rules.tickets.indemnity import Indemnity, indemnity_of
from saasctl.store.transaction import Transaction
from saasctl.values.money import Money
from saasctl.values.period import Period
from saasctl.values.views.tickets import IndemnityView

INVOICE = """
SELECT i.number FROM invoice i WHERE i.subscription_id = ? AND i.kind = 'subscription'
  AND i.period_start <= ? AND i.period_end > ? ORDER BY i.id LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class Guaranteed:
    """A guarantee as it stands: the sums, the invoice of the period, whether it is over."""

    indemnity: Indemnity
    invoice: str | None


def guarantee(tx: Transaction, desks: Desks, ticket: Ticket, now: datetime) -> Guaranteed:
    """Return what a ticket's guarantee gives as of an instant. Raises NoIndemnity (exit 5)."""
    terms = desks.terms(ticket)
    clause = terms.cite("indemnity.claim")
    if clause is None:
        raise NoIndemnity(ticket.ref, "the terms know no indemnity", terms.cite("sla.credit"))
    clock = next((one for one in clocks(desks, ticket, now) if one.kind == "restore"), None)
    desk = desks.desk(ticket)
    if clock is None or desk is None or ticket.contract is None:
        raise NoIndemnity(ticket.ref, "restoring is not guaranteed for it", terms.cite("guarantee.objects"))
    day = desk.day_of(ticket.story.opened_at)
    period, cents = fee_of(desks.book, ticket.contract, day.isoformat())
    if terms.word("indemnity.base", "period-fee") == "month-fee":
        month = ticket.contract.phase_on(day)
        cents = _monthly(desks.book, ticket.contract, cents, month.unit, period)
        period = _month_of(period, day.isoformat())
    until = clock.done_at or now
    found = indemnity_of(terms, desk, clock, period, cents, until)
    row = tx.one(INVOICE, (ticket.contract.id, day.isoformat(), day.isoformat()))
    return Guaranteed(found, None if row is None else str(row[0]))


def fee_of(book: TermsBook, contract: Contract, day: str) -> tuple[Period, int]:
    """Return the billing period of a day and its whole fee in cents, excl. VAT."""
    terms_on = book.of(contract)
    fresh = replace(contract, billed_to=contract.started_on, credits=0)
    for due in recurring_dues(fresh, terms_on):
        used = due.obligation.used
        if used.end.isoformat() > day:
            draft = recurring_draft(fresh, due, terms_on)
            return used, sum(line.net_cents for line in draft.lines)
    raise NoIndemnity(contract.key, f"no fee is owed for {day}", None)


def _monthly(book: TermsBook, contract: Contract, cents: int, unit: str, period: Period) -> int:
    months = book.of(contract)(period.start).number(f"period.{unit}.invoice_months", 1) or 1
    return Money(cents).times(Fraction(1, months)).cents


def _month_of(period: Period, day: str) -> Period:
    from saasctl.rules.calendars.months import months_after

    number = 0
    while months_after(period.start, number + 1).isoformat() <= day:
        number += 1
    return Period(months_after(period.start, number), months_after(period.start, number + 1))


def indemnity_view(desks: Desks, ticket: Ticket, found: Guaranteed, paid_by: str | None) -> IndemnityView:
    """Return an indemnity as printed; nothing is due while it is not claimed, where it must be."""
    terms = desks.terms(ticket)
    unit, held = terms.profile.currency, found.indemnity
    return IndemnityView(
        ticket=ticket.ref,
        guaranteed_hours=_hours(held.guaranteed),
        elapsed_hours=_hours(held.elapsed),
        overrun_hours=_hours(held.overrun),
        base=Money(held.base_cents, unit),
        period_hours=_hours(held.period_hours),
        amount=Money(held.cents, unit),
        currency=unit,
        claimed=ticket.claimed,
        paid_by=paid_by,
        clause=terms.cite("indemnity.claim"),
    )


def _hours(hours: Fraction) -> Decimal:
    return Decimal(hours.numerator) / Decimal(hours.denominator)
