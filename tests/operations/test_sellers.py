"""Sellers and the file that describes them."""

from pathlib import Path

import pytest

from desk import new_desk, on
from saasctl.errors.sellers import SellerExists, SellerFileInvalid, SellerFileMissing, SellerUnknown
from saasctl.errors.terms import ProfileInvalid, ProfileUnknown
from saasctl.formats.sellerfile import luhn, read_seller
from saasctl.operations.sellers import add_seller, edit_seller, list_sellers, show_seller
from small import small_file

GOOD = 'name = "Example"\ncountry = "FR"\nsiren = "820 100 006"\niban = "FR09 3000 1010 0000 0000 0000 010"\n'


def written(folder: Path, text: str) -> Path:
    file = folder / "seller.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_spaces_are_dropped_from_numbers(tmp_path: Path) -> None:
    entries = read_seller(written(tmp_path, GOOD))
    assert (entries["siren"], entries["iban"]) == ("820100006", "FR0930001010000000000000010")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param('name = "X"\ncountry = "FR"\nsirren = "1"', "unknown entry sirren", id="unknown"),
        pytest.param('country = "FR"', "missing entry name", id="missing"),
        pytest.param('name = "X"\ncountry = "FR"\nsiren = "820100007"', "fails its check digit", id="luhn"),
        pytest.param(
            'name = "X"\ncountry = "FR"\niban = "FR0930001010000000000000011"', "check digits", id="iban"
        ),
        pytest.param('name = "X"\ncountry = "France"', "is not a country's two capitals", id="country"),
        pytest.param('name = "X\\u0007"\ncountry = "FR"', "a line of text", id="control-character"),
        pytest.param("name = ", "not a TOML file", id="not-toml"),
        pytest.param('name = "X"\ncountry = "FR"\nsiren = 820100006', "a line of text", id="a-number"),
    ],
)
def test_a_bad_file_is_refused_with_what_is_wrong(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(SellerFileInvalid, match=said):
        read_seller(written(tmp_path, text))


def test_a_file_that_is_not_there_is_not_found(tmp_path: Path) -> None:
    with pytest.raises(SellerFileMissing):
        read_seller(tmp_path / "none.toml")


@pytest.mark.parametrize(("digits", "passes"), [("732829320", True), ("732829321", False), (None, True)])
def test_luhn(digits: str | None, passes: bool) -> None:
    assert luhn(digits) is passes


def test_a_seller_is_added_once_and_edited_by_a_file(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    file = written(tmp_path, GOOD)
    add_seller(desk.store, "one", "kantree", file, on("2026-01-01"))
    assert "unchanged" in add_seller(desk.store, "one", "kantree", file, on("2026-01-02")).told
    file.write_text(GOOD + 'city = "Paris"\n', encoding="utf-8")
    with pytest.raises(SellerExists):
        add_seller(desk.store, "one", "kantree", file, on("2026-01-02"))
    edit_seller(desk.store, "one", file, on("2026-01-03"))
    assert show_seller(desk.store, "one").city == "Paris"
    add_seller(desk.store, "two", "koban", file, on("2026-01-03"))
    assert [(row[0], row[16]) for row in list_sellers(desk.store).rows] == [
        ("one", "INV"),
        ("two", "TWO-INV"),
    ]
    with pytest.raises(ProfileUnknown):
        add_seller(desk.store, "three", "nobody", file, on("2026-01-03"))
    with pytest.raises(SellerUnknown):
        show_seller(desk.store, "three")
    desk.store.close()


def test_a_seller_is_bound_to_terms_that_are_found_again_by_their_name(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    file, own = written(tmp_path, GOOD), tmp_path / "own"
    own.mkdir()
    mine = small_file(own)
    with pytest.raises(ProfileUnknown, match="small@2026-01"):
        add_seller(desk.store, "one", str(mine), file, on("2026-01-01"))
    desk.store.terms_path = str(own)
    add_seller(desk.store, "one", str(mine), file, on("2026-01-01"))
    assert show_seller(desk.store, "one").terms_version == "2026-01"
    other = small_file(tmp_path, ("due_days = 30", "due_days = 31"))
    with pytest.raises(ProfileInvalid, match="give this one its own version"):
        add_seller(desk.store, "two", str(other), file, on("2026-01-01"))
    desk.store.close()
