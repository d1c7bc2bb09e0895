"""The invoices as a dataset: their heads as the cells of a CSV, without lines."""

from collections.abc import Iterator
from datetime import date

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
    with store.reading() as tx:
        yield from queries.cells_of_invoices(tx, day.isoformat())
