"""An invoice issued anew: its lines put right, its VAT, the links between the documents."""

from decimal import Decimal
from pathlib import Path

from desk import new_desk, on
from saasctl.acts.rebilling import replaced
from saasctl.operations.corrections import CreditGiven, credit_invoice
from saasctl.operations.rebilling import RebillGiven, rebill_invoice
from saasctl.operations.slots import add_slots

LINES = (
    "SELECT l.quantity, l.unit_price_cents, l.net_cents, l.kind FROM invoice_line l JOIN invoice i ON i.id = "
)


def test_a_line_in_part_of_a_period_keeps_its_days(tmp_path: Path) -> None:
    """3 slots for 20 of 30 days at 10.00: 20.00; two of them: 13.33; a part of a line was credited before."""
    desk = new_desk(tmp_path)
    desk.org("acme", desk.seller("kantree"))
    desk.sub("acme", "team", "monthly", 12, "2026-06-15", "10.00")
    desk.bill("2026-06-15")
    add_slots(desk.store, "acme", 3, on("2026-06-25"))
    given = RebillGiven(quantities=(("1", 2),))
    rebill_invoice(desk.store, "INV-2026-000002", given, on("2026-06-26", reason="two"))
    rows = desk.rows(f"{LINES} l.invoice_id WHERE i.number = 'INV-2026-000003'")
    assert rows == [(2, 1000, 1333, "slots")]
    credit = CreditGiven(None, Decimal("20.00"), "error", "two months free")
    credit_invoice(desk.store, "INV-2026-000001", credit, on("2026-06-27"))
    rebill_invoice(desk.store, "INV-2026-000001", RebillGiven(), on("2026-06-28", reason="address"))
    rows = desk.rows(f"{LINES} l.invoice_id WHERE i.number = 'INV-2026-000004'")
    assert rows == [(1, 10000, 10000, "subscription")]
    with desk.store.reading() as tx:
        assert replaced(tx, "INV-2026-000004") == ("INV-2026-000001", None)
        assert replaced(tx, "INV-2026-000001") == (None, "INV-2026-000004")
    desk.store.close()


def test_vat_follows_the_customer_of_today_at_the_rate_of_the_day(tmp_path: Path) -> None:
    """A German company billed with French VAT: reverse charge, once its number is on record."""
    desk = new_desk(tmp_path)
    key = desk.org("lumen", desk.seller("kantree"))
    desk.sub("lumen", "team", "monthly", 1, "2026-06-15", "10.00")
    desk.bill("2026-06-15")
    with desk.store.transaction(on("2026-06-20")) as tx:
        tx.run("UPDATE organisation SET country = 'DE', vat_id = 'DE811907980' WHERE id = ?", (key,))
    rebill_invoice(desk.store, "INV-2026-000001", RebillGiven(), on("2026-06-20", reason="German"))
    rows = desk.rows("SELECT number, net_cents, vat_cents, issued_on FROM invoice ORDER BY id")
    assert rows == [
        ("INV-2026-000001", 1000, 200, "2026-06-15"),
        ("CN-2026-000001", -1000, -200, "2026-06-20"),
        ("INV-2026-000002", 1000, 0, "2026-06-20"),
    ]
    desk.store.close()
