"""The checker of organisations' fields, held against the class of their table."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saasctl.acts.details import FIELDS, check_field, check_fields, check_numbers
from saasctl.errors.usage import ValueMalformed
from saasctl.store.records import validated

TABLE = {"seller_id": 1, "professional": 1, "created_on": "2026-01-01", "status": "active"}


@given(
    st.fixed_dictionaries(
        {
            "slug": st.just("acme"),
            "name": st.text(min_size=1),
            "email": st.emails(),
            "country": st.just("FR"),
        },
        optional={field: st.text() for field in FIELDS if field not in ("slug", "name", "email", "country")},
    )
)
def test_what_the_checker_accepts_the_tables_class_accepts(fields: dict[str, str]) -> None:
    values, faults = check_fields(fields)
    if not faults:
        validated("organisation", {**TABLE, **values})


@pytest.mark.parametrize(
    ("field", "text", "kept"),
    [
        ("email", " Ana@ACME.fr ", "ana@acme.fr"),
        ("siren", "732 829 320", "732829320"),
        ("vat_id", "fr 44-732.829.320", "FR44732829320"),
        ("employees", "0012", 12),
        ("name", "  Acme  ", "Acme"),
        ("vat_regime", "outside-eu", "export"),
    ],
)
def test_values_are_kept_in_one_form(field: str, text: str, kept: str | int) -> None:
    assert check_field(field, text) == kept


def test_a_wrong_country_code_is_answered_with_the_right_one() -> None:
    with pytest.raises(ValueMalformed) as refused:
        check_field("country", "UK")
    assert (refused.value.why or "").endswith("; GB is meant")


def test_an_empty_text_takes_a_value_away_but_for_what_every_organisation_has() -> None:
    values, faults = check_fields({"phone": " ", "name": " ", "email": ""})
    assert values == {"phone": None}
    assert [fault.field for fault in faults] == ["name", "email"]


def test_a_french_vat_number_must_hold_the_siren() -> None:
    assert check_numbers({"siren": "732829320", "vat_id": "FR44732829320"}) == []
    assert check_numbers({"vat_id": "FR44732829320"}) == []
    assert check_numbers({"siren": "732829320", "vat_id": "DE136695976"}) == []
    assert [fault.field for fault in check_numbers({"siren": "552100554", "vat_id": "FR44732829320"})] == [
        "vat_id"
    ]
    assert [fault.field for fault in check_numbers({"siren": "732829321"})] == ["siren"]
