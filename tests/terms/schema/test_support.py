"""What a profile may say of support hours, clocks, availability and maintenance."""

from decimal import Decimal

import pytest

from saasctl.terms.schema.parameters import parameter_at
from saasctl.terms.schema.support import SUPPORT


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
        pytest.param("sla.blocking.acknowledge", "1 business-hours", (1, "business-hours"), id="one-hour"),
        pytest.param("sla.minor.resolve", "20 business-days", (20, "business-days"), id="twenty-days"),
        pytest.param("sla.blocking.restore", "72 business-hours", (72, "business-hours"), id="72-hours"),
        pytest.param("availability.recovery", "8 hours", (8, "hours"), id="clock-hours"),
        pytest.param("availability.target", "99.9", Decimal("99.9"), id="target"),
        pytest.param("maintenance.notice", "1 months", (1, "months"), id="a-month"),
        pytest.param("maintenance.specific_above_minutes", 60, 60, id="over-an-hour"),
        pytest.param("maintenance.deployment_under_minutes", 3, 3, id="under-three-minutes"),
        pytest.param("support.cutoff", "17:30", "17:30", id="cut-off"),
        pytest.param("support.excluded_rate", "90.00", Decimal("90.00"), id="hourly-rate"),
        pytest.param("guarantee.objects", ["account", "quote"], ("account", "quote"), id="objects"),
        pytest.param("severity.major.on_workaround", "minor", "minor", id="a-way-round"),
        pytest.param("sessions.minutes", 45, 45, id="session"),
    ],
)
def test_a_value_of_the_right_form_is_read(path: str, raw: object, value: object) -> None:
    assert read(path, raw) == value


@pytest.mark.parametrize(
    ("path", "raw", "accepted"),
    [
        pytest.param("sla.major.resolve", "24 ouvrees", "business-hours", id="unknown-unit"),
        pytest.param("sla.major.resolve", 24, "business-hours", id="a-number-without-unit"),
        pytest.param("sla.business_day", "24h", "end-of-day", id="unknown-reading"),
        pytest.param("support.cutoff", "24:00", "text of the form", id="no-time-of-day"),
        pytest.param("support.holidays", "DE", "FR", id="unknown-holidays"),
        pytest.param("support.hours", "mon-fri 18:00-09:00", "end after they start", id="backwards"),
        pytest.param("support.channels", ["fax"], "tool", id="unknown-channel"),
        pytest.param("guarantee.severities", ["urgent"], "blocking", id="unknown-severity"),
        pytest.param("clock.resolve.from", "opening", "acknowledgement", id="unknown-start"),
        pytest.param("availability.target", 99.9, "never a float", id="a-float"),
        pytest.param("requirements.unmet", ["refund"], "no-refund", id="unknown-consequence"),
    ],
)
def test_a_value_of_another_form_is_refused_with_what_is_accepted(
    path: str, raw: object, accepted: str
) -> None:
    with pytest.raises(ValueError, match=accepted):
        read(path, raw)


@pytest.mark.parametrize(
    ("path", "text", "value"),
    [
        pytest.param(
            "support.hours",
            "mon-thu 09:00-18:00; fri 09:00-17:00",
            "mon-thu 09:00-18:00; fri 09:00-17:00",
            id="shorter-friday",
        ),
        pytest.param("support.hours", "mon-sun 22:00-24:00", "mon-sun 22:00-24:00", id="to-midnight"),
        pytest.param(
            "sla.minor.acknowledge", "24 business-hours", (24, "business-hours"), id="other-reading"
        ),
        pytest.param("sla.business_day", "same-time", "same-time", id="same-time"),
        pytest.param("sessions.plans", "business, enterprise", ("business", "enterprise"), id="plans"),
        pytest.param("sessions.carried_over", "yes", True, id="carry-over"),
    ],
)
def test_a_setting_takes_the_form_of_its_parameter(path: str, text: str, value: object) -> None:
    assert parse(path, text) == value


def test_every_parameter_of_support_is_found_by_its_path() -> None:
    for parameter in SUPPORT:
        assert parameter_at(parameter.path.replace("*", "x")) is parameter


def test_words_that_are_no_severity_keep_their_own_kind() -> None:
    assert read("sla.duty", "best-efforts") == "best-efforts"
    assert read("sla.credit", "none") == "none"
    assert read("exclusion.clocks", "stop") == "stop"
    assert read("severity.set_by", "vendor") == "vendor"
