"""VAT of a draft: regime, rate in force, breakdown, and what is refused."""

from datetime import date
from decimal import Decimal

import pytest

from saasctl.acts.taxing import EXEMPT_AT_HOME, Party, check_home_rate, tax
from saasctl.errors.terms import BlankTerm
from saasctl.errors.vat import VatContradicted, VatRateUnlawful
from saasctl.rules.billing.composing import Draft
from saasctl.rules.billing.lines import Basis, Line
from saasctl.rules.billing.vat_regimes import VatParty
from saasctl.terms.load import load_profile
from saasctl.terms.resolve import Answer, Terms
from saasctl.values.clause import ClauseRef
from saasctl.values.period import Period

DAY = date(2026, 3, 1)
CLAUSE = ClauseRef("terms", "any", "1", "1", "X-1")
SELLER = VatParty("FR", "75011", "FR81820100006")


def draft(*prices: int) -> Draft:
    lines = tuple(
        Line("subscription", f"p{price}", "x", Basis("whole", 1, price), None, CLAUSE, CLAUSE)
        for price in prices
    )
    return Draft("subscription", DAY, Period(DAY, date(2026, 4, 1)), lines)


def terms(rate: str | None = "20") -> Terms:
    answers = {} if rate is None else {"vat.rate": Answer("vat.rate", rate, "operator", DAY)}
    return Terms(load_profile("kantree"), answers)


def party(country: str = "FR", vat_id: str | None = None, regime: str | None = None) -> Party:
    return Party(1, "acme", regime, VatParty(country, None, vat_id))


def test_vat_is_charged_once_on_the_sum_of_the_lines() -> None:
    taxed = tax(terms(), SELLER, party(), draft(2, 2))
    assert taxed.breakdown == (("S", Decimal(20), 4, 1),)
    assert taxed.clause.source == "setting"


def test_reverse_charge_cites_the_law_and_prints_its_mention() -> None:
    taxed = tax(terms(None), SELLER, party("DE", "DE811907980"), draft(10000))
    assert (taxed.category, taxed.vat_cents, taxed.clause.source) == ("AE", 0, "law")
    assert "Autoliquidation" in str(taxed.mention)


def test_a_rate_of_zero_is_an_exempt_seller() -> None:
    taxed = tax(terms("0"), SELLER, party(), draft(10000))
    assert (taxed.category, taxed.vat_cents, taxed.mention) == ("E", 0, EXEMPT_AT_HOME)


def test_no_rate_is_assumed_and_none_that_the_law_does_not_have() -> None:
    with pytest.raises(BlankTerm):
        tax(terms(None), SELLER, party(), draft(10000))
    with pytest.raises(VatRateUnlawful):
        tax(terms("19"), SELLER, party(), draft(10000))
    with pytest.raises(VatRateUnlawful, match=r"19\.6 % is not"):
        check_home_rate(Decimal("19.6"), DAY)
    check_home_rate(Decimal("19.6"), date(2013, 6, 1))


@pytest.mark.parametrize(
    ("customer", "says"),
    [
        pytest.param(party("DE"), "VAT number", id="union-customer-without-number"),
        pytest.param(party("FR", regime="intra-eu"), "domestic", id="declared-elsewhere"),
        pytest.param(party("DE", "FR76901110007"), "DE", id="number-of-another-country"),
    ],
)
def test_contradicting_data_are_refused_with_the_reason(customer: Party, says: str) -> None:
    with pytest.raises(VatContradicted) as refused:
        tax(terms(), SELLER, customer, draft(10000))
    assert refused.value.exit == 5
    assert says in str(refused.value.why)
