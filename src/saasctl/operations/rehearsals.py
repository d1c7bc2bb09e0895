"""Rehearse: run a copy of the store forward, and compare two sets of terms on it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from saasctl.acts.finding import organisation_named
from saasctl.acts.rehearsing import other_terms, run_forward
from saasctl.store.copying import copied
from saasctl.store.database import Store
from saasctl.terms.resolve import check_override
from saasctl.values.act import Act
from saasctl.values.money import Money
from saasctl.values.views.agenda import MonthCompared, MonthRevenue, RehearsalView


def rehearse(store: Store, until: date, org: str | None, values: Sequence[tuple[str, str]]) -> RehearsalView:
    """Report what the daily run up to `until` would do; the real store is untouched.

    `values` are other terms (path, text), put on every running contract from today on; `compared`
    then sets each month's net beside the other one. Raises OverrideUnknown for a path no profile has.
    """
    for path, text in values:
        check_override(path, text)
    today = store.clock.today()
    with copied(store) as copy:
        base = _tried(copy, until, today, org, ())
        if not values:
            return base
        other = _tried(copy, until, today, org, values)
    return replace(base, compared=_compared(base.revenue_by_month, other.revenue_by_month))


def _tried(
    copy: Store, until: date, today: date, org: str | None, values: Sequence[tuple[str, str]]
) -> RehearsalView:
    with copy.transaction(Act(on=until, dry_run=True), ahead=True) as tx:
        found = organisation_named(tx, org).id if org else None
        if values:
            other_terms(tx, values, today, found)
        return run_forward(tx, today, found)


def _compared(base: Sequence[MonthRevenue], other: Sequence[MonthRevenue]) -> tuple[MonthCompared, ...]:
    held = {(one.month, one.currency): one.net.cents for one in base}
    new = {(one.month, one.currency): one.net.cents for one in other}
    rows = []
    for month, unit in sorted(held.keys() | new.keys()):
        was, would = held.get((month, unit), 0), new.get((month, unit), 0)
        rows.append(
            MonthCompared(month, Money(was, unit), Money(would, unit), Money(would - was, unit), unit)
        )
    return tuple(rows)
