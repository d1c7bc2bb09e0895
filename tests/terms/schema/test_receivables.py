"""What a profile may say of late payment, fees, the ladder, payments and liability."""

from decimal import Decimal

import pytest

from saasctl.terms.schema.parameters import parameter_at
from saasctl.terms.schema.receivables import RECEIVABLES


def read(path: str, raw: object) -> object:
    parameter = parameter_at(path)
    assert parameter is not None, path
    return parameter.kind.read(raw)


def parse(path: str, text: str) -> object:
    parameter = parameter_at(path)
    assert parameter is not None, path
    return parameter.kind.parse(text)


@pytest.mark.parametrize(
    ("path", "raw", "value"),
    [
        pytest.param("late_interest.multiple", "1.5", Decimal("1.5"), id="a-multiple-and-a-half"),
        pytest.param("late_interest.multiple", 3, Decimal(3), id="a-whole-multiple"),
        pytest.param("late_interest.points", 10, Decimal(10), id="points"),
        pytest.param(
            "late_interest.invoices", ["subscription", "slots"], ("subscription", "slots"), id="kinds"
        ),
        pytest.param("late_interest.working_days", ["mon", "sat"], ("mon", "sat"), id="working-days"),
        pytest.param("recovery_fee.amount", "40.00", Decimal("40.00"), id="recovery-fee"),
        pytest.param("recovery_fee.after_days", 30, 30, id="fee-after-30-days"),
        pytest.param("rejected_debit.fee", "16.00", Decimal("16.00"), id="rejection"),
        pytest.param("reconnection.causes", ["non-payment"], ("non-payment",), id="reconnection"),
        pytest.param(
            "ladder.closing.after",
            [{"step": "suspension", "days": 10}, {"step": "formal-notice", "days": 0}],
            ({"step": "suspension", "days": 10}, {"step": "formal-notice", "days": 0}),
            id="the-later-of-two",
        ),
        pytest.param("ladder.first_reminder.act", "reminder", "reminder", id="a-step-of-any-name"),
        pytest.param("ladder.reminder.from_receipt", ["letter"], ("letter",), id="from-receipt"),
        pytest.param("regularised.restored_within", "0 days", (0, "days"), id="same-day"),
        pytest.param("payment.discount", "0", Decimal(0), id="no-discount"),
        pytest.param("payment.instalments", 12, 12, id="twelve-parts"),
        pytest.param("liability.share", "80", Decimal(80), id="share"),
        pytest.param("liability.exclusions", ["loss of profit"], ("loss of profit",), id="exclusions"),
    ],
)
def test_a_value_of_the_right_form_is_read(path: str, raw: object, value: object) -> None:
    assert read(path, raw) == value


@pytest.mark.parametrize(
    ("path", "raw", "accepted"),
    [
        pytest.param("late_interest.reading", "three-times", "multiple-of-legal", id="unknown-formula"),
        pytest.param("late_interest.multiple", 1.5, "never a float", id="a-float-for-a-factor"),
        pytest.param("late_interest.points", "101", "100", id="more-than-a-hundred-points"),
        pytest.param("late_interest.working_days", ["monday"], "mon, tue", id="a-day-spelt-out"),
        pytest.param("late_interest.invoices", ["licence"], "subscription", id="unknown-kind-of-invoice"),
        pytest.param(
            "late_interest.day_count", "30/360", "actual/365, actual/actual", id="unknown-day-count"
        ),
        pytest.param("recovery_fee.amount", 40.0, "never a float", id="a-float-for-money"),
        pytest.param("recovery_fee.after_days", -1, "whole number", id="a-negative-delay"),
        pytest.param("ladder.closing.act", "prison", "formal-notice", id="unknown-act"),
        pytest.param("ladder.closing.after", [{"step": "suspension"}], "missing: days", id="a-step-alone"),
        pytest.param("ladder.reminder.forms", ["fax"], "registered-letter", id="a-form-nobody-records"),
        pytest.param("payment.means", ["cash"], "debit, card, transfer", id="unknown-means"),
        pytest.param("liability.lowest_of", ["everything"], "paid-annual-period", id="unknown-base"),
    ],
)
def test_a_value_of_another_form_is_refused_with_the_accepted_one(
    path: str, raw: object, accepted: str
) -> None:
    with pytest.raises(ValueError, match=accepted):
        read(path, raw)


def test_a_setting_is_the_text_of_the_same_value() -> None:
    assert parse("late_interest.base", "net") == "net"
    assert parse("recovery_fee.vat", "no") is False
    assert parse("ladder.closing.after", "step:suspension,days:10;step:formal-notice,days:10") == (
        {"step": "suspension", "days": 10},
        {"step": "formal-notice", "days": 10},
    )


def test_steps_of_the_ladder_are_names_of_the_profile_and_need_no_python() -> None:
    assert parameter_at("ladder.second_reminder.forms") is not None
    assert parameter_at("ladder.second_reminder.colour") is None


def test_every_parameter_says_what_it_decides_and_stands_once() -> None:
    paths = [parameter.path for parameter in RECEIVABLES]
    assert len(set(paths)) == len(paths)
    assert all(parameter.says for parameter in RECEIVABLES)
