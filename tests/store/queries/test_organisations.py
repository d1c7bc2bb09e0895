"""The sums that go with organisations, counted for the ones asked for."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from saasctl.store.database import Transaction, create_store, open_store
from saasctl.store.queries.organisations import STATUS, STATUS_DAYS, marks, sums
from saasctl.system.clock import system_clock
from saasctl.values.act import Act

SETUP = (
    "INSERT INTO seller (id, slug, name, profile, profile_version, country, currency, prefix_invoice, "
    "prefix_credit_note, created_on) VALUES (1, 'sell', 'S', 'p', '1', 'FR', 'EUR', 'I', 'C', '2026-01-01')",
    "INSERT INTO organisation (id, slug, seller_id, name, country, professional, created_on, status) "
    "VALUES (1, 'acme', 1, 'A', 'FR', 1, '2026-01-01', 'active'), "
    "(2, 'b2', 1, 'B', 'FR', 1, '2026-01-01', 'active')",
    "INSERT INTO subscription (id, organisation_id, name, started_on, trial, credits, ended_on) "
    "VALUES (1, 1, 'main', '2026-01-01', 0, 0, NULL), (2, 1, 'lab', '2026-07-01', 0, 0, NULL), "
    "(3, 2, 'main', '2026-01-01', 0, 0, '2026-03-31')",
    "INSERT INTO slot_movement (subscription_id, seq, kind, delta, asked_on, effective_on) "
    "VALUES (1, 1, 'start', 5, '2026-01-01', '2026-01-01'), "
    "(1, 2, 'reduction', -2, '2026-01-10', '2026-02-01'), "
    "(2, 1, 'start', 7, '2026-07-01', '2026-07-01'), (3, 1, 'start', 3, '2026-01-01', '2026-01-01')",
    "INSERT INTO org_user (id, organisation_id, email, role, state, holds_slot) "
    "VALUES (1, 1, 'a@x.fr', 'member', 'disabled', 0), (2, 1, 'b@x.fr', 'member', 'active', 1)",
    "INSERT INTO user_event (user_id, what, on_day, detail) VALUES (1, 'state', '2026-01-01', 'active'), "
    "(1, 'role', '2026-01-20', 'member'), (1, 'state', '2026-02-01', 'disabled')",
)


@pytest.fixture
def tx(tmp_path: Path) -> Iterator[Transaction]:
    """Two customers with subscriptions, slots and users."""
    path = str(tmp_path / "store.db")
    create_store(path, sandbox=True)
    store = open_store(path, clock=system_clock())
    with store.transaction(Act()) as opened:
        for statement in SETUP:
            opened.run(statement)
        yield opened
    store.close()


@pytest.mark.parametrize(
    ("day", "slots", "users"),
    [
        # 5 of main, 2 fewer from 2026-02-01; lab has not begun; both users active
        pytest.param("2026-01-31", {1: 5, 2: 3}, {1: 2}, id="before-the-reduction"),
        pytest.param("2026-02-01", {1: 3, 2: 3}, {1: 1}, id="reduction-and-disabling"),
        pytest.param("2026-03-31", {1: 3, 2: 3}, {1: 1}, id="last-day-of-the-second"),
        pytest.param("2026-04-01", {1: 3}, {1: 1}, id="second-ended"),
    ],
)
def test_slots_and_users_are_those_of_the_day(
    tx: Transaction, day: str, slots: dict[int, int], users: dict[int, int]
) -> None:
    assert sums(tx, [1, 2], day) == (slots, users, {})
    assert sums(tx, [2], day)[0] == {key: value for key, value in slots.items() if key == 2}


@pytest.mark.parametrize(
    ("day", "status"), [("2026-03-31", "terminating"), ("2026-04-01", "closed")], ids=["last-day", "after"]
)
def test_the_status_is_read_for_a_day(tx: Transaction, day: str, status: str) -> None:
    sql = f"SELECT {STATUS} FROM organisation o WHERE o.id = 2"
    assert tx.one(sql, (day,) * STATUS_DAYS) == (status,)


def test_marks_are_as_many_as_the_values() -> None:
    assert (marks(1), marks(3)) == ("?", "?,?,?")
