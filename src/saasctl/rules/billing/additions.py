"""Slots added in the middle of what is invoiced: what they owe, and when it is asked for."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from saasctl.rules.billing.composing import Draft, Due, part_of, priced_parts, unit_price
from saasctl.rules.billing.contract import (
    Contract,
    Phase,
    TermsOn,
    added_price_terms,
    phases_within,
    rhythm_on,
    stretches,
)
from saasctl.rules.billing.lines import Basis, Line
from saasctl.rules.billing.proration import split_at
from saasctl.rules.billing.rhythm import obligations
from saasctl.rules.billing.slots import SlotPolicy, slot_policy, unbilled_additions
from saasctl.values.clause import Cited
from saasctl.values.period import Period


def addition_due(contract: Contract, terms_on: TermsOn, billed: Collection[int] = ()) -> date | None:
    """Return the day from which added slots wait for an invoice of their own, or None.

    `billed` are numbers of movements that an invoice holds although the contract does not say so yet.
    """
    if not _bills_apart(contract, terms_on):
        return None
    sums: dict[date, int] = {}
    for movement in unbilled_additions(contract.movements, date.max):
        if movement.seq not in billed:
            sums[movement.effective_on] = sums.get(movement.effective_on, 0) + movement.delta
    waiting = [
        on for on, count in sorted(sums.items()) if count > 0 and _billed_apart(contract, terms_on, on)
    ]
    return waiting[0] if waiting and not contract.is_trial else None


def _bills_apart(contract: Contract, terms_on: TermsOn) -> bool:
    """Say whether the contract bills added slots apart at any time: where it ever bills in advance."""
    return any(rhythm.timing == "advance" for rhythm, _ in stretches(contract, terms_on))


def _billed_apart(contract: Contract, terms_on: TermsOn, on: date) -> bool:
    rhythm = rhythm_on(contract, terms_on, on)
    return rhythm.is_recurring and rhythm.timing == "advance"


def addition_draft(contract: Contract, terms_on: TermsOn, day: date) -> Draft | None:
    """Return the invoice of the slots added up to `day` that none holds yet, one line per day and period.

    None when there is nothing to bill, or where the terms bill in arrears (the period's invoice
    then holds the additions).
    """
    waiting = unbilled_additions(contract.movements, day)
    if not waiting or contract.is_trial or not _bills_apart(contract, terms_on):
        return None
    lines: list[Line] = []
    covered: list[Period] = []
    for on in sorted({movement.effective_on for movement in waiting}):
        batch = [movement for movement in waiting if movement.effective_on == on]
        count, seq = sum(movement.delta for movement in batch), batch[0].seq
        for line in addition_lines(contract, terms_on, on, count, seq):
            lines.append(line)
            covered.append(line.period or Period.through(on, on))
    if not lines:
        return None
    period = Period(min(one.start for one in covered), max(one.end for one in covered))
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


def addition_lines(contract: Contract, terms_on: TermsOn, on: date, count: int, seq: int) -> Iterator[Line]:
    """Yield the lines for `count` slots added on `on`, in order of time.

    First the rest of that period as the terms prorate, then every later period that is invoiced
    already with the old number: an addition put on record late owes what it would have owed in time
    (K-27, K-29). None for a count of zero or less, a free plan, or a rhythm billed in arrears. `seq`
    makes the obligations unique among the subscription's additions.
    """
    if count <= 0 or not _billed_apart(contract, terms_on, on):
        return
    added = addition(contract, terms_on, on, count)
    if added is None:
        return
    words, key = f"{count} added slot{'s' if count > 1 else ''}", f"slots:{on}/{seq}"
    clause = added.policy.addition_clause
    text = f"{added.phase.plan}, {added.phase.unit}: {words}"
    yield Line("slots", key, text, added.basis, added.used, clause, added.price.clause)
    for due in _invoiced_after(contract, terms_on, added.used.end):
        for phase, part, basis, price in priced_parts(due, terms_on, count, due.obligation.used):
            text = f"{phase.plan}, {phase.unit}: {words}"
            yield Line("slots", f"{key}+{part.start}", text, basis, part, clause, price.clause)


def _invoiced_after(contract: Contract, terms_on: TermsOn, day: date) -> Iterator[Due]:
    """Yield the periods from `day` on that are invoiced in advance already."""
    for rhythm, phases in stretches(contract, terms_on):
        start = max(day, phases[0].from_on)
        if rhythm.timing == "advance" and (rhythm.until is None or start < rhythm.until):
            for obligation in obligations(rhythm, start, ends=contract.billed_to):
                yield Due(obligation, rhythm, tuple(phases))


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
