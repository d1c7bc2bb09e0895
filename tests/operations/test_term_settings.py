"""Answers of the operator: where they are allowed, from when they count, what they move."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from desk import new_desk
from saasctl.errors.terms import ProfileUnknown, SettingMalformed, SettingRefused
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


def test_the_answer_says_how_to_undo_it(store: Store, kantree: str) -> None:
    first = set_terms(store, "kantree", [("invoice.due_days", "30"), ("slots.invoice", "daily")], FIRST)
    assert first.told == (
        "kantree: 2 settings made from 2026-01-01; undo: saasctl terms set kantree slots.invoice=each "
        "--on 2026-01-01; invoice.due_days had no value: set another for the same day to replace it"
    )
    other = set_terms(store, "kantree", [("invoice.due_days", "45")], FIRST)
    assert other.told.endswith("undo: saasctl terms set kantree invoice.due_days=30 --on 2026-01-01")


def test_an_undo_is_a_command_that_can_be_typed(store: Store, kantree: str) -> None:
    written = set_terms(
        store, "kantree", [("late_interest.working_days", "mon, tue, wed, thu, fri, sat")], FIRST
    )
    assert 'late_interest.working_days="mon, tue, wed, thu, fri" --on' in written.told


def test_the_same_value_in_other_words_changes_nothing(store: Store, kantree: str) -> None:
    set_terms(store, "kantree", [("vat.rate", "20")], FIRST)
    assert set_terms(store, "kantree", [("vat.rate", "20.0")], FIRST).told == "kantree is unchanged"


def test_an_answer_from_an_earlier_day_does_not_hide_a_later_one(store: Store, kantree: str) -> None:
    set_terms(store, "kantree", [("vat.rate", "20")], Act(on=date(2026, 7, 1)))
    set_terms(store, "kantree", [("vat.rate", "20")], FIRST)
    assert [row[3] for row in settings_in(store)] == ["2026-07-01", "2026-01-01"]


def test_a_term_of_payment_over_the_law_is_kept_and_warned_of(store: Store, kantree: str) -> None:
    (warning,) = set_terms(store, "kantree", [("invoice.due_days", "75")], FIRST).warnings
    assert warning.startswith(
        "invoice.due_days: due 75 days after the invoice's date; the law allows 60 (L441-10-I"
    )
    assert set_terms(store, "kantree", [("invoice.due_days", "60")], FIRST).warnings == ()


def test_a_reading_is_confirmed_like_any_other_answer(store: Store, selling: Callable[[str], str]) -> None:
    selling("deskapad")
    set_terms(store, "deskapad", [("confirm.D-40", "yes")], FIRST)
    with pytest.raises(SettingMalformed):
        set_terms(store, "deskapad", [("confirm.D-40", "perhaps")], FIRST)
    with pytest.raises(SettingRefused):
        set_terms(store, "deskapad", [("confirm.D-41", "yes")], FIRST)


def test_an_unknown_profile_is_refused(store: Store) -> None:
    with pytest.raises(ProfileUnknown):
        set_terms(store, "nobody", [("vat.rate", "20")], FIRST)


def prefixes_in(store: Store) -> list[tuple[object, ...]]:
    with store.reading() as tx:
        return tx.rows("SELECT slug, prefix_invoice, prefix_credit_note FROM seller ORDER BY id")


def test_a_prefix_is_given_to_the_sellers_of_a_profile_while_it_is_free(
    store: Store, selling: Callable[[str], str]
) -> None:
    first, second = selling("kantree"), selling("koban")
    assert prefixes_in(store) == [
        (first, "INV", "CN"),
        (second, f"{second.upper()}-INV", f"{second.upper()}-CN"),
    ]
    assert set_terms(store, "kantree", [("number.prefix.invoice", "KAN")], FIRST).warnings == ()
    (warning,) = set_terms(store, "koban", [("number.prefix.invoice", "KAN")], FIRST).warnings
    assert warning == (
        f"{second} keeps {second.upper()}-INV: numbers with KAN belong to other documents of the store"
    )
    assert prefixes_in(store) == [
        (first, "KAN", "CN"),
        (second, f"{second.upper()}-INV", f"{second.upper()}-CN"),
    ]


def test_a_seller_that_comes_later_gets_the_prefix_that_was_set(
    store: Store, selling: Callable[[str], str]
) -> None:
    set_terms(store, "koban", [("number.prefix.invoice", "KOB")], FIRST)
    slug = selling("koban")
    assert prefixes_in(store) == [(slug, "KOB", "CN")]


def test_a_price_moves_no_due_date_and_a_rhythm_does(tmp_path: Path) -> None:
    """In advance the first invoice is due on 31 January, in arrears the day after its period, 28 February."""
    desk = new_desk(tmp_path)
    desk.org("acme", desk.seller("kantree"))
    desk.sub("acme", "team", "monthly", 2, "2026-01-31", "9.00")
    before = desk.rows("SELECT kind, on_day FROM due ORDER BY kind")
    assert ("invoice", "2026-01-31") in before
    set_terms(desk.store, "kantree", [("price.team.monthly", "9.00")], FIRST)
    assert desk.rows("SELECT kind, on_day FROM due ORDER BY kind") == before
    set_terms(desk.store, "kantree", [("invoice.timing", "arrears")], FIRST)
    assert ("invoice", "2026-02-28") in desk.rows("SELECT kind, on_day FROM due ORDER BY kind")
    desk.store.close()
