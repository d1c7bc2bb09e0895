"""Answers of the operator: where they are allowed, from when they count, what they move."""

from collections.abc import Callable
from datetime import date

import pytest

from saasctl.errors.terms import SettingMalformed, SettingRefused
from saasctl.errors.vat import VatRateUnlawful
from saasctl.operations.term_settings import set_terms
from saasctl.store.database import Store
from saasctl.values.act import Act

FIRST = Act(on=date(2026, 1, 1))


@pytest.fixture
def kantree(selling: Callable[[str], str]) -> str:
    return selling("kantree")


def settings_in(store: Store) -> list[tuple[object, ...]]:
    with store.reading() as tx:
        return tx.rows("SELECT scope, path, value, from_on FROM term_setting ORDER BY id")


def test_a_blank_is_answered_from_a_day_on_and_earlier_answers_stay(store: Store, kantree: str) -> None:
    set_terms(store, "kantree", [("invoice.due_days", "30")], FIRST)
    set_terms(store, "kantree", [("invoice.due_days", "45")], Act(on=date(2026, 7, 1)))
    assert settings_in(store) == [
        ("kantree", "invoice.due_days", "30", "2026-01-01"),
        ("kantree", "invoice.due_days", "45", "2026-07-01"),
    ]


def test_the_same_answer_again_changes_nothing(store: Store, kantree: str) -> None:
    set_terms(store, "kantree", [("invoice.due_days", "30")], FIRST)
    again = set_terms(store, "kantree", [("invoice.due_days", "30")], FIRST)
    assert (again.told, len(settings_in(store))) == ("kantree is unchanged", 1)


def test_a_value_that_the_document_fixes_is_not_set(store: Store, kantree: str) -> None:
    with pytest.raises(SettingRefused):
        set_terms(store, "kantree", [("slots.reduction", "commitment-end")], FIRST)


def test_one_refusal_leaves_every_setting_of_the_command_unmade(store: Store, kantree: str) -> None:
    with pytest.raises(SettingMalformed):
        set_terms(store, "kantree", [("invoice.due_days", "30"), ("vat.rate", "twenty")], FIRST)
    assert settings_in(store) == []


def test_a_choice_outside_the_alternatives_is_refused_with_them(store: Store, kantree: str) -> None:
    with pytest.raises(SettingMalformed) as caught:
        set_terms(store, "kantree", [("proration.basis", "full")], FIRST)
    assert "actual, thirty" in (caught.value.why or "")


def test_a_rate_that_the_law_did_not_have_that_day_is_refused(store: Store, kantree: str) -> None:
    with pytest.raises(VatRateUnlawful):
        set_terms(store, "kantree", [("vat.rate", "19.6")], FIRST)
    set_terms(store, "kantree", [("vat.rate", "19.6")], Act(on=date(2013, 12, 31)))


def test_a_dry_run_tells_and_writes_nothing(store: Store, kantree: str) -> None:
    set_terms(store, "kantree", [("vat.rate", "20")], Act(on=date(2026, 1, 1), dry_run=True))
    assert settings_in(store) == []


def test_a_seller_answers_for_itself_alone(store: Store, kantree: str) -> None:
    written = set_terms(store, kantree, [("invoice.due_days", "15")], FIRST)
    assert written.keys == (kantree,)
    assert settings_in(store)[0][0] == kantree
