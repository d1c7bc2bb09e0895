"""Open cases put their dates on the agenda, closed ones do not."""

from datetime import date
from pathlib import Path

from desk import Desk, new_desk, on
from saasctl.acts.case_agenda import case_items
from saasctl.acts.terms import TermsBook
from saasctl.operations.case_invoices import invoice_case
from saasctl.operations.cases import CaseGiven, open_case, update_case

D = date.fromisoformat


def test_an_amount_is_to_be_billed_until_it_is(tmp_path: Path) -> None:
    """S-24: extra fees of 800.00 and costs of 120.00 come to 1,000.00; B-122: a refund is not billed."""
    desk = new_desk(tmp_path)
    desk.org("acme", desk.seller("ksaar"))
    given = CaseGiven((("findings_on", "2026-06-03"), ("extra_fees", "800.00")))
    open_case(desk.store, "acme", "audit", given, on("2026-05-06"))
    bills: list[list[tuple[str, date, str]]] = []
    for costs in (None, "120.00"):
        if costs:
            update_case(desk.store, "C-1", CaseGiven((("audit_costs", costs),)), on("2026-06-04"))
        bills.append(to_bill(desk, "2026-06-04"))
    invoice_case(desk.store, "C-1", (), "receipts", on("2026-06-05"))
    bills.append(to_bill(desk, "2026-06-05"))
    action = "saasctl case invoice C-1 --amount shortfall --receipt TEXT"
    assert bills[0] == bills[2] == []
    assert bills[1] == [("C-1 shortfall", D("2026-06-04"), action)]
    desk.store.close()


def to_bill(desk: Desk, day: str) -> list[tuple[str, date, str]]:
    with desk.store.reading() as tx:
        found = list(case_items(tx, TermsBook(tx), D(day), D(day), None))
    return [(one.subject, one.on, one.action) for one in found if one.kind == "case-invoice"]


def test_dates_come_up_to_the_last_day_asked_for(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    desk.org("acme", desk.seller("ksaar"))
    desk.org("other", "ksaar")
    open_case(desk.store, "acme", "audit", CaseGiven(), on("2026-05-06"))
    with desk.store.reading() as tx:
        book = TermsBook(tx)
        found = list(case_items(tx, book, D("2026-05-06"), D("2026-05-12"), None))
        none = list(case_items(tx, book, D("2026-05-06"), D("2026-05-11"), None))
        others = list(case_items(tx, book, D("2026-05-06"), D("2026-05-12"), 2))
    desk.store.close()
    assert [(one.on, one.subject) for one in found] == [(D("2026-05-12"), "C-1 visit")]
    assert (none, others) == ([], [])
