"""An issued invoice: rows, receivable, cursor, series and record agree."""

import json
from pathlib import Path

from desk import new_desk
from saasctl.values.act import Act


def test_everything_about_an_invoice_is_written_in_one_act(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    desk.seller("kantree")
    desk.org("acme", "kantree")
    desk.sub("acme", "team", "monthly", 3, "2026-06-15", "9.99")
    desk.bill("2026-06-15")
    assert desk.rows("SELECT number, net_cents, vat_cents, gross_cents, due_on FROM invoice") == [
        ("INV-2026-000001", 2997, 599, 3596, "2026-07-15")
    ]
    assert desk.rows("SELECT balance_cents, paid_cents, status FROM receivable") == [(3596, 0, "issued")]
    assert desk.rows("SELECT billed_to FROM billing_cursor") == [("2026-07-15",)]
    assert desk.rows("SELECT last_number, last_issued_on FROM number_series") == [(1, "2026-06-15")]
    line = desk.rows("SELECT obligation, quantity, unit_price_cents, basis FROM invoice_line")[0]
    assert line[:3] == ("period:2026-06-15", 3, 999)
    assert json.loads(str(line[3])) == {
        "method": "whole",
        "months": 1,
        "price_months": 1,
        "days": 1,
        "days_total": 1,
    }
    assert desk.rows("SELECT count(*) FROM audit_entry WHERE what = 'invoice.issued'") == [(1,)]
    desk.store.close()


def test_an_invoice_without_amount_is_not_issued_and_the_period_is_passed(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    desk.seller("kantree")
    desk.org("acme", "kantree")
    desk.sub("acme", "team", "monthly", 1, "2026-06-15", "10.00")
    with desk.store.transaction(_on("2026-06-15")) as tx:
        tx.run("DROP TRIGGER IF EXISTS slot_movement_no_update")
        move = {"subscription_id": 1, "seq": 2, "kind": "reduction", "delta": -1}
        tx.insert("slot_movement", {**move, "asked_on": "2026-06-16", "effective_on": "2026-07-15"})
    assert desk.bill("2026-08-20") == ("INV-2026-000001",)
    assert desk.rows("SELECT billed_to FROM billing_cursor") == [("2026-09-15",)]
    desk.store.close()


def _on(day: str) -> Act:
    from desk import on as dated

    return dated(day)
