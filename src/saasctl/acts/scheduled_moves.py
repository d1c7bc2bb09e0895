"""Changes of slots and plans that wait for the end of a period: moved with it by force majeure (D-82)."""

from datetime import date

from saasctl.acts.auditing import record_audit
from saasctl.acts.slot_moves import write_movement
from saasctl.acts.subscribing import append_phase
from saasctl.rules.billing.contract import Contract, Phase
from saasctl.rules.billing.pauses import Pause, moved, shifts_of, unmoved
from saasctl.rules.billing.slots import Movement, slot_policy
from saasctl.store.transaction import Transaction
from saasctl.terms.resolve import Terms

Both = tuple[tuple[Pause, ...], tuple[Pause, ...]]
"""What was known of the events before, and what is known of them now."""


def first_day_again(day: date, terms: Terms, word: str, since: date, pauses: Both) -> date:
    """Return a first day moved by the later pauses in the place of the earlier ones."""
    before, after = (shifts_of(known, terms, word, since) for known in pauses)
    return moved(unmoved(day, before), after)


def move_scheduled(tx: Transaction, terms: Terms, contract: Contract, before: tuple[Pause, ...]) -> None:
    """Move the changes of a contract that come with the first day of a period or a term."""
    _move_slots(tx, terms, contract, (before, contract.pauses))
    _move_plans(tx, terms, contract, (before, contract.pauses))


def _move_slots(tx: Transaction, terms: Terms, contract: Contract, pauses: Both) -> None:
    """Take scheduled movements back on their own days, and write them on the days they come now."""
    scheduled = [one for one in contract.movements if one.asked_on != one.effective_on]
    for day in sorted({one.effective_on for one in scheduled}):
        of_day = [one for one in scheduled if one.effective_on == day]
        delta = sum(one.delta for one in of_day)
        again = first_day_again(day, terms, "instalments", contract.started_on, pauses)
        if not delta or again == day:
            continue
        policy, kind = slot_policy(terms), "reduction" if delta < 0 else "addition"
        clause = policy.reduction_clause if delta < 0 else policy.addition_clause
        asked = of_day[-1].asked_on
        write_movement(tx, contract, Movement(0, "withdrawal", -delta, asked, day), clause)
        write_movement(tx, contract, Movement(0, kind, delta, asked, again), clause)


def _move_plans(tx: Transaction, terms: Terms, contract: Contract, pauses: Both) -> None:
    """Write the plan in force up to the first day that moves, then those that follow on their new days."""
    again = [
        first_day_again(one.from_on, terms, "instalments", contract.started_on, pauses)
        for one in contract.phases[1:]
    ]
    pairs = [(one, day) for one, day in zip(contract.phases[1:], again, strict=True) if one.from_on != day]
    if not pairs:
        return
    first = min(min(one.from_on, day) for one, day in pairs)
    held = [one for one in contract.phases if one.from_on < first][-1]
    append_phase(tx, contract.id, Phase(first, held.plan, held.unit, held.anchor, held.free_exit))
    for one, day in zip(contract.phases[1:], again, strict=True):
        if max(one.from_on, day) < first:
            continue
        anchor = day if one.anchor == one.from_on else one.anchor
        append_phase(tx, contract.id, Phase(day, one.plan, one.unit, anchor, one.free_exit))
        if day != one.from_on:
            facts: dict[str, object] = {"subscription": contract.key, "plan": one.plan}
            facts |= {"was": one.from_on.isoformat(), "effective_on": day.isoformat()}
            record_audit(tx, contract.organisation_id, "subscription.change-moved", facts)
            tx.tell(f"{contract.key}: {one.plan} from {day} instead of {one.from_on}")
