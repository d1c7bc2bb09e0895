"""Override, then setting, then the profile; a blank is refused, never guessed."""

from datetime import date
from decimal import Decimal

import pytest

from saasctl.errors.terms import (
    BlankTerm,
    OverrideUnknown,
    ReadingUnconfirmed,
    SettingMalformed,
    SettingRefused,
)
from saasctl.terms.load import load_profile
from saasctl.terms.resolve import Answer, Terms, check_override, check_setting, in_force, parse_value
from small import small

DAY = date(2026, 1, 1)


def answer(path: str, text: str, day: date = DAY, source: str = "operator") -> Answer:
    return Answer(path, text, source, day)


def test_the_first_of_override_setting_and_profile_wins_and_is_cited() -> None:
    path = "slots.invoice"
    profile = small()
    setting = {path: answer(path, "daily")}
    override = {path: answer(path, "each", source="order form")}
    assert [
        (found.value, found.clause.source)
        for found in (
            Terms(profile).need(path),
            Terms(profile, setting).need(path),
            Terms(profile, setting).with_overrides(override).need(path),
        )
    ] == [("each", "convention"), ("daily", "setting"), ("each", "override")]


def test_a_setting_says_from_which_day_and_an_override_from_which_document() -> None:
    setting = Terms(small(), {"vat.rate": answer("vat.rate", "20")}).need("vat.rate")
    assert setting.value == Decimal(20)
    assert setting.clause.says == "vat.rate = 20, set by the operator from 2026-01-01"
    order = Terms(small(), {}, {"invoice.due_days": answer("invoice.due_days", "45", source="Devis 7")})
    assert order.integer("invoice.due_days").value == 45
    assert order.integer("invoice.due_days").clause.article == "Devis 7"


def test_a_blank_is_refused_with_the_command_that_answers_it() -> None:
    with pytest.raises(BlankTerm) as refused:
        Terms(small()).decimal("vat.rate")
    assert refused.value.fix == 'saasctl terms set small "vat.rate=20"'
    assert refused.value.exit == 7


def test_what_the_profile_neither_says_nor_leaves_open_cannot_be_set() -> None:
    with pytest.raises(BlankTerm) as refused:
        Terms(small()).need("trial.days")
    assert "terms set" not in (refused.value.fix or "")
    assert "add it to the profile" in (refused.value.fix or "")


def test_getters_return_the_default_where_a_mechanism_does_not_exist() -> None:
    terms = Terms(small())
    assert terms.flag("slots.refund", default=True)
    assert terms.words("slots.modes") == ()
    assert terms.word("renewal.price", "current") == "current"
    assert terms.number("commitment.free_exit_months", 0) == 0
    assert terms.cite("slots.refund") is None


def test_a_value_of_another_type_is_a_mistake_of_the_program() -> None:
    with pytest.raises(ValueError, match="a int was expected"):
        Terms(small()).integer("invoice.timing")


def test_the_latest_answer_counts_from_its_own_day() -> None:
    answers = [
        answer("vat.rate", "10", date(2026, 3, 1)),
        answer("vat.rate", "20"),
        answer("vat.rate", "5.5", date(2026, 3, 1)),
    ]
    assert {
        day: found["vat.rate"].text for day in (1, 28) if (found := in_force(answers, date(2026, 2, day)))
    } == {
        1: "20",
        28: "20",
    }
    assert in_force(answers, date(2026, 3, 1))["vat.rate"].text == "5.5"
    assert in_force(answers, date(2025, 12, 31)) == {}


@pytest.mark.parametrize(
    ("path", "text", "error"),
    [
        pytest.param("invoice.timing", "arrears", SettingRefused, id="fixed-by-the-document"),
        pytest.param("no.such.path", "1", SettingRefused, id="no-parameter"),
        pytest.param("vat.rate", "vingt", SettingMalformed, id="no-number"),
        pytest.param("vat.rate", "20,0", SettingMalformed, id="comma"),
        pytest.param("vat.rate", "1e2", SettingMalformed, id="exponent"),
        pytest.param("vat.rate", "101", SettingMalformed, id="over-a-hundred"),
        pytest.param("vat.rate", "", SettingMalformed, id="empty"),
        pytest.param("slots.invoice", "hourly", SettingMalformed, id="no-choice"),
    ],
)
def test_a_setting_is_refused_or_malformed(path: str, text: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        check_setting(small(), path, text)


def test_a_price_is_set_only_for_plans_and_rhythms_that_the_profile_has() -> None:
    ksaar = load_profile("ksaar")
    assert check_setting(ksaar, "price.business.annual", "990.00").kind == "blank"
    with pytest.raises(SettingRefused) as refused:
        check_setting(ksaar, "price.busines.annual", "990.00")
    assert "price.business.annual" in (refused.value.why or "")
    for path in ("price.business.weekly", "price..annual", "price.a b.annual", "plan.gold.end_users"):
        with pytest.raises(SettingRefused):
            check_setting(ksaar, path, "9")
    assert check_setting(load_profile("kantree"), "price.any-plan.monthly", "9.00").kind == "blank"


def test_an_override_may_replace_any_parameter_and_nothing_else() -> None:
    check_override("slots.addition", "next-period")
    with pytest.raises(SettingMalformed):
        check_override("slots.addition", "sometimes")
    with pytest.raises(OverrideUnknown, match="slots\\.additon"):
        check_override("slots.additon", "at-once")
    with pytest.raises(OverrideUnknown):
        parse_value("no.such.path", "1")


def test_a_doubtful_reading_waits_for_one_confirmation() -> None:
    deskapad = load_profile("deskapad")
    with pytest.raises(ReadingUnconfirmed) as refused:
        Terms(deskapad).confirmed("D-40")
    assert refused.value.fix == "saasctl terms set deskapad confirm.D-40=yes"
    Terms(deskapad, {"confirm.D-40": answer("confirm.D-40", "yes")}).confirmed("D-40")
    Terms(small()).confirmed("Z-01")
