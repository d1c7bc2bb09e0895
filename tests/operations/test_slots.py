"""Slots through the operations: when they count, what they cost, how they are withdrawn."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk import Desk, new_desk, on
from saasctl.errors.base import SaasctlError
from saasctl.errors.slots import ModeUnavailable, NothingPending, SlotsFollowUsers, TooFewSlots
from saasctl.errors.subscriptions import NotStarted
from saasctl.errors.terms import BlankTerm
from saasctl.operations.slots import (
    add_slots,
    keep_slots,
    remove_slots,
    set_slot_mode,
    show_slots,
    slot_history,
)
from saasctl.operations.stores import check_store


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = new_desk(tmp_path)
    made.seller("kantree")
    made.org("acme", "kantree")
    made.sub("acme", "team", "monthly", 10, "2026-06-15", "10.00")
    yield made
    made.store.close()


def current(desk: Desk, day: str) -> int:
    return show_slots(desk.store, "acme", date.fromisoformat(day)).current


def test_an_addition_counts_on_its_day_and_a_reduction_from_the_next_period(desk: Desk) -> None:
    add_slots(desk.store, "acme", 3, on("2026-06-25"))
    remove_slots(desk.store, "acme", 2, on("2026-06-26"))
    assert [current(desk, day) for day in ("2026-06-24", "2026-06-25", "2026-07-14", "2026-07-15")] == [
        10,
        13,
        13,
        11,
    ]


def test_more_slots_than_there_will_be_cannot_be_taken_away(desk: Desk) -> None:
    remove_slots(desk.store, "acme", 7, on("2026-06-20"))
    with pytest.raises(TooFewSlots):
        remove_slots(desk.store, "acme", 4, on("2026-06-21"))


def test_a_pending_reduction_is_withdrawn_by_keep_once(desk: Desk) -> None:
    remove_slots(desk.store, "acme", 4, on("2026-06-20"))
    keep_slots(desk.store, "acme", on("2026-06-21"))
    assert current(desk, "2026-07-15") == 10
    with pytest.raises(NothingPending):
        keep_slots(desk.store, "acme", on("2026-06-22"))


def test_nothing_moves_before_the_subscription_starts(desk: Desk) -> None:
    with pytest.raises(NotStarted):
        add_slots(desk.store, "acme", 1, on("2026-06-14"))


def test_automatic_mode_is_moved_by_users_alone(desk: Desk) -> None:
    set_slot_mode(desk.store, "acme", "automatic", on("2026-06-16"))
    with pytest.raises(SlotsFollowUsers):
        remove_slots(desk.store, "acme", 1, on("2026-06-17"))


def test_a_mode_that_the_terms_do_not_know_is_refused(tmp_path: Path) -> None:
    (tmp_path / "k").mkdir()
    other = new_desk(tmp_path / "k")
    other.seller("deskapad")
    other.org("acme", "deskapad")
    other.sub("acme", "periodic", "monthly", 2, "2026-06-15")
    with pytest.raises(ModeUnavailable):
        set_slot_mode(other.store, "acme", "automatic", on("2026-06-16"))
    other.store.close()


def test_without_a_price_nothing_is_added(desk: Desk) -> None:
    desk.org("beta", "kantree")
    desk.sub("beta", "solo", "monthly", 2, "2026-06-15")
    with pytest.raises(BlankTerm):
        add_slots(desk.store, "beta", 1, on("2026-06-20"))
    assert show_slots(desk.store, "beta", date(2026, 6, 20)).current == 2


MOVES = st.lists(
    st.tuples(st.sampled_from(["add", "remove", "keep", "bill"]), st.integers(1, 6), st.integers(0, 20)),
    max_size=14,
)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(MOVES)
def test_no_sequence_of_moves_makes_slots_negative_or_a_store_inconsistent(
    tmp_path_factory: pytest.TempPathFactory, moves: list[tuple[str, int, int]]
) -> None:
    desk = new_desk(tmp_path_factory.mktemp("moves"))
    desk.seller("kantree")
    desk.org("acme", "kantree")
    desk.sub("acme", "team", "monthly", 5, "2026-01-31", "10.00")
    day = date(2026, 1, 31)
    for what, count, later in moves:
        day = date.fromordinal(day.toordinal() + later)
        text = day.isoformat()
        try:
            if what == "bill":
                desk.bill(text)
            elif what == "keep":
                keep_slots(desk.store, "acme", on(text))
            else:
                (add_slots if what == "add" else remove_slots)(desk.store, "acme", count, on(text))
        except SaasctlError:
            continue
    history = list(slot_history(desk.store, "acme").rows)
    assert all(show_slots(desk.store, "acme", date(2026, month, 28)).current >= 0 for month in range(2, 13))
    assert sum(int(str(row[2])) for row in history) >= 0
    assert check_store(desk.store).ok
    desk.store.close()


def test_added_users_rest_on_a_new_quote_where_the_terms_want_one(tmp_path: Path) -> None:
    """D-14, D-59; Kantree's slots are added without one."""
    desk = new_desk(tmp_path)
    for profile, plan in (("deskapad", "periodic"), ("kantree", "team")):
        desk.seller(profile)
        desk.org(profile, profile)
        desk.sub(profile, plan, "monthly", 2, "2026-06-15", "10.00")
    quoted = add_slots(desk.store, "deskapad", 1, on("2026-06-20")).told
    assert "; by a new signed quote at the current price to the end of the commitment; undo: " in quoted
    assert "quote" not in add_slots(desk.store, "kantree", 1, on("2026-06-20")).told
    desk.store.close()
