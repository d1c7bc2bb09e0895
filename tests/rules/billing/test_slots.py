"""Slots in time, and what the terms say of their changes."""

from datetime import date

import pytest

from saasctl.errors.slots import SlotsFixed
from saasctl.errors.terms import BlankTerm
from saasctl.rules.billing.slots import (
    Movement,
    scheduled_changes,
    slot_policy,
    slots_after_pending,
    slots_on,
    slots_pending,
    unbilled_additions,
)
from saasctl.terms.load import load_profile
from saasctl.terms.resolve import Answer, Terms

D = date.fromisoformat


def move(seq: int, kind: str, delta: int, asked: str, effective: str, billed: bool = False) -> Movement:
    return Movement(seq, kind, delta, D(asked), D(effective), billed)


MOVES = (
    move(1, "start", 10, "2026-06-15", "2026-06-15"),
    move(2, "reduction", -2, "2026-06-20", "2026-07-15"),
    move(3, "addition", 1, "2026-07-06", "2026-07-06", billed=True),
    move(4, "withdrawal", 1, "2026-07-07", "2026-07-15"),
)


def test_slots_of_a_day_are_the_sum_of_what_took_effect() -> None:
    """KX-07, and one of the two slots kept."""
    assert [slots_on(MOVES, D(day)) for day in ("2026-06-14", "2026-07-05", "2026-07-06", "2026-07-15")] == [
        0,
        10,
        11,
        10,
    ]
    assert slots_pending(MOVES, D("2026-07-06")) == ((D("2026-07-15"), -1),)
    assert slots_after_pending(MOVES) == 10


def test_an_addition_at_once_is_no_scheduled_change() -> None:
    assert scheduled_changes(MOVES, D("2026-06-15")) == ((D("2026-07-15"), -1),)


def test_only_what_no_invoice_holds_is_unbilled() -> None:
    more = (
        *MOVES,
        move(5, "addition", 3, "2026-07-08", "2026-07-08"),
        move(6, "withdrawal", -1, "2026-07-08", "2026-07-08"),
    )
    assert [m.seq for m in unbilled_additions(more, D("2026-07-08"))] == [5, 6]
    assert unbilled_additions(more, D("2026-07-07")) == ()


def policy_of(profile: str, answer: str | None = None) -> tuple[str, str, str]:
    path = "slots.without_clause"
    answers = {path: Answer(path, answer, "operator", D("2026-01-01"))} if answer else {}
    found = slot_policy(Terms(load_profile(profile), answers))
    return found.addition, found.reduction, found.proration.basis


@pytest.mark.parametrize(
    ("profile", "answer", "policy"),
    [
        pytest.param("kantree", None, ("at-once", "period-end", "actual"), id="K-29-K-30"),
        pytest.param("deskapad", None, ("at-once", "commitment-end", "full"), id="D-59"),
        pytest.param("koban", "prorated", ("at-once", "commitment-end", "actual"), id="B-130"),
        pytest.param("ksaar", "full-price", ("at-once", "commitment-end", "full"), id="answered-full-price"),
        pytest.param(
            "koban", "next-period", ("next-period", "commitment-end", "actual"), id="answered-later"
        ),
    ],
)
def test_the_terms_or_the_operator_say_how_slots_change(
    profile: str, answer: str | None, policy: tuple[str, str, str]
) -> None:
    assert policy_of(profile, answer) == policy


def test_silence_is_refused_and_so_is_a_fixed_number() -> None:
    with pytest.raises(BlankTerm):
        policy_of("koban")
    with pytest.raises(SlotsFixed):
        policy_of("koban", "refused")
