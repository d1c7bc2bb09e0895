"""Revenue by month as the ledger books it, and what is prepaid and not earned yet."""

from datetime import date, timedelta

from saasctl.acts.finding import seller_named, sellers_by_id
from saasctl.acts.journal import Chart, entries, prepaid
from saasctl.rules.ledger.deferral import is_deferred
from saasctl.rules.ledger.posting import EARNED, BilledDocument, role_of
from saasctl.store.database import Store
from saasctl.values.answers import Listing
from saasctl.values.bars import bar
from saasctl.values.money import Money, divide_half_up
from saasctl.values.period import Period
from saasctl.values.views.reports import DEFERRED_COLUMNS, REVENUE_COLUMNS


def report_revenue(store: Store, seller: str | None, days: tuple[date | None, date | None]) -> Listing:
    """Return what was earned by seller, month and kind, without VAT: what is prepaid counts by its month.

    Prepaid revenue is earned by calendar days and booked on the last day of each month. Without --to
    the months up to today; credit notes count below zero.
    """
    last = days[1] or store.clock.today()
    window = Period.through(days[0] or date(last.year, 1, 1), last)
    found: dict[tuple[str, str, str, str, str], int] = {}
    with store.reading() as tx:
        chosen = [seller_named(tx, seller)] if seller else sellers_by_id(tx).values()
        for one in chosen:
            chart = Chart(tx, one.id)
            for entry in entries(tx, one.id, window):
                for line in entry.lines:
                    if line.role in EARNED:
                        account = chart.account(line.role, entry.on).number
                        kind = line.role.removeprefix("sales.")
                        key = one.slug, f"{entry.on:%Y-%m}", kind, account, one.currency
                        found[key] = found.get(key, 0) - line.cents
    largest = max((abs(cents) for cents in found.values()), default=0)
    rows = [
        (*key[:4], Money(cents, key[4]), key[4], bar(cents, largest))
        for key, cents in sorted(found.items())
        if cents
    ]
    return Listing("saasctl.report.revenue/1", REVENUE_COLUMNS, rows, last)


def report_deferred(store: Store, seller: str | None, as_of: date | None) -> Listing:
    """Return by invoice and line what was prepaid and is earned only after the end of a day, without VAT.

    Earned by calendar days up to and including that day.
    """
    day = as_of or store.clock.today()
    rows: list[tuple[object, ...]] = []
    with store.reading() as tx:
        chosen = [seller_named(tx, seller)] if seller else sellers_by_id(tx).values()
        for one in sorted(chosen, key=lambda known: known.slug):
            end = day + timedelta(days=1)
            for document in prepaid(tx, one.id, Period(end, end)):
                rows += _deferred(one.slug, one.currency, document, day)
    return Listing("saasctl.report.deferred/1", DEFERRED_COLUMNS, rows, day)


def _deferred(seller: str, unit: str, document: BilledDocument, day: date) -> list[tuple[object, ...]]:
    found: list[tuple[object, ...]] = []
    for line in document.lines:
        if line.period is None or document.taken_over_on or not is_deferred(line.period, document.issued_on):
            continue
        earned = earned_until(line.net_cents, line.period, day)
        left = line.net_cents - earned
        if left:
            money = (Money(line.net_cents, unit), Money(earned, unit), Money(left, unit))
            kind = role_of(line.kind).removeprefix("sales.")
            drawn = bar(abs(left), abs(line.net_cents))
            found.append((seller, document.org, document.number, kind, line.period, *money, unit, drawn))
    return found


def earned_until(net_cents: int, period: Period, day: date) -> int:
    """Return the cents of a prepaid line earned by the end of a day, by calendar days."""
    used = Period(period.start, max(period.start, min(period.end, day + timedelta(days=1))))
    return divide_half_up(net_cents * used.days, period.days)
