"""What is measured stands in the due index, and costs nothing where terms measure nothing."""

from datetime import date
from decimal import Decimal
from pathlib import Path

from desk import new_desk, on
from saasctl.acts.contracts import load_contract
from saasctl.acts.metering import Metered, schedule_metered
from saasctl.acts.terms import TermsBook
from saasctl.operations.commissions import DeclarationGiven, SaleGiven, declare_sales

DUE = "SELECT kind, on_day FROM due WHERE kind = 'commission'"


def test_a_declared_month_is_due_on_the_day_after_it(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    desk.seller("ksaar")
    desk.org("acme", "ksaar")
    desk.sub("acme", "free", "monthly", 1, "2026-01-01")
    given = DeclarationGiven(date(2026, 3, 1), (SaleGiven(Decimal("49.00"), 8),))
    declare_sales(desk.store, "acme", given, on("2026-04-01"))
    assert desk.rows(DUE) == [("commission", "2026-04-01")]
    with desk.store.transaction(on("2026-04-01")) as tx:
        book, contract = TermsBook(tx), load_contract(tx, 1)
        metered = Metered(tx, book, [contract])
        assert [draft.kind for draft in metered.drafts(contract, date(2026, 4, 1))] == ["commission"]
        assert metered.drafts(contract, date(2026, 3, 31)) == []
        tx.run("DELETE FROM due WHERE kind = 'commission'")
        schedule_metered(tx, book, [contract])
    assert desk.rows(DUE) == [("commission", "2026-04-01")]
    desk.bill("2026-04-01")
    assert desk.rows(DUE) == [("commission", "2027-04-01")]
    desk.store.close()


def test_terms_without_commission_measure_nothing(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    desk.seller("kantree")
    desk.org("acme", "kantree")
    desk.sub("acme", "team", "monthly", 1, "2026-01-01", "10.00")
    with desk.store.reading() as tx:
        contract = load_contract(tx, 1)
        metered = Metered(tx, TermsBook(tx), [contract])
        assert metered.drafts(contract, date(2027, 1, 1)) == []
        assert {day for _, day in metered.coming(contract)} == {None}
    desk.store.close()
