"""Values as the command-line contract writes them."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest

from saasctl.cli.parsing import amount, assignment, day, day_or_instant, instant, month, seconds
from saasctl.errors.usage import ValueMalformed


def test_days_months_and_instants_have_one_form() -> None:
    assert day("2024-02-29") == date(2024, 2, 29)
    assert month("2026-03") == date(2026, 3, 1)
    assert instant("2026-03-06T16:45:00+01:00") == datetime(2026, 3, 6, 15, 45, tzinfo=UTC)
    assert instant("2026-03-06t16:45z") == datetime(2026, 3, 6, 16, 45, tzinfo=UTC)
    assert instant("2026-10-25T02:30:00.5+02:00").utcoffset() == timedelta(hours=2)
    assert day_or_instant("2026-03-06", "--as-of") == date(2026, 3, 6)
    zone = timezone(timedelta(hours=1))
    assert day_or_instant("2026-03-06T00:00+01:00", "--as-of") == datetime(2026, 3, 6, tzinfo=zone)


@pytest.mark.parametrize(
    "text",
    ["", "0", "20260301", "2026-3-1", "2026-02-29", "2026-13-01", "01/03/2026", " 2026-03-01", "2026-03-01 ",
     "today", "٢٠٢٦-٠٣-٠١", "0000-01-01", "2026-03-01T00:00:00Z", "1709164800"],
)  # fmt: skip
def test_nothing_else_is_a_day(text: str) -> None:
    with pytest.raises(ValueMalformed):
        day(text)


@pytest.mark.parametrize(
    "text", ["2026", "2026-00", "2026-13", "2026-3", "2026-03-01", "03-2026", "9999-12", "0000-01"]
)
def test_nothing_else_is_a_month(text: str) -> None:
    with pytest.raises(ValueMalformed):
        month(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("2026-03-06T16:45:00", id="without-offset"),
        pytest.param("2026-03-29T02:30:00", id="local-hour-that-does-not-exist"),
        pytest.param("2026-03-06T25:00:00Z", id="hour-25"),
        pytest.param("2026-03-06T16:45:60Z", id="second-60"),
        pytest.param("2026-02-30T16:45:00Z", id="no-such-day"),
        pytest.param("2026-03-06T16:45:00+25:00", id="offset-of-a-day"),
        pytest.param("2026-03-06T16:45:00 Europe/Paris", id="zone-name"),
        pytest.param("2026-03-06", id="day"),
        pytest.param("1709164800", id="epoch"),
    ],
)
def test_an_instant_has_an_offset_and_exists(text: str) -> None:
    with pytest.raises(ValueMalformed):
        instant(text)


@pytest.mark.parametrize(
    ("text", "value"), [("1200", "1200"), ("1200.00", "1200"), ("-5.5", "-5.5"), ("0", "0")]
)
def test_an_amount_has_a_point_and_at_most_two_decimals(text: str, value: str) -> None:
    assert amount(text) == Decimal(value)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "10,00",
        "1e3",
        "1_000",
        "10.005",
        "10.",
        ".5",
        " 5",
        "NaN",
        "Infinity",
        "٣",
        "+5",
        "5 EUR",
        "9" * 13,
    ],
)
def test_nothing_else_is_an_amount(text: str) -> None:
    with pytest.raises(ValueMalformed):
        amount(text)


def test_an_assignment_has_both_sides() -> None:
    assert assignment("vat.rate=20") == ("vat.rate", "20")
    assert assignment("support.hours = mon-thu 09:00-18:00; fri=x") == (
        "support.hours",
        "mon-thu 09:00-18:00; fri=x",
    )
    for text in ("vat.rate", "=20", "vat.rate=", " = "):
        with pytest.raises(ValueMalformed):
            assignment(text)


@pytest.mark.parametrize(
    ("text", "length"), [("5s", 5.0), ("500ms", 0.5), ("2m", 120.0), ("1h", 3600.0), ("3", 3.0), ("0s", 0.0)]
)
def test_a_length_of_time_is_a_number_with_a_unit(text: str, length: float) -> None:
    assert seconds(text, "--lock-timeout") == length


@pytest.mark.parametrize("text", ["", "soon", "-5s", "1.5s", "5 s", "5w", "9999999s"])
def test_nothing_else_is_a_length_of_time(text: str) -> None:
    with pytest.raises(ValueMalformed):
        seconds(text, "--lock-timeout")


@pytest.mark.parametrize("read", [day, month, instant, amount])
def test_a_refusal_names_the_option_and_what_is_accepted(read: Callable[[str, str], object]) -> None:
    with pytest.raises(ValueMalformed, match=r"--x cannot be 'bad'") as refused:
        read("bad", "--x")
    assert refused.value.exit == 2
    assert str(refused.value.why).startswith("accepted: ")


@pytest.mark.parametrize(
    "text", ["0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "9001-01-01T00:00:00+14:00"]
)
def test_an_instant_lies_in_a_year_that_every_zone_can_hold(text: str) -> None:
    with pytest.raises(ValueMalformed, match="cannot be"):
        instant(text, "--at")


@pytest.mark.parametrize(
    ("read", "text", "fix"),
    [
        pytest.param(day, "31/12/2026", "--on 2026-12-31", id="french"),
        pytest.param(day, "2027-02-29", "--on 2027-02-28", id="no-leap-year"),
        pytest.param(day, "soon", "--on 2026-03-01", id="no-day"),
        pytest.param(instant, "2026-04-31T10:00", "--on 2026-04-30T10:00Z", id="no-31-april"),
        pytest.param(instant, "2026-04-30T24:01Z", "--on 2026-03-06T16:45:00+01:00", id="no-hour"),
        pytest.param(instant, "9999-01-01T00:00Z", "--on 2026-03-06T16:45:00+01:00", id="year"),
        pytest.param(month, "2026-13", "--on 2026-03", id="no-month"),
    ],
)
def test_a_refusal_names_what_was_likely_meant(
    read: Callable[[str, str], object], text: str, fix: str
) -> None:
    with pytest.raises(ValueMalformed) as refused:
        read(text, "--on")
    assert refused.value.fix == fix
    with pytest.raises(ValueMalformed) as refused:
        read(text, "on")
    assert refused.value.fix is None
