"""What a payment brings to light."""

from decimal import Decimal
from pathlib import Path

from desk import new_desk, on
from saasctl.operations.payments import PaymentGiven, record


def test_a_short_early_payment_gets_no_discount(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    desk.org("acme", desk.seller("koban"))
    desk.sub("acme", "crm", "annual", 1, "2026-01-15", "1000.00")
    desk.bill("2026-01-15")
    early = record(desk.store, "acme", PaymentGiven(Decimal("1190.00"), method="debit"), on("2026-01-16"))
    assert early.warnings == ("10.00 of INV-2026-000001 stays owed: no discount for early payment (B-83)",)
    late = record(desk.store, "acme", PaymentGiven(Decimal("5.00"), method="debit"), on("2026-02-16"))
    assert late.warnings == ()
    desk.store.close()


def test_another_rate_on_the_day_of_payment_is_flagged(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    desk.org("acme", desk.seller("deskapad"))
    desk.sub("acme", "periodic", "monthly", 10, "2026-02-01")
    desk.bill("2026-02-01")
    desk.setting("deskapad", "vat.rate", "10")
    found = record(desk.store, "acme", PaymentGiven(Decimal("120.00")), on("2026-03-01")).warnings
    assert found == (
        "VAT of INV-2026-000001 was 20 %, on the day of payment it is 10 %: -10.00 on what was paid",
    )
    desk.setting("deskapad", "vat.changed", "reissued")
    again = record(desk.store, "acme", PaymentGiven(Decimal("60.00")), on("2026-03-02")).warnings
    assert "saasctl invoice credit INV-2026-000001" in again[0]
    desk.store.close()
