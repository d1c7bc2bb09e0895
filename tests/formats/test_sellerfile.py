"""SELLER.toml: what it may hold and what is refused."""

from pathlib import Path

import pytest

from saasctl.errors.sellers import SellerFileInvalid, SellerFileMissing
from saasctl.formats.sellerfile import FIELDS, luhn, read_seller

WHOLE = """
name = "Exemple SARL"
siren = "732 829 320"
siret = "73282932000074"
vat_id = "fr44 732829320"
country = "FR"
iban = "FR76 3000 6000 0112 3456 7890 189"
bic = "AGRIFRPP"
email = "compta@exemple.example"
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "seller.toml"


def test_entries_are_read_without_the_spaces_people_group_them_with(file: Path) -> None:
    file.write_text(WHOLE, encoding="utf-8")
    entries = read_seller(file)
    assert tuple(entries) == FIELDS
    assert (entries["siren"], entries["vat_id"]) == ("732829320", "FR44732829320")
    assert entries["iban"] == "FR7630006000011234567890189"
    assert entries["city"] is None


@pytest.mark.parametrize(
    ("content", "why"),
    [
        pytest.param('country = "FR"', "missing entry name", id="no-name"),
        pytest.param('name = "x"\ncountry = "FR"\nsirne = "1"', "unknown entry sirne", id="typo"),
        pytest.param('name = "x"\ncountry = "France"', "country 'France' is not a country", id="country"),
        pytest.param(
            'name = "x"\ncountry = "FR"\nsiren = "732829321"', "fails its check digit", id="siren-key"
        ),
        pytest.param(
            'name = "x"\ncountry = "FR"\niban = "FR7630006000011234567890188"', "check digits", id="iban-key"
        ),
        pytest.param(
            'name = "x"\ncountry = "FR"\nsiren = 732829320', "a line of text in quotes", id="number"
        ),
        pytest.param('name = "a\\nb"\ncountry = "FR"', "a line of text in quotes", id="two-lines"),
        pytest.param('name = "x"\nname = "y"', "not a TOML file", id="twice"),
        pytest.param("[[[", "not a TOML file", id="no-toml"),
        pytest.param("# " + "x" * 70_000, "more than 65536 bytes", id="huge"),
    ],
)
def test_what_is_wrong_is_named(file: Path, content: str, why: str) -> None:
    file.write_text(content, encoding="utf-8")
    with pytest.raises(SellerFileInvalid) as refused:
        read_seller(file)
    assert refused.value.exit == 4
    assert why in f"{refused.value.message} {refused.value.why}"


def test_a_file_that_is_not_there_is_not_found(file: Path) -> None:
    with pytest.raises(SellerFileMissing, match="no file"):
        read_seller(file)


def test_the_luhn_key_of_a_registration_number() -> None:
    assert luhn("732829320")
    assert not luhn("732829321")
    assert luhn(None)
