"""Move slots: additions, reductions, withdrawals, and the invoice that an addition brings."""

from dataclasses import dataclass
from datetime import date

from saasctl.acts.auditing import record_audit
from saasctl.acts.billing import bill_additions
from saasctl.acts.contracts import load_contract
from saasctl.acts.scheduling import schedule
from saasctl.acts.terms import TermsBook
from saasctl.errors.slots import TooFewSlots
from saasctl.rules.billing.contract import Contract, rhythm_on
from saasctl.rules.billing.slots import (
    Movement,
    SlotPolicy,
    slot_policy,
    slots_after_pending,
    slots_in_words,
    slots_on,
    unbilled_additions,
)
from saasctl.store.database import Transaction
from saasctl.store.queries.clauses import clause_id
from saasctl.values.clause import ClauseRef


@dataclass(frozen=True, slots=True)
class Moved:
    """What a change of slots did; `contract` holds the facts after it."""

    contract: Contract
    movement: Movement | None
    effective_on: date
    invoice: str | None
    clause: ClauseRef


def add_to(tx: Transaction, book: TermsBook, contract: Contract, count: int, on: date) -> Moved:
    """Add `count` slots on `on` and bill them at once where the terms bill additions apart.

    With `slots.invoice = daily` the day's run bills them, netted with the day's withdrawals.
    """
    terms = book.of(contract)(on)
    policy = slot_policy(terms)
    effective = on if policy.addition == "at-once" else next_period_start(contract, book, on)
    movement = write_movement(
        tx, contract, Movement(0, "addition", count, on, effective), policy.addition_clause
    )
    after = load_contract(tx, contract.id)
    daily = terms.word("slots.invoice", "each") == "daily"
    invoice = None if daily else bill_additions(tx, book, after, on)
    after = load_contract(tx, contract.id)
    schedule(tx, book, after)
    return Moved(after, movement, effective, invoice, policy.addition_clause)


def remove_from(tx: Transaction, book: TermsBook, contract: Contract, count: int, on: date) -> Moved:
    """Take `count` slots away: the day's unbilled additions first, the rest when the terms let them go.

    Raises TooFewSlots (exit 5) when fewer are left after what is already pending.
    """
    policy = slot_policy(book.of(contract)(on))
    left = slots_after_pending(contract.movements)
    if count > left:
        raise TooFewSlots(contract.key, count, left)
    undone = min(
        count, sum(m.delta for m in unbilled_additions(contract.movements, on) if m.effective_on == on)
    )
    movement = None
    effective = on
    if undone and in_advance(contract, book, on):
        movement = write_movement(
            tx, contract, Movement(0, "withdrawal", -undone, on, on), policy.addition_clause
        )
        count -= undone
    if count:
        effective = reduction_day(contract, book, policy, on)
        reduction = Movement(0, "reduction", -count, on, effective)
        movement = write_movement(tx, contract, reduction, policy.reduction_clause)
    after = load_contract(tx, contract.id)
    schedule(tx, book, after)
    return Moved(after, movement, effective, None, policy.reduction_clause)


def withdraw_pending(
    tx: Transaction, book: TermsBook, contract: Contract, on: date, count: int | None = None
) -> tuple[Contract, int]:
    """Withdraw pending reductions (up to `count` slots) by opposite movements on their own days."""
    undone = 0
    clause = slot_policy(book.of(contract)(on)).reduction_clause
    for movement in _still_pending(contract.movements, on):
        part = -movement.delta if count is None else min(-movement.delta, count - undone)
        if part > 0:
            back = Movement(0, "withdrawal", part, on, movement.effective_on)
            write_movement(tx, contract, back, clause)
            undone += part
    after = load_contract(tx, contract.id)
    schedule(tx, book, after)
    return after, undone


def _still_pending(movements: tuple[Movement, ...], on: date) -> list[Movement]:
    sums: dict[date, int] = {}
    for movement in movements:
        if movement.effective_on > on:
            sums[movement.effective_on] = sums.get(movement.effective_on, 0) + movement.delta
    return [Movement(0, "reduction", delta, on, day) for day, delta in sorted(sums.items()) if delta < 0]


def reduction_day(contract: Contract, book: TermsBook, policy: SlotPolicy, on: date) -> date:
    """Return the first day on which a reduction asked on `on` counts (K-30, K-31, D-59, B-130)."""
    if policy.reduction == "commitment-end":
        term = rhythm_on(contract, book.of(contract), on).commitment_at(on)
        if term is not None:
            return term.end
    return next_period_start(contract, book, on)


def next_period_start(contract: Contract, book: TermsBook, on: date) -> date:
    """Return the first day of the next billing period; tomorrow where there are no periods."""
    rhythm = rhythm_on(contract, book.of(contract), on)
    if not rhythm.is_recurring:
        return on
    return rhythm.period_at(on).end


def in_advance(contract: Contract, book: TermsBook, on: date) -> bool:
    """Say whether the subscription is billed in advance on `on`."""
    return rhythm_on(contract, book.of(contract), on).timing == "advance"


def write_movement(tx: Transaction, contract: Contract, movement: Movement, clause: ClauseRef) -> Movement:
    """Append one movement, numbered after the last, and put it on record."""
    seq = int(str(tx.rows(LAST_SEQ, (contract.id,))[0][0])) + 1
    values = {
        "subscription_id": contract.id,
        "seq": seq,
        "kind": movement.kind,
        "delta": movement.delta,
        "asked_on": movement.asked_on.isoformat(),
        "effective_on": movement.effective_on.isoformat(),
        "cause": tx.act.reason,
        "clause_id": clause_id(tx, clause),
    }
    tx.insert("slot_movement", values)
    facts: dict[str, object] = {
        "subscription": contract.key,
        "delta": movement.delta,
        "effective_on": movement.effective_on.isoformat(),
        "slots": slots_on(contract.movements, movement.asked_on),
    }
    record_audit(tx, contract.organisation_id, f"slots.{movement.kind}", facts)
    count = slots_in_words(abs(movement.delta))
    tx.tell(f"{contract.key}: {movement.kind} of {count} from {movement.effective_on}")
    return Movement(seq, movement.kind, movement.delta, movement.asked_on, movement.effective_on)


LAST_SEQ = "SELECT coalesce(max(seq), 0) FROM slot_movement WHERE subscription_id = ?"
