"""What of a case may be invoiced: whose claim it is, with what on record, due when."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desk import Desk, new_desk, on
from saasctl.errors.cases import AmountNotClaimed
from saasctl.operations.case_invoices import invoice_case
from saasctl.operations.cases import CaseGiven, open_case

AUDIT = (("notified_on", "2026-05-06"), ("findings_on", "2026-06-01"), ("extra_fees", "1000.00"))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A customer of Ksaar and one of Koban."""
    found = new_desk(tmp_path)
    found.org("acme", found.seller("ksaar"))
    found.org("beta", found.seller("koban"))
    yield found
    found.store.close()


def bills(desk: Desk) -> list[tuple[object, ...]]:
    return desk.rows("SELECT kind, gross_cents, vat_cents, due_on FROM invoice ORDER BY id")


def test_the_shortfall_of_an_audit_bears_vat_and_is_due_by_its_day(desk: Desk) -> None:
    """SX-19: 1,850.00, 20 % VAT, by 2026-06-16 whichever day it is invoiced; at once after that."""
    facts = (*AUDIT, ("audit_costs", "750.00"))
    open_case(desk.store, "acme", "audit", CaseGiven(facts), on("2026-06-01"))
    open_case(desk.store, "acme", "audit", CaseGiven(facts), on("2026-06-02"))
    invoice_case(desk.store, "C-1", (), "bill 12", on("2026-06-03"))
    invoice_case(desk.store, "C-2", (), "bill 13", on("2026-06-20"))
    assert bills(desk) == [("service", 222000, 37000, "2026-06-16"), ("service", 222000, 37000, "2026-06-20")]


def test_an_indemnity_bears_no_vat(desk: Desk) -> None:
    """BX-26: 3 x 3,250.00, at once; B-133: 8 days; S-74: 12 x 3,800.00, as every invoice of Ksaar."""
    open_case(
        desk.store, "beta", "hiring", CaseGiven((("gross_monthly", "3250"),), by="vendor"), on("2026-06-01")
    )
    repayment = (("ground", "site-content"), ("amount", "812.34"))
    open_case(desk.store, "beta", "repayment", CaseGiven(repayment), on("2026-06-01"))
    open_case(desk.store, "acme", "hiring", CaseGiven((("gross_monthly", "3800"),)), on("2026-06-01"))
    for ref in ("C-1", "C-2", "C-3"):
        invoice_case(desk.store, ref, (), "receipt", on("2026-06-05"))
    assert bills(desk) == [
        ("fee", 975000, 0, "2026-06-05"),
        ("fee", 81234, 0, "2026-06-13"),
        ("fee", 4560000, 0, "2026-06-05"),
    ]


@pytest.mark.parametrize(
    ("kind", "facts", "by", "receipt", "why"),
    [
        ("hiring", (("gross_monthly", "3250"),), None, None, "either party may owe it"),
        ("hiring", (("gross_monthly", "3250"), ("consent", "yes")), "vendor", None, "none is owed"),
        ("repayment", (("ground", "site-content"), ("amount", "1")), None, None, "receipts are needed"),
        ("force-majeure", (("event", "flood"),), None, None, "the vendor owes it"),
        ("insurance-certificate", (), None, None, "none is owed"),
    ],
)
def test_what_is_no_claim_of_the_vendor_is_refused(
    desk: Desk,
    kind: str,
    facts: tuple[tuple[str, str], ...],
    by: str | None,
    receipt: str | None,
    why: str,
) -> None:
    open_case(desk.store, "beta", kind, CaseGiven(facts, by=by), on("2026-06-01"))
    with pytest.raises(AmountNotClaimed, match="of C-1 can") as refused:
        invoice_case(desk.store, "C-1", (), receipt, on("2026-06-01"))
    assert why in (refused.value.why or "")
    assert bills(desk) == []
