"""What a profile may say of the customer's data, secrets and covenants."""

from datetime import date

import pytest

from saasctl.terms.schema.custody import CUSTODY
from saasctl.terms.schema.parameters import parameter_at


def read(path: str, raw: object) -> object:
    parameter = parameter_at(path)
    assert parameter is not None, path
    return parameter.kind.read(raw)


@pytest.mark.parametrize(
    ("path", "raw", "value"),
    [
        pytest.param("export.window", "0 days", (0, "days"), id="no-window"),
        pytest.param("return.free", "3 months", (3, "months"), id="free-return"),
        pytest.param("deletion.after", "48 hours", (48, "hours"), id="deletion-in-hours"),
        pytest.param("deletion.counted_from", "return-or-window", "return-or-window", id="deletion-start"),
        pytest.param("backup.most", "90 days", (90, "days"), id="age-no-copy-may-pass"),
        pytest.param("backup.epoch", date(1970, 1, 1), date(1970, 1, 1), id="epoch"),
        pytest.param("retention.logs.length", "5 years", (5, "years"), id="retention-of-anything"),
        pytest.param("password.expiry_days", 180, 180, id="password-expiry"),
        pytest.param("confidentiality.after_end", "3 years", (3, "years"), id="confidentiality"),
        pytest.param("claims.within", "1 years", (1, "years"), id="claims"),
        pytest.param("compromise.confirmed_by", "registered-letter", "registered-letter", id="letter"),
        pytest.param("export.reminder_days", ["30", "7"], ("30", "7"), id="reminders"),
    ],
)
def test_a_value_of_the_right_form_is_read(path: str, raw: object, value: object) -> None:
    assert read(path, raw) == value


@pytest.mark.parametrize(
    ("path", "raw"),
    [
        pytest.param("export.window", "two weeks", id="words-for-a-number"),
        pytest.param("deletion.people", 0, id="nobody-confirms"),
        pytest.param("password.expiry_days", 0, id="expired-at-once"),
        pytest.param("backup.epoch", "1970-01-01", id="text-for-a-day"),
        pytest.param("data.instructions", "sometimes", id="unknown-word"),
        pytest.param("retention.logs.counted_from", "whenever", id="unknown-start"),
    ],
)
def test_a_value_of_another_form_is_refused(path: str, raw: object) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        read(path, raw)


def test_tiers_of_backups_are_rows_and_the_last_may_have_no_end() -> None:
    rows = [{"every": "1 days", "until": "30 days"}, {"every": "1 months"}]
    assert read("backup.tiers", rows) == (
        {"every": (1, "days"), "until": (30, "days")},
        {"every": (1, "months")},
    )
    with pytest.raises(ValueError, match="missing: every"):
        read("backup.tiers", [{"until": "30 days"}])


def test_tiers_can_be_given_as_a_setting() -> None:
    parameter = parameter_at("backup.tiers")
    assert parameter is not None
    assert parameter.kind.parse("every:1 days,until:30 days;every:1 months") == (
        {"every": (1, "days"), "until": (30, "days")},
        {"every": (1, "months")},
    )


def test_every_parameter_is_found_by_its_path() -> None:
    for parameter in CUSTODY:
        assert parameter_at(parameter.path.replace("*", "x")) is parameter
