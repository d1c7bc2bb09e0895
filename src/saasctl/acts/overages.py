"""Use above the plan of many subscriptions: what is billed, on which day, and what is to come."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from saasctl.acts.bearing import days_borne, excess_in, first_of, parts_of, readings_by_month
from saasctl.errors.terms import BlankTerm
from saasctl.rules.billing.composing import Draft
from saasctl.rules.billing.contract import Contract, TermsOn
from saasctl.rules.billing.lines import Line
from saasctl.rules.metering.overage import (
    BilledUse,
    Excess,
    MonthReadings,
    overage_metrics,
    price_of,
    supplement_of,
)
from saasctl.rules.metering.using import UseBasis
from saasctl.store.queries import metering
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
    """The months of readings that one subscription bears by metric, in parts, and what was billed of them.

    `billed` goes by the key of a month; `last_billed` is the day of the last obligation that a run invoiced.
    """

    months: Mapping[str, Sequence[Sequence[MonthReadings]]] = field(default_factory=dict)
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

    A customer's readings bear on the first of its subscriptions that runs on their day; few statements
    for any number.
    """
    borne = days_borne(tx, sorted({one.organisation_id for one in contracts}))
    bearing = first_of(borne, contracts)
    months: dict[int, dict[str, list[Sequence[MonthReadings]]]] = {}
    metrics = {metric for one in contracts for metric in overage_metrics(terms_of[one.id](one.started_on))}
    for metric in sorted(metrics):
        for org, found in readings_by_month(tx, metric, sorted(bearing)):
            for one in bearing[org]:
                parts = parts_of(tx, one, terms_of[one.id], metric, found, borne[one.id])
                if parts:
                    months.setdefault(one.id, {}).setdefault(metric, []).append(parts)
    if not months:
        return {}
    keys = sorted(months)
    billed = _billed(tx, keys)
    last = {stored.whole(key): stored.day(day) for key, day in metering.last_billed(tx, keys)}
    told = {one.id: _told_on(tx, one.organisation_id) for one in contracts if one.id in months}
    return {key: MeasuredUse(months[key], billed.get(key, {}), told[key], last.get(key)) for key in keys}


def _billed(tx: Transaction, subscriptions: Sequence[int]) -> dict[int, dict[str, BilledUse]]:
    """Return what was billed of each month, a supplement added to what it supplements."""
    found: dict[int, dict[str, BilledUse]] = {}
    seen = set()
    for key, obligation, _, _, quantity, cents, basis, _ in metering.billed(tx, subscriptions):
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


def _told_on(tx: Transaction, organisation_id: int) -> date | None:
    row = tx.one(TOLD, (organisation_id, CHANGE))
    return stored.day_or_none(row[0]) if row else None


def open_uses(contract: Contract, use: MeasuredUse, terms_on: TermsOn) -> Iterator[OpenUse]:
    """Yield the use above the plan that is not billed, month by month.

    A reading that came after its month was billed leaves a supplement: what it adds, once.
    """
    for metric, months in use.months.items():
        for parts in months:
            found = excess_in(contract, terms_on, metric, parts)
            if found is None:
                continue
            terms = terms_on(found.month.last_day)
            billed = use.billed.get(overage_key(metric, found.month.start))
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
