"""What a subscription owes, as drafts of invoices: recurring periods, additions of slots, credits."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from saasctl.rules.billing.contract import (
    DAY,
    Contract,
    Phase,
    TermsOn,
    counted_from,
    first_invoice_day,
    is_renewed,
    phases_within,
    price_terms,
    priced_phases,
    stretches,
)
from saasctl.rules.billing.lines import Basis, Line
from saasctl.rules.billing.pauses import billed_days
from saasctl.rules.billing.proration import BASES, share_of
from saasctl.rules.billing.proration import Basis as ProrationBasis
from saasctl.rules.billing.rhythm import Obligation, Rhythm, obligations
from saasctl.rules.billing.slots import Movement, SlotPolicy, slot_policy, slots_on
from saasctl.rules.calendars.months import months_after
from saasctl.terms.resolve import Terms
from saasctl.values.clause import Cited, ClauseRef
from saasctl.values.money import Money
from saasctl.values.period import Period


@dataclass(frozen=True, slots=True)
class Draft:
    """An invoice before VAT, number and due date. `billed_to` moves the subscription's cursor.

    `due_path` is where the terms say how many days after its issue it is due.
    """

    kind: str
    obligation_on: date
    period: Period
    lines: tuple[Line, ...]
    billed_to: date | None = None
    movements: tuple[int, ...] = ()
    due_path: str = "invoice.due_days"


@dataclass(frozen=True, slots=True)
class Due:
    """A recurring invoice to come: its obligation, and the rhythm and phases it is made from."""

    obligation: Obligation
    rhythm: Rhythm
    phases: tuple[Phase, ...]


def recurring_dues(contract: Contract, terms_on: TermsOn) -> Iterator[Due]:
    """Yield the recurring invoices after the cursor without their amounts, in order of time.

    Endless where no end is known; none during a trial, nor after a term that is not renewed.
    """
    if contract.is_trial:
        return
    ends = None if contract.ended_on is None else Period.through(contract.ended_on, contract.ended_on).end
    for rhythm, phases in stretches(contract, terms_on):
        start = max(contract.billed_to, phases[0].from_on)
        if rhythm.until is not None and start >= rhythm.until:
            continue
        waits = first_invoice_day(contract, terms_on(phases[0].from_on))
        for obligation in obligations(rhythm, start, first_not_before=waits, ends=ends):
            if _ends_before(rhythm, phases[-1], terms_on, obligation.period.start):
                return
            yield Due(obligation, rhythm, tuple(phases))


def _ends_before(rhythm: Rhythm, phase: Phase, terms_on: TermsOn, day: date) -> bool:
    return not is_renewed(phase, terms_on(day - DAY)) and rhythm.renews_on(day)


def recurring_drafts(contract: Contract, terms_on: TermsOn) -> Iterator[Draft]:
    """Yield the recurring invoices after the cursor, in order of time, without end where none is known.

    Prices are those in force on the first day of each part, in advance or in arrears; quantities
    those of the period's first day, a slot added on that day being billed by its own invoice where
    the terms bill in advance (K-27, K-29).
    """
    return (recurring_draft(contract, due, terms_on) for due in recurring_dues(contract, terms_on))


def recurring_draft(contract: Contract, due: Due, terms_on: TermsOn) -> Draft:
    """Return the recurring invoice of one obligation with its lines."""
    used = due.obligation.used
    lines = tuple(_period_lines(contract, due, terms_on))
    return Draft("subscription", due.obligation.on, used, lines, used.end)


def next_due(contract: Contract, terms_on: TermsOn) -> date | None:
    """Return the day the next recurring invoice falls due, or None when none will."""
    due = next(recurring_dues(contract, terms_on), None)
    return due.obligation.on if due else None


def unit_price(phase: Phase, terms: Terms) -> Cited[int]:
    """Return the price of one slot in cents, per month or per year as the rhythm's prices are.

    A price of the document whose reading is doubtful must have been confirmed (D-40, exit 8).
    """
    return _price_at(f"price.{phase.plan}.{phase.unit}", terms)


@lru_cache(maxsize=1000)
def _price_at(path: str, terms: Terms) -> Cited[int]:
    price = terms.decimal(path)
    if price.clause.source in ("terms", "convention"):
        for rule in (price.clause.rule or "").split():
            terms.confirmed(rule)
    return Cited(Money.of(price.value, terms.profile.currency).cents, price.clause)


def part_of(
    price: Cited[int], quantity: int, used: Period, rhythm: Rhythm, index: int, policy: SlotPolicy
) -> Basis:
    """Return the arithmetic of `used` days of the rhythm's period `index` under the policy's day count."""
    period, months, price_months = rhythm.period(index), rhythm.months_in(index), rhythm.price_months
    if used == period:
        return Basis("whole", quantity, price.value, months, price_months)
    days, total = share_of(period, used, policy.proration.basis)
    return Basis(policy.proration.basis, quantity, price.value, months, price_months, days, total)


def _period_lines(contract: Contract, due: Due, terms_on: TermsOn) -> Iterator[Line]:
    used = due.obligation.used
    counted = terms_on(used.start).text("invoice.quantity")
    layers = _layers(contract.movements, used, terms_on, due.rhythm.timing == "arrears")
    for quantity, whole, mark in layers if counted.value == "slots" else [(1, used, "")]:
        terms = terms_on(used.start)
        for layer in billed_days(contract.pauses, terms, whole):
            cut = terms.cite("force_majeure.billing") if layer != whole else None
            yield from _layer_lines(due, terms_on, (quantity, layer, mark), cut or counted.clause)
    if contract.credits and used.start == contract.started_on:
        yield credit_line(contract.credits, terms_on(used.start))


def _layer_lines(
    due: Due, terms_on: TermsOn, of: tuple[int, Period, str], clause: ClauseRef
) -> Iterator[Line]:
    quantity, layer, mark = of
    if len(due.phases) == 1 and not due.rhythm.free_exit_by_days:
        phase, terms = due.phases[0], terms_on(layer.start)
        share = due.obligation.period, due.obligation.months, due.rhythm.price_months
        prices = price_terms(phase, terms_on, layer.start)
        yield _one_price_line((phase.plan, phase.unit), of, share, terms, prices, clause)
        return
    for phase, part, basis, price in priced_parts(due, terms_on, quantity, layer):
        named = phase.plan, phase.unit
        yield _line(named, (quantity, part, mark), basis, price, terms_on(part.start), clause)


@lru_cache(maxsize=1000)
def _one_price_line(
    named: tuple[str, str],
    of: tuple[int, Period, str],
    share: tuple[Period, int, int],
    terms: Terms,
    prices: Terms,
    clause: ClauseRef,
) -> Line:
    """Return the line of a layer that has one price; customers billed on one day share many."""
    quantity, layer, _ = of
    price = _price_at(f"price.{named[0]}.{named[1]}", prices)
    basis = _share_basis(price, quantity, layer, share, _divided_by(terms))
    return _line(named, of, basis, price, terms, clause)


def _line(
    named: tuple[str, str],
    of: tuple[int, Period, str],
    basis: Basis,
    price: Cited[int],
    terms: Terms,
    clause: ClauseRef,
) -> Line:
    quantity, part, mark = of
    if mark and slot_policy(terms).proration.basis == "full":
        basis = replace(basis, method="full", days=1, days_total=1)
    text = f"{named[0]}, {named[1]}: {quantity} slot{'s' if quantity != 1 else ''}"
    return Line("subscription", f"period:{part.start}{mark}", text, basis, part, clause, price.clause)


def priced_parts(
    due: Due, terms_on: TermsOn, quantity: int, layer: Period
) -> Iterator[tuple[Phase, Period, Basis, Cited[int]]]:
    """Yield the parts of `layer`, days of a billing period, that have one price each, with its arithmetic."""
    if len(due.phases) == 1:
        phase, terms = due.phases[0], terms_on(layer.start)
        price = unit_price(phase, price_terms(phase, terms_on, layer.start))
        yield phase, layer, _period_basis(price, quantity, layer, due, _divided_by(terms)), price
        return
    phases = priced_phases(due.phases, terms_on, due.obligation.period)
    for start, end, phase in phases_within(phases, layer.start, layer.end):
        part = Period(start, end)
        price = unit_price(phase, price_terms(phase, terms_on, start))
        yield phase, part, _period_basis(price, quantity, part, due, _divided_by(terms_on(start))), price


def _layers(
    movements: tuple[Movement, ...], used: Period, terms_on: TermsOn, in_arrears: bool
) -> Iterator[tuple[int, Period, str]]:
    base = slots_on(movements, used.start)
    if not in_arrears:
        base -= sum(m.delta for m in movements if _is_apart(m) and m.effective_on == used.start)
    if base > 0:
        yield base, used, ""
    for movement in movements:
        if not (in_arrears and movement.delta > 0 and used.start < movement.effective_on < used.end):
            continue
        first = counted_from(terms_on(movement.effective_on), movement.effective_on)
        if first < used.end:
            yield movement.delta, Period(first, used.end), f"+{movement.seq}"


def _is_apart(movement: Movement) -> bool:
    return movement.kind in ("addition", "withdrawal") and movement.asked_on == movement.effective_on


def _divided_by(terms: Terms) -> ProrationBasis:
    """Return how a period is parted between two plans (S-19); "full" speaks of added slots alone (D-59)."""
    word = terms.word("proration.basis", "actual")
    return "actual" if word == "full" else BASES[word]


def _period_basis(price: Cited[int], quantity: int, part: Period, due: Due, divided: ProrationBasis) -> Basis:
    rhythm, whole, months = due.rhythm, due.obligation.period, due.obligation.months
    if rhythm.free_exit_by_days and whole == rhythm.free_exit and rhythm.price_months != months:
        year = Period(rhythm.anchor, months_after(rhythm.anchor, rhythm.price_months))
        return Basis("actual", quantity, price.value, 1, 1, part.days, year.days)
    return _share_basis(price, quantity, part, (whole, months, rhythm.price_months), divided)


def _share_basis(
    price: Cited[int], quantity: int, part: Period, share: tuple[Period, int, int], divided: ProrationBasis
) -> Basis:
    whole, months, price_months = share
    if part == whole:
        return Basis("whole", quantity, price.value, months, price_months)
    days, total = share_of(whole, part, divided)
    return Basis(divided, quantity, price.value, months, price_months, days, total)


def credit_line(count: int, terms: Terms) -> Line:
    """Return the line of credits ordered with a periodic subscription (D-41): count x price."""
    price = terms.decimal("credits.periodic_price")
    cents = Money.of(price.value, terms.profile.currency).cents
    basis = Basis("unit", count, cents)
    return Line("credits", "credits:order", f"{count} credits", basis, None, price.clause, price.clause)
