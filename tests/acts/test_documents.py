"""Documents beside the recurring run: their VAT, or none."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desk import Desk, new_desk, on
from saasctl.acts.documents import Paper, issue_paper, untaxed
from saasctl.acts.issuing import Customer
from saasctl.acts.terms import TermsBook
from saasctl.rules.billing.lines import Basis, Line
from saasctl.values.clause import Cited, ClauseRef

CLAUSE = ClauseRef("terms", "koban", article="8")
LINE = Line("fee", "fee:1", "A fee", Basis("unit", 1, 1600), None, CLAUSE, CLAUSE)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A customer of Koban."""
    found = new_desk(tmp_path)
    found.org("acme", found.seller("koban"))
    yield found
    found.store.close()


@pytest.mark.parametrize(("taxed", "gross", "category"), [(True, 1920, "S"), (False, 1600, "O")])
def test_a_document_bears_vat_or_none(desk: Desk, taxed: bool, gross: int, category: str) -> None:
    with desk.store.transaction(on("2026-06-16")) as tx:
        book = TermsBook(tx)
        paper = Paper(Customer(1, 1, "acme"), "fee", tx.on, (LINE,), Cited(8, CLAUSE), taxed)
        issued = issue_paper(tx, book, book.of_seller(1, tx.on), paper)
        assert issued.number == "INV-2026-000001"
    rows = desk.rows("SELECT i.gross_cents, i.due_on, v.category FROM invoice i JOIN invoice_vat v ON 1 = 1")
    assert rows == [(gross, "2026-06-24", category)]


def test_an_indemnity_is_outside_vat() -> None:
    assert (untaxed([LINE]).vat_cents, untaxed([LINE]).category) == (0, "O")
