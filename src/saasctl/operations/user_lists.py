"""Read users: one with its history, and many."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from saasctl.acts.describing_users import listed, user_cells, user_view, user_views
from saasctl.acts.finding import organisation_named, seller_named, user_of
from saasctl.acts.terms import TermsBook
from saasctl.store.database import Store, Transaction
from saasctl.store.queries import users as queries
from saasctl.store.queries.matching import holding
from saasctl.values.answers import Listing
from saasctl.values.views.customer_columns import USER_COLUMNS
from saasctl.values.views.users import UserView

ROUND = 1000
"""Users read in one round."""


@dataclass(frozen=True, slots=True)
class UserFilter:
    """Which users to list; None takes all."""

    org: str | None = None
    text: str | None = None
    state: str | None = None
    role: str | None = None
    seller: str | None = None


def show_user(store: Store, email: str, org: str | None, as_of: date | None) -> UserView:
    """Return one user with what changed and when, as of a day."""
    with store.reading() as tx:
        return user_view(tx, TermsBook(tx), user_of(tx, email, org), as_of or store.clock.today())


def list_users(store: Store, wanted: UserFilter, as_of: date | None = None) -> Listing:
    """Return the users wanted in the order they came, as of a day; streamed.

    With a day given, users who came later are left out.
    """
    day = as_of or store.clock.today()
    return Listing("saasctl.user.list/1", USER_COLUMNS, _rows(store, wanted, day, as_of), day)


def _rows(store: Store, wanted: UserFilter, day: date, as_of: date | None) -> Iterator[tuple[object, ...]]:
    with store.reading() as tx:
        book = TermsBook(tx)
        where, values = _where(tx, wanted)
        statement = f"{queries.LISTED} WHERE {where} AND u.id > ? ORDER BY u.id LIMIT ?"
        last = 0
        while part := [listed(row) for row in tx.rows(statement, (*values, last, ROUND))]:
            last = part[-1].user.id
            for view in user_views(tx, book, part, day, there=as_of is not None):
                if wanted.state in (None, view.state) and wanted.role in (None, view.role):
                    yield user_cells(view)


def _where(tx: Transaction, wanted: UserFilter) -> tuple[str, tuple[object, ...]]:
    tests, values = ["1 = 1"], list[object]()
    if wanted.org is not None:
        tests.append("u.organisation_id = ?")
        values.append(organisation_named(tx, wanted.org).id)
    if wanted.seller is not None:
        tests.append("o.seller_id = ?")
        values.append(seller_named(tx, wanted.seller).id)
    if wanted.text:
        test, patterns = holding(tx, "org_user", "u", wanted.text)
        tests.append(test)
        values += patterns
    return " AND ".join(tests), tuple(values)
