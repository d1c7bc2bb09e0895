"""Which subscription bears a customer's readings, on which days, and by which number of the plan."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from desk import Desk, new_desk, on
from saasctl.acts.bearing import days_borne
from saasctl.operations.subscriptions import OrderGiven, start_subscription
from saasctl.operations.usage import ReadingGiven, check_usage, record_reading
from saasctl.values.act import Act
from saasctl.values.answers import Listing
from saasctl.values.period import Period

END = "UPDATE subscription SET ended_on = ? WHERE id = ?"
BILLED = """
SELECT l.subscription_id, l.obligation, l.net_cents FROM invoice_line l WHERE l.kind = 'overage'
ORDER BY l.subscription_id, l.obligation
"""
MARCH, APRIL = "overage:end_users:2026-03", "overage:end_users:2026-04"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = new_desk(tmp_path)
    made.seller("ksaar")
    for path, value in {
        "plan.starter.end_users": "10",
        "plan.business.end_users": "30",
        "overage.end_users.price": "1.70",
        "price.starter.monthly": "99.00",
        "price.business.monthly": "149.00",
    }.items():
        made.setting("ksaar", path, value)
    made.org("acme", "ksaar")
    yield made
    made.store.close()


def read(desk: Desk, readings: tuple[tuple[str, int], ...]) -> None:
    for day, value in readings:
        at = datetime.fromisoformat(f"{day}T10:00:00").replace(tzinfo=UTC)
        record_reading(desk.store, "acme", ReadingGiven("end_users", str(value)), Act(at=at))


def second(desk: Desk, plan: str, day: str) -> None:
    start_subscription(desk.store, "acme", OrderGiven("second", plan, "monthly", 1), on(day))


def end(desk: Desk, key: int, last: str) -> None:
    with desk.store.transaction(on(last)) as tx:
        tx.run(END, (last, key))


def extend(desk: Desk, day: str, number: int) -> None:
    with desk.store.transaction(on(day)) as tx:
        row: dict[str, object] = {"subscription_id": 1, "path": "plan.business.end_users", "source": "x"}
        tx.insert("term_override", {**row, "value": str(number), "from_on": day})


def test_readings_before_the_start_do_not_count(desk: Desk) -> None:
    desk.sub("acme", "business", "monthly", 1, "2026-03-15")
    read(desk, (("2026-03-05", 45), ("2026-03-20", 31)))
    desk.bill("2026-04-20")
    assert desk.rows(BILLED) == [(1, MARCH, 170)]


def test_the_last_month_counts_to_the_last_day_and_is_billed_the_month_after(desk: Desk) -> None:
    desk.sub("acme", "business", "monthly", 1, "2026-01-10")
    end(desk, 1, "2026-03-09")
    read(desk, (("2026-03-09", 33), ("2026-03-10", 80), ("2026-04-03", 99)))
    desk.bill("2026-03-31")
    assert desk.rows(BILLED) == []
    desk.bill("2026-05-20")
    assert desk.rows(BILLED) == [(1, MARCH, 510)]


def test_an_extension_in_the_month_leaves_what_was_above_before_it(desk: Desk) -> None:
    desk.sub("acme", "business", "monthly", 1, "2026-01-10")
    extend(desk, "2026-03-15", 50)
    read(desk, (("2026-03-05", 45), ("2026-03-20", 48), ("2026-04-20", 51)))
    found = check_usage(desk.store, "acme", date(2026, 3, 31), fails=False).answer
    assert isinstance(found, Listing)
    assert [tuple(row[3:5]) for row in found.rows] == [("45", "30")]
    desk.bill("2026-05-20")
    assert desk.rows(BILLED) == [(1, MARCH, 15 * 170), (1, APRIL, 170)]


def test_less_in_the_month_does_not_touch_what_was_within_before_it(desk: Desk) -> None:
    desk.sub("acme", "business", "monthly", 1, "2026-01-10")
    extend(desk, "2026-03-15", 20)
    read(desk, (("2026-03-05", 29), ("2026-03-20", 22)))
    desk.bill("2026-04-20")
    assert desk.rows(BILLED) == [(1, MARCH, 2 * 170)]


def test_where_the_average_counts_the_number_of_the_last_day_does(desk: Desk) -> None:
    desk.setting("ksaar", "overage.end_users.counted", "average")
    desk.sub("acme", "business", "monthly", 1, "2026-03-02")
    extend(desk, "2026-03-15", 20)
    read(desk, (("2026-03-01", 90), ("2026-03-05", 29), ("2026-03-20", 22)))
    desk.bill("2026-04-20")
    assert desk.rows(BILLED) == [(1, MARCH, 6 * 170)]


def test_a_second_subscription_bears_what_the_first_does_not(desk: Desk) -> None:
    desk.sub("acme", "business", "monthly", 1, "2026-01-10")
    end(desk, 1, "2026-03-09")
    second(desk, "starter", "2026-03-05")
    with desk.store.reading() as tx:
        assert days_borne(tx, [1]) == {
            1: Period(date(2026, 1, 10), date(2026, 3, 10)),
            2: Period(date(2026, 3, 10), date.max),
        }
    read(desk, (("2026-03-08", 12), ("2026-03-10", 14)))
    desk.bill("2026-04-20")
    assert desk.rows(BILLED) == [(2, MARCH, 4 * 170)]


def test_beside_one_that_runs_on_a_second_bears_nothing(desk: Desk) -> None:
    desk.sub("acme", "business", "monthly", 1, "2026-01-10")
    second(desk, "starter", "2026-03-05")
    read(desk, (("2026-03-08", 12),))
    desk.bill("2026-04-20")
    assert desk.rows(BILLED) == []
