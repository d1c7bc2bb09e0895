"""A change of prices: each contract once, from its lawful day."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from desk import Desk, new_desk, on
from saasctl.errors.lifecycle import QuoteUnsigned
from saasctl.errors.usage import ValueMalformed
from saasctl.operations.cancelling import keep
from saasctl.operations.repricing import RepriceGiven, reprice
from saasctl.values.views.repricing import RepricingView


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A customer of Koban by the year and one of Deskapad by the month."""
    found = new_desk(tmp_path)
    for profile, slug, plan, unit in (
        ("koban", "acme", "crm", "annual"),
        ("deskapad", "berlin", "periodic", "monthly"),
    ):
        found.org(slug, found.seller(profile))
        found.sub(slug, plan, unit, 2, "2026-03-16", "100.00")
    yield found
    found.store.close()


def repriced(desk: Desk, seller: str, given: RepriceGiven, day: str) -> RepricingView:
    view = reprice(desk.store, seller, given, on(day)).answer
    assert isinstance(view, RepricingView)
    return view


def test_the_same_again_changes_nothing(desk: Desk) -> None:
    given = RepriceGiven(percent=Decimal("2.5"))
    first, again = (repriced(desk, "koban", given, "2026-06-01") for _ in range(2))
    assert first == again
    assert (str(first.before), str(first.after)) == ("200.00", "205.00")
    with desk.store.reading() as tx:
        found = tx.rows(
            "SELECT value, from_on FROM term_override WHERE path = 'price.crm.annual' ORDER BY id"
        )
    assert found == [("100.00", "2026-03-16"), ("102.50", "2027-03-16")]


def test_a_contract_that_needs_a_signed_quote_ends_without_one(desk: Desk) -> None:
    view = repriced(desk, "deskapad", RepriceGiven(price=Decimal(90)), "2026-06-01")
    assert [str(one.effective_on) for one in view.contracts] == ["2026-06-16"]
    assert view == repriced(desk, "deskapad", RepriceGiven(price=Decimal(90)), "2026-06-01")
    with desk.store.reading() as tx:
        assert tx.rows("SELECT cause, last_day FROM ending") == [("renewal-blocked", "2026-06-15")]
    with pytest.raises(QuoteUnsigned):
        keep(desk.store, "berlin", on("2026-06-10"))


def test_one_way_of_saying_the_price(desk: Desk) -> None:
    for given in (RepriceGiven(), RepriceGiven(Decimal(1), Decimal(1))):
        with pytest.raises(ValueMalformed):
            reprice(desk.store, "koban", given, on("2026-06-01"))
    assert repriced(desk, "koban", RepriceGiven(price=Decimal(1), plan="other"), "2026-06-01").contracts == ()
    left = repriced(desk, "koban", RepriceGiven(price=Decimal(1), excluded=("acme",)), "2026-06-01").excluded
    assert [one.why for one in left] == ["excluded by name"]
