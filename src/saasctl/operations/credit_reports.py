"""Use of credits by month, seats and credits of every customer, and credits as datasets."""

from collections.abc import Iterator
from datetime import date

from saasctl.acts.contracts import contracts_as_of
from saasctl.acts.credit_balances import credits_view
from saasctl.acts.credit_use import used_in
from saasctl.acts.crediting import account_of
from saasctl.acts.finding import organisation_named
from saasctl.acts.terms import TermsBook
from saasctl.rules.billing.slots import slots_on
from saasctl.rules.calendars.months import months_after
from saasctl.store.database import Store, Transaction
from saasctl.store.queries import seats as queries
from saasctl.values import stored
from saasctl.values.answers import Listing
from saasctl.values.period import Period
from saasctl.values.views.credits import (
    ACCOUNT_COLUMNS,
    LOT_COLUMNS,
    SEAT_COLUMNS,
    UsedView,
    UserUsedView,
)

ROUND = 1000


def report_usage(store: Store, key: str, month: date) -> UsedView:
    """Return what a customer's users did with their credits in a calendar month (D-16)."""
    with store.reading() as tx:
        account = account_of(tx, TermsBook(tx), key, month)
        covers = Period(month, months_after(month, 1))
        use = used_in(tx, account.organisation.id, covers)
        users = tuple(UserUsedView(one.email, one.company, one.bookings, one.credits) for one in use.users)
        return UsedView(
            account.org,
            f"{month:%Y-%m}",
            covers,
            sum(one.bookings for one in users),
            sum(one.credits for one in users),
            use.credited,
            use.expired,
            use.bought_back,
            use.left,
            users,
            account.terms.cite("usage_report.every"),
        )


def report_seats(store: Store, org: str | None, day: date | None) -> Listing:
    """Return slots, users and credits of every customer as of a day, and what does not fit together.

    Users without a slot are no fault; more users on slots than slots are, and so are users' own
    credits that the account does not have (D-33).
    """
    on = day or store.clock.today()
    with store.reading() as tx:
        wanted = organisation_named(tx, org).id if org is not None else None
        rows = list(_seats(tx, on, wanted))
    return Listing("saasctl.seats/1", SEAT_COLUMNS, rows, on)


def _seats(tx: Transaction, day: date, wanted: int | None) -> Iterator[tuple[object, ...]]:
    on = day.isoformat()
    slots = _slots(tx, day)
    users: dict[int, dict[str, int]] = {}
    for key, state, slot, count in tx.rows(queries.USERS_ON, (on, on)):
        held = users.setdefault(stored.whole(key), {})
        held[str(state)] = held.get(str(state), 0) + stored.whole(count)
        if slot == "1":
            held["slot"] = held.get("slot", 0) + stored.whole(count)
    end_users = {stored.whole(key): int(str(count)) for key, count in tx.rows(queries.END_USERS, (on,))}
    left = {stored.whole(key): (int(str(a)), int(str(u))) for key, a, u in tx.rows(queries.LEFT_ON, (on, on))}
    for key, slug, seller in tx.rows(queries.CUSTOMERS, (on, wanted, wanted)):
        customer = stored.whole(key)
        counts, many = users.get(customer, {}), slots.get(customer)
        account, own = left.get(customer, (None, 0))
        occupied = counts.get("slot", 0)
        note = _note(many, occupied, account, own)
        yield (
            slug,
            seller,
            many,
            occupied,
            None if many is None else max(0, many - occupied),
            counts.get("active", 0) + counts.get("locked", 0),
            counts.get("invited", 0),
            end_users.get(customer),
            account,
            own if account is not None else None,
            not note,
            note or None,
        )


def _slots(tx: Transaction, day: date) -> dict[int, int]:
    """Return the slots of every customer with a running subscription on a day."""
    found: dict[int, int] = {}
    keys = [stored.whole(row[0]) for row in tx.rows(queries.RUNNING, (day.isoformat(), day.isoformat()))]
    for first in range(0, len(keys), ROUND):
        for contract in contracts_as_of(tx, keys[first : first + ROUND], day):
            held = found.get(contract.organisation_id, 0)
            found[contract.organisation_id] = held + slots_on(contract.movements, day)
    return found


def _note(slots: int | None, occupied: int, account: int | None, own: int) -> str:
    said = []
    if slots is not None and occupied > slots:
        said.append(f"{occupied} users on {slots} slots")
    if own > (account or 0):
        said.append(f"users hold {own} credits, the account {account or 0}")
    return "; ".join(said)


def list_accounts(store: Store, day: date | None) -> Listing:
    """Return every customer's credits as of a day, a row each."""
    on = day or store.clock.today()
    return Listing("saasctl.credits.list/1", ACCOUNT_COLUMNS, _accounts(store, on), on)


def _accounts(store: Store, day: date) -> Iterator[tuple[object, ...]]:
    with store.reading() as tx:
        book = TermsBook(tx)
        for (slug,) in tx.rows(queries.STOCKED, (day.isoformat(),)):
            view = credits_view(tx, account_of(tx, book, str(slug), day), day)
            yield tuple(getattr(view, column.name) for column in ACCOUNT_COLUMNS)


def list_lots(store: Store, day: date | None) -> Listing:
    """Return every lot of credits as of a day, the oldest of each customer first."""
    on = day or store.clock.today()
    return Listing("saasctl.lot.list/1", LOT_COLUMNS, _lots(store, on), on)


def _lots(store: Store, day: date) -> Iterator[tuple[object, ...]]:
    on = day.isoformat()
    with store.reading() as tx:
        for slug, quantity, left, source, credited, expires, number in tx.stream(queries.LOTS_ON, (on, on)):
            live = expires is None or str(expires) >= on
            yield slug, quantity, int(str(left)) if live else 0, source, credited, expires, number
