"""Service levels over a time: targets met and missed, median and 90th percentile in open hours."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal

from saasctl.acts.finding import organisation_named
from saasctl.acts.terms import TermsBook
from saasctl.acts.ticketing import Desks, clocks, stream_tickets
from saasctl.rules.tickets.clocks import Clock
from saasctl.store.database import Store
from saasctl.values.answers import Column, Listing
from saasctl.values.clock import stamp

SLA_COLUMNS = (
    Column("seller", "key", 0),
    Column("org", "key", 1),
    Column("severity", "text", 0),
    Column("month", "text", 0),
    Column("kind", "text", 0),
    Column("tickets", "int", 1),
    Column("met", "int", 0),
    Column("missed", "int", 0),
    Column("open", "int", 2),
    Column("met_percent", "percent", 1),
    Column("median_hours", "percent", 2),
    Column("p90_hours", "percent", 2),
    Column("chart", "text", 3),
)
WIDTH = 10
"""Characters of the small chart: # for met."""
HOUR = 3600
NINTH = Decimal("0.9")


def report_sla(
    store: Store, org: str | None, days: tuple[date | None, date | None], now: datetime | None
) -> Listing:
    """Return met and missed targets by seller, customer, severity, month of report and clock.

    Hours are open ones of clocks that are over. Best-effort duties count as tickets, never as misses.
    """
    at = now or store.clock.now()
    groups: dict[tuple[str, str, str, str, str], list[Clock]] = {}
    with store.reading() as tx:
        desks, book = Desks(tx), TermsBook(tx)
        conditions: list[tuple[str, object]] = [("k.opened_at <= ?", stamp(at))]
        if org:
            conditions.append(("k.organisation_id = ?", organisation_named(tx, org).id))
        if days[0]:
            conditions.append(("k.opened_at >= ?", stamp(store.clock.start_of(days[0]))))
        where = " AND ".join(text for text, _ in conditions)
        for ticket in stream_tickets(tx, where, tuple(value for _, value in conditions)):
            day = store.clock.day_of(ticket.story.opened_at)
            if days[1] and day > days[1]:
                continue
            seller = book.seller(ticket.seller_id).slug
            for clock in clocks(desks, ticket, at):
                key = seller, ticket.org, clock.severity, f"{day:%Y-%m}", clock.kind
                groups.setdefault(key, []).append(clock)
    rows = [(*key, *_sums(groups[key])) for key in sorted(groups)]
    return Listing("saasctl.report.sla/1", SLA_COLUMNS, rows, store.clock.day_of(at))


def _sums(found: list[Clock]) -> tuple[object, ...]:
    met = sum(clock.state == "met" for clock in found)
    missed = sum(clock.state == "missed" for clock in found)
    judged = met + missed
    hours = sorted(clock.elapsed_seconds or 0 for clock in found if clock.done_at is not None)
    percent = None if not judged else (Decimal(100 * met) / judged).quantize(Decimal("0.1"))
    chart = "" if not judged else "#" * (WIDTH * met // judged)
    return (
        len(found),
        met,
        missed,
        len(found) - judged,
        percent,
        _at(hours, Decimal("0.5")),
        _at(hours, NINTH),
        chart.ljust(WIDTH, ".") if judged else "",
    )


def _at(hours: Iterable[int], share: Decimal) -> Decimal | None:
    """Return the value below or at which a share of `hours` lies (nearest rank), in hours."""
    held = list(hours)
    if not held:
        return None
    rank = max(1, int((share * len(held)).to_integral_value(rounding="ROUND_CEILING")))
    return (Decimal(held[rank - 1]) / HOUR).quantize(Decimal("0.01"))
