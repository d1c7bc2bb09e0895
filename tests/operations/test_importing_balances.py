"""Opening balances from a file of a former system."""

from decimal import Decimal
from pathlib import Path

import pytest

from desk import new_desk, on
from saasctl.errors.imports import ImportRefused
from saasctl.operations.importing_balances import import_balances
from saasctl.operations.payments import PaymentGiven, record

HEAD = "org;number;amount;issued;due;source;vat_rate;kind\n"
GOOD = HEAD + "beta;F-2;50.00;2025-12-01;2025-12-31;;;service\nacme;F-1;120.00;2025-11-30;2025-12-31;;20;\n"
WRONG = [
    ("acme;;1.00;2025-12-01;2025-12-31;;;", "number"),
    ("acme;INV-2025-1;1.00;2025-12-01;2025-12-31;;;", "number"),
    ("acme;F-9;0;2025-12-01;2025-12-31;;;", "amount"),
    ("acme;F-9;1,50;2025-12-01;2025-12-31;;;", "amount"),
    ("acme;F-9;1.00;2026-02-01;2026-12-31;;;", "issued"),
    ("acme;F-9;1.00;2025-12-01;;;;", "due"),
    ("acme;F-9;1.00;2025-12-01;2025-12-32;;;", "due"),
    ("acme;F-9;1.00;2025-12-01;2025-12-31;;7;", "vat_rate"),
    ("acme;F-9;1.00;2025-12-01;2025-12-31;;-20;", "vat_rate"),
    ("acme;F-9;1.00;2025-12-01;2025-12-31;;;credit_note", "kind"),
    (";F-9;1.00;2025-12-01;2025-12-31;;;", "org"),
    ("acme;F-9;1.00;2025-12-01;2025-12-31;;;;extra", None),
]


def test_balances_of_many_customers_are_taken_over_whole_and_once(tmp_path: Path) -> None:
    """A payment that settled nothing pays the one of its customer; wrong rows name their columns."""
    desk = new_desk(tmp_path)
    seller = desk.seller("koban")
    desk.org("acme", seller)
    desk.org("beta", seller)
    record(desk.store, "beta", PaymentGiven(Decimal(30)), on("2026-01-02"))
    file = tmp_path / "opening.csv"
    file.write_text(GOOD, "utf-8")
    assert import_balances(desk.store, str(file), "old books", on("2026-01-05")).keys == ("F-2", "F-1")
    assert import_balances(desk.store, str(file), "old books", on("2026-01-09")).keys == ()
    assert desk.rows("SELECT balance_cents FROM receivable ORDER BY invoice_id") == [(2000,), (12000,)]
    file.write_text(HEAD + "acme;F-8;1.00;2025-12-01;2025-12-31;books;;\n" + "\n".join(r for r, _ in WRONG))
    with pytest.raises(ImportRefused) as refused:
        import_balances(desk.store, str(file), "old books", on("2026-01-05"))
    assert [(one.row, one.column) for one in refused.value.report.failed] == [
        (place, column) for place, (_, column) in enumerate(WRONG, 3)
    ]
    file.write_text(HEAD + "acme;F-8;1.00;2025-12-01;2025-12-31;;;\n", "utf-8")
    with pytest.raises(ImportRefused, match="nothing of"):
        import_balances(desk.store, str(file), None, on("2026-01-05"))
    assert desk.rows("SELECT count(*) FROM invoice") == [(2,)]
    desk.store.close()
