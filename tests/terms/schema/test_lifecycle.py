"""What a profile may say of endings, suspension, force majeure and changes of terms."""

from decimal import Decimal

import pytest

from saasctl.terms.schema.lifecycle import LIFECYCLE
from saasctl.terms.schema.parameters import parameter_at


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
        pytest.param("ending.misconduct.notice", "1 months", (1, "months"), id="notice"),
        pytest.param("ending.breach.cure", "30 days", (30, "days"), id="cure"),
        pytest.param("ending.breach.by", ["customer", "vendor"], ("customer", "vendor"), id="both-parties"),
        pytest.param("ending.misconduct.forms", ["email-ack"], ("email-ack",), id="forms"),
        pytest.param("ending.misconduct.fee", "45.00", Decimal("45.00"), id="fee"),
        pytest.param("ending.misconduct.more_than", 3, 3, id="repeats"),
        pytest.param("ending.early-exit.owed", "commitment", "commitment", id="owed"),
        pytest.param("suspension.causes", ["forbid-1"], ("forbid-1",), id="list-of-causes"),
        pytest.param("suspension.complaint.notice", "0 days", (0, "days"), id="without-notice"),
        pytest.param("suspension.complaint.billing_continues", True, True, id="billing-goes-on"),
        pytest.param("restoration.within", "7 days", (7, "days"), id="restoration"),
        pytest.param("force_majeure.events", ["war", "a strike"], ("war", "a strike"), id="events"),
        pytest.param("force_majeure.moves", ["end", "notice"], ("end", "notice"), id="moved-dates"),
        pytest.param("terms_change.notice", "15 days", (15, "days"), id="notice-of-new-terms"),
        pytest.param("transfer.vendor", "group-only", "group-only", id="transfer"),
        pytest.param("trial.price", "0.00", Decimal("0.00"), id="free-trial"),
    ],
)
def test_a_value_of_the_right_form_is_read(path: str, raw: object, value: object) -> None:
    assert read(path, raw) == value


@pytest.mark.parametrize(
    ("path", "raw", "accepted"),
    [
        pytest.param("ending.misconduct.notice", 1, "such as", id="a-number-without-a-unit"),
        pytest.param("ending.misconduct.notice", "-1 months", "such as", id="negative-length"),
        pytest.param("ending.misconduct.notice", "1 hours", "days, months", id="hours-are-no-notice"),
        pytest.param("ending.breach.by", ["judge"], "customer, vendor", id="a-third-party"),
        pytest.param("ending.misconduct.forms", ["fax"], "registered-letter", id="a-form-nobody-records"),
        pytest.param("ending.misconduct.fee", 45.0, "never a float", id="a-float-for-money"),
        pytest.param("ending.misconduct.more_than", -1, "whole number", id="negative-count"),
        pytest.param("suspension.complaint.billing_continues", "yes", "true or false", id="text-for-a-flag"),
        pytest.param("force_majeure.effect", "ends", "suspends", id="unknown-effect"),
        pytest.param("terms_change.recipients", ["press"], "organisation, users", id="unknown-recipient"),
    ],
)
def test_a_value_of_another_form_is_refused_with_the_accepted_one(
    path: str, raw: object, accepted: str
) -> None:
    with pytest.raises(ValueError, match=accepted):
        read(path, raw)


def test_a_setting_is_the_text_of_the_same_value() -> None:
    assert parse("ending.spam.notice", "0 days") == (0, "days")
    assert parse("ending.misconduct.fee_vat", "no") is False
    assert parse("suspension.causes", "non-payment, complaint") == ("non-payment", "complaint")


def test_causes_are_words_of_the_profile_and_need_no_python() -> None:
    assert parameter_at("ending.meteorite.notice") is not None
    assert parameter_at("suspension.meteorite.scope") is not None
    assert parameter_at("ending.meteorite.colour") is None


def test_every_parameter_says_what_it_decides_once() -> None:
    paths = [parameter.path for parameter in LIFECYCLE]
    assert len(paths) == len(set(paths))
    assert all(parameter.says and not parameter.says.endswith(".") for parameter in LIFECYCLE)
