"""Use above the plan of many subscriptions: what is billed, on which day, and what is to come."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from saasctl.errors.terms import BlankTerm
from saasctl.rules.billing.composing import Draft
from saasctl.rules.billing.contract import Contract, TermsOn
from saasctl.rules.billing.lines import Line
from saasctl.rules.metering.overage import (
    BilledUse,
    Excess,
    MonthReadings,
    excess_of,
    overage_metrics,
    price_of,
    supplement_of,
)
from saasctl.rules.metering.using import UseBasis
from saasctl.store.queries import metering, usage
from saasctl.store.transaction import Transaction
from saasctl.terms.resolve import Terms
from saasctl.values import stored
from saasctl.values.money import Money

KIND = "slots"
LINE = "overage"
CHANGE = "configuration-change"
TOLD = "SELECT min(opened_on) FROM case_file WHERE organisation_id = ? AND kind = ?"


@dataclass(frozen=True, slots=True)
class MeasuredUse:
    """The months of readings of one subscription's customer by metric, and what was billed of them.

    `billed` goes by the key of a month; `last_billed` is the day of the last obligation that a run invoiced.
    """

    months: Mapping[str, Sequence[MonthReadings]] = field(default_factory=dict)
    billed: Mapping[str, BilledUse] = field(default_factory=dict)
    told_on: date | None = None
    last_billed: date | None = None


@dataclass(frozen=True, slots=True)
class OpenUse:
    """Use above the plan that is to be billed, all of it or what lies above the `billed` part.

    `late` says that the run of its day has passed: the next run bills it, on that run's day.
    """

    excess: Excess
    billed: BilledUse | None
    late: bool


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
    billed = _billed(tx, keys)
    last = {stored.whole(key): stored.day(day) for key, day in metering.last_billed(tx, keys)}
    return {
        first[org].id: MeasuredUse(
            found, billed.get(first[org].id, {}), _told_on(tx, org), last.get(first[org].id)
        )
        for org, found in months.items()
    }


def _billed(tx: Transaction, subscriptions: Sequence[int]) -> dict[int, dict[str, BilledUse]]:
    """Return what was billed of each month, a supplement added to what it supplements."""
    found: dict[int, dict[str, BilledUse]] = {}
    seen = set()
    for key, obligation, _, _, quantity, cents, basis in metering.billed(tx, subscriptions):
        line, (kind, *named) = (key, obligation), str(obligation).split(":")
        if kind != LINE or line in seen:
            continue
        seen.add(line)
        month = ":".join((kind, *named[:2]))
        held = found.setdefault(stored.whole(key), {}).get(month, BilledUse())
        found[stored.whole(key)][month] = BilledUse(
            held.quantity + stored.whole(quantity),
            held.cents + stored.whole(cents),
            max(held.value, json.loads(str(basis)).get("value", 0)),
            held.lines + 1,
        )
    return found


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


def open_uses(contract: Contract, use: MeasuredUse, terms_on: TermsOn) -> Iterator[OpenUse]:
    """Yield the use above the plan that is not billed, month by month.

    A reading that came after its month was billed leaves a supplement: what it adds, once.
    """
    for metric, months in use.months.items():
        for one in months:
            if one.month.end <= contract.started_on:
                continue
            day = max(one.month.last_day, contract.started_on)
            terms = terms_on(day)
            found = excess_of(terms, metric, contract.phase_on(day).plan, one)
            if found is None:
                continue
            billed = use.billed.get(overage_key(metric, one.first))
            if billed is not None and not _adds(terms, found, billed):
                continue
            told = use.told_on is not None and use.told_on <= found.month.last_day
            if told or not terms.flag(f"overage.{metric}.needs_notice"):
                passed = use.last_billed is not None and use.last_billed >= found.on
                yield OpenUse(found, billed, late=billed is not None or passed)


def _adds(terms: Terms, excess: Excess, billed: BilledUse) -> bool:
    try:
        return supplement_of(terms, excess, billed) is not None
    except BlankTerm:
        return True


def next_overage(
    contract: Contract, use: MeasuredUse, terms_on: TermsOn, *, late: bool = False
) -> date | None:
    """Return the day of the next invoice for use above the plan, or None; with `late`, of what came late."""
    found = (one.excess.on for one in open_uses(contract, use, terms_on) if one.late == late)
    return min(found, default=None)


def overage_drafts(contract: Contract, use: MeasuredUse, terms_on: TermsOn, day: date) -> list[Draft]:
    """Return the invoices for use above the plan that fell due up to a day; what came late, on that day."""
    found = (one for one in open_uses(contract, use, terms_on) if one.excess.on <= day)
    return [_draft(one, terms_on, day) for one in found]


def _draft(one: OpenUse, terms_on: TermsOn, day: date) -> Draft:
    excess, terms = one.excess, terms_on(one.excess.month.last_day)
    what = f"{excess.value} {excess.metric.replace('_', ' ')} in {excess.month.start:%Y-%m}"
    text = f"{what}, {excess.over} above the {excess.limit} of the plan"
    key = overage_key(excess.metric, excess.month.start)
    priced = price_of(terms, excess) if one.billed is None else supplement_of(terms, excess, one.billed)
    if priced is None:
        raise ValueError(f"{key} adds nothing to what is billed")
    if one.billed is not None:
        key = f"{key}:{one.billed.lines + 1}"
        text += f"; supplement to {Money(one.billed.cents, priced.unit_price.currency)} billed"
    basis = UseBasis.of(excess, priced, one.billed)
    line = Line(LINE, key, text, basis, excess.month, excess.clause, priced.clause)
    return Draft(KIND, day if one.late else excess.on, excess.month, (line,))
