"""Seats are read in sets."""

import sqlite3

from saasctl.store.queries.seats import LEFT_ON, RUNNING, USERS_ON

DAY = "2026-02-01"


def test_users_are_counted_by_state_and_slot(full: sqlite3.Connection) -> None:
    assert full.execute(USERS_ON, (DAY, DAY)).fetchall() is not None
    assert full.execute(RUNNING, (DAY, DAY)).fetchall()


def test_what_is_left_is_the_sum_of_the_movements(full: sqlite3.Connection) -> None:
    assert full.execute(LEFT_ON, (DAY, DAY)).fetchall() == [(1, -4, -4)]
