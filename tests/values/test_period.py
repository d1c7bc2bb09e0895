from datetime import date

import pytest

from saasctl.values.period import Period

FEBRUARY = Period(date(2026, 2, 1), date(2026, 3, 1))


def test_a_period_ends_before_its_end() -> None:
    assert (FEBRUARY.days, FEBRUARY.last_day) == (28, date(2026, 2, 28))
    assert date(2026, 2, 1) in FEBRUARY
    assert date(2026, 2, 28) in FEBRUARY
    assert date(2026, 3, 1) not in FEBRUARY
    assert Period.through(date(2026, 2, 1), date(2026, 2, 28)) == FEBRUARY


def test_an_empty_period_is_allowed_and_a_backward_one_is_not() -> None:
    assert Period(date(2026, 2, 1), date(2026, 2, 1)).days == 0
    with pytest.raises(ValueError, match="before its start"):
        Period(date(2026, 2, 2), date(2026, 2, 1))


@pytest.mark.parametrize(
    ("start", "end", "shared"),
    [
        pytest.param(date(2026, 2, 10), date(2026, 2, 20), (10, 20), id="inside"),
        pytest.param(date(2026, 1, 1), date(2026, 2, 2), (1, 2), id="overlaps-the-start"),
        pytest.param(date(2026, 1, 1), date(2026, 2, 1), None, id="ends-where-it-starts"),
        pytest.param(date(2026, 3, 1), date(2026, 4, 1), None, id="starts-where-it-ends"),
    ],
)
def test_the_days_two_periods_share(start: date, end: date, shared: tuple[int, int] | None) -> None:
    found = FEBRUARY.shared_with(Period(start, end))
    assert found == (None if shared is None else Period(date(2026, 2, shared[0]), date(2026, 2, shared[1])))
