"""What the database writes as the cells of invoices."""

import sqlite3
from datetime import date, timedelta

from saasctl.store.database import Store
from saasctl.store.queries.invoice_cells import cells_of_invoices, changed_later, day_before, day_number


def test_amounts_and_places_are_as_a_csv_has_them(store: Store, full: sqlite3.Connection) -> None:
    values = "2026-02-01', '2026-02-01', '2026-02-28', '2026-02-01', '2026-03-01', 'EUR', -1005, -5, -100010"
    full.execute(
        "INSERT INTO invoice VALUES (2, 1, 1, NULL, 'CN-2026-000001', 'credit_note', "
        f"'{values}, 1, 'p@1', NULL, NULL)"
    )
    full.execute("INSERT INTO receivable VALUES (1, '2026-01-31', 1000, 200, 'partly_paid')")
    full.execute("INSERT INTO receivable VALUES (2, '2026-02-28', 0, 0, 'issued')")
    with store.reading() as tx:
        first, second = cells_of_invoices(tx, "2026-02-28")
        assert len(list(cells_of_invoices(tx, "2026-01-31"))) == 1
        assert changed_later(tx, "2026-01-31")
        assert not changed_later(tx, "2026-02-01")
    assert first[:8] == (
        "INV-2026-000001",
        "subscription",
        "sell",
        "acme",
        "acme/main",
        "partly_paid",
        "yes",
        28,
    )
    assert first[14:19] == ("10.00", "2.00", "12.00", "10.00", "2.00")
    assert second[4:8] == (None, "issued", "no", 0)
    assert second[14:20] == ("-10.05", "-0.05", "-1000.10", "0.00", "0.00", "INV-2026-000001")
    assert first[11:13] == ("2026-01-01", "2026-01-31")


def test_days_are_counted_and_stepped_back_as_the_calendar_does(store: Store) -> None:
    first = date(1999, 12, 31)
    days = [first + timedelta(days=n) for n in range(1500)] + [date(2100, 3, 1), date(2027, 1, 1)]
    rows = ", ".join(f"('{day}')" for day in days)
    sql = f"SELECT {day_number('column1')}, {day_before('column1')} FROM (VALUES {rows}) v"
    with store.reading() as tx:
        answers = tx.rows(sql)
    assert answers == [(day.toordinal(), str(day - timedelta(days=1))) for day in days]
