"""Terms in force for a seller's customers: profile, settings of profile and seller, overrides, by day."""

from datetime import date
from pathlib import Path

from desk import new_desk, on
from saasctl.acts.contracts import load_contract
from saasctl.acts.terms import TermsBook
from saasctl.operations.subscriptions import override_terms

D = date.fromisoformat


def test_a_sellers_setting_wins_over_its_profiles_and_an_override_over_both(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    desk.seller("kantree", "digi")
    desk.setting("digi", "invoice.due_days", "45", D("2026-03-01"))
    desk.org("acme", "digi")
    desk.sub("acme", "team", "monthly", 1, "2026-01-15", "10.00")
    override_terms(desk.store, "acme", "invoice.due_days", "60", "Devis 1", on("2026-05-01"))
    with desk.store.reading() as tx:
        book = TermsBook(tx)
        contract = load_contract(tx, 1)
        found = [
            book.of(contract)(D(day)).integer("invoice.due_days")
            for day in ("2026-02-28", "2026-03-01", "2026-05-01")
        ]
        assert book.of_seller(1, D("2026-06-01")).integer("invoice.due_days").value == 45
    assert [(cited.value, cited.clause.source) for cited in found] == [
        (30, "setting"),
        (45, "setting"),
        (60, "override"),
    ]
    assert found[2].clause.article == "Devis 1"
    desk.store.close()
