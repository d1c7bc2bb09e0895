"""Use above the plan of many subscriptions: what is billed, on which day, and what is to come."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from saasctl.rules.billing.composing import Draft
from saasctl.rules.billing.contract import Contract, TermsOn
from saasctl.rules.billing.lines import Basis, Line
from saasctl.rules.metering.overage import (
    Excess,
    MonthReadings,
    excess_of,
    overage_metrics,
    price_of,
)
from saasctl.store.queries import metering, usage
from saasctl.store.transaction import Transaction
from saasctl.values import stored

KIND = "slots"
LINE = "overage"
CHANGE = "configuration-change"
TOLD = "SELECT min(opened_on) FROM case_file WHERE organisation_id = ? AND kind = ?"


@dataclass(frozen=True, slots=True)
class MeasuredUse:
    """The months of readings of one subscription's customer by metric, and what was billed of them."""

    months: Mapping[str, Sequence[MonthReadings]] = field(default_factory=dict)
    billed: frozenset[str] = frozenset()
    told_on: date | None = None


def overage_key(metric: str, month: date) -> str:
    """Return what the line of a month's use above the plan settles."""
    return f"overage:{metric}:{month:%Y-%m}"


def measured_uses(
    tx: Transaction, contracts: Sequence[Contract], terms_of: Mapping[int, TermsOn]
) -> dict[int, MeasuredUse]:
    """Return the readings that bear on each of those subscriptions that have some.

    A customer's readings bear on the first of its subscriptions; few statements for any number.
    """
    first = _first_of_each(tx, contracts)
    months: dict[int, dict[str, list[MonthReadings]]] = {}
    metrics = {metric for one in contracts for metric in overage_metrics(terms_of[one.id](one.started_on))}
    for metric in sorted(metrics):
        for org, found in readings_by_month(tx, metric, sorted(first)):
            months.setdefault(org, {}).setdefault(metric, []).append(found)
    if not months:
        return {}
    keys = sorted(first[org].id for org in months)
    billed: dict[int, set[str]] = {}
    for key, obligation, *_ in metering.billed(tx, keys):
        billed.setdefault(stored.whole(key), set()).add(str(obligation))
    return {
        first[org].id: MeasuredUse(found, frozenset(billed.get(first[org].id, ())), _told_on(tx, org))
        for org, found in months.items()
    }


def _first_of_each(tx: Transaction, contracts: Sequence[Contract]) -> dict[int, Contract]:
    rows = usage.by_ids(
        tx, usage.RUNNING, sorted({one.organisation_id for one in contracts}), usage.LAST_DAY, usage.FIRST
    )
    first: dict[int, int] = {}
    for org, key in rows:
        first.setdefault(stored.whole(org), stored.whole(key))
    return {one.organisation_id: one for one in contracts if first.get(one.organisation_id) == one.id}


def _told_on(tx: Transaction, organisation_id: int) -> date | None:
    row = tx.one(TOLD, (organisation_id, CHANGE))
    return stored.day_or_none(row[0]) if row else None


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


def excesses(contract: Contract, use: MeasuredUse, terms_on: TermsOn) -> Iterator[Excess]:
    """Yield the use above the plan that is not billed, month by month."""
    for metric, months in use.months.items():
        for one in months:
            if overage_key(metric, one.first) in use.billed or one.month.end <= contract.started_on:
                continue
            day = max(one.month.last_day, contract.started_on)
            terms = terms_on(day)
            found = excess_of(terms, metric, contract.phase_on(day).plan, one)
            if found is None:
                continue
            told = use.told_on is not None and use.told_on <= found.month.last_day
            if told or not terms.flag(f"overage.{metric}.needs_notice"):
                yield found


def next_overage(contract: Contract, use: MeasuredUse, terms_on: TermsOn) -> date | None:
    """Return the day of the next invoice for use above the plan, or None."""
    return min((one.on for one in excesses(contract, use, terms_on)), default=None)


def overage_drafts(contract: Contract, use: MeasuredUse, terms_on: TermsOn, day: date) -> list[Draft]:
    """Return the invoices for use above the plan that fell due up to a day."""
    found: Iterable[Excess] = (one for one in excesses(contract, use, terms_on) if one.on <= day)
    return [_draft(one, terms_on) for one in found]


def _draft(excess: Excess, terms_on: TermsOn) -> Draft:
    priced = price_of(terms_on(excess.month.last_day), excess)
    what = f"{excess.value} {excess.metric.replace('_', ' ')} in {excess.month.start:%Y-%m}"
    text = f"{what}, {excess.over} above the {excess.limit} of the plan"
    basis = Basis("unit", priced.quantity, priced.unit_price.cents)
    key = overage_key(excess.metric, excess.month.start)
    line = Line(LINE, key, text, basis, excess.month, excess.clause, priced.clause)
    return Draft(KIND, excess.on, excess.month, (line,))
