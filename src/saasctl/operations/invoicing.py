"""Issue what fell due, once, whatever happens; and preview it."""

from collections.abc import Iterator, Sequence
from datetime import date

from saasctl.acts.billing import owed_by
from saasctl.acts.contracts import load_contracts
from saasctl.acts.finding import organisation_named
from saasctl.acts.issuing import price
from saasctl.acts.metering import Metered
from saasctl.acts.previewing import preview_view
from saasctl.acts.reading_invoices import invoice_views
from saasctl.acts.running import RunSoFar, bill_late, bill_next
from saasctl.acts.service_days import run_service_days
from saasctl.acts.taxing import load_parties
from saasctl.acts.terms import TermsBook
from saasctl.errors.invoices import RunPartlyFailed
from saasctl.store.database import Store, Transaction
from saasctl.store.queries import invoices as queries
from saasctl.store.queries.contracts import subscriptions_of
from saasctl.store.queries.meta import set_last_day_run
from saasctl.values.act import Act
from saasctl.values.answers import Listing, Written
from saasctl.values.views.invoices import INVOICE_COLUMNS, InvoiceView, invoice_row

ROUND = 1000
SHOWN = 5
"""Subscriptions to confirm that the sentence names."""


def run_invoices(store: Store, org: str | None, act: Act) -> Written:
    """Issue every invoice that fell due up to the act's day, each with its own obligation day.

    Day by day, so that numbers are chronological; each transaction holds whole organisations. What
    was issued is not issued again, also by a second run at the same time (it waits, or exit 75).
    A sandbox's today is not before the day run from then on.
    With `org`, only that customer. The first cause is raised when nobody could be billed (its own
    exit); the result carries RunPartlyFailed (exit 11) when some could not.
    """
    run, until = RunSoFar(), store.clock.today()
    with store.exclusively("invoice run"):
        more = True
        while more:
            with store.transaction(act) as tx:
                until = tx.on
                wanted = organisation_named(tx, org).id if org else None
                more = _next(tx, until, run, wanted)
                while more and act.dry_run:
                    more = _next(tx, until, run, wanted)
                told = list(_told(run)) if act.dry_run else []
                for line in told:
                    tx.tell(line)
                if tx.sandbox and not more:
                    set_last_day_run(tx, until)
    if run.failed and not run.issued:
        raise run.failed[0].error
    causes = [f"{one.org}: {one.error.message}" for one in run.failed]
    failure = RunPartlyFailed(len(run.issued), causes) if causes else None
    count = len(run.issued)
    rows = (invoice_row(view) for view in _issued(store, run.issued, until)) if not act.dry_run else ()
    listing = Listing("saasctl.invoice.list/1", INVOICE_COLUMNS, rows, until)
    said = f"issued {count} invoice{'s' if count != 1 else ''} up to {until}"
    if run.confirmed:
        others = f" and {len(run.confirmed) - SHOWN} more" if len(run.confirmed) > SHOWN else ""
        said += f"; to be confirmed by e-mail: {', '.join(run.confirmed[:SHOWN])}{others}"
    return Written(listing, () if act.dry_run else tuple(run.issued), said, (), failure)


def _next(tx: Transaction, until: date, run: RunSoFar, wanted: int | None) -> bool:
    return (
        bill_next(tx, until, run, wanted)
        or run_service_days(tx, until, run, wanted)
        or bill_late(tx, until, run, wanted)
    )


def _told(run: RunSoFar) -> Iterator[str]:
    yield f"{len(run.issued)} invoices would be issued; numbers are allotted when they are"


BY_NUMBER = queries.HEADERS + " WHERE i.number IN ({marks}) ORDER BY i.id"


def _issued(store: Store, numbers: Sequence[str], as_of: date) -> Iterator[InvoiceView]:
    with store.reading() as tx:
        for first in range(0, len(numbers), ROUND):
            part = tuple(numbers[first : first + ROUND])
            headers = tx.rows(BY_NUMBER.format(marks=",".join("?" * len(part))), part)
            yield from invoice_views(tx, headers, as_of)


def preview_invoices(store: Store, org: str, as_of: date | None) -> Listing:
    """Return the invoices that a run up to a day would issue to one customer; `number` is None.

    The same rules as the run, nothing written. Refused as the run would be.
    """
    day = as_of or store.clock.today()
    with store.reading() as tx:
        organisation = organisation_named(tx, org)
        book = TermsBook(tx)
        contracts = load_contracts(tx, subscriptions_of(tx, organisation.id))
        party = load_parties(tx, [organisation.id])[organisation.id]
        metered = Metered(tx, book, contracts)
        drafts = [
            (contract, draft)
            for contract in contracts
            for draft in owed_by(contract, book, day, metered).drafts
        ]
        priced = [price(book, contract, party, draft) for contract, draft in drafts if draft.lines]
        views = [
            preview_view(book, one, day) for one in sorted(priced, key=lambda one: one.draft.obligation_on)
        ]
    return Listing("saasctl.invoice.list/1", INVOICE_COLUMNS, [invoice_row(view) for view in views], day)
