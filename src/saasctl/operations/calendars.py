"""Days on which a desk is closed or has other hours, for a profile, a seller or a customer."""

from datetime import date

from saasctl.acts.auditing import record_audit
from saasctl.acts.finding import organisation_or_none, sellers_by_id
from saasctl.errors.tickets import CalendarScopeUnknown
from saasctl.errors.usage import ValueMalformed
from saasctl.rules.calendars.hours import parse_windows
from saasctl.store.database import Store, Transaction
from saasctl.store.queries.tickets import CALENDAR
from saasctl.store.records import write_record
from saasctl.terms.load import profile_names
from saasctl.values.act import Act
from saasctl.values.answers import Listing, Written
from saasctl.values.views.tickets import CALENDAR_COLUMNS, CalendarDayView

LAST_OF = "SELECT hours, label FROM calendar_day WHERE scope = ? AND on_day = ? ORDER BY id DESC LIMIT 1"


def add_day(store: Store, scope: str, on: date, hours: str, label: str, act: Act) -> Written:
    """Close a desk on a day, or give it other hours, with the reason; the same again changes nothing.

    Tickets that are closed keep the calendar they were closed under. Undo: `calendar remove`.
    """
    with store.transaction(act, ahead=True) as tx:
        organisation = _known(tx, scope)
        if hours != "closed":
            try:
                parse_windows(hours)
            except ValueError as wrong:
                raise ValueMalformed("HOURS", hours, f"closed, or {wrong}") from None
        if _held(tx, scope, on) != (hours, label):
            _write(tx, scope, on, hours, label, organisation)
        view = CalendarDayView(scope, on, hours, label)
    undo = f"undo: saasctl calendar remove {scope} {on}"
    return Written(view, (f"{scope} {on}",), f"{scope}: {on} {hours} ({label}); {undo}")


def remove_day(store: Store, scope: str, on: date, act: Act) -> Written:
    """Give a day its usual hours back."""
    with store.transaction(act, ahead=True) as tx:
        organisation = _known(tx, scope)
        held = _held(tx, scope, on)
        if held is not None and held[0] != "usual":
            _write(tx, scope, on, "usual", "withdrawn", organisation)
        view = CalendarDayView(scope, on, "usual", "withdrawn")
    return Written(view, (f"{scope} {on}",), f"{scope}: {on} has its usual hours")


def _known(tx: Transaction, scope: str) -> int | None:
    if scope in {name.split("@")[0] for name in profile_names()}:
        return None
    if any(seller.slug == scope for seller in sellers_by_id(tx).values()):
        return None
    organisation = organisation_or_none(tx, scope)
    if organisation is None:
        raise CalendarScopeUnknown(scope)
    return organisation.id


def _held(tx: Transaction, scope: str, on: date) -> tuple[str, str] | None:
    row = tx.one(LAST_OF, (scope, on.isoformat()))
    return None if row is None else (str(row[0]), str(row[1]))


def _write(tx: Transaction, scope: str, on: date, hours: str, label: str, organisation: int | None) -> None:
    row: dict[str, object] = {"scope": scope, "on_day": on, "hours": hours, "label": label}
    write_record(tx, "calendar_day", row | {"recorded_at": tx.recorded_at})
    facts: dict[str, object] = {"scope": scope, "on": on.isoformat(), "hours": hours, "label": label}
    record_audit(tx, organisation, "calendar.changed", facts)
    tx.tell(f"{scope}: {on} {hours} ({label})")


def list_days(store: Store, scope: str | None) -> Listing:
    """Return the days with other hours, by scope and day."""
    with store.reading() as tx:
        found: dict[tuple[str, str], tuple[object, ...]] = {}
        for known, day, hours, label, _ in tx.rows(CALENDAR):
            if scope is None or known == scope:
                found[str(known), str(day)] = known, day, hours, label
        rows = [found[key] for key in sorted(found) if found[key][2] != "usual"]
    return Listing("saasctl.calendar.list/1", CALENDAR_COLUMNS, rows, store.clock.today())
