"""Subscriptions and dates as of a day."""

from datetime import date
from pathlib import Path

import pytest

from desk import new_desk, on
from saasctl.acts.contracts import load_contract
from saasctl.acts.describing import dates_view, known_price, notice_term, subscription_view
from saasctl.acts.terms import TermsBook
from saasctl.operations.subscriptions import override_terms
from saasctl.terms.load import load_profile
from saasctl.terms.resolve import Terms
from saasctl.values.period import Period

D = date.fromisoformat


@pytest.mark.parametrize(
    ("profile", "unit", "length", "form", "anchor"),
    [
        pytest.param("koban", "annual", (15, "days"), "registered-letter", "last-day", id="B-99"),
        pytest.param("ksaar", "monthly", (2, "months"), "registered-letter", "last-day", id="S-44"),
        pytest.param("deskapad", "annual", (3, "months"), "registered-letter", "renewal-day", id="D-62"),
        pytest.param("deskapad", "monthly", (7, "days"), "registered-letter", "renewal-day", id="D-63"),
        pytest.param("kantree", "monthly", (0, "days"), "in-app", "last-day", id="K-51"),
    ],
)
def test_notice_is_read_from_the_terms(
    profile: str, unit: str, length: tuple[int, str], form: str, anchor: str
) -> None:
    term = notice_term(Terms(load_profile(profile)), unit)
    assert term is not None
    assert ((term.length, term.unit), term.form, term.anchor) == (length, form, anchor)


def test_before_its_start_a_subscription_is_seen_from_its_first_day(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    desk.seller("kantree")
    desk.org("acme", "kantree")
    desk.sub("acme", "team", "monthly", 4, "2026-06-15")
    with desk.store.reading() as tx:
        book, contract = TermsBook(tx), load_contract(tx, 1)
        early = subscription_view(book, contract, D("2026-01-01"))
        dates = dates_view(book, contract, D("2026-01-01"), None, None)
        assert known_price(book.of(contract)(D("2026-06-15")), contract.phases[0]) is None
    assert (early.slots, early.unit_price, early.period) == (
        4,
        None,
        Period(D("2026-06-15"), D("2026-07-15")),
    )
    assert dates.renewal_on == D("2026-07-15")
    assert dates.notice is not None
    assert dates.notice.deadline_on == D("2026-07-14")
    desk.store.close()


def test_a_contract_that_is_not_renewed_ends_with_its_term(tmp_path: Path) -> None:
    """B-11: the order form excludes the renewal; what is billed up to the last day is the last."""
    desk = new_desk(tmp_path)
    desk.seller("koban")
    desk.org("acme", "koban")
    desk.sub("acme", "pro", "annual", 1, "2026-03-16", "540.00")
    override_terms(desk.store, "acme", "renewal.tacit", "no", "order form", on("2026-03-16"))
    desk.bill("2026-03-16")
    with desk.store.reading() as tx:
        book, contract = TermsBook(tx), load_contract(tx, 1)
        assert dates_view(book, contract, D("2026-03-16"), None, None).renewal_on is None
        states = [subscription_view(book, contract, D(day)).status for day in ("2027-03-15", "2027-03-16")]
    assert states == ["active", "ended"]
    desk.store.close()
