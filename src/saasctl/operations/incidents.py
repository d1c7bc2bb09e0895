"""Incidents, planned maintenance and availability of a seller's service."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

from saasctl.acts.auditing import record_audit
from saasctl.acts.finding import seller_named
from saasctl.acts.terms import TermsBook
from saasctl.acts.uptime import Planned, advice_on, inform_by, leaves_out, measured, month_in
from saasctl.acts.work_letters import Work, tell_of_work
from saasctl.errors.base import NotFound
from saasctl.errors.tickets import TicketOutOfOrder
from saasctl.errors.usage import ValueMalformed
from saasctl.store.database import Store, Transaction
from saasctl.store.records import edit_record, write_record
from saasctl.terms.resolve import Terms
from saasctl.values import stored
from saasctl.values.act import Act
from saasctl.values.answers import Listing, Written
from saasctl.values.clock import stamp, zone_named
from saasctl.values.money import format_exact
from saasctl.values.views.tickets import (
    INCIDENT_COLUMNS,
    MAINTENANCE_COLUMNS,
    AvailabilityView,
    IncidentView,
    MaintenanceView,
)

LONG_DEPLOYMENT = "software"
"""What a deployment is that the terms no longer excuse for its length: an evolution of software (B-51)."""
INCIDENT = "SELECT id, seller_id, opened_at, closed_at, cause, title FROM incident"
WORK = """
SELECT id, seller_id, starts_at, ends_at, kind, title, announced_at, means, validation FROM maintenance
"""


def open_incident(store: Store, seller: str, title: str, cause: str | None, act: Act) -> Written:
    """Record that a seller's service went down at the act's instant. Undo: `incident close` at once."""
    with store.transaction(act) as tx:
        found = seller_named(tx, seller)
        row: dict[str, object] = {"seller_id": found.id, "opened_at": tx.at, "closed_at": None}
        key = write_record(tx, "incident", row | {"cause": cause, "title": title})
        record_audit(
            tx, None, "incident.opened", {"incident": f"IN-{key}", "seller": seller, "at": stamp(tx.at)}
        )
        tx.tell(f"IN-{key}: {seller} down from {stamp(tx.at)}")
        book = TermsBook(tx)
        view = _incident(book, tx.rows(f"{INCIDENT} WHERE id = ?", (key,))[0], tx.at)
        warnings = _unheard(book.of_seller(found.id, tx.at.date()), cause)
    return Written(view, (view.ref,), f"{view.ref}: {view.seller} down from {tx.at.isoformat()}", warnings)


def _unheard(terms: Terms, cause: str | None) -> tuple[str, ...]:
    """Return that a cause is none that the terms leave out: its time counts as down."""
    if cause is None or leaves_out(terms, cause):
        return ()
    known = ", ".join(terms.words("availability.excludes"))
    return (f"{cause} counts as time down; the terms leave out {known or 'nothing'}",)


def close_incident(store: Store, ref: str, act: Act) -> Written:
    """Record that the service is back. NotFound (exit 3), TicketOutOfOrder (exit 4) before its start."""
    with store.transaction(act) as tx:
        rows = tx.rows(f"{INCIDENT} WHERE id = ?", (_id(ref, "IN-"),))
        if not rows:
            raise NotFound(f"no incident {ref!r}", fix="saasctl incident list")
        opened = stored.instant(rows[0][2])
        if tx.at < opened:
            raise TicketOutOfOrder(ref, "be closed", tx.at, opened, "it was opened")
        if rows[0][3] is None:
            edit_record(tx, "incident", int(str(rows[0][0])), {"closed_at": stamp(tx.at)})
            record_audit(tx, None, "incident.closed", {"incident": ref, "at": stamp(tx.at)})
            tx.tell(f"{ref}: closed at {stamp(tx.at)}")
        view = _incident(TermsBook(tx), tx.rows(f"{INCIDENT} WHERE id = ?", (_id(ref, "IN-"),))[0], tx.at)
    return Written(view, (view.ref,), f"{view.ref}: {view.minutes} minutes")


def list_incidents(store: Store, seller: str | None, now: datetime | None) -> Listing:
    """Return the incidents known by an instant, oldest first."""
    at = now or store.clock.now()
    with store.reading() as tx:
        wanted = seller_named(tx, seller).id if seller else None
        book = TermsBook(tx)
        rows = tx.rows(f"{INCIDENT} WHERE opened_at <= ? ORDER BY opened_at, id", (stamp(at),))
        views = [_incident(book, row, at) for row in rows if wanted in (None, row[1])]
    listed = [tuple(getattr(view, column.name) for column in INCIDENT_COLUMNS) for view in views]
    return Listing("saasctl.incident.list/1", INCIDENT_COLUMNS, listed, store.clock.day_of(at))


def _incident(book: TermsBook, row: Sequence[object], now: datetime) -> IncidentView:
    key, seller_id, opened, closed, cause, title = row
    start = stored.instant(opened)
    end = stored.instant(closed) if closed is not None else None
    terms = book.of_seller(int(str(seller_id)), start.date())
    recovery = terms.find("availability.recovery")
    due = None
    if recovery is not None and isinstance(recovery.value, tuple):
        due = start + timedelta(hours=int(str(recovery.value[0])))
    state = None if due is None else "missed" if (end or now) > due else "met" if end else "running"
    return IncidentView(
        f"IN-{key}",
        book.seller(int(str(seller_id))).slug,
        start,
        end,
        None if end is None else int((end - start).total_seconds()) // 60,
        None if cause is None else str(cause),
        str(title),
        due,
        state,
        _restore(terms, stored.text_or_none(cause)),
    )


def _restore(terms: Terms, cause: str | None) -> str | None:
    """Return which copy is restored after an incident, or why none is owed (S-59)."""
    copy = terms.word("backup.restores", "")
    if not copy:
        return None
    return f"not owed: {cause}" if cause in terms.words("backup.not_owed_if") else copy


@dataclass(frozen=True, slots=True)
class WorkGiven:
    """What `maintenance plan` was given.

    When and by what means customers were told, and the record of the vendor's own validation of a
    new version (B-50).
    """

    kind: str
    title: str
    announced_at: datetime | None = None
    means: str | None = None
    validation: str | None = None


def plan_maintenance(
    store: Store, seller: str, times: tuple[datetime, datetime], given: WorkGiven, act: Act
) -> Written:
    """Record planned work with its announcement; warns of what the terms ask for (K-45, B-49 to B-51).

    Work that nobody was told of yet puts the letters that the terms ask for into the outbox.
    """
    starts, ends = times
    if ends <= starts:
        fix = f"--from {ends.isoformat()} --until {starts.isoformat()}" if ends < starts else None
        raise ValueMalformed("--until", ends.isoformat(), "an instant after --from", fix)
    with store.transaction(act, ahead=True) as tx:
        found = seller_named(tx, seller)
        row: dict[str, object] = {"seller_id": found.id, "starts_at": starts, "ends_at": ends}
        row |= {"kind": given.kind, "title": given.title, "means": given.means}
        row["validation"] = given.validation
        row["announced_at"] = stamp(given.announced_at) if given.announced_at else None
        key = write_record(tx, "maintenance", row)
        facts: dict[str, object] = {"maintenance": f"MW-{key}", "seller": seller, "from": stamp(starts)}
        record_audit(tx, None, "maintenance.planned", facts | {"until": stamp(ends)})
        tx.tell(f"MW-{key}: {stamp(starts)} to {stamp(ends)}")
        book = TermsBook(tx)
        view = _work(book, tx.rows(f"{WORK} WHERE id = ?", (key,))[0])
        letters = [] if given.announced_at else _letters(tx, book, found.id, view)
    said = f", tell customers by {view.inform_by}" if view.inform_by else ""
    said += f"; in the outbox for {len(letters)} customers" if letters else ""
    return Written(view, (view.ref,), f"{view.ref}: {view.minutes} minutes{said}", view.advice)


def _letters(tx: Transaction, book: TermsBook, seller_id: int, view: MaintenanceView) -> list[str]:
    terms = book.of_seller(seller_id, view.starts_at.date())
    times = view.starts_at, view.ends_at
    return tell_of_work(tx, terms, Work(view.ref, seller_id, view.title, *times, view.inform_by))


def list_maintenance(store: Store, seller: str | None) -> Listing:
    """Return the planned work, in order of time."""
    with store.reading() as tx:
        wanted = seller_named(tx, seller).id if seller else None
        book = TermsBook(tx)
        rows = tx.rows(f"{WORK} ORDER BY starts_at, id")
        views = [_work(book, row) for row in rows if wanted in (None, row[1])]
    listed = [tuple(getattr(view, column.name) for column in MAINTENANCE_COLUMNS) for view in views]
    return Listing("saasctl.maintenance.list/1", MAINTENANCE_COLUMNS, listed, store.clock.today())


def _work(book: TermsBook, row: Sequence[object]) -> MaintenanceView:
    key, seller_id, starts, ends, kind, title, announced, means, validation = row
    first, last = stored.instant(starts), stored.instant(ends)
    terms: Terms = book.of_seller(int(str(seller_id)), first.date())
    seconds = int((last - first).total_seconds())
    work = Planned(str(kind), seconds, announced is not None, stored.text_or_none(validation))
    brief = terms.number("maintenance.deployment_under_minutes", 0) * 60
    by = inform_by(terms, str(kind), first)
    if kind == "deployment" and brief:
        by = inform_by(terms, LONG_DEPLOYMENT, first) if seconds >= brief else None
    return MaintenanceView(
        f"MW-{key}",
        book.seller(int(str(seller_id))).slug,
        first,
        last,
        seconds // 60,
        str(kind),
        str(title),
        stored.instant(announced) if announced is not None else None,
        None if means is None else str(means),
        by,
        None if validation is None else str(validation),
        (*advice_on(terms, work), *_late(by, announced, terms)),
        terms.cite("maintenance.notice") or terms.cite("maintenance.announced"),
    )


def _late(by: date | None, announced: object, terms: Terms) -> list[str]:
    """Return what to say of an announcement that came after the last day to tell customers (B-51)."""
    if by is None or announced is None:
        return []
    told = stored.instant(announced).astimezone(zone_named(terms.profile.timezone)).date()
    return [f"announced on {told}, after {by}, the last day"] if told > by else []


def report_availability(store: Store, seller: str, month: date, now: datetime | None) -> AvailabilityView:
    """Return the availability of a month: excluded time is left out above and below the line."""
    with store.reading() as tx:
        found, book = seller_named(tx, seller), TermsBook(tx)
        terms = book.of_seller(found.id, month)
        end = month_in(terms.profile.timezone, month).last
        held = measured(tx, book, found.id, month, now or max(end, store.clock.now()))
        target = terms.find("availability.target")
    percent = held.percent
    wanted = target.value if target is not None and isinstance(target.value, Decimal) else None
    return AvailabilityView(
        seller,
        f"{month:%Y-%m}",
        held.seconds // 60,
        held.excluded // 60,
        held.down // 60,
        format_exact(percent),
        wanted,
        None if wanted is None else percent >= Fraction(wanted),
        terms.word("availability.duty", "") or None,
        terms.word("availability.credit", "") or None,
        terms.words("availability.hosts"),
        terms.flag("availability.around_the_clock"),
        terms.flag("availability.permanent"),
        terms.cite("availability.target") or terms.cite("availability.duty"),
    )


def _id(ref: str, prefix: str) -> int:
    digits = ref.removeprefix(prefix)
    return int(digits) if digits.isascii() and digits.isdigit() else 0
