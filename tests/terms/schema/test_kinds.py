"""Each kind of value: what TOML and what `PATH=VALUE` may say, and that both mean the same."""

from datetime import date
from decimal import Decimal

import pytest

from saasctl.terms.schema.kinds import (
    Amount,
    Choice,
    Day,
    Factor,
    Flag,
    Integer,
    Kind,
    Lines,
    Percent,
    Records,
    Span,
    Text,
    WeeklyHours,
    Words,
    setting_text,
)

BANDS = Records({"up_to": Integer(), "price": Amount()}, frozenset({"up_to"}))


@pytest.mark.parametrize(
    ("kind", "raw", "text", "value"),
    [
        pytest.param(Integer(), 30, "30", 30, id="integer"),
        pytest.param(Choice(("each", "daily")), "daily", "daily", "daily", id="choice"),
        pytest.param(Flag(), True, "yes", True, id="yes"),
        pytest.param(Flag(), False, "no", False, id="no"),
        pytest.param(Amount(), "1200.50", "1200.50", Decimal("1200.50"), id="amount"),
        pytest.param(Percent(), 20, "20", Decimal(20), id="percent-whole"),
        pytest.param(Percent(), "5.5", "5.5", Decimal("5.5"), id="percent"),
        pytest.param(Factor(), "1.1", "1.1", Decimal("1.1"), id="factor"),
        pytest.param(Text(), "a line", "a line", "a line", id="text"),
        pytest.param(Words(), ["a", "b"], "a, b", ("a", "b"), id="words"),
        pytest.param(Lines(), ["one, two", "three"], "one, two; three", ("one, two", "three"), id="lines"),
        pytest.param(Day(), date(2026, 3, 1), "2026-03-01", date(2026, 3, 1), id="day"),
        pytest.param(Span(("days", "months")), "4 days", "4 days", (4, "days"), id="span"),
        pytest.param(
            BANDS,
            [{"up_to": 10, "price": "6.00"}, {"price": "5.00"}],
            "up_to:10,price:6.00;price:5.00",
            ({"up_to": 10, "price": Decimal("6.00")}, {"price": Decimal("5.00")}),
            id="records",
        ),
        pytest.param(
            WeeklyHours(),
            "mon-thu 09:00-18:00; fri 09:00-12:00,13:00-24:00",
            "mon-thu 09:00-18:00; fri 09:00-12:00,13:00-24:00",
            "mon-thu 09:00-18:00; fri 09:00-12:00,13:00-24:00",
            id="weekly-hours",
        ),
    ],
)
def test_toml_and_a_setting_mean_the_same(kind: Kind, raw: object, text: str, value: object) -> None:
    assert kind.read(raw) == kind.parse(text) == value
    if not isinstance(kind, Lines):
        assert kind.parse(setting_text(value)) == value


@pytest.mark.parametrize(
    ("kind", "raw"),
    [
        pytest.param(Integer(0, 365), -1, id="negative"),
        pytest.param(Integer(0, 365), 366, id="too-large"),
        pytest.param(Integer(), 10**5000, id="huge"),
        pytest.param(Integer(), True, id="yes-is-no-number"),
        pytest.param(Integer(), "30", id="quoted-number"),
        pytest.param(Amount(), Decimal("9.00"), id="float-for-money"),
        pytest.param(Amount(), 9, id="bare-amount"),
        pytest.param(Amount(), "9.001", id="three-decimals"),
        pytest.param(Amount(), "9,00", id="comma"),
        pytest.param(Amount(), "1e3", id="exponent"),
        pytest.param(Amount(), "1_000", id="underscore"),
        pytest.param(Amount(), "-9.00", id="negative-amount"),
        pytest.param(Amount(), "٩.00", id="other-digits"),
        pytest.param(Percent(100), 101, id="over-a-hundred"),
        pytest.param(Percent(), -1, id="negative-percent"),
        pytest.param(Percent(), 10**5000, id="huge-percent"),
        pytest.param(Percent(), Decimal("NaN"), id="nan"),
        pytest.param(Factor(), Decimal("Infinity"), id="infinity"),
        pytest.param(Factor(), 10**5000, id="huge-factor"),
        pytest.param(Text(), "", id="empty"),
        pytest.param(Text(), "two\nlines", id="two-lines"),
        pytest.param(Text(), "\x1b[31m", id="escape-code"),
        pytest.param(Text(5), "123456", id="too-long"),
        pytest.param(Text(2, "[A-Z]{2}"), "fr", id="form"),
        pytest.param(Words(("a", "b")), ["c"], id="unknown-word"),
        pytest.param(Words(), ["a", "a"], id="word-twice"),
        pytest.param(Words(), "a", id="no-list"),
        pytest.param(Words(), [["a"]], id="list-of-lists"),
        pytest.param(Words(), [{}], id="list-of-tables"),
        pytest.param(Lines(), "a", id="no-list-of-lines"),
        pytest.param(Day(), "2026-03-01", id="quoted-date"),
        pytest.param(Span(("days",)), "4 weeks", id="unknown-unit"),
        pytest.param(Span(("days",)), "-4 days", id="negative-span"),
        pytest.param(Span(("days",)), 4, id="span-without-unit"),
        pytest.param(BANDS, [{"price": "1.00", "colour": 1}], id="unknown-field"),
        pytest.param(BANDS, [{"up_to": 1}], id="missing-field"),
        pytest.param(BANDS, {"price": "1.00"}, id="no-list-of-tables"),
        pytest.param(WeeklyHours(), "mon 18:00-09:00", id="ends-before-it-starts"),
        pytest.param(WeeklyHours(), "mon 09:00-25:00", id="no-such-hour"),
        pytest.param(WeeklyHours(), "mon 09:00-24:30", id="after-midnight"),
        pytest.param(WeeklyHours(), "monday 09:00-18:00", id="no-such-day"),
    ],
)
def test_an_impossible_value_is_refused_with_the_accepted_form(kind: Kind, raw: object) -> None:
    with pytest.raises(ValueError, match=r".") as refused:
        kind.read(raw)
    assert len(str(refused.value)) < 300


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        pytest.param(Integer(), "3.0", id="point"),
        pytest.param(Integer(), "9" * 5000, id="endless"),
        pytest.param(Integer(), "+3", id="plus"),
        pytest.param(Flag(), "true", id="toml-word"),
        pytest.param(Day(), "20260301", id="short-date"),
        pytest.param(Day(), "2026-02-30", id="no-such-day"),
        pytest.param(BANDS, "price", id="no-field"),
        pytest.param(BANDS, "colour:red", id="unknown-field"),
    ],
)
def test_a_setting_of_another_form_is_refused(kind: Kind, text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        kind.parse(text)
