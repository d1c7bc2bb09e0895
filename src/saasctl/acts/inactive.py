"""Users whose access an operator may take away for inactivity (D-38, D-44)."""

from collections.abc import Iterator
from datetime import date

from saasctl.acts.contracts import load_contracts
from saasctl.acts.credit_balances import user_balance
from saasctl.acts.crediting import Account, account_of
from saasctl.acts.terms import TermsBook
from saasctl.rules.credits.inactivity import DAY, Idle, Removable, removable_from
from saasctl.store.database import Transaction
from saasctl.store.queries import credits as queries
from saasctl.store.queries.contracts import subscriptions_of
from saasctl.values import stored
from saasctl.values.clock import zone_named

PATH = "inactivity"


def inactive_users(
    tx: Transaction, book: TermsBook, day: date, last: date, org: int | None
) -> Iterator[tuple[str, str, Removable]]:
    """Yield customer, user and the day from which access may be taken away, up to `last`, as known on `day`.

    Only customers of sellers whose terms speak of inactivity are looked at.
    """
    sellers = [key for key in book.sellers() if book.seller(key).profile.names_under(PATH)]
    if not sellers:
        return
    marks = ", ".join("?" * len(sellers))
    users: dict[str, list[tuple[object, ...]]] = {}
    for slug, *row in tx.rows(queries.IDLE.format(sellers=marks), (*sellers, org, org)):
        users.setdefault(str(slug), []).append(tuple(row))
    for slug, rows in users.items():
        account = account_of(tx, book, slug, day)
        ended = None if account.contract else _ended(tx, account, day)
        for key, email, seen, opened, booked in rows:
            since = stored.day_or_none(seen) or _day_of(account, opened)
            active = since, stored.day_or_none(booked)
            found = _removable(tx, account, day, stored.whole(key), active, ended)
            if found is not None and found.on <= last:
                yield slug, str(email), found


def _removable(
    tx: Transaction,
    account: Account,
    day: date,
    user: int,
    active: tuple[date | None, date | None],
    ended: tuple[str, str, date] | None,
) -> Removable | None:
    """Return the clause that comes first: of the plan on which the user is, or of the one that ended."""
    left = user_balance(tx, account, user, day)
    seen, booked = active
    rhythm, last = (None, None) if ended is None else ended[1:]
    plans = (account.plan,) if ended is None else (ended[0], account.plan)
    emptied = None if left or not account.holds else _emptied_on(tx, account, user, day)
    found = [
        removable_from(account.terms, Idle(plan, seen, booked, left, rhythm, emptied, last))
        for plan in dict.fromkeys(plans)
    ]
    return min((one for one in found if one is not None), key=lambda one: one.on, default=None)


def _emptied_on(tx: Transaction, account: Account, user: int, day: date) -> date | None:
    """Return the first day on which a user had no credits any more; None for one who never had any."""
    rows = tx.rows(queries.EMPTIED, (account.organisation.id, user, day.isoformat()))
    days = [
        stored.day(expires) + DAY if stored.whole(left) and expires else stored.day(moved)
        for left, moved, expires in rows
    ]
    return max(days, default=None)


def _day_of(account: Account, opened: object) -> date | None:
    """Return the day on which an access was opened: one that is never used is idle since then."""
    at = stored.instant_or_none(opened)
    return None if at is None else at.astimezone(zone_named(account.terms.profile.timezone)).date()


def _ended(tx: Transaction, account: Account, day: date) -> tuple[str, str, date] | None:
    """Return plan, rhythm and last day of the subscription that ended last, if one has."""
    known = load_contracts(tx, subscriptions_of(tx, account.organisation.id))
    gone = [one for one in known if one.ended_on is not None and one.ended_on < day]
    last = max(gone, key=lambda one: (one.ended_on or day, one.id), default=None)
    if last is None or last.ended_on is None:
        return None
    phase = last.phase_on(last.ended_on)
    return phase.plan, phase.unit, last.ended_on
