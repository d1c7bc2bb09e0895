"""Book a workspace with credits, and cancel a booking."""

from dataclasses import dataclass
from datetime import date, datetime

from saasctl.acts.booking import PREFIX, Wanted, book, booking_view, check_access, end_booking, load_booking
from saasctl.acts.credit_terms import PriceAsked, priced
from saasctl.acts.crediting import account_of
from saasctl.acts.finding import organisation_named, user_of
from saasctl.acts.once import once, remember
from saasctl.acts.permitting import require_permission
from saasctl.acts.terms import TermsBook
from saasctl.errors.credits import ConditionsNotAccepted
from saasctl.store.database import Store
from saasctl.store.queries import credits as queries
from saasctl.values.act import Act
from saasctl.values.answers import Listing, Written
from saasctl.values.views.credits import BOOKING_COLUMNS, BookingView

__all__ = ["BookingGiven", "PriceAsked", "book_workspace", "cancel_booking", "list_bookings"]


@dataclass(frozen=True, slots=True)
class BookingGiven:
    """A booking as told: the workspace's price, whether its conditions are accepted, when, for how many."""

    price: PriceAsked
    accepts: bool
    starts_at: datetime | None = None
    people: int = 1


def book_workspace(store: Store, key: str, email: str, given: BookingGiven, act: Act) -> Written:
    """Book a workspace for a user: the user's credits and the account's are debited at the same time.

    Raises ConditionsNotAccepted (D-25), CreditsShort (D-30), AccessEnded, GatesOpen (D-09; exit 5).
    With `--key` the same request books once. Undo: `credit cancel-booking`.
    """
    with store.transaction(act) as tx:
        terms_book = TermsBook(tx)
        account = account_of(tx, terms_book, key, tx.on)
        require_permission(tx, account.terms, account.organisation.id, act.requested_by, "credit.book")
        user = user_of(tx, email, account.org)
        conditions = account.terms.words("booking.accepts")
        if conditions and not given.accepts:
            raise ConditionsNotAccepted(conditions, account.terms.cite("booking.accepts"))
        price = priced(account.terms, given.price)
        fingerprint = f"{account.org} {user.email} {given} {tx.at}"
        earlier = once(tx, "credit.book", fingerprint)
        if earlier is None:
            check_access(tx, terms_book, account, user)
            wanted = Wanted(price, given.starts_at, given.people, conditions, given.price.reason)
            number = book(tx, account, user, wanted)
            remember(tx, "credit.book", fingerprint, str(number))
        else:
            number = int(earlier)
        view = booking_view(tx, account, load_booking(tx, f"{PREFIX}{number}"))
    told = f"{view.id}: {view.credits} credits; left: account {view.admin_balance}, user {view.user_balance}"
    return Written(view, (view.id,), f"{told}; undo: saasctl credit cancel-booking {view.id}")


def cancel_booking(store: Store, key: str, no_show: bool, act: Act) -> Written:
    """Cancel a booking, or note that nobody came; credits go back as the booking conditions say.

    Raises BookingUnknown (exit 3), BookingEnded (exit 5), BlankTerm (exit 7).
    """
    with store.transaction(act) as tx:
        held = load_booking(tx, key)
        account = account_of(tx, TermsBook(tx), held.org, tx.on)
        require_permission(tx, account.terms, held.organisation_id, act.requested_by, "credit.book")
        end_booking(tx, account, held, no_show=no_show)
        view: BookingView = booking_view(tx, account, load_booking(tx, key))
    return Written(view, (view.id,), f"{view.id}: {view.status}, {view.returned} credits given back")


def list_bookings(store: Store, org: str | None, day: date | None) -> Listing:
    """Return the bookings made up to a day, the newest first, with how they ended since."""
    with store.reading() as tx:
        on = day or store.clock.today()
        where, values = "WHERE b.on_day <= ?", [on.isoformat()]
        if org is not None:
            where += " AND b.organisation_id = ?"
            values.append(str(organisation_named(tx, org.partition("/")[0]).id))
        found = tx.rows(f"{queries.BOOKINGS} {where} ORDER BY b.id DESC", tuple(values))
        rows = [_listed(row) for row in found]
    return Listing("saasctl.booking.list/1", BOOKING_COLUMNS, rows, on)


def _listed(row: tuple[object, ...]) -> tuple[object, ...]:
    key, org, email, company, category, cents, count, at, _, starts, people, _, ended, returned, *_ = row
    who = (f"{PREFIX}{key}", org, email, company, category, cents, count)
    return (*who, at, starts, people, ended or "booked", returned or 0)
