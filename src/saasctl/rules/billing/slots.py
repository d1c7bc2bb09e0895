"""Slots (paid seats) in time: how many, what is pending, and when a change takes effect."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

from saasctl.errors.slots import SlotsFixed
from saasctl.rules.billing.proration import BASES, COUNTS, Basis, ProrationTerm
from saasctl.terms.resolve import Terms
from saasctl.values.clause import Cited, ClauseRef

MovementKind = Literal["start", "addition", "reduction", "withdrawal"]


@dataclass(frozen=True, slots=True)
class Movement:
    """One dated change of the number of slots.

    `seq` numbers the movements of a subscription from 1. `effective_on` is the first day on which
    the number differs. `is_billed` says that an invoice of its own already holds it.
    """

    seq: int
    kind: str
    delta: int
    asked_on: date
    effective_on: date
    is_billed: bool = False


@dataclass(frozen=True, slots=True)
class SlotPolicy:
    """What the terms, or the operator where they are silent, say of changes of slots."""

    addition: Literal["at-once", "next-period"]
    reduction: Literal["period-end", "commitment-end"]
    proration: ProrationTerm
    addition_clause: ClauseRef
    reduction_clause: ClauseRef


def slots_on(movements: Iterable[Movement], day: date) -> int:
    """Return the number of slots in force on `day`."""
    return sum(movement.delta for movement in movements if movement.effective_on <= day)


def slots_pending(movements: Iterable[Movement], day: date) -> tuple[tuple[date, int], ...]:
    """Return the changes that take effect after `day`, netted per day, zero sums left out."""
    sums: dict[date, int] = {}
    for movement in movements:
        if movement.effective_on > day:
            sums[movement.effective_on] = sums.get(movement.effective_on, 0) + movement.delta
    return tuple((on, delta) for on, delta in sorted(sums.items()) if delta)


def scheduled_changes(movements: Iterable[Movement], day: date) -> tuple[tuple[date, int], ...]:
    """Return the changes asked for a later day that take effect after `day`, netted, zero sums left out."""
    return slots_pending((move for move in movements if move.asked_on != move.effective_on), day)


def slots_after_pending(movements: Iterable[Movement]) -> int:
    """Return the number of slots once everything recorded has taken effect."""
    return sum(movement.delta for movement in movements)


def slots_in_words(count: int) -> str:
    """Return `1 slot` or `3 slots`."""
    return f"{count} slot{'s' if count != 1 else ''}"


def unbilled_additions(movements: Sequence[Movement], day: date) -> tuple[Movement, ...]:
    """Return the additions effective up to `day` that no invoice holds yet, same-day clicks included.

    A withdrawal on the day of an unbilled addition takes from it (`slots.invoice = daily`).
    """
    return tuple(
        movement
        for movement in movements
        if movement.kind in ("addition", "withdrawal")
        and movement.asked_on == movement.effective_on
        and movement.effective_on <= day
        and not movement.is_billed
    )


@lru_cache(maxsize=1000)
def slot_policy(terms: Terms) -> SlotPolicy:
    """Return how slots change under `terms`.

    Where the document has no slot clause the setting `slots.without_clause` answers (B-130, S-20),
    and BlankTerm (exit 7) is raised while it does not; `refused` raises SlotsFixed (exit 5).
    """
    addition = terms.find("slots.addition")
    if addition is None:
        return _answered(terms.text("slots.without_clause"))
    reduction = terms.text("slots.reduction")
    return SlotPolicy(
        "at-once" if addition.value == "at-once" else "next-period",
        "period-end" if reduction.value == "period-end" else "commitment-end",
        proration_term(terms),
        addition.clause,
        reduction.clause,
    )


def proration_term(terms: Terms) -> ProrationTerm:
    """Return how `terms` divide a period: basis, and whether the day of a change counts."""
    basis = terms.text("proration.basis")
    counts = terms.word("proration.counts", "from-change-day")
    return ProrationTerm(BASES[basis.value], COUNTS[counts], basis.clause)


def _answered(answer: Cited[str]) -> SlotPolicy:
    clause = answer.clause
    if answer.value == "refused":
        raise SlotsFixed(clause)
    basis: Basis = "full" if answer.value == "full-price" else "actual"
    return SlotPolicy(
        "next-period" if answer.value == "next-period" else "at-once",
        "commitment-end",
        ProrationTerm(basis, "from-change-day", clause),
        clause,
        clause,
    )
