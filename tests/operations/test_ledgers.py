"""The ledger as listed: it balances and equals the documents, whatever was issued and paid."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from desk import new_desk, on
from saasctl.errors.usage import ValueMalformed
from saasctl.operations.ledgers import list_accounts, list_ledger, set_account
from saasctl.operations.payments import PaymentGiven, record
from saasctl.values.money import Money


def test_what_is_listed_balances_and_customers_owe_the_open_invoices(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    desk.org("acme", desk.seller("koban"))
    desk.sub("acme", "crm", "annual", 3, "2026-01-15", "333.33")
    desk.bill("2026-01-15")
    record(desk.store, "acme", PaymentGiven(Decimal("77.77")), on("2026-02-03"))
    rows = list(list_ledger(desk.store, None, (None, date(2027, 12, 31))).rows)
    rows += list(list_ledger(desk.store, "koban", (date(2026, 1, 1), date(2026, 12, 31))).rows)
    debit, credit, owed = Money(0), Money(0), Money(0)
    for row in rows:
        assert isinstance(row[8], Money)
        assert isinstance(row[9], Money)
        debit, credit = debit + row[8], credit + row[9]
        owed = owed + row[8] - row[9] if row[4] == "411000" else owed
    assert debit == credit
    assert [(owed.cents,)] == desk.rows("SELECT sum(balance_cents) FROM receivable")
    desk.store.close()


def test_an_account_is_changed_from_a_day_on(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    desk.seller("koban")
    set_account(desk.store, "koban", "bank", "512100", None, on("2026-02-01"))
    before, after = (
        [row[2] for row in list_accounts(desk.store, "koban", date(2026, month, 1)).rows if row[1] == "bank"]
        for month in (1, 2)
    )
    assert (before, after) == (["512000"], ["512100"])
    for role, number in (("till", "531000"), ("bank", "5x")):
        with pytest.raises(ValueMalformed):
            set_account(desk.store, "koban", role, number, None, on("2026-02-01"))
    desk.store.close()
