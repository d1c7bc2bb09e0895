"""Late interest and the fee, by the worked examples of the four rulebooks."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saasctl.rules.receivables.interest import Accrual, Owed, accrue, statutory
from saasctl.terms.law.rates import packaged_rates
from saasctl.terms.load import load_profile
from saasctl.terms.resolve import Answer, Terms

D = date.fromisoformat
RATES = packaged_rates()


def terms(profile: str, **answers: str) -> Terms:
    held = {
        path.replace("__", "."): Answer(path.replace("__", "."), text, "operator", D("2020-01-01"))
        for path, text in answers.items()
    }
    return Terms(load_profile(profile), held)


def late(
    profile: str, cents: int, due: str, as_of: str, *paid: tuple[str, int], kind: str = "subscription"
) -> Accrual:
    held, balances = cents, []
    for day, part in paid:
        held -= part
        balances.append((D(day), held))
    return accrue(terms(profile), RATES, Owed(kind, D(due), cents, tuple(balances)), D(as_of))


TABLE = [
    ("KX-09", "kantree", 120000, "2026-01-30", "2026-02-27", (), 26, 672, 4000),
    ("KX-10 Sunday", "kantree", 480000, "2026-04-30", "2026-06-30", (("2026-05-03", 480000),), 0, 0, 0),
    ("KX-10 Monday", "kantree", 480000, "2026-04-30", "2026-05-04", (), 1, 103, 4000),
    ("KX-10 holidays", "kantree", 480000, "2026-04-30", "2026-05-15", (), 12, 1240, 4000),
    ("KX-11", "kantree", 750000, "2025-06-13", "2025-07-18", (), 33, 6493, 4000),
    (
        "KX-12 A",
        "kantree",
        100000,
        "2026-02-13",
        "2026-04-30",
        (("2026-03-02", 40000), ("2026-03-31", 60000)),
        44,
        698,
        4000,
    ),
    ("KX-12 B", "kantree", 50000, "2026-03-13", "2026-03-31", (), 16, 172, 4000),
    ("BX-04", "koban", 240000, "2026-01-23", "2026-03-10", (), 46, 1189, 4000),
    ("BX-05", "koban", 540000, "2026-06-13", "2026-07-20", (), 37, 2209, 4000),
    ("BX-06", "koban", 144000, "2026-04-09", "2026-05-04", (), 25, 388, 4000),
    ("BX-07", "koban", 14400, "2026-09-09", "2026-09-30", (), 21, 34, 4000),
    ("BX-08", "koban", 144000, "2026-04-09", "2026-06-30", (), 82, 1271, 4000),
    ("BX-09", "koban", 240000, "2026-02-13", "2026-03-10", (), 25, 646, 4000),
    ("SX-14", "ksaar", 120000, "2025-05-31", "2025-08-15", (), 76, 2350, 4000),
    (
        "SX-15",
        "ksaar",
        120000,
        "2025-05-31",
        "2025-09-30",
        (("2025-07-10", 50000), ("2025-08-15", 70000)),
        76,
        1942,
        4000,
    ),
    ("SX-16", "ksaar", 144000, "2025-12-10", "2026-01-20", (), 41, 1306, 4000),
    ("DX-17", "deskapad", 240000, "2026-02-01", "2026-03-20", (), 47, 3755, 4000),
    ("DX-18 30 days", "deskapad", 240000, "2026-02-01", "2026-03-03", (), 30, 2397, 0),
    ("DX-18 31 days", "deskapad", 240000, "2026-02-01", "2026-03-04", (), 31, 2477, 4000),
    (
        "DX-19",
        "deskapad",
        240000,
        "2026-02-01",
        "2026-04-30",
        (("2026-02-20", 100000), ("2026-03-20", 140000)),
        47,
        2823,
        4000,
    ),
]


@pytest.mark.parametrize(
    ("profile", "cents", "due", "as_of", "paid", "days", "interest", "fee"),
    [row[1:] for row in TABLE],
    ids=[row[0] for row in TABLE],
)
def test_worked_examples(
    profile: str,
    cents: int,
    due: str,
    as_of: str,
    paid: tuple[tuple[str, int], ...],
    days: int,
    interest: int,
    fee: int,
) -> None:
    found = late(profile, cents, due, as_of, *paid)
    assert (found.days, found.interest_cents, found.fee_cents) == (days, interest, fee)
    assert found.missing is None


def test_a_missing_rate_counts_up_to_the_last_known_day() -> None:
    """The first half of 2027 has no rate: the days of 2026 alone are counted."""
    found = late("kantree", 120000, "2026-11-30", "2027-02-01")
    assert found.missing is not None
    assert found.missing.half == "2027-S1"
    assert found.segments[-1].last_day == D("2026-12-31")


def test_kinds_that_bear_nothing() -> None:
    """B-89: an invoice of fees bears neither interest nor another EUR 40."""
    found = late("koban", 1920, "2026-06-24", "2026-09-01", kind="fee")
    assert (found.starts_on, found.interest_cents, found.fee_cents) == (None, 0, 0)


def test_switches_of_days_and_base() -> None:
    owed = Owed("subscription", D("2026-01-23"), 240000, (), Fraction(200000, 240000))
    net = accrue(terms("koban", late_interest__base="net"), RATES, owed, D("2026-03-10"))
    assert net.interest_cents == 991  # 2,000.00 x 3.93 % x 46/365 = 9.9058
    short = accrue(terms("koban", late_interest__ends="day-before-payment"), RATES, owed, D("2026-03-10"))
    assert (short.days, short.interest_cents) == (45, 1163)  # 2,400.00 x 3.93 % x 45/365 = 11.6285
    leap = Owed("subscription", D("2024-02-01"), 100000)
    by_year = accrue(terms("koban"), RATES, leap, D("2024-03-02"))
    assert by_year.interest_cents == 623  # 1.5 x 5.07 % x 1,000.00 x 30/366 = 6.2336
    by_365 = accrue(terms("koban", late_interest__day_count="actual/365"), RATES, leap, D("2024-03-02"))
    assert by_365.interest_cents == 625  # 30/365: 6.2507


def test_what_the_law_alone_gives() -> None:
    """2,400.00 x 12.15 % x 46/365 = 36.7496, at least x 7.86 % = 23.7738; EUR 40 from the day after."""
    owed = Owed("subscription", D("2026-01-23"), 240000)
    found = statutory(RATES, owed, D("2026-03-10"))
    assert (str(found.percent), found.interest_cents, found.fee_cents) == ("12.15", 3675, 4000)
    assert (str(found.floor_percent), found.floor_cents, found.complete) == ("7.86", 2377, True)
    assert statutory(RATES, owed, D("2026-01-23"))[1:] == (0, 0, None, 0, True)


def test_the_law_s_own_figure_says_that_a_rate_is_missing() -> None:
    """2.40 + 10 % is fixed at Deskapad's due date; the law's of 2027 is not known: 184 days of 2026."""
    owed = Owed("subscription", D("2026-06-30"), 365000)
    assert accrue(terms("deskapad"), RATES, owed, D("2027-01-31")).missing is None
    found = statutory(RATES, owed, D("2027-01-31"))
    assert (found.interest_cents, found.floor_cents, found.complete) == (22816, 15180, False)


@given(
    st.integers(1, 10**9),
    st.dates(D("2024-01-01"), D("2026-06-30")),
    st.integers(0, 180),
    st.integers(0, 180),
    st.sampled_from(["kantree", "koban", "ksaar", "deskapad"]),
)
def test_parts_sum_to_the_whole(cents: int, due: date, first: int, more: int, profile: str) -> None:
    """Interest to a day and interest of the days after it are the interest of all days, exactly."""
    owed = Owed("subscription", due, cents)
    held = terms(profile)
    middle, last = due + timedelta(days=first), due + timedelta(days=first + more)
    whole = accrue(held, RATES, owed, last)
    assert whole.until(middle) == accrue(held, RATES, owed, middle).exact
    assert whole.exact == sum((one.exact for one in whole.segments), Fraction(0))
    paid = replace(owed, balances=((middle, 0),))
    assert accrue(held, RATES, paid, last).exact == accrue(held, RATES, owed, middle).exact


PLAN = tuple((date(2026 + month // 13, (month - 1) % 12 + 1, 1), 20000) for month in range(2, 14))
"""2,400.00 in twelve parts of 200.00 from 1 February 2026 on."""


@pytest.mark.parametrize(
    ("as_of", "interest", "fee", "fee_from"),
    [
        pytest.param("2026-03-31", 200, 0, "2026-03-04", id="30 days of the second part: no fee yet"),
        pytest.param("2026-04-01", 206, 4000, "2026-04-01", id="31 days of the second part"),
        pytest.param(
            "2026-07-20", 2659, 4000, "2026-04-01", id="a part due after the rate rose bears its own"
        ),
    ],
)
def test_each_part_of_a_plan_is_late_by_itself(as_of: str, interest: int, fee: int, fee_from: str) -> None:
    """The first part is paid in time. 200 x 12.15 % x days/365: 30 d 1.9973, 31 d 2.0638.

    By 20 July: 141 + 110 + 80 + 49 d at 12.15 % (due before 17 June), 19 d at 12.40 %: 26.5896.
    """
    owed = Owed("subscription", PLAN[0][0], 240000, ((D("2026-02-01"), 220000),), parts=PLAN)
    found = accrue(terms("deskapad"), RATES, owed, D(as_of))
    assert (found.interest_cents, found.fee_cents, found.fee_from) == (interest, fee, D(fee_from))
    assert found.days == (D(as_of) - D("2026-03-01")).days


def test_the_oldest_part_unpaid_says_when_a_plan_was_due() -> None:
    owed = Owed("subscription", PLAN[0][0], 240000, ((D("2026-02-10"), 210000),), parts=PLAN)
    assert owed.due_at(D("2026-02-09")) == D("2026-02-01")
    assert owed.due_at(D("2026-02-10")) == D("2026-03-01")
    assert owed.open_parts(D("2026-02-10"))[0] == (D("2026-03-01"), 10000)
