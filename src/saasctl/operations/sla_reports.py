"""Service levels over a time: targets met and missed, median and 90th percentile in open hours."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from saasctl.acts.finding import organisation_named, seller_named
from saasctl.acts.ticketing import Desks, clocks, stream_tickets
from saasctl.rules.tickets.clocks import Clock
from saasctl.rules.tickets.training import leads_to_training, usage_problems
from saasctl.store.database import Store, Transaction
from saasctl.terms.resolve import Terms
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
OPEN = ("running", "paused", "waiting", "best_effort")
"""States of clocks that run on; one on best effort is over once its ticket is."""
WIDTH = 10
"""Characters of the small chart: # for met."""
HOUR = 3600
NINTH = Decimal("0.9")


@dataclass(frozen=True, slots=True)
class SlaFilter:
    """Whose tickets, and from and up to which day of report, both included."""

    org: str | None = None
    seller: str | None = None
    first: date | None = None
    last: date | None = None


def report_sla(store: Store, wanted: SlaFilter, now: datetime | None) -> Listing:
    """Return met and missed targets by seller, customer, severity, month of report and clock.

    Hours are open ones of clocks that are over. Best-effort duties count as tickets, never as misses.
    `now` is the first instant that no longer counts. `training` holds the customers with recurring usage
    problems, to whom a training is proposed (B-36).
    """
    at = now or store.clock.now()
    today = store.clock.day_of(at - datetime.resolution)
    groups: dict[tuple[str, str, str, str, str], list[Clock]] = {}
    usage: dict[tuple[str, int], list[tuple[date, str]]] = {}
    with store.reading() as tx:
        desks = Desks(tx)
        conditions = [
            (text, value) for text, value in _conditions(tx, store, wanted, at) if value is not None
        ]
        where = " AND ".join(text for text, _ in conditions)
        for ticket in stream_tickets(tx, where, tuple(value for _, value in conditions)):
            day = store.clock.day_of(ticket.story.opened_at)
            usage.setdefault((ticket.org, ticket.seller_id), []).append((day, ticket.story.about))
            seller = desks.book.seller(ticket.seller_id).slug
            for clock in clocks(desks, ticket, at):
                key = seller, ticket.org, clock.severity, f"{day:%Y-%m}", clock.kind
                groups.setdefault(key, []).append(clock)
        training = [
            proposal
            for (org, seller_id), found in sorted(usage.items())
            if (proposal := _training(desks.book.of_seller(seller_id, today), org, found))
        ]
    rows = [(*key, *_sums(groups[key])) for key in sorted(groups)]
    notes = tuple(str(proposal["says"]) for proposal in training)
    extra = {"training": training}
    return Listing("saasctl.report.sla/1", SLA_COLUMNS, rows, today, extra=extra, notes=notes)


def _conditions(
    tx: Transaction, store: Store, wanted: SlaFilter, at: datetime
) -> Iterator[tuple[str, object]]:
    yield "k.opened_at <= ?", stamp(at)
    yield "k.organisation_id = ?", organisation_named(tx, wanted.org).id if wanted.org else None
    yield "o.seller_id = ?", seller_named(tx, wanted.seller).id if wanted.seller else None
    yield "k.opened_at >= ?", stamp(store.clock.start_of(wanted.first)) if wanted.first else None
    after = wanted.last + timedelta(days=1) if wanted.last else None
    yield "k.opened_at < ?", stamp(store.clock.start_of(after)) if after else None


def _training(terms: Terms, org: str, found: list[tuple[date, str]]) -> dict[str, object] | None:
    """Return the training to propose to a customer, or what is to be set first; None without problems."""
    if terms.find("support.training_excludes") is None:
        return None
    on = terms.day or found[-1][0]
    count = usage_problems(terms, found, on)
    recurring = leads_to_training(terms, count)
    if not count or recurring is False:
        return None
    says = f"{org}: {count} usage problems, propose a training"
    if recurring is None:
        says = f"{org}: {count} usage problems; support.training_after says how many lead to a training"
    clause = terms.cite("support.training_excludes")
    return {"org": org, "problems": count, "propose": bool(recurring), "says": says, "clause": clause}


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
        sum(clock.state in OPEN and clock.done_at is None for clock in found),
        percent,
        _median(hours),
        _at(hours, NINTH),
        chart.ljust(WIDTH, ".") if judged else "",
    )


def _median(hours: list[int]) -> Decimal | None:
    """Return the middle value, or the mean of the two in the middle, in hours."""
    if not hours:
        return None
    middle = Decimal(hours[(len(hours) - 1) // 2] + hours[len(hours) // 2]) / 2
    return (middle / HOUR).quantize(Decimal("0.01"))


def _at(hours: Iterable[int], share: Decimal) -> Decimal | None:
    """Return the value below or at which a share of `hours` lies (nearest rank), in hours."""
    held = list(hours)
    if not held:
        return None
    rank = max(1, int((share * len(held)).to_integral_value(rounding="ROUND_CEILING")))
    return (Decimal(held[rank - 1]) / HOUR).quantize(Decimal("0.01"))
