"""On which days a subscription bears its customer's readings, and the parts of a month they count by."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from saasctl.rules.billing.contract import Contract, TermsOn
from saasctl.rules.metering.overage import Excess, MonthReadings, excess_of, limit_of, merged
from saasctl.store.queries import usage
from saasctl.store.transaction import Transaction
from saasctl.values import stored
from saasctl.values.period import Period

DAY = timedelta(days=1)


def days_borne(tx: Transaction, organisations: Sequence[int]) -> dict[int, Period]:
    """Return the days of each subscription on which it is the first that runs of its customer.

    Those that never are the first bear no readings and are left out.
    """
    found: dict[int, Period] = {}
    until: dict[int, date] = {}
    for org, key, started, ended in usage.by_ids(tx, usage.BEARING, organisations):
        customer = stored.whole(org)
        first = max(stored.day(started), until.get(customer, date.min))
        last = stored.day_or_none(ended)
        end = date.max if last is None else last + DAY
        if first < end:
            found[stored.whole(key)] = Period(first, end)
            until[customer] = max(end, until.get(customer, date.min))
    return found


def parts_of(
    tx: Transaction, contract: Contract, terms_on: TermsOn, metric: str, read: MonthReadings, borne: Period
) -> list[MonthReadings]:
    """Return a month's readings by the parts in which one number of the plan holds.

    Left out are days on which the subscription does not bear them. A month within every number of the
    plan costs no statement.
    """
    held = read.days.shared_with(borne)
    if held is None:
        return []
    parts = list(_parts(contract, terms_on, metric, held))
    limits = [limit_of(terms_on(one.start), metric, contract.phase_on(one.start).plan) for one in parts]
    if parts == [read.days] or all(limit is None or read.peak <= limit.value for limit in limits):
        return [replace(read, part=held)]
    return [
        replace(found, part=one)
        for one in parts
        for _, found in readings_by_month(tx, metric, [contract.organisation_id], _texts(one))
    ]


def _texts(days: Period) -> tuple[str, str]:
    return days.start.isoformat(), days.last_day.isoformat()


def _parts(contract: Contract, terms_on: TermsOn, metric: str, held: Period) -> Iterator[Period]:
    """Yield the parts of some days in which the plan, and what is agreed of its number, are the same."""

    def limit(day: date) -> int | None:
        found = limit_of(terms_on(day), metric, contract.phase_on(day).plan)
        return None if found is None else found.value

    starts = {held.start} | {one.from_on for one in contract.phases if one.from_on in held}
    for start, end in pairwise([*sorted(starts), held.end]):
        first = start
        if limit(start) != limit(end - DAY):
            for day in (start + DAY * number for number in range(1, (end - start).days)):
                if limit(day) != limit(day - DAY):
                    yield Period(first, day)
                    first = day
        yield Period(first, end)


def excess_in(
    contract: Contract, terms_on: TermsOn, metric: str, parts: Sequence[MonthReadings]
) -> Excess | None:
    """Return the use of a month above the plan's number: the greatest of the parts, or None.

    Where not the peak counts but the average or the last reading, the number of the last part does.
    """
    counted = terms_on(parts[-1].days.last_day).word(f"overage.{metric}.counted", "") if parts else ""
    if not counted:
        return None
    measured = parts if counted == "peak" else [merged(parts)]
    found = [
        excess_of(terms_on(last), metric, contract.phase_on(last).plan, one)
        for one, last in ((one, one.days.last_day) for one in measured)
    ]
    return max((one for one in found if one is not None), key=lambda one: one.over, default=None)


def readings_by_month(
    tx: Transaction,
    metric: str,
    organisations: Sequence[int],
    days: tuple[str, str] = (usage.FIRST, usage.LAST_DAY),
) -> Iterator[tuple[int, MonthReadings]]:
    """Yield what the readings of a metric say of each customer and month, in that order."""
    for org, month, peak, total, number, at in usage.months(tx, metric, days, organisations):
        last = tx.one(usage.AT, (org, metric, at))
        found = MonthReadings(
            stored.day(f"{month}-01"),
            stored.whole(peak),
            int(str(total)),
            stored.whole(number),
            stored.whole(last[0]) if last else 0,
        )
        yield stored.whole(org), found


def first_of(borne: Mapping[int, Period], contracts: Sequence[Contract]) -> dict[int, list[Contract]]:
    """Return the subscriptions that bear readings, by customer."""
    found: dict[int, list[Contract]] = {}
    for one in contracts:
        if one.id in borne:
            found.setdefault(one.organisation_id, []).append(one)
    return found
