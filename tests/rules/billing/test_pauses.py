"""Times of force majeure: the days they move, and the bills they hold."""

from dataclasses import replace
from datetime import date

import pytest

from saasctl.rules.billing.contract import Phase, rhythm_of
from saasctl.rules.billing.pauses import (
    Pause,
    Shift,
    billed_days,
    known_by,
    merged,
    moved,
    shifts_of,
    through,
    up_to_end,
    waits,
)
from saasctl.rules.billing.pauses import unmoved as back
from saasctl.rules.billing.rhythm import obligations
from saasctl.terms.load import load_profile
from saasctl.terms.resolve import Terms
from saasctl.values.period import Period

D = date.fromisoformat
SPRING = Pause(D("2026-03-10"), D("2026-04-08"), D("2026-04-08"))
OPEN = Pause(D("2026-03-10"), None)


def terms(name: str, **values: str) -> Terms:
    """Return the terms of a profile with some values of force majeure replaced."""
    profile = load_profile(name)
    paths = {f"force_majeure.{key}": value for key, value in values.items()}
    changed = {path: replace(profile.entries[path], value=value) for path, value in paths.items()}
    return Terms(replace(profile, entries={**profile.entries, **changed}))


def test_thirty_days_of_both_ends() -> None:
    """DX-25: 10 March to 8 April, both included."""
    assert shifts_of((SPRING,), terms("deskapad"), "renewal", D("2026-01-01")) == (
        Shift(D("2026-03-10"), 30),
    )


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2026-03-10", "2026-03-10"),
        ("2026-03-11", "2026-04-10"),
        ("2027-01-01", "2027-01-31"),
        ("2028-02-29", "2028-03-30"),
    ],
)
def test_a_first_day_after_the_event_began_moves(day: str, expected: str) -> None:
    shifts = (Shift(D("2026-03-10"), 30),)
    assert moved(D(day), shifts) == D(expected)
    assert back(D(expected), shifts) == D(day)


def test_two_events_move_one_after_the_other_and_back() -> None:
    shifts = (Shift(D("2026-03-10"), 30), Shift(D("2026-12-20"), 10))
    assert moved(D("2026-12-01"), shifts) == D("2027-01-10")
    assert back(D("2027-01-10"), shifts) == D("2026-12-01")
    assert moved(D("2026-11-10"), shifts) == D("2026-12-10")


def test_what_began_in_the_event_moves_by_the_days_it_lived_through() -> None:
    found = shifts_of((SPRING,), terms("deskapad"), "credit-expiry", D("2026-04-01"))
    assert found == (Shift(D("2026-04-01"), 8),)
    assert shifts_of((SPRING,), terms("deskapad"), "credit-expiry", D("2026-04-09")) == ()


def test_overlapping_events_are_counted_once() -> None:
    other = Pause(D("2026-04-01"), D("2026-04-20"), D("2026-04-20"))
    assert merged([other, SPRING]) == (Pause(D("2026-03-10"), D("2026-04-20"), D("2026-04-20")),)
    assert merged([SPRING, Pause(D("2026-04-09"), None)]) == (SPRING, Pause(D("2026-04-09"), None))
    assert merged([SPRING, replace(OPEN, from_on=D("2026-04-01"))])[0].last_day is None
    assert merged([replace(SPRING, last_day=D("2026-03-09"))]) == ()


def test_an_end_is_not_known_before_it_is_told() -> None:
    late = replace(SPRING, told_on=D("2026-05-02"))
    assert known_by((late,), D("2026-05-01")) == (OPEN,)
    assert known_by((late,), D("2026-05-02")) == (late,)
    assert known_by((late,), D("2026-03-09")) == ()


def test_an_event_that_lasts_moves_nothing_yet_and_holds_what_waits() -> None:
    desk = terms("deskapad")
    assert shifts_of((OPEN,), desk, "renewal", D("2026-01-01")) == ()
    assert shifts_of(through((OPEN,), D("2026-03-20")), desk, "renewal", D("2026-01-01"))[0].days == 11
    assert waits((OPEN,), desk, "renewal", D("2026-03-11"))
    assert not waits((OPEN,), desk, "renewal", D("2026-03-10"))
    assert not waits((SPRING,), desk, "renewal", D("2027-01-01"))


def dues(name: str, pauses: tuple[Pause, ...], until: str) -> list[tuple[date, date]]:
    phase = Phase(D("2026-03-01"), "periodic", "monthly", D("2026-03-01"), False)
    rhythm = rhythm_of(phase, terms(name), None, pauses)
    found = []
    for one in obligations(rhythm, D("2026-03-01"), ends=D(until)):
        found.append((one.on, one.period.last_day))
    return found


def test_bills_move_or_wait_as_the_terms_say() -> None:
    """Deskapad moves instalments not yet due (D-82); Koban holds periods that begin in the event (B-120)."""
    assert dues("deskapad", (SPRING,), "2026-06-10") == [
        (D("2026-03-01"), D("2026-04-30")),
        (D("2026-05-01"), D("2026-05-30")),
        (D("2026-05-31"), D("2026-06-30")),
    ]
    assert dues("deskapad", (OPEN,), "2026-06-10") == [(D("2026-03-01"), D("2026-03-31"))]
    assert dues("koban", (OPEN,), "2026-06-10") == [(D("2026-03-01"), D("2026-03-31"))]
    assert dues("koban", (SPRING,), "2026-05-10") == [
        (D("2026-03-01"), D("2026-03-31")),
        (D("2026-04-09"), D("2026-04-30")),
        (D("2026-05-01"), D("2026-05-31")),
    ]


def test_an_end_inside_the_event_drops_what_was_held_or_bills_it() -> None:
    ended = D("2026-04-02")
    assert up_to_end((SPRING,), ended, terms("koban")) == (replace(SPRING, last_day=None),)
    kept = terms("koban", held="billed-at-end")
    assert up_to_end((SPRING,), ended, kept) == (replace(SPRING, last_day=ended),)
    assert up_to_end((SPRING,), D("2026-04-09"), terms("koban")) == (SPRING,)


def test_periods_before_a_long_event_are_found() -> None:
    phase = Phase(D("2026-01-31"), "periodic", "monthly", D("2026-01-31"), False)
    long = Pause(D("2026-03-05"), D("2026-09-05"), D("2026-09-05"))
    rhythm = rhythm_of(phase, terms("deskapad"), None, (long,))
    assert rhythm.period_at(D("2026-09-30")) == Period(D("2026-02-28"), D("2026-10-02"))
    assert rhythm.commitment_at(D("2026-09-30")) == Period(D("2026-02-28"), D("2026-10-02"))


def test_suspended_days_are_not_billed_where_terms_say_so() -> None:
    """S-75: 10 to 20 March and from 28 March on leave 1 to 9 and 21 to 27 March; Koban bills as before."""
    ksaar, koban = Terms(load_profile("ksaar")), Terms(load_profile("koban"))
    march = Period(date(2026, 3, 1), date(2026, 4, 1))
    pauses = (told(date(2026, 3, 10), date(2026, 3, 20)), told(date(2026, 3, 28), None))
    assert billed_days(pauses, ksaar, march) == [
        Period(date(2026, 3, 1), date(2026, 3, 10)),
        Period(date(2026, 3, 21), date(2026, 3, 28)),
    ]
    assert billed_days(pauses, koban, march) == [march]
    assert billed_days((told(date(2026, 2, 10), None),), ksaar, march) == []
    assert billed_days((told(date(2026, 2, 10), date(2026, 2, 20)),), ksaar, march) == [march]


def told(first: date, last: date | None) -> Pause:
    return Pause(first, last, noticed_on=first)


def test_an_event_suspends_from_its_notice_where_terms_say_so() -> None:
    """S-75: begun on 10 March, told on the 16th, over on the 20th: 16 to 20 March; untold, not at all."""
    ksaar, march = Terms(load_profile("ksaar")), Period(date(2026, 3, 1), date(2026, 4, 1))
    event = Pause(date(2026, 3, 10), date(2026, 3, 20))
    assert billed_days((replace(event, noticed_on=date(2026, 3, 16)),), ksaar, march) == [
        Period(date(2026, 3, 1), date(2026, 3, 16)),
        Period(date(2026, 3, 21), date(2026, 4, 1)),
    ]
    assert billed_days((event,), ksaar, march) == [march]
    assert billed_days((replace(event, noticed_on=date(2026, 3, 21)),), ksaar, march) == [march]
