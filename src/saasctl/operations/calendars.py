"""Public holidays, and days on which a desk is closed or has other hours, by scope.

A scope is a calendar of public holidays (FR), a profile, a seller or a customer.
"""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from saasctl.acts.auditing import record_audit
from saasctl.acts.calendars import USUAL, WORKED, Calendars, WrittenDay
from saasctl.acts.contracts import load_contracts
from saasctl.acts.finding import organisation_or_none, sellers_by_id
from saasctl.acts.terms import TermsBook
from saasctl.errors.tickets import CalendarScopeUnknown
from saasctl.errors.usage import ValueMalformed
from saasctl.rules.calendars.hours import parse_windows
from saasctl.store.database import Store, Transaction
from saasctl.store.queries.calendars import CONTRACTS, LAST_OF
from saasctl.store.records import write_record
from saasctl.terms.law.holidays import holiday_calendars, holiday_chain
from saasctl.terms.load import load_profile, profile_names
from saasctl.terms.resolve import Terms
from saasctl.values import stored
from saasctl.values.act import Act
from saasctl.values.answers import Listing, Written
from saasctl.values.views.tickets import CALENDAR_COLUMNS, CalendarDayView


class Scope(NamedTuple):
    """What a calendar belongs to, the scopes it stands over, and its public holidays (`none` or FR)."""

    name: str
    organisation: int | None
    under: tuple[str, ...]
    holidays: str


def add_day(store: Store, scope: str, on: date, hours: str, label: str, act: Act) -> Written:
    """Close a desk on a day, or give it other hours, with the reason; the same again changes nothing.

    In a calendar of public holidays it adds one for all desks that keep them. Clocks that are over keep
    the calendar they stopped under. Undo: `calendar remove`.
    """
    with store.transaction(act, ahead=True) as tx:
        known = _known(tx, scope)
        if hours != "closed":
            try:
                parse_windows(hours)
            except ValueError as wrong:
                raise ValueMalformed("HOURS", hours, f"closed, or {wrong}", "09:00-12:00 as HOURS") from None
        if _held(tx, scope, on) != (hours, label):
            _write(tx, known, on, hours, label)
        view = CalendarDayView(scope, on, hours, label)
    undo = f"undo: saasctl calendar remove {scope} {on}"
    return Written(view, (f"{scope} {on}",), f"{scope}: {on} {hours} ({label}); {undo}")


def remove_day(store: Store, scope: str, on: date, act: Act) -> Written:
    """Give a day its usual hours back: what was written of it goes, a public holiday is worked.

    In a calendar of public holidays the day is none of them any more.
    """
    with store.transaction(act, ahead=True) as tx:
        known = _known(tx, scope)
        held, holiday = _held(tx, scope, on), _holiday(tx, known, on)
        if holiday is None:
            hours, label = USUAL, act.reason or "withdrawn"
        else:
            hours = USUAL if scope in holiday_calendars() else WORKED
            label = act.reason or f"{holiday}: usual hours"
        if held != (hours, label) and (holiday or (held is not None and held[0] != USUAL)):
            _write(tx, known, on, hours, label)
        view = CalendarDayView(scope, on, USUAL, label)
    undo = f"; undo: saasctl calendar add {scope} {on} closed --label {holiday!r}" if holiday else ""
    return Written(view, (f"{scope} {on}",), f"{scope}: {on} has its usual hours{undo}")


def _known(tx: Transaction, scope: str) -> Scope:
    if scope in holiday_calendars():
        return Scope(scope, None, holiday_chain(scope)[:-1], scope)
    book, day = TermsBook(tx), tx.on
    if scope in {name.split("@")[0] for name in profile_names()}:
        terms = next(
            (book.of_seller(key, day) for key in book.sellers() if book.seller(key).profile.id == scope),
            Terms(load_profile(scope)),
        )
        return Scope(scope, None, (), terms.word("support.holidays", "none"))
    for key, seller in sellers_by_id(tx).items():
        if seller.slug == scope:
            terms = book.of_seller(key, day)
            return Scope(scope, None, (terms.profile.id,), terms.word("support.holidays", "none"))
    organisation = organisation_or_none(tx, scope)
    if organisation is None:
        raise CalendarScopeUnknown(scope)
    terms = book.of_seller(organisation.seller_id, day)
    under = terms.profile.id, book.seller(organisation.seller_id).slug
    ids = [stored.whole(key) for (key,) in tx.rows(CONTRACTS, (organisation.id,))]
    for contract in load_contracts(tx, ids[:1]):
        terms = book.of(contract)(day)
    return Scope(scope, organisation.id, under, terms.word("support.holidays", "none"))


def _held(tx: Transaction, scope: str, on: date) -> tuple[str, str] | None:
    row = tx.one(LAST_OF, (scope, on.isoformat()))
    return None if row is None else (str(row[0]), str(row[1]))


def _holiday(tx: Transaction, scope: Scope, on: date) -> str | None:
    return None if scope.holidays == "none" else Calendars(tx).public(scope.holidays).name_of(on)


def _write(tx: Transaction, scope: Scope, on: date, hours: str, label: str) -> None:
    row: dict[str, object] = {"scope": scope.name, "on_day": on, "hours": hours, "label": label}
    write_record(tx, "calendar_day", row | {"recorded_at": tx.recorded_at})
    facts: dict[str, object] = {"scope": scope.name, "on": on.isoformat(), "hours": hours, "label": label}
    record_audit(tx, scope.organisation, "calendar.changed", facts)
    tx.tell(f"{scope.name}: {on} {hours} ({label})")


def list_days(store: Store, scope: str | None) -> Listing:
    """Return the days that operators closed, opened or gave other hours, by scope and day.

    A public holiday that is worked after all has its usual hours; days withdrawn are left out.
    """
    with store.reading() as tx:
        rows = [row for row in map(_cells, Calendars(tx).written(scope)) if row is not None]
    return Listing("saasctl.calendar.list/1", CALENDAR_COLUMNS, rows, store.clock.today())


def show_days(store: Store, scope: str, year: int | None) -> Listing:
    """Return the public holidays of a scope by name, and its days with other hours.

    Holidays are those of this year and the next, or of `year`; other days are all told, unless a year
    is named. Raises CalendarScopeUnknown (exit 3).
    """
    today = store.clock.today()
    with store.reading() as tx:
        known, calendars = _known(tx, scope), Calendars(tx)
        found: dict[str, tuple[object, ...]] = {}
        if known.holidays != "none":
            public = calendars.public(known.holidays)
            for one in (today.year, today.year + 1) if year is None else (year,):
                for on, label in public.in_year(one).items():
                    found[on.isoformat()] = known.holidays, on.isoformat(), "closed", label
        for row in _standing(calendars, known):
            if year is None or row.on.startswith(f"{year:04d}-"):
                found[row.on] = _cells(row) or (row.scope, row.on, USUAL, row.label)
    rows = [found[on] for on in sorted(found)]
    return Listing("saasctl.calendar.list/1", CALENDAR_COLUMNS, rows, today)


def _standing(calendars: Calendars, scope: Scope) -> Iterator[WrittenDay]:
    chain = holiday_chain(scope.holidays) if scope.holidays != "none" else ()
    for name in chain:
        yield from calendars.written(name)
    for name in dict.fromkeys((*scope.under, scope.name)):
        if name not in chain:
            yield from (row for row in calendars.written(name) if row.hours != USUAL)


def _cells(row: WrittenDay) -> tuple[object, ...] | None:
    """Return a day as a row of a list; None where it is withdrawn and nothing is left of it."""
    if row.hours == USUAL and row.scope not in holiday_calendars():
        return None
    return row.scope, row.on, USUAL if row.hours == WORKED else row.hours, row.label
