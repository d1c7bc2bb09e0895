"""Use of the software: record readings, show them, check them against the terms."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from saasctl.acts.auditing import record_audit
from saasctl.acts.contracts import load_contracts
from saasctl.acts.finding import OrganisationRow, organisation_named
from saasctl.acts.measuring import ROUTE, Reading, reading_of, spelled
from saasctl.acts.metering import schedule_metered
from saasctl.acts.terms import TermsBook
from saasctl.acts.watching import Instant, findings, metrics_of
from saasctl.errors.readings import ReadingDiffers, RouteUnknown, ThresholdsPassed
from saasctl.errors.store import FutureAct
from saasctl.store.database import Store, Transaction
from saasctl.store.queries import usage as queries
from saasctl.store.queries.contracts import subscriptions_of
from saasctl.store.records import write_record
from saasctl.terms.resolve import Terms
from saasctl.values.act import Act
from saasctl.values.answers import Flawed, Listing, Written
from saasctl.values.clock import stamp
from saasctl.values.views.metering import (
    FINDING_COLUMNS,
    READING_COLUMNS,
    FindingView,
    ReadingView,
    finding_row,
)

READINGS = """
SELECT o.slug, r.metric, r.subject, r.value, r.at, r.source
FROM usage_reading r JOIN organisation o ON o.id = r.organisation_id
WHERE r.organisation_id = ? AND (? IS NULL OR r.metric = ?) AND (? IS NULL OR r.subject = ?)
    AND r.on_day >= ? AND r.on_day <= ?
ORDER BY r.at, r.metric, r.subject
"""
ALL_READINGS = """
SELECT o.slug, r.metric, r.subject, r.value, r.at, r.source
FROM usage_reading r JOIN organisation o ON o.id = r.organisation_id
WHERE r.on_day <= ? ORDER BY r.id
"""


@dataclass(frozen=True, slots=True)
class ReadingGiven:
    """What `usage record` was given."""

    metric: str
    value: str
    subject: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class ReadingsAsked:
    """Which readings to show; days are included."""

    metric: str | None = None
    subject: str | None = None
    first: date | None = None
    last: date | None = None


def record_reading(store: Store, org: str, given: ReadingGiven, act: Act) -> Written:
    """Record one reading at the act's instant, with where it comes from.

    The same reading again changes nothing, another value of that instant is ReadingDiffers (exit 6).
    Raises ReadingMalformed (exit 4), RouteUnknown (exit 5).
    """
    with store.transaction(act) as tx:
        organisation = organisation_named(tx, org)
        book = TermsBook(tx)
        terms = book.of_seller(organisation.seller_id, tx.on)
        reading = reading_of(spelled(terms, given.metric), given.value, tx.at, given.subject, given.source)
        _refuse_future(store, reading)
        warnings = list(_warnings(terms, organisation, reading))
        known = tx.one(queries.ONE, (organisation.id, reading.metric, reading.subject, stamp(reading.at)))
        if known is not None and int(str(known[0])) != reading.value:
            raise ReadingDiffers(reading.metric, stamp(reading.at), int(str(known[0])), reading.value)
        if known is None:
            _write(tx, organisation, reading, terms.profile.timezone)
            reschedule(tx, book, organisation.id)
        view = ReadingView(
            organisation.slug,
            reading.metric,
            reading.subject or None,
            reading.value,
            stamp(reading.at),
            reading.source,
        )
    told = f"{view.org}: {view.metric} {view.value} at {view.at}"
    key = f"{view.org}/{view.metric}/{view.at}"
    return Written(view, (key,), f"{told}; unchanged" if known is not None else told, tuple(warnings))


def _refuse_future(store: Store, reading: Reading) -> None:
    if not store.sandbox and reading.at > store.clock.now():
        raise FutureAct(store.clock.day_of(reading.at), store.clock.today())


def _warnings(terms: Terms, organisation: OrganisationRow, reading: Reading) -> Iterator[str]:
    if reading.metric == ROUTE:
        routes = terms.words("email.routes")
        if reading.subject not in routes:
            raise RouteUnknown(organisation.slug, reading.subject, routes, terms.cite("email.routes"))
        advised = terms.word("email.route_advised", reading.subject)
        if reading.subject != advised:
            yield f"the terms advise {advised}"
    elif reading.metric not in metrics_of(terms):
        known = ", ".join(sorted(metrics_of(terms))) or "none"
        yield f"nothing in these terms looks at {reading.metric}; known: {known}"


def _write(tx: Transaction, organisation: OrganisationRow, reading: Reading, zone: str) -> None:
    names = ("organisation_id", "metric", "subject", "at", "on_day", "value", "source")
    write_record(tx, "usage_reading", dict(zip(names, reading.row(organisation.id, zone), strict=True)))
    facts: dict[str, object] = {
        "metric": reading.metric,
        "value": reading.value,
        "at": stamp(reading.at),
        "subject": reading.subject,
    }
    record_audit(tx, organisation.id, "usage.recorded", facts)
    tx.tell(f"{organisation.slug}: {reading.metric} {reading.value} at {stamp(reading.at)}")


def reschedule(tx: Transaction, book: TermsBook, organisation_id: int) -> None:
    """Write anew on which day a customer's use above its plan is billed."""
    schedule_metered(tx, book, load_contracts(tx, subscriptions_of(tx, organisation_id)))


def show_usage(store: Store, org: str, asked: ReadingsAsked, as_of: date | None) -> Listing:
    """Return the readings of a customer up to a day, oldest first."""
    day = as_of or store.clock.today()
    return Listing("saasctl.usage.list/1", READING_COLUMNS, _readings(store, org, asked, day), day)


def _readings(store: Store, org: str, asked: ReadingsAsked, day: date) -> Iterator[tuple[object, ...]]:
    with store.reading() as tx:
        organisation = organisation_named(tx, org)
        terms = TermsBook(tx).of_seller(organisation.seller_id, day)
        metric = spelled(terms, asked.metric) if asked.metric else None
        last = min(day, asked.last or day)
        first = asked.first.isoformat() if asked.first else queries.FIRST
        words = (metric, metric, asked.subject, asked.subject)
        for slug, name, subject, value, at, source in tx.stream(
            READINGS, (organisation.id, *words, first, last.isoformat())
        ):
            yield slug, name, str(subject) or None, value, at, source


def list_readings(store: Store, as_of: date | None) -> Listing:
    """Return the readings of every customer up to a day, oldest first; streamed."""
    day = as_of or store.clock.today()
    return Listing("saasctl.usage.list/1", READING_COLUMNS, _all_readings(store, day), day)


def _all_readings(store: Store, day: date) -> Iterator[tuple[object, ...]]:
    with store.reading() as tx:
        for slug, metric, subject, value, at, source in tx.stream(ALL_READINGS, (day.isoformat(),)):
            yield slug, metric, str(subject) or None, value, at, source


def check_usage(store: Store, org: str | None, as_of: date | datetime | None, *, fails: bool) -> Flawed:
    """Return what is passed as of a day's end or an instant, of one customer or of all.

    With `fails`, findings end in ThresholdsPassed (exit 10). Raises BlankTerm (exit 7) where a figure
    is measured whose bound is blank.
    """
    now = _instant(store, as_of)
    with store.reading() as tx:
        wanted = organisation_named(tx, org).id if org else None
        found: list[FindingView] = findings(tx, now, wanted)
    rows = [finding_row(view) for view in found]
    listing = Listing("saasctl.usage.check/1", FINDING_COLUMNS, rows, now.day, len(rows))
    return Flawed(listing, ThresholdsPassed(len(found)) if fails and found else None)


def _instant(store: Store, as_of: date | datetime | None) -> Instant:
    """Return the instant asked for: the end of a day, in the zone of the store, or of today."""
    if isinstance(as_of, datetime):
        return Instant(as_of, store.clock.day_of(as_of))
    day = as_of or store.clock.today()
    return Instant(store.clock.start_of(day + timedelta(days=1)), day)
