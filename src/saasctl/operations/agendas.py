"""Show what is due over all customers, and one customer's life on a line of time."""

from datetime import date, timedelta

from saasctl.acts.agenda import Span, agenda_items
from saasctl.acts.finding import organisation_named
from saasctl.acts.timeline import timeline_items
from saasctl.store.database import Store
from saasctl.values.answers import Listing
from saasctl.values.views.agenda import AGENDA_COLUMNS, AgendaItem, TimelineView


def agenda_of(store: Store, days: int, org: str | None, as_of: date | None) -> list[AgendaItem]:
    """Return what is due from `as_of` on for `days` days, the last included, and what is overdue."""
    today = as_of or store.clock.today()
    with store.reading() as tx:
        found = organisation_named(tx, org).id if org else None
        return agenda_items(tx, Span(today, today + timedelta(days=days), found))


def agenda_listing(store: Store, days: int, org: str | None, as_of: date | None) -> Listing:
    """Return the agenda as a list."""
    items = agenda_of(store, days, org, as_of)
    return Listing("saasctl.agenda/1", AGENDA_COLUMNS, items, as_of or store.clock.today(), len(items))


def agenda_calendar(store: Store, days: int, org: str | None, as_of: date | None) -> str:
    """Return the agenda as an iCalendar file of whole days."""
    from saasctl.formats.ics import calendar_text

    return calendar_text(agenda_of(store, days, org, as_of), store.clock.now())


def timeline(store: Store, org: str, as_of: date | None) -> TimelineView:
    """Return a customer's life, oldest first, seen from a day."""
    day = as_of or store.clock.today()
    with store.reading() as tx:
        found = organisation_named(tx, org)
        return TimelineView(found.slug, tuple(timeline_items(tx, found, day)))
