"""The store's facts about itself."""

from datetime import date

from saasctl.store.transaction import Transaction

VALUE = "SELECT value FROM store_meta WHERE name = ?"
PUT = """
INSERT INTO store_meta (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value
"""
LAST_DAY_RUN = "last_day_run"
TIMEZONE = "timezone"


def meta(tx: Transaction, name: str) -> str | None:
    """Return a named fact about the store, or None."""
    row = tx.one(VALUE, (name,))
    return None if row is None else str(row[0])


def set_meta(tx: Transaction, name: str, value: str) -> None:
    """Write a named fact about the store, in place of an earlier value."""
    tx.run(PUT, (name, value))


def last_day_run(tx: Transaction) -> date | None:
    """Return the last day that a daily run finished, or None before the first."""
    held = meta(tx, LAST_DAY_RUN)
    return None if held is None else date.fromisoformat(held)


def set_last_day_run(tx: Transaction, day: date) -> None:
    """Record that the daily run finished `day`; an earlier day than the one held changes nothing.

    A sandbox's today never falls behind it, from the next transaction on.
    """
    held = last_day_run(tx)
    if held is None or held < day:
        set_meta(tx, LAST_DAY_RUN, day.isoformat())


def keep_zone(tx: Transaction, zone: str) -> None:
    """Let days begin in `zone` (IANA) from now on, unless a seller before has said where they do."""
    if meta(tx, TIMEZONE) is None:
        set_meta(tx, TIMEZONE, zone)
