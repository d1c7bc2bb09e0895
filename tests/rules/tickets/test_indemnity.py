"""What a missed guarantee gives, and availability, by their worked examples."""

from datetime import date, datetime, timedelta
from fractions import Fraction

import pytest

from saasctl.rules.tickets.clocks import clocks_of
from saasctl.rules.tickets.desk import desk_of
from saasctl.rules.tickets.indemnity import availability, indemnity_of
from saasctl.rules.tickets.story import Event, Story
from saasctl.terms.load import load_profile
from saasctl.terms.resolve import Answer, Terms
from saasctl.values.period import Period

AT = datetime.fromisoformat
YEAR = Period(date(2026, 3, 1), date(2027, 3, 1))


@pytest.mark.parametrize(
    ("answers", "fixed", "overrun", "hours", "cents"),
    [
        ({}, "2026-03-24T11:00:00+01:00", Fraction(109, 4), 2211, 7395),
        ({"indemnity.hours": "calendar"}, "2026-03-24T11:00:00+01:00", Fraction(485, 4), 8760, 8305),
        ({}, "2026-03-19T09:45:00+01:00", Fraction(0), 2211, 0),
        ({"indemnity.starts": "next-started-hour"}, "2026-03-24T11:00:00+01:00", Fraction(28), 2211, 7598),
    ],
)
def test_bx_16(answers: dict[str, str], fixed: str, overrun: Fraction, hours: int, cents: int) -> None:
    """6,000 x 27.25/2,211 = 73.9484; 6,000 x 28/2,211 = 75.9837."""
    held = {path: Answer(path, text, "operator", date(2020, 1, 1)) for path, text in answers.items()}
    terms = Terms(load_profile("koban"), held)
    desk = desk_of(terms)
    assert desk is not None
    story = Story(
        AT("2026-03-06T16:45:00+01:00"),
        "blocking",
        "tool",
        "contact",
        False,
        False,
        (Event("resolve", AT(fixed)),),
    )
    clock = next(
        one for one in clocks_of(terms, desk, story, AT("2026-04-01T00:00:00+02:00")) if one.kind == "restore"
    )
    found = indemnity_of(terms, desk, clock, YEAR, 600000, AT(fixed))
    assert (found.overrun, found.period_hours, found.cents) == (overrun, Fraction(hours), cents)


def test_sx_9_and_bx_21() -> None:
    """43 of 43,080 minutes: 99.9002 %; 45 of March's 44,580: 99.8991 %."""
    start = AT("2026-04-01T00:00:00+02:00")
    april = start, start + timedelta(minutes=43200)
    work = [(start + timedelta(days=3), start + timedelta(days=3, minutes=120))]
    for minutes, met in ((43, True), (44, False)):
        down = [(start + timedelta(days=9), start + timedelta(days=9, minutes=minutes))]
        assert (availability(april, work, down).percent >= Fraction("99.9")) is met
    overlapping = [
        (start, start + timedelta(minutes=30)),
        (start + timedelta(minutes=10), start + timedelta(minutes=40)),
    ]
    found = availability(april, [(start, start + timedelta(minutes=20))], overlapping)
    assert (found.excluded, found.down) == (20 * 60, 20 * 60)
