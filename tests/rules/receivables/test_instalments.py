"""Parts of an invoice, by hand from DX-13."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saasctl.rules.receivables.instalments import equal_parts, parts_of
from saasctl.terms.load import load_profile
from saasctl.terms.resolve import Answer, Terms

DUE = date(2026, 1, 31)


@pytest.mark.parametrize(
    ("net", "gross", "first", "last"),
    [
        pytest.param(200000, 200000, 16667, 16663, id="DX-13-without-vat"),
        pytest.param(200000, 240000, 20000, 20000, id="DX-13-with-vat"),
    ],
)
def test_an_annual_invoice_is_paid_in_twelve_parts(net: int, gross: int, first: int, last: int) -> None:
    parts = parts_of(Terms(load_profile("deskapad")), net, gross, DUE)
    assert [part.cents for part in parts] == [first] * 11 + [last]
    assert [part.due_on for part in parts[:3]] == [DUE, date(2026, 2, 28), date(2026, 3, 31)]


def test_parts_of_the_net_sum_with_vat_each_do_not_add_up() -> None:
    answers = {
        path: Answer(path, value, "operator", date(2020, 1, 1))
        for path, value in (("payment.instalment_of", "net"), ("payment.remainder", "first"))
    }
    parts = parts_of(Terms(load_profile("deskapad"), answers), 200000, 240000, DUE)
    # 166.63 + 33.33 first, then 11 x (166.67 + 33.33)
    assert [part.cents for part in parts] == [19996] + [20000] * 11
    assert sum(part.cents for part in parts) == 239996


@given(st.integers(0, 10**9), st.integers(1, 60), st.booleans())
def test_parts_add_up(cents: int, count: int, last: bool) -> None:
    assert sum(equal_parts(cents, count, odd_last=last)) == cents
