"""The ledger as derived from the store."""

from datetime import date
from decimal import Decimal
from pathlib import Path

from desk import new_desk, on
from saasctl.acts.journal import Chart, balances, documents, entries, movements, prepaid
from saasctl.operations.payments import PaymentGiven, record
from saasctl.values.period import Period

WINDOW = Period(date(2026, 1, 1), date(2027, 1, 1))


def test_the_accounts_add_up_to_the_documents_and_payments(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    desk.org("acme", desk.seller("koban"))
    desk.sub("acme", "crm", "annual", 1, "2026-01-15", "2000.00")
    desk.bill("2026-01-15")
    record(desk.store, "acme", PaymentGiven(Decimal("1000.00")), on("2026-02-03"))
    with desk.store.reading() as tx:
        chart = Chart(tx, 1)
        sums = {account.number: found for account, found in balances(chart, entries(tx, 1, WINDOW)).items()}
        assert [document.number for document in documents(tx, 1, WINDOW)] == ["INV-2026-000001"]
        assert [moved.cents for moved in movements(tx, 1, WINDOW)] == [100000]
        later = Period(date(2026, 5, 1), date(2026, 6, 1))
        assert [document.number for document in prepaid(tx, 1, later)] == ["INV-2026-000001"]
        row = {"seller_id": 1, "role": "bank", "account": "512100", "label": "B", "from_on": "2026-02-01"}
    # 351 days of 365 up to the end of 2026: 2,000.00 x 351/365 = 1,923.29; 76.71 stay deferred
    assert sums["411000"] == (240000, 100000)
    assert sums["512000"] == (100000, 0)
    assert sums["445710"] == (0, 40000)
    assert sums["706100"] == (0, 192329)
    assert sums["487000"] == (192329, 200000)
    with desk.store.transaction(on("2026-02-01")) as tx:
        tx.insert("ledger_account", row)
        chart = Chart(tx, 1)
        assert chart.account("bank", date(2026, 1, 31)).number == "512000"
        assert chart.account("bank", date(2026, 2, 1)).number == "512100"
    desk.store.close()
