"""Values as JSON holds them."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from saasctl.output.encoding import encode
from saasctl.values.money import Money
from saasctl.values.period import Period


@dataclass(frozen=True)
class Part:
    on: date
    from_: str


@dataclass(frozen=True)
class Whole:
    amount: Money
    parts: tuple[Part, ...]
    missing: str | None


@pytest.mark.parametrize(
    ("value", "encoded"),
    [
        pytest.param(Money(2000), "20.00", id="money"),
        pytest.param(Money(-5), "-0.05", id="negative-money"),
        pytest.param(Decimal("20.00"), "20", id="percent"),
        pytest.param(Decimal("5.50"), "5.5", id="percent-with-a-part"),
        pytest.param(date(2026, 3, 1), "2026-03-01", id="date"),
        pytest.param(datetime(2026, 3, 1, 9, tzinfo=UTC), "2026-03-01T09:00:00Z", id="instant"),
        pytest.param(
            datetime(2026, 3, 1, 9, tzinfo=timezone(timedelta(hours=1))),
            "2026-03-01T08:00:00Z",
            id="instant-elsewhere",
        ),
        pytest.param(
            Period(date(2026, 2, 1), date(2026, 3, 1)),
            {"start": "2026-02-01", "last_day": "2026-02-28"},
            id="period-shows-its-last-day",
        ),
        pytest.param({"a": (1, None, True)}, {"a": [1, None, True]}, id="nested"),
        pytest.param(
            Whole(Money(1), (Part(date(2026, 1, 1), "x"),), None),
            {"amount": "0.01", "parts": [{"on": "2026-01-01", "from": "x"}], "missing": None},
            id="dataclass-keeps-order-and-nulls",
        ),
    ],
)
def test_a_value_has_one_json_form(value: object, encoded: object) -> None:
    assert encode(value) == encoded


def test_instants_are_shown_in_the_zone_asked_for() -> None:
    paris = ZoneInfo("Europe/Paris")
    assert encode(datetime(2026, 7, 1, 9, tzinfo=UTC), paris) == "2026-07-01T11:00:00+02:00"


def test_what_is_no_value_of_the_domain_is_refused() -> None:
    with pytest.raises(TypeError, match="float has no JSON form"):
        encode(1.5)
    with pytest.raises(TypeError, match="an instant has an offset"):
        encode(datetime(2026, 1, 1, tzinfo=UTC).replace(tzinfo=None))
