"""What is due about credits: expiry and its reminders, reports of use, low balances, inactive users."""

from collections.abc import Iterator
from datetime import date, timedelta

from saasctl.acts.credit_balances import credits_view, lost
from saasctl.acts.crediting import account_of, available
from saasctl.acts.inactive import inactive_users
from saasctl.acts.terms import TermsBook
from saasctl.rules.billing.contract import DAY
from saasctl.rules.lifecycle.custody import custody_after
from saasctl.store.database import Transaction
from saasctl.store.queries import credits as queries
from saasctl.values import stored
from saasctl.values.views.agenda import ToDo

LOW = "credits.low_balance"
REMINDERS = "credits.reminder_days"


def credit_items(
    tx: Transaction, book: TermsBook, today: date, last: date, org: int | None
) -> Iterator[ToDo]:
    """Yield what is due about credits up to `last`: what the daily run does, and what the operator may do."""
    yield from _days(tx, book, last, org)
    yield from _expiring(tx, book, today, last, org)
    yield from _low(tx, book, today, org)
    yield from _left(tx, book, today, last, org)
    for slug, email, found in inactive_users(tx, book, today, last, org):
        action = f"saasctl user disable {email} --org {slug}"
        yield ToDo(found.on, "user-inactive", slug, email, action, found.clause)


def _days(tx: Transaction, book: TermsBook, last: date, org: int | None) -> Iterator[ToDo]:
    for kind, on_day, slug, seller in tx.rows(queries.DUE_DAYS, (last.isoformat(), org, org)):
        on = stored.day(on_day)
        terms = book.of_seller(stored.whole(seller), on)
        path = "usage_report.every" if kind == "usage-report" else "credits.life.on-demand"
        action = f"saasctl run daily --until {on}"
        yield ToDo(on, str(kind), str(slug), str(slug), action, terms.cite(path))


def _expiring(tx: Transaction, book: TermsBook, today: date, last: date, org: int | None) -> Iterator[ToDo]:
    """Yield the reminders that the operator wants before lots expire; none unless a setting says so."""
    asked = {key: _reminders(book, key, today) for key in book.sellers()}
    ahead = max((days for found in asked.values() for days in found), default=0)
    if not ahead:
        return
    until = last + timedelta(days=ahead)
    for slug, seller, expires_on, left in tx.rows(
        queries.EXPIRING, (today.isoformat(), until.isoformat(), org, org)
    ):
        expires, terms = stored.day(expires_on), book.of_seller(stored.whole(seller), today)
        for days in asked[stored.whole(seller)]:
            on = expires - timedelta(days=days)
            if today <= on <= last:
                subject = f"{left} credits up to {expires}"
                action = f"saasctl credit balance {slug} --as-of {expires}"
                yield ToDo(on, "credits-expiring", str(slug), subject, action, terms.cite(REMINDERS))


def _left(tx: Transaction, book: TermsBook, today: date, last: date, org: int | None) -> Iterator[ToDo]:
    """Yield the credits left after the contract, to be bought back before the data are deleted (D-45)."""
    for slug, ended_on in tx.rows(queries.LEFT_AFTER, (last.isoformat(), org, org)):
        ended = stored.day(ended_on)
        account = account_of(tx, book, str(slug), ended + DAY)
        if account.terms.word("credits.buyback.reminded", "never") == "never":
            continue
        deleted = custody_after(account.terms, ended).purge_due_on
        left = available(tx, account.organisation.id, today)
        if deleted is not None and left and not lost(account) and today <= deleted <= last + DAY:
            action = f"saasctl credit buyback {slug} {left}"
            clause = account.terms.cite("credits.buyback.reminded")
            yield ToDo(deleted - DAY, "credits-left", str(slug), f"{left} credits", action, clause)


def _reminders(book: TermsBook, seller: int, day: date) -> tuple[int, ...]:
    found = book.of_seller(seller, day).find(REMINDERS)
    if found is None:
        return ()
    given = found.value if isinstance(found.value, tuple) else str(found.value).split(",")
    return tuple(int(str(one)) for one in given)


def _low(tx: Transaction, book: TermsBook, today: date, org: int | None) -> Iterator[ToDo]:
    """Yield the accounts, or users, that have fallen under the operator's threshold (D-95)."""
    sellers = [key for key in book.sellers() if book.of_seller(key, today).find(LOW) is not None]
    if not sellers:
        return
    marks = ", ".join("?" * len(sellers))
    for slug, _ in tx.rows(queries.STOCKED.format(sellers=marks), (*sellers, org, org)):
        account = account_of(tx, book, str(slug), today)
        clause = account.terms.cite(LOW)
        for said in credits_view(tx, account, today).alerts:
            action = f"saasctl credit balance {slug}"
            yield ToDo(today, "credits-low", str(slug), said, action, clause)
