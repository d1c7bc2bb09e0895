"""Measure deadlines in business hours against `businesstimedelta` (pip install businesstimedelta==1.0.1).

The same random deadlines over 2025 to 2027 on an office's hours with French holidays are computed by
both in the same run, in rounds that alternate; results must be equal, and the ratio of the best
rounds is printed. Usage: business_time.py [CASES] [ROUNDS].
"""

import random
import sys
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from datetime import time as clock_time

import businesstimedelta as other
import pytz

from saasctl.rules.calendars.days import holidays_in
from saasctl.rules.calendars.hours import OpeningHours, parse_week

PARIS = pytz.timezone("Europe/Paris")
Case = tuple[datetime, int]
WANTED = 100


def cases(count: int) -> list[Case]:
    """Return instants of report with lengths from 15 minutes to 83 hours, the same ones every time."""
    rng = random.Random(6)
    start = datetime(2025, 1, 2, tzinfo=UTC)
    return [
        (start + timedelta(minutes=rng.randrange(60 * 24 * 1000)), 15 * rng.randrange(1, 332))
        for _ in range(count)
    ]


def ours() -> Callable[[Case], datetime]:
    """Return the deadline of a case by this program's hours."""
    hours = OpeningHours(parse_week("mon-thu 09:00-18:00; fri 09:00-17:00"), "FR", "Europe/Paris")
    return lambda case: hours.after(case[0], case[1] * 60)


def theirs() -> Callable[[Case], datetime]:
    """Return the deadline of a case by the other package."""
    closed: dict[date, str] = {}
    for year in range(2025, 2029):
        closed |= {day: holiday.en for day, holiday in holidays_in(year, "FR").items()}
    long, short = (
        other.WorkDayRule(
            start_time=clock_time(9),
            end_time=clock_time(hour),
            working_days=days,
            tz=PARIS,
        )
        for hour, days in ((18, [0, 1, 2, 3]), (17, [4]))
    )
    rules = other.Rules([long, short, other.HolidayRule(closed, tz=PARIS)])
    return lambda case: (
        case[0].astimezone(PARIS) + other.BusinessTimeDelta(rules, hours=0, seconds=case[1] * 60)
    )


def seconds(deadline: Callable[[Case], datetime], held: list[Case]) -> tuple[float, list[datetime]]:
    """Return the processor time of all cases, and their results."""
    start = time.process_time()
    found = [deadline(case) for case in held]
    return time.process_time() - start, found


def main() -> int:
    """Compare, print, and fail where a result differs or the ratio is below the one wanted."""
    count, rounds = (int(word) for word in [*sys.argv[1:], "2000", "3"][:2])
    held, mine, other_one = cases(count), ours(), theirs()
    best, best_other, differ = 1e9, 1e9, 0
    for _ in range(rounds):
        spent, found = seconds(mine, held)
        spent_other, found_other = seconds(other_one, held)
        best, best_other = min(best, spent), min(best_other, spent_other)
        differ = sum(
            one.astimezone(UTC) != two.astimezone(UTC) for one, two in zip(found, found_other, strict=True)
        )
    ratio = best_other / best
    print(
        f"{count} deadlines, best of {rounds}: {count / best:,.0f} a second, {count / best_other:,.0f} there"
    )
    print(f"ratio {ratio:.0f} (wanted {WANTED}), {differ} different results")
    return int(ratio < WANTED or differ > 0)


if __name__ == "__main__":
    sys.exit(main())
