from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saasctl.rules.billing.rhythm import Rhythm, obligations
from saasctl.values.period import Period

D = date.fromisoformat


def monthly(anchor: str, timing: str = "advance") -> Rhythm:
    return Rhythm(D(anchor), 1, 1, 1, "arrears" if timing == "arrears" else "advance")


def test_anniversaries_of_the_31st_do_not_drift() -> None:
    """KX-01 (K-26, K-D4)."""
    periods = [monthly("2026-01-31").period(index) for index in range(5)]
    assert [(p.start, p.last_day, p.days) for p in periods] == [
        (D("2026-01-31"), D("2026-02-27"), 28),
        (D("2026-02-28"), D("2026-03-30"), 31),
        (D("2026-03-31"), D("2026-04-29"), 30),
        (D("2026-04-30"), D("2026-05-30"), 31),
        (D("2026-05-31"), D("2026-06-29"), 30),
    ]


def test_arrears_invoices_fall_due_the_day_after_the_period() -> None:
    """SX-26 (S-27)."""
    due = obligations(monthly("2026-01-31", "arrears"), D("2026-01-31"))
    assert [next(due).on for _ in range(4)] == [
        D("2026-02-28"),
        D("2026-03-31"),
        D("2026-04-30"),
        D("2026-05-31"),
    ]


def test_advance_invoices_fall_due_on_the_first_day() -> None:
    """KX-02 (K-33)."""
    due = obligations(monthly("2026-06-15"), D("2026-06-15"))
    assert [next(due).on for _ in range(2)] == [D("2026-06-15"), D("2026-07-15")]


def test_a_commitment_of_24_months_is_billed_by_twelve() -> None:
    """BX-02, B-73."""
    rhythm = Rhythm(D("2025-07-01"), 12, 12, 24, "advance")
    due = obligations(rhythm, D("2025-07-01"))
    assert [(o.on, o.period.last_day) for o in (next(due), next(due), next(due))] == [
        (D("2025-07-01"), D("2026-06-30")),
        (D("2026-07-01"), D("2027-06-30")),
        (D("2027-07-01"), D("2028-06-30")),
    ]
    assert rhythm.commitment_at(D("2026-12-01")) == Period.through(D("2025-07-01"), D("2027-06-30"))


@pytest.mark.parametrize(
    ("trigger", "free_until", "first", "last", "renewed_until"),
    [
        pytest.param("2025-03-10", "2025-04-09", "2025-04-10", "2026-04-09", "2027-04-09", id="SX-1"),
        pytest.param("2026-01-31", "2026-02-27", "2026-02-28", "2027-02-27", "2028-02-28", id="SX-2"),
    ],
)
def test_twelve_months_follow_the_month_without_commitment(
    trigger: str, free_until: str, first: str, last: str, renewed_until: str
) -> None:
    rhythm = Rhythm(D(trigger), 1, 1, 12, "arrears", free_exit_months=1)
    assert rhythm.free_exit is not None
    assert rhythm.free_exit.last_day == D(free_until)
    assert rhythm.commitment_at(D(trigger)) == Period.through(D(first), D(last))
    assert rhythm.commitment_at(D(last)) == Period.through(D(first), D(last))
    following = rhythm.commitment_at(Period.through(D(last), D(last)).end)
    assert following is not None
    assert following.last_day == D(renewed_until)


def test_annual_invoicing_gives_the_free_month_a_period_of_its_own() -> None:
    """S-15: one month, then twelve."""
    rhythm = Rhythm(D("2025-03-10"), 12, 12, 12, "arrears", free_exit_months=1)
    due = obligations(rhythm, D("2025-03-10"))
    assert [(o.on, o.months) for o in (next(due), next(due))] == [(D("2025-04-10"), 1), (D("2026-04-10"), 12)]


def test_a_customer_taken_over_is_billed_from_the_day_after() -> None:
    due = next(obligations(monthly("2026-01-15"), D("2026-04-15")))
    assert (due.on, due.is_whole) == (D("2026-04-15"), True)
    part = next(obligations(monthly("2026-01-15"), D("2026-04-20")))
    assert (part.on, part.used) == (D("2026-04-20"), Period(D("2026-04-20"), D("2026-05-15")))


def test_the_first_invoice_waits_for_the_dispatch_of_accesses() -> None:
    """BX-03 b (B-77): the period still starts on the first day of effect (B-76)."""
    rhythm = Rhythm(D("2026-03-02"), 12, 12, 12, "advance")
    due = obligations(rhythm, D("2026-03-02"), first_not_before=D("2026-04-07"))
    first, second = next(due), next(due)
    assert (first.on, first.period.start) == (D("2026-04-07"), D("2026-03-02"))
    assert second.on == D("2027-03-02")


def test_no_later_period_overtakes_a_first_invoice_that_waits() -> None:
    """B-77 by month: accesses go out on 7 April, the third period's day is past, the fourth's is not."""
    rhythm = Rhythm(D("2026-02-02"), 1, 1, 1, "advance")
    due = obligations(rhythm, D("2026-02-02"), first_not_before=D("2026-04-07"))
    found = [next(due) for _ in range(4)]
    assert [one.on for one in found] == [D("2026-04-07"), D("2026-04-07"), D("2026-04-07"), D("2026-05-02")]
    assert [one.period.start for one in found][:2] == [D("2026-02-02"), D("2026-03-02")]


def test_a_period_after_a_billed_first_one_waits_for_nothing() -> None:
    rhythm = Rhythm(D("2026-02-02"), 1, 1, 1, "advance")
    due = obligations(rhythm, D("2026-03-02"), first_not_before=D("2026-04-07"))
    assert next(due).on == D("2026-03-02")


def test_nothing_is_billed_from_the_end_on() -> None:
    due = list(obligations(monthly("2026-01-01"), D("2026-01-01"), ends=D("2026-02-15")))
    assert [(o.used.start, o.used.end) for o in due] == [
        (D("2026-01-01"), D("2026-02-01")),
        (D("2026-02-01"), D("2026-02-15")),
    ]


def test_a_rhythm_without_recurring_invoices_owes_none() -> None:
    assert list(obligations(Rhythm(D("2026-01-01"), 0, 1, 0, "advance"), D("2026-01-01"))) == []


ANCHORS = st.dates(D("2015-01-01"), D("2030-12-31"))


@given(ANCHORS, st.sampled_from([1, 3, 12]), st.sampled_from([0, 1, 2]), st.integers(0, 4000))
def test_every_day_lies_in_exactly_the_period_found_for_it(
    anchor: date, months: int, free: int, after: int
) -> None:
    rhythm = Rhythm(anchor, months, months, 12, "advance", free_exit_months=free)
    day = date.fromordinal(anchor.toordinal() + after)
    index = rhythm.index_at(day)
    assert day in rhythm.period(index)
    assert rhythm.period(index).end == rhythm.period(index + 1).start


@given(ANCHORS, st.sampled_from([1, 12]), st.integers(0, 900))
def test_obligations_follow_each_other_without_gap_or_overlap(anchor: date, months: int, after: int) -> None:
    start = date.fromordinal(anchor.toordinal() + after)
    due = obligations(Rhythm(anchor, months, months, months, "arrears"), start)
    found = [next(due) for _ in range(4)]
    assert found[0].used.start == start
    assert all(one.used.end == following.used.start for one, following in pairwise(found))


@pytest.mark.parametrize(
    ("free", "day", "renews"),
    [
        pytest.param(0, "2026-01-31", False, id="first-term"),
        pytest.param(0, "2026-02-28", True, id="second-term"),
        pytest.param(0, "2026-03-01", False, id="within-a-term"),
        pytest.param(1, "2026-02-28", False, id="first-term-after-the-free-month"),
        pytest.param(1, "2026-03-31", True, id="second-term-after-the-free-month"),
    ],
)
def test_a_term_renews_on_the_day_after_one_ended(free: int, day: str, renews: bool) -> None:
    rhythm = Rhythm(D("2026-01-31"), 1, 1, 1, "advance", free)
    assert rhythm.renews_on(D(day)) is renews
