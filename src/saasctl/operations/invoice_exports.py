"""The invoices as a dataset: their heads as the cells of a CSV, without lines."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache, partial

from saasctl.acts.reading_invoices import invoice_views
from saasctl.store.database import Store
from saasctl.store.queries import invoice_cells as queries
from saasctl.store.queries.invoices import HEADERS
from saasctl.values.answers import Listing
from saasctl.values.views.invoices import INVOICE_COLUMNS, invoice_row

Row = tuple[object, ...]


def export_invoices(store: Store, as_of: date | None) -> Listing:
    """Return the invoices issued up to a day; their cells come from the database where it can shape them.

    It cannot where one was paid, credited or written off after the day: then each is read as a whole.
    """
    day = as_of or store.clock.today()
    with store.reading() as tx:
        ready = not queries.changed_later(tx, day.isoformat())
    cells = _cells(store, day) if ready else None
    return Listing("saasctl.invoice.list/1", INVOICE_COLUMNS, _rows(store, day), day, cells=cells)


def _rows(store: Store, day: date) -> Iterator[Row]:
    with store.reading() as tx:
        headers = tx.stream(f"{HEADERS} WHERE i.issued_on <= ? ORDER BY i.id", (day.isoformat(),))
        for view in invoice_views(tx, headers, day):
            yield invoice_row(view)


def _cells(store: Store, day: date) -> Iterator[Row]:
    late, end = queries.LATE_PLACE, queries.END_PLACE
    days_late, last_day = cache(partial(_days_late, day)), cache(_last_day)
    with store.reading() as tx:
        for row in queries.cells_of_invoices(tx, day.isoformat()):
            yield (
                *row[:late],
                days_late(row[late]),
                *row[late + 1 : end],
                last_day(row[end]),
                *row[end + 1 :],
            )


def _days_late(day: date, due_on: object) -> int:
    return 0 if due_on is None else max(0, (day - date.fromisoformat(str(due_on))).days)


def _last_day(end: object) -> str | None:
    return None if end is None else (date.fromisoformat(str(end)) - timedelta(days=1)).isoformat()
