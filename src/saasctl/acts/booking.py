"""Book workspaces with credits: the user's and the account's debited together, or nothing is."""

from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from saasctl.acts.auditing import record_audit
from saasctl.acts.credit_balances import right_left, to_allot, user_balance
from saasctl.acts.crediting import (
    ACCOUNT,
    Account,
    Because,
    Moved,
    available,
    put,
    schedule_expiry,
    spendable,
    take,
)
from saasctl.acts.finding import UserRow
from saasctl.acts.quote_checks import require_open
from saasctl.acts.suspending import suspensions_on
from saasctl.acts.terms import TermsBook
from saasctl.errors.credits import (
    AccessEnded,
    BookingEnded,
    BookingUnknown,
    CancelledBefore,
    CreditsShort,
    RoomTooSmall,
)
from saasctl.rules.credits.cancelling import share_back
from saasctl.rules.lifecycle.custody import custody_after
from saasctl.store.database import Transaction
from saasctl.store.queries import credits as queries
from saasctl.store.records import write_record
from saasctl.terms.resolve import Terms
from saasctl.values import stored
from saasctl.values.clock import stamp, zone_named
from saasctl.values.money import Money, round_half_up
from saasctl.values.views.credits import BookingView, CreditPriceView

PREFIX = "BK-"
NO_ACCESS = ("locked", "disabled", "barred")
SINCE = """
SELECT count(*) FROM credit_lot WHERE organisation_id = ? AND credited_on > ? AND credited_on <= ?
"""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A booking as asked for: its price in credits, when it starts, for how many people, why so priced."""

    price: CreditPriceView
    starts_at: datetime | None
    people: int
    accepted: tuple[str, ...]
    reason: str | None


def check_access(tx: Transaction, book: TermsBook, account: Account, user: UserRow) -> None:
    """Refuse a booking by a user without access (D-43, D-71): AccessEnded, GatesOpen (exit 5).

    After the subscription a refill of the account gives access back.
    """
    if user.state in NO_ACCESS:
        fix = f"saasctl user enable {user.email} --org {account.org}"
        raise AccessEnded(user.email, f"the user is {user.state}", fix, None)
    held = suspensions_on(tx, account.organisation.id, tx.on)
    if held:
        why = f"{account.org} is suspended since {held[0].from_on} ({held[0].cause})"
        raise AccessEnded(user.email, why, f"saasctl org restore {account.org}", held[0].clause)
    if account.contract is not None:
        require_open(tx, book, account.contract)
    ended, terms = account.ended_on, account.terms
    if (
        account.contract is not None
        or ended is None
        or tx.on <= _last_access(terms, ended)
        or terms.word("credits.after_end.access", "none") == "kept"
    ):
        return
    refilled = tx.rows(SINCE, (account.organisation.id, ended.isoformat(), tx.on.isoformat()))[0][0]
    if "account-refilled" in terms.words("credits.after_end.restored_by") and refilled:
        return
    why = f"the subscription ended on {ended} and the account was not refilled since"
    fix = f"saasctl credit buy {account.org} 10 --users 1"
    raise AccessEnded(user.email, why, fix, terms.cite("credits.after_end.access"))


def _last_access(terms: Terms, ended: date) -> date:
    """Return the last day of access: the contract's, or the last on which its data can be had."""
    if terms.word("exit.access_ends", "contract-end") == "contract-end":
        return ended
    custody = custody_after(terms, ended)
    return custody.export_until or custody.returns_until or ended


def book(tx: Transaction, account: Account, user: UserRow, wanted: Wanted) -> int:
    """Debit a booking and write it; returns its id. Both balances must suffice (D-29, D-30).

    Raises CreditsShort, RoomTooSmall (exit 5); nothing is debited then.
    """
    price = wanted.price
    if price.capacity is not None and wanted.people > price.capacity:
        clause = account.terms.cite(f"credits.category.{price.category}.capacity")
        raise RoomTooSmall(price.category, wanted.people, price.capacity, clause)
    moves = _debited(tx, account, user, price.credits)
    values: dict[str, object] = {
        "organisation_id": account.organisation.id,
        "user_id": user.id,
        "category": price.category,
        "price_cents": price.price.cents,
        "credits": price.credits,
        "own_price": price.own_price,
        "booked_at": tx.at,
        "on_day": tx.on,
        "starts_at": wanted.starts_at,
        "people": wanted.people,
        "accepted": ", ".join(wanted.accepted) or None,
        "reason": wanted.reason,
    }
    key = write_record(tx, "booking", values)
    take(
        tx,
        account.organisation.id,
        moves,
        Because("booked", key, on=_consumed_on(account, tx, wanted.starts_at)),
    )
    if not account.holds and "user" in account.terms.words("booking.debits"):
        _draw(tx, user.id, key, -price.credits, tx.on.isoformat())
    schedule_expiry(tx, account.organisation.id)
    facts: dict[str, object] = {
        "booking": f"{PREFIX}{key}",
        "category": price.category,
        "credits": price.credits,
    }
    facts |= {"user": user.email, "accepted": list(wanted.accepted)}
    record_audit(tx, account.organisation.id, "credits.booked", facts)
    tx.tell(f"{account.org}: {PREFIX}{key}, {price.credits} credits by {user.email}")
    return key


def _debited(tx: Transaction, account: Account, user: UserRow, count: int) -> list[Moved]:
    needs = account.terms.words("booking.needs")
    clause = account.terms.cite("booking.needs")
    held = spendable(tx, account, user.id, count)
    own = sum(move.credits for move in held)
    if not account.holds:
        own = right_left(tx, account, user.id, tx.on)
    if own < count and "user" in needs:
        more = to_allot(tx, account, user.id, tx.on, count)
        fix = f"saasctl credit allot {account.org} {user.email} {more}"
        raise CreditsShort(user.email, count, own, fix, clause)
    if not account.holds and "account" not in account.terms.words("booking.debits"):
        return []
    moves = held
    left = count - sum(move.credits for move in moves)
    if left and not account.holds:
        moves += spendable(tx, account, ACCOUNT, left)
    found = sum(move.credits for move in moves)
    if found < count:
        fix = f"saasctl credit buy {account.org} {count - found} --users 1"
        raise CreditsShort(f"the account of {account.org}", count, found, fix, clause)
    return moves


def _consumed_on(account: Account, tx: Transaction, starts_at: datetime | None) -> date:
    """Return the day on which a booking consumes its credits: at once, or when its use begins."""
    if starts_at is None or account.terms.word("booking.consumed", "at-booking") == "at-booking":
        return tx.on
    return starts_at.astimezone(zone_named(account.terms.profile.timezone)).date()


def _draw(tx: Transaction, user_id: int, booking: int, quantity: int, counts_on: str) -> None:
    values = {"user_id": user_id, "booking_id": booking, "quantity": quantity}
    tx.insert("credit_right", values | {"counts_on": counts_on, "on_day": tx.on.isoformat()})


@dataclass(frozen=True, slots=True)
class Booked:
    """A booking as stored; `ended` is how it ended, if it has."""

    id: int
    org: str
    email: str
    company: str | None
    category: str
    price_cents: int
    credits: int
    at: datetime
    on_day: str
    starts_at: datetime | None
    people: int
    accepted: tuple[str, ...]
    ended: str | None
    returned: int
    organisation_id: int
    user_id: int
    own_price: bool
    consumed_on: object
    ended_at: datetime | None


def load_booking(tx: Transaction, key: str) -> Booked:
    """Return the booking `BK-7`. Raises BookingUnknown (exit 3)."""
    number = key.upper().removeprefix(PREFIX)
    row = tx.one(f"{queries.BOOKINGS} WHERE b.id = ?", (int(number),)) if number.isdecimal() else None
    if row is None:
        raise BookingUnknown(key)
    key_, org, email, company, category, price, count, at, on_day, starts, people, accepted, *rest = row
    ended, returned, organisation, user, own, consumed, ended_at = rest
    return Booked(
        stored.whole(key_),
        str(org),
        str(email),
        stored.text_or_none(company),
        str(category),
        stored.whole(price),
        stored.whole(count),
        stored.instant(at),
        str(on_day),
        stored.instant_or_none(starts),
        stored.whole(people),
        tuple(str(accepted).split(", ")) if accepted else (),
        stored.text_or_none(ended),
        stored.whole(returned or 0),
        stored.whole(organisation),
        stored.whole(user),
        bool(own),
        consumed or on_day,
        stored.instant_or_none(ended_at),
    )


def end_booking(tx: Transaction, account: Account, held: Booked, *, no_show: bool) -> int:
    """Cancel a booking, or note that nobody came, and give back what the conditions say, to its lots.

    The time to cancel and the shares are blanks: BlankTerm (exit 7). Raises BookingEnded (exit 5),
    CancelledBefore (exit 4).
    """
    if held.ended is not None:
        raise BookingEnded(f"{PREFIX}{held.id}", held.ended, held.returned)
    if tx.at < held.at:
        raise CancelledBefore(f"{PREFIX}{held.id}", stamp(tx.at), stamp(held.at))
    share = share_back(account.terms, held.starts_at or held.at, tx.at, no_show=no_show).value
    back = round_half_up(Fraction(held.credits) * Fraction(share) / 100)
    left, moves = back, []
    for lot, holder, count in tx.rows(queries.DEBITS, (held.id,)):
        part = min(left, stored.whole(count))
        if part:
            moves.append(Moved(stored.whole(lot), stored.whole(holder or ACCOUNT), part))
            left -= part
    put(tx, held.organisation_id, moves, Because("returned", held.id))
    if back and tx.rows(queries.RIGHTS_DEBITED, (held.id,)):
        _draw(tx, held.user_id, held.id, back, held.on_day)
    kind = "no-show" if no_show else "cancelled"
    values: dict[str, object] = {"booking_id": held.id, "kind": kind, "at": tx.at, "on_day": tx.on}
    write_record(tx, "booking_end", values | {"returned": back})
    schedule_expiry(tx, held.organisation_id)
    facts: dict[str, object] = {"booking": f"{PREFIX}{held.id}", "how": kind, "returned": back}
    record_audit(tx, held.organisation_id, "credits.returned", facts | {"at": stamp(tx.at)})
    tx.tell(f"{PREFIX}{held.id}: {kind}, {back} credits given back")
    return back


def booking_view(tx: Transaction, account: Account, held: Booked) -> BookingView:
    """Return a booking with the balances on the act's day."""
    unit = account.terms.profile.currency
    return BookingView(
        id=f"{PREFIX}{held.id}",
        org=held.org,
        user=held.email,
        company=held.company,
        category=held.category,
        price=Money(held.price_cents, unit),
        currency=unit,
        credits=held.credits,
        at=held.at,
        consumed_on=stored.day(held.consumed_on),
        starts_at=held.starts_at,
        people=held.people,
        accepted=held.accepted,
        admin_balance=available(tx, held.organisation_id, tx.on),
        user_balance=user_balance(tx, account, held.user_id, tx.on),
        status=held.ended or "booked",
        returned=held.returned,
        clause=account.terms.cite("booking.debits"),
    )
