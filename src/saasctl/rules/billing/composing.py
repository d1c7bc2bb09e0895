"""What a subscription owes, as drafts of invoices: recurring periods, additions of slots, credits."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from saasctl.rules.billing.contract import (
    DAY,
    Contract,
    Phase,
    TermsOn,
    added_price_terms,
    counted_from,
    first_invoice_day,
    is_renewed,
    phases_within,
    price_terms,
    priced_phases,
    rhythm_on,
    stretches,
)
from saasctl.rules.billing.lines import Basis, Line
from saasctl.rules.billing.proration import BASES, share_of, split_at
from saasctl.rules.billing.proration import Basis as ProrationBasis
from saasctl.rules.billing.rhythm import Obligation, Rhythm, obligations
from saasctl.rules.billing.slots import Movement, SlotPolicy, slot_policy, slots_on, unbilled_additions
from saasctl.rules.calendars.months import months_after
from saasctl.terms.resolve import Terms
from saasctl.values.clause import Cited
from saasctl.values.money import Money
from saasctl.values.period import Period


@dataclass(frozen=True, slots=True)
class Draft:
    """An invoice before VAT, number and due date. `billed_to` moves the subscription's cursor."""

    kind: str
    obligation_on: date
    period: Period
    lines: tuple[Line, ...]
    billed_to: date | None = None
    movements: tuple[int, ...] = ()


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


def addition_due(contract: Contract, terms_on: TermsOn) -> date | None:
    """Return the day from which added slots wait for an invoice of their own, or None."""
    sums: dict[date, int] = {}
    for movement in unbilled_additions(contract.movements, date.max):
        sums[movement.effective_on] = sums.get(movement.effective_on, 0) + movement.delta
    waiting = [
        on for on, count in sorted(sums.items()) if count > 0 and _billed_apart(contract, terms_on, on)
    ]
    return waiting[0] if waiting and not contract.is_trial else None


def _billed_apart(contract: Contract, terms_on: TermsOn, on: date) -> bool:
    rhythm = rhythm_on(contract, terms_on, on)
    return rhythm.is_recurring and rhythm.timing == "advance"


def addition_draft(contract: Contract, terms_on: TermsOn, day: date) -> Draft | None:
    """Return the invoice of the slots added up to `day` that none holds yet, one line per day.

    None when there is nothing to bill, or where the terms bill in arrears (the period's invoice
    then holds the additions).
    """
    waiting = unbilled_additions(contract.movements, day)
    if not waiting or contract.is_trial:
        return None
    lines, period = [], None
    for on in sorted({movement.effective_on for movement in waiting}):
        batch = [movement for movement in waiting if movement.effective_on == on]
        line = addition_line(contract, terms_on, on, sum(movement.delta for movement in batch), batch[0].seq)
        if line is not None and line.period is not None:
            lines.append(line)
            period = line.period if period is None else Period(period.start, max(period.end, line.period.end))
    if not lines or period is None:
        return None
    return Draft(
        "slots", period.start, period, tuple(lines), None, tuple(movement.seq for movement in waiting)
    )


@dataclass(frozen=True, slots=True)
class Addition:
    """What added slots owe for the rest of a period: the arithmetic, the days, and on what it rests."""

    phase: Phase
    price: Cited[int]
    basis: Basis
    used: Period
    period: Period
    policy: SlotPolicy
    in_advance: bool


def addition_line(contract: Contract, terms_on: TermsOn, on: date, count: int, seq: int) -> Line | None:
    """Return the line for `count` slots added on `on`: the rest of that period, as the terms prorate.

    None for a count of zero or less, a free plan, or a rhythm billed in arrears. `seq` makes the
    obligation unique among the subscription's additions.
    """
    added = addition(contract, terms_on, on, count) if count > 0 else None
    if added is None or not added.in_advance:
        return None
    text = f"{added.phase.plan}, {added.phase.unit}: {count} added slot{'s' if count > 1 else ''}"
    clauses = added.policy.addition_clause, added.price.clause
    return Line("slots", f"slots:{on}/{seq}", text, added.basis, added.used, *clauses)


def addition(contract: Contract, terms_on: TermsOn, on: date, count: int) -> Addition | None:
    """Return what `count` slots added on `on` owe for the rest of that period, in advance or in arrears.

    None where the rhythm has no invoices or its price does not depend on slots.
    """
    found = [(rhythm, phases) for rhythm, phases in stretches(contract, terms_on) if phases[0].from_on <= on]
    terms = terms_on(on)
    if not found or not found[-1][0].is_recurring or terms.text("invoice.quantity").value != "slots":
        return None
    rhythm, phases = found[-1]
    policy, index = slot_policy(terms), rhythm.index_at(on)
    period = rhythm.period(index)
    used = split_at(period, on, policy.proration)[1]
    if used is None:
        return None
    phase = phases_within(phases, on, period.end)[0][2]
    price = unit_price(phase, added_price_terms(phase, terms_on, on))
    basis = part_of(price, count, used, rhythm, index, policy)
    return Addition(phase, price, basis, used, period, policy, rhythm.timing == "advance")


def unit_price(phase: Phase, terms: Terms) -> Cited[int]:
    """Return the price of one slot in cents, per month or per year as the rhythm's prices are.

    A price of the document whose reading is doubtful must have been confirmed (D-40, exit 8).
    """
    price = terms.decimal(f"price.{phase.plan}.{phase.unit}")
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
    phases = priced_phases(due.phases, terms_on, due.obligation.period)
    layers = _layers(contract.movements, used, terms_on, due.rhythm.timing == "arrears")
    for quantity, layer, mark in layers if counted.value == "slots" else [(1, used, "")]:
        for start, end, phase in phases_within(phases, layer.start, layer.end):
            part = Period(start, end)
            price = unit_price(phase, price_terms(phase, terms_on, start))
            divided = _divided_by(terms_on(start))
            basis = _period_basis(price, quantity, part, due, divided)
            if mark and slot_policy(terms_on(start)).proration.basis == "full":
                basis = replace(basis, method="full", days=1, days_total=1)
            text = f"{phase.plan}, {phase.unit}: {quantity} slot{'s' if quantity != 1 else ''}"
            yield Line(
                "subscription", f"period:{part.start}{mark}", text, basis, part, counted.clause, price.clause
            )
    if contract.credits and used.start == contract.started_on:
        yield credit_line(contract.credits, terms_on(used.start))


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
    if part == whole:
        return Basis("whole", quantity, price.value, months, rhythm.price_months)
    days, total = share_of(whole, part, divided)
    return Basis(divided, quantity, price.value, months, rhythm.price_months, days, total)


def credit_line(count: int, terms: Terms) -> Line:
    """Return the line of credits ordered with a periodic subscription (D-41): count x price."""
    price = terms.decimal("credits.periodic_price")
    cents = Money.of(price.value, terms.profile.currency).cents
    basis = Basis("unit", count, cents)
    return Line("credits", "credits:order", f"{count} credits", basis, None, price.clause, price.clause)
