"""Which VAT a sale bears, and the refusals where the data contradict each other."""

from datetime import date
from decimal import Decimal

import pytest

from saasctl.rules.billing.vat_regimes import (
    VatContradiction,
    VatParty,
    vat_rate_of,
    vat_regime_of,
)
from saasctl.terms.law.vat_regimes import VatRegime, vat_regime

SELLER = VatParty("FR", "31000", "FR40303265045")
TODAY = date(2026, 6, 15)


def regime(customer: VatParty, declared: str | None = None, **others: str) -> VatRegime:
    found = vat_regime_of(SELLER, customer, declared, TODAY, **others)
    assert isinstance(found, VatRegime), found
    return found


def contradiction(
    customer: VatParty, declared: str | None = None, seller: VatParty = SELLER, on: date = TODAY
) -> VatContradiction:
    found = vat_regime_of(seller, customer, declared, on)
    assert isinstance(found, VatContradiction), found
    return found


@pytest.mark.parametrize(
    ("customer", "name", "category", "rate"),
    [
        pytest.param(VatParty("FR", "75001"), "domestic", "S", "20", id="paris"),
        pytest.param(VatParty("FR", "75001", "FR 40 303 265 045"), "domestic", "S", "20", id="with-number"),
        pytest.param(VatParty("FR"), "domestic", "S", "20", id="no-postcode"),
        pytest.param(VatParty("MC", "98000"), "domestic", "S", "20", id="monaco"),
        pytest.param(VatParty("FR", "97110"), "overseas", "S", "8.5", id="guadeloupe"),
        pytest.param(VatParty("MQ"), "overseas", "S", "8.5", id="martinique-by-code"),
        pytest.param(VatParty("FR", "97400"), "overseas", "S", "8.5", id="reunion"),
        pytest.param(VatParty("FR", "97300"), "overseas", "O", "0", id="guiana"),
        pytest.param(VatParty("YT", "97600"), "overseas", "O", "0", id="mayotte"),
        pytest.param(VatParty("FR", "97150"), "export", "O", "0", id="saint-martin"),
        pytest.param(VatParty("FR", "98713"), "export", "O", "0", id="polynesia"),
        pytest.param(VatParty("DE", "10115", "DE136695976"), "intra-eu", "AE", "0", id="germany"),
        pytest.param(VatParty("GR", "10431", "EL094259216"), "intra-eu", "AE", "0", id="greece-with-EL"),
        pytest.param(VatParty("US", "10001"), "export", "O", "0", id="united-states"),
        pytest.param(VatParty("CH", "1200", "CHE-123.456.788"), "export", "O", "0", id="switzerland"),
        pytest.param(VatParty("GB", None, "XI123456789"), "export", "O", "0", id="northern-ireland-services"),
        pytest.param(VatParty("ES", "35001"), "export", "O", "0", id="canary-islands"),
    ],
)
def test_the_address_decides_the_regime(customer: VatParty, name: str, category: str, rate: str) -> None:
    found = regime(customer)
    assert (found.id, found.category) == (name, category)
    assert vat_rate_of(found, Decimal(20), TODAY) == Decimal(rate)
    assert regime(customer, declared=name) == found
    assert found.clause.source == "law"


def test_reverse_charge_prints_its_mention() -> None:
    found = regime(VatParty("DE", None, "DE136695976"))
    assert found.mention == "Autoliquidation, article 283-2 du CGI / article 196 directive 2006/112/CE"
    assert found.exemption_code == "VATEX-EU-AE"


def test_an_exempt_sale_prints_the_provision_it_rests_on() -> None:
    found = regime(VatParty("FR"), "exempt", exemption="Exonération, article 261-4-4 du CGI")
    assert (found.category, found.mention) == ("E", "Exonération, article 261-4-4 du CGI")
    assert vat_rate_of(found, Decimal(20), TODAY) == 0


def test_the_united_kingdom_was_intra_eu_to_the_end_of_2020() -> None:
    customer = VatParty("GB", None, "GB123456789")
    before = vat_regime_of(SELLER, customer, None, date(2020, 12, 31))
    after = vat_regime_of(SELLER, customer, None, date(2021, 1, 1))
    assert (before, after) == (vat_regime("intra-eu"), vat_regime("export"))


@pytest.mark.parametrize(
    ("customer", "declared", "fault", "expected", "says"),
    [
        pytest.param(
            VatParty("DE"), None, "vat-id-missing", None, "customer's VAT number", id="eu-no-number"
        ),
        pytest.param(
            VatParty("DE"), "intra-eu", "vat-id-missing", None, "reverse charge", id="declared-no-number"
        ),
        pytest.param(
            VatParty("FR"),
            "intra-eu",
            "regime-elsewhere",
            "domestic",
            "not intra-eu",
            id="domestic-declared-intra-eu",
        ),
        pytest.param(
            VatParty("FR"), "export", "regime-elsewhere", "domestic", "not export", id="domestic-export"
        ),
        pytest.param(
            VatParty("DE", None, "DE136695976"),
            "domestic",
            "regime-elsewhere",
            "intra-eu",
            "Germany",
            id="eu-domestic",
        ),
        pytest.param(
            VatParty("US"),
            "intra-eu",
            "regime-elsewhere",
            "export",
            "US is export",
            id="outside-declared-intra-eu",
        ),
        pytest.param(
            VatParty("FR", "97110"),
            "domestic",
            "regime-elsewhere",
            "overseas",
            "Guadeloupe",
            id="overseas-domestic",
        ),
        pytest.param(
            VatParty("FR", "75001"),
            "overseas",
            "regime-elsewhere",
            "domestic",
            "not overseas",
            id="paris-overseas",
        ),
        pytest.param(
            VatParty("DE", None, "FR40303265045"),
            None,
            "vat-id-elsewhere",
            "DE",
            "opens with DE",
            id="french-number",
        ),
        pytest.param(
            VatParty("FR", None, "DE136695976"),
            None,
            "vat-id-elsewhere",
            "FR",
            "opens with FR",
            id="german-number",
        ),
        pytest.param(
            VatParty("GR", None, "GR094259216"),
            None,
            "vat-id-elsewhere",
            "EL",
            "EL, not GR",
            id="greece-with-GR",
        ),
        pytest.param(
            VatParty("US", None, "DE136695976"),
            None,
            "vat-id-elsewhere",
            "DE",
            "of Germany",
            id="member-number-outside",
        ),
        pytest.param(VatParty("DE", None, "DE123"), None, "vat-id-malformed", None, "DE123", id="malformed"),
        pytest.param(VatParty("EL"), None, "country-unknown", "GR", "the code is GR", id="EL-is-no-country"),
        pytest.param(VatParty("ZZ"), None, "country-unknown", None, "ISO 3166-1", id="no-country"),
        pytest.param(
            VatParty("GP", "75001"), None, "postcode-elsewhere", None, "75001", id="paris-in-guadeloupe"
        ),
        pytest.param(
            VatParty("GP", "97150"), None, "postcode-elsewhere", "MF", "97150", id="saint-martin-in-GP"
        ),
        pytest.param(
            VatParty("FR"), "abroad", "regime-unknown", None, "domestic, overseas", id="no-such-regime"
        ),
        pytest.param(
            VatParty("FR"), "exempt", "mention-missing", None, "provision", id="exempt-without-reason"
        ),
    ],
)
def test_data_that_contradict_each_other_are_told_apart(
    customer: VatParty, declared: str | None, fault: str, expected: str | None, says: str
) -> None:
    found = contradiction(customer, declared)
    assert (found.fault, found.expected) == (fault, expected)
    assert says in found.says


@pytest.mark.parametrize("vat_id", [None, "DE136695976", "FR1"])
def test_reverse_charge_needs_the_seller_s_own_number(vat_id: str | None) -> None:
    found = contradiction(VatParty("DE", None, "DE136695976"), seller=VatParty("FR", "31000", vat_id))
    assert found.fault == "seller-vat-id"


@pytest.mark.parametrize("seller", [VatParty("US"), VatParty("FR", "97300"), VatParty("GB")])
def test_a_seller_outside_the_vat_of_the_union_is_not_provided_for(seller: VatParty) -> None:
    assert contradiction(VatParty("FR"), seller=seller).fault == "seller-outside"


def test_a_seller_overseas_sells_at_home_only() -> None:
    seller = VatParty("FR", "97200")
    assert vat_regime_of(seller, VatParty("GP"), None, TODAY) == vat_regime("domestic")
    assert contradiction(VatParty("FR", "75001"), seller=seller).fault == "seller-outside"


def test_a_seller_of_another_member_state_is_at_home_there() -> None:
    seller = VatParty("DE", "10115", "DE136695976")
    assert vat_regime_of(seller, VatParty("DE"), None, TODAY) == vat_regime("domestic")
    assert vat_regime_of(seller, VatParty("FR", None, "FR40303265045"), None, TODAY) == vat_regime("intra-eu")
    assert vat_regime_of(seller, VatParty("FR", "97300"), None, TODAY) == vat_regime("export")


def test_no_overseas_rate_stands_for_a_rate_the_law_does_not_know() -> None:
    found = vat_rate_of(regime(VatParty("GP")), Decimal(21), TODAY)
    assert isinstance(found, VatContradiction)
    assert found.fault == "rate-unknown"
