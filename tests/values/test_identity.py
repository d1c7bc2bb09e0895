"""The written forms of slugs, addresses and registration numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saasctl.values.identity import (
    is_email,
    is_phone,
    is_siren,
    is_slug,
    normal_email,
    normal_iban,
    normal_siren,
    passes_luhn,
    siren_in,
    text_fault,
)


@pytest.mark.parametrize("slug", ["ab", "acme", "acme-2", "a1-b2-c3", "9lives"])
def test_a_slug_is_small_letters_digits_and_single_dashes(slug: str) -> None:
    assert is_slug(slug)


@pytest.mark.parametrize(
    "slug", ["", "a", "-acme", "acme-", "ac--me", "Acme", "ac me", "é", "a" * 80, "ab\n"]
)
def test_anything_else_is_no_slug(slug: str) -> None:
    assert not is_slug(slug)


@pytest.mark.parametrize("email", ["ana@acme.fr", "a.b+tag@sub.acme-x.co", "x@y.museum", "o'neil@acme.ie"])
def test_an_address_has_a_local_part_and_a_domain_with_a_dot(email: str) -> None:
    assert is_email(email)


@pytest.mark.parametrize(
    "email",
    [
        "jean@", "@acme.fr", "jean", "jean@acme", "je an@acme.fr", "jean@acme..fr", ".jean@acme.fr",
        "jean.@acme.fr", "jean@-acme.fr", "jean@acme.fr\n", "jean@acme.fr,x", "jean@é.fr",
        "a" * 65 + "@acme.fr",
        "a@" + "b." * 130 + "fr", "<jean@acme.fr>", "je\x1ban@acme.fr",
    ],
)  # fmt: skip
def test_anything_else_is_no_address(email: str) -> None:
    assert not is_email(email)


def test_addresses_are_compared_in_small_letters() -> None:
    assert normal_email(" Ana@ACME.fr ") == "ana@acme.fr"


@pytest.mark.parametrize("phone", ["+33 6 12 34 56 78", "0561000000", "(0)5.61-00/00", "112"])
def test_a_telephone_number_has_3_to_15_digits(phone: str) -> None:
    assert is_phone(phone)


@pytest.mark.parametrize("phone", ["", "12", "+33 six", "1234567890123456", "12345x", "+", "=1+2"])
def test_anything_else_is_no_telephone_number(phone: str) -> None:
    assert not is_phone(phone)


def test_a_siren_is_nine_digits_and_its_spaces_do_not_count() -> None:
    assert is_siren(normal_siren("732 829 320"))
    assert not is_siren("73282932")
    assert not is_siren("73282932a")


@pytest.mark.parametrize(
    ("digits", "good"),
    [
        # 732829320: from the right 0, 2x2=4, 3, 9x2=18 (9), 2, 8x2=16 (7), 2, 3x2=6, 7 = 40
        pytest.param("732829320", True, id="732829320"),
        # 552100554: 4, 5x2=10 (1), 5, 0, 0, 1x2=2, 2, 5x2=10 (1), 5 = 20
        pytest.param("552100554", True, id="552100554"),
        pytest.param("732829321", False, id="last-digit-off"),
        pytest.param("723829320", False, id="two-digits-swapped"),
    ],
)
def test_the_check_digit_finds_a_slip(digits: str, good: bool) -> None:
    assert passes_luhn(digits) is good


@given(st.text("0123456789", min_size=8, max_size=8))
def test_every_eight_digits_have_one_check_digit(digits: str) -> None:
    assert sum(passes_luhn(f"{digits}{last}") for last in range(10)) == 1


def test_a_french_vat_number_holds_the_siren() -> None:
    assert siren_in("FR44732829320") == "732829320"
    assert siren_in("DE136695976") is None


@pytest.mark.parametrize(
    "text", ["=1+2", "<b>x</b>", "\x1b[31mred", "\u202eabc", "two\nlines", "x" * 1_048_576]
)
def test_hostile_text_is_kept_as_it_is(text: str) -> None:
    assert text_fault(text) is None


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "is empty"),
        (" \t", "is empty"),
        ("a\x00b", "holds a null character"),
        ("\udce9", "is not UTF-8"),
        ("x" * 10_000_001, "is longer than 10000000 characters"),
    ],
    ids=["empty", "blank", "null", "broken", "too-long"],
)
def test_text_that_cannot_be_kept_is_named(text: str, fault: str) -> None:
    assert text_fault(text) == fault


@pytest.mark.parametrize(
    ("text", "iban"),
    [
        ("fr76 3000 6000 0112 3456 7890 189", "FR7630006000011234567890189"),
        ("DE89370400440532013000", "DE89370400440532013000"),
        ("DE89370400440532013001", None),
        ("DE8937", None),
        ("1234370400440532013000", None),
    ],
)
def test_an_iban_is_checked_by_its_two_digits(text: str, iban: str | None) -> None:
    assert normal_iban(text) == iban
