"""Read subscriptions: one, many, and their dates."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from saasctl.acts.contracts import contract_as_of, contracts_as_of
from saasctl.acts.describing import dates_view, subscription_view
from saasctl.acts.finding import organisation_named, seller_named, subscription_keyed
from saasctl.acts.leaving import booked_leaving, leaving_on
from saasctl.acts.terms import TermsBook
from saasctl.store.database import Store, Transaction
from saasctl.values.answers import Column, Listing
from saasctl.values.views.subscriptions import DatesView, SubscriptionView

COLUMNS = (
    Column("key", "key", 0),
    Column("org", "key", 3),
    Column("plan", "text", 0),
    Column("period_unit", "text", 1),
    Column("status", "text", 1),
    Column("started_on", "date", 2),
    Column("period", "period", 1),
    Column("commitment", "period", 4),
    Column("slots", "int", 0),
    Column("unit_price", "money", 1),
    Column("currency", "text", 3),
    Column("overrides", "list", 5),
    Column("terms", "text", 4),
    Column("next_invoice_on", "date", 2),
    Column("clauses", "list", 6),
)
ROUND = 1000


@dataclass(frozen=True, slots=True)
class SubscriptionFilter:
    """Which subscriptions to list; None takes all."""

    org: str | None = None
    seller: str | None = None
    status: str | None = None


def show_subscription(store: Store, key: str, as_of: date | None) -> SubscriptionView:
    """Return one subscription as of a day."""
    with store.reading() as tx:
        day = as_of or store.clock.today()
        contract = contract_as_of(tx, subscription_keyed(tx, key), day)
        return subscription_view(TermsBook(tx), contract, day)


TRIAL_UNTIL = "SELECT trial_until FROM subscription WHERE id = ?"


def subscription_dates(store: Store, key: str, as_of: date | None) -> DatesView:
    """Return the dates of a subscription as of a day: period, commitment, renewal, notice, invoices."""
    with store.reading() as tx:
        day = as_of or store.clock.today()
        contract = contract_as_of(tx, subscription_keyed(tx, key), day)
        row = tx.one(TRIAL_UNTIL, (contract.id,))
        until = date.fromisoformat(str(row[0])) if row and row[0] else None
        book = TermsBook(tx)
        view = dates_view(book, contract, day, until, leaving_on(tx, book, contract, day))
        return replace(view, ending=booked_leaving(tx, book, contract, day))


def list_subscriptions(store: Store, wanted: SubscriptionFilter, as_of: date | None) -> Listing:
    """Return the subscriptions wanted that have begun by a day, as of that day; streamed in rounds."""
    day = as_of or store.clock.today()
    return Listing("saasctl.subscription.list/1", COLUMNS, _rows(store, wanted, day), day)


def _rows(store: Store, wanted: SubscriptionFilter, day: date) -> Iterator[tuple[object, ...]]:
    with store.reading() as tx:
        book = TermsBook(tx)
        ids = _ids(tx, wanted, day)
        for first in range(0, len(ids), ROUND):
            for contract in contracts_as_of(tx, ids[first : first + ROUND], day):
                view = subscription_view(book, contract, day)
                if wanted.status in (None, view.status):
                    yield _row(view)


def _row(view: SubscriptionView) -> tuple[object, ...]:
    return tuple(getattr(view, column.name) for column in COLUMNS)


IDS = """
SELECT s.id FROM subscription s JOIN organisation o ON o.id = s.organisation_id
WHERE s.started_on <= ? AND (? IS NULL OR o.id = ?) AND (? IS NULL OR o.seller_id = ?) ORDER BY s.id
"""


def _ids(tx: Transaction, wanted: SubscriptionFilter, day: date) -> list[int]:
    org = organisation_named(tx, wanted.org).id if wanted.org else None
    seller = seller_named(tx, wanted.seller).id if wanted.seller else None
    return [int(str(row[0])) for row in tx.rows(IDS, (day.isoformat(), org, org, seller, seller))]
