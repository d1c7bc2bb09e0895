"""Where an address lies for VAT, and the form of VAT numbers."""

from datetime import date

import pytest

from saasctl.terms.law.countries import (
    code_instead,
    is_country,
    is_eu_member,
    is_french_territory,
    is_vat_id,
    members,
    normal_vat_id,
    place_of,
    prefix_of,
    territory_of_postcode,
)

TODAY = date(2026, 11, 22)


def test_the_union_has_twenty_seven_members() -> None:
    assert sum(is_eu_member(code, TODAY) for code in members()) == 27


@pytest.mark.parametrize(
    ("code", "on", "member"),
    [
        pytest.param("GB", "2020-01-31", True, id="last-day-of-the-united-kingdom"),
        pytest.param("GB", "2020-02-01", False, id="left"),
        pytest.param("HR", "2013-06-30", False, id="eve-of-croatia"),
        pytest.param("HR", "2013-07-01", True, id="croatia"),
        pytest.param("CH", "2026-01-01", False, id="switzerland"),
        pytest.param("FR", "1958-01-01", True, id="founder"),
    ],
)
def test_membership_is_dated(code: str, on: str, member: bool) -> None:
    assert is_eu_member(code, date.fromisoformat(on)) is member


@pytest.mark.parametrize(
    ("country", "postcode", "code", "system", "standing", "prefix"),
    [
        pytest.param("FR", "31000", "FR", "FR", "mainland", "FR", id="toulouse"),
        pytest.param("FR", None, "FR", "FR", "mainland", "FR", id="no-postcode"),
        pytest.param("FR", "20000", "FR", "FR", "mainland", "FR", id="corsica"),
        pytest.param("FR", "97110", "GP", "FR", "own-rates", "FR", id="guadeloupe"),
        pytest.param("FR", "97200", "MQ", "FR", "own-rates", "FR", id="martinique"),
        pytest.param("RE", None, "RE", "FR", "own-rates", "FR", id="reunion-by-its-code"),
        pytest.param("FR", "97 300", "GF", None, "none", "FR", id="guiana-with-a-space"),
        pytest.param("FR", "97600", "YT", None, "none", "FR", id="mayotte"),
        pytest.param("FR", "97133", "BL", None, "outside", "FR", id="saint-barthelemy-not-guadeloupe"),
        pytest.param("FR", "97150", "MF", None, "outside", "FR", id="saint-martin-not-guadeloupe"),
        pytest.param("FR", "98800", "NC", None, "outside", "FR", id="new-caledonia"),
        pytest.param("MC", "98000", "MC", "FR", "mainland", "FR", id="monaco"),
        pytest.param("DE", "10115", "DE", "DE", "mainland", "DE", id="berlin"),
        pytest.param("GR", "10431", "GR", "GR", "mainland", "EL", id="greece"),
        pytest.param("ES", "35001", "ES", None, "outside", "ES", id="canary-islands"),
        pytest.param("ES", "28001", "ES", "ES", "mainland", "ES", id="madrid"),
        pytest.param("US", "10001", "US", None, "outside", None, id="new-york"),
        pytest.param("GB", "BT1 1AA", "GB", None, "outside", None, id="northern-ireland"),
    ],
)
def test_an_address_lies_in_one_place(
    country: str, postcode: str | None, code: str, system: str | None, standing: str, prefix: str | None
) -> None:
    place = place_of(country, postcode, TODAY)
    assert (place.code, place.system, place.standing, place.prefix) == (code, system, standing, prefix)


def test_the_united_kingdom_kept_the_vat_of_the_union_to_the_end_of_2020() -> None:
    assert place_of("GB", None, date(2020, 12, 31)).system == "GB"
    assert place_of("GB", None, date(2021, 1, 1)).system is None


@pytest.mark.parametrize("code", ["EL", "UK", "XI", "fr", "ZZ", "", "FRA"])
def test_a_code_outside_iso_3166_is_no_country(code: str) -> None:
    assert not is_country(code)
    with pytest.raises(ValueError, match="no country"):
        place_of(code, None, TODAY)


def test_common_wrong_codes_have_a_right_one() -> None:
    assert (code_instead("EL"), code_instead("UK"), code_instead("ZZ")) == ("GR", "GB", None)


def test_the_longest_postcode_decides() -> None:
    assert [territory_of_postcode(code) for code in ("97150", "97190", "75011", None)] == [
        "MF",
        "GP",
        None,
        None,
    ]
    assert is_french_territory("YT")
    assert not is_french_territory("DE")


@pytest.mark.parametrize(
    ("number", "prefix"),
    [
        ("FR40303265045", "FR"),
        ("FR K7 399 859 412", "FR"),
        ("ATU13585627", "AT"),
        ("BE0428759497", "BE"),
        ("DE 136,695 976".replace(",", "."), "DE"),
        ("EL094259216", "EL"),
        ("ESX9999999X", "ES"),
        ("IE6433435F", "IE"),
        ("IE6433435OA", "IE"),
        ("IE8D79739I", "IE"),
        ("IT00743110157", "IT"),
        ("LT119511515", "LT"),
        ("LT100001919017", "LT"),
        ("NL004495445B01", "NL"),
        ("PL8567346215", "PL"),
        ("SE123456789701", "SE"),
        ("CY10259033P", "CY"),
    ],
)
def test_numbers_in_their_country_s_form_are_accepted(number: str, prefix: str) -> None:
    assert is_vat_id(number, prefix)
    assert prefix_of(number) == prefix


@pytest.mark.parametrize(
    ("number", "prefix"),
    [
        ("FR123", "FR"),
        ("FRIO303265045", "FR"),
        ("GR094259216", "EL"),
        ("DE12345678٩", "DE"),
        ("DE1234567890", "DE"),
        ("ATU1358562", "AT"),
        ("SE123456789702", "SE"),
        ("DE136695976", "FR"),
        ("DE136695976", "ZZ"),
        ("", "FR"),
    ],
)
def test_numbers_in_another_form_are_not(number: str, prefix: str) -> None:
    assert not is_vat_id(number, prefix)


def test_a_number_is_written_without_spaces_in_capitals() -> None:
    assert normal_vat_id(" fr 40 303.265-045 ") == "FR40303265045"
