"""What the days bring to accounts of credits: lots expire (D-37), use is reported by the month (D-16)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from saasctl.acts.auditing import record_audit
from saasctl.acts.billing import CHUNK
from saasctl.acts.credit_use import Use, used_in
from saasctl.acts.crediting import EXPIRY, Because, Moved, available, expiry_due, schedule_expiry, take
from saasctl.acts.due import DueItem, set_due
from saasctl.acts.finding import organisation_with
from saasctl.acts.outbox import Draft, queue_notice
from saasctl.acts.running import RunSoFar
from saasctl.acts.terms import TermsBook
from saasctl.rules.credits.reporting import report_day_after, reported
from saasctl.store.database import Transaction
from saasctl.store.queries import credits as queries
from saasctl.store.queries.contracts import LASTING
from saasctl.terms.resolve import Terms
from saasctl.values import stored

REPORT = "usage-report"
"""The kind of the due index, and of the notice, for the report of use."""
DAYS = (EXPIRY, REPORT)
DUE = """
SELECT on_day, organisation_id, kind FROM due WHERE kind IN (?, ?) AND on_day <= ? {only} {passed}
ORDER BY on_day, organisation_id, kind LIMIT ?
"""
ACCOUNTS = """
SELECT l.organisation_id, o.seller_id, min(l.credited_on),
       (SELECT max(n.due_on) FROM notice n WHERE n.organisation_id = l.organisation_id AND n.kind = ?),
       (SELECT min(s.expires_on) FROM credit_stock s
        WHERE s.organisation_id = l.organisation_id AND s.remaining > 0)
FROM credit_lot l JOIN organisation o ON o.id = l.organisation_id {only}
GROUP BY l.organisation_id, o.seller_id ORDER BY l.organisation_id
"""
ASLEEP = """
SELECT (SELECT count(*) FROM subscription s WHERE s.organisation_id = ? AND s.started_on <= ?
        AND (s.ended_on IS NULL OR s.ended_on >= ?)) + (SELECT count(*) FROM credit_movement m
        WHERE m.organisation_id = ? AND m.on_day >= ? AND m.on_day < ?)
"""


@dataclass(frozen=True, slots=True)
class AccountDays:
    """When an account began, its last report and the next day on which a lot is worth nothing."""

    organisation_id: int
    seller_id: int
    began: date
    reported_on: date | None
    expires: date | None


def account_days(tx: Transaction, organisation_id: int | None = None) -> Iterator[AccountDays]:
    """Yield every account of credits, or one, with its days; what the due index is made from."""
    only = "WHERE l.organisation_id = ?" if organisation_id is not None else ""
    values: tuple[object, ...] = (REPORT,) if organisation_id is None else (REPORT, organisation_id)
    lasting = {stored.whole(key): stored.day(day) for key, day in tx.rows(LASTING)}
    for key, seller, began, told, expires in tx.rows(ACCOUNTS.format(only=only), values):
        last, since = stored.day_or_none(expires), lasting.get(stored.whole(key))
        yield AccountDays(
            stored.whole(key),
            stored.whole(seller),
            stored.day(began),
            stored.day_or_none(told),
            expiry_due(tx, stored.whole(key), last, since),
        )


def expected_credit_days(tx: Transaction, book: TermsBook) -> Iterator[DueItem]:
    """Yield what the due index holds of accounts of credits, from the facts."""
    for held in account_days(tx):
        if held.expires is not None:
            yield DueItem(held.organisation_id, None, EXPIRY, held.expires)
        report = _next_report(tx, book, held)
        if report is not None:
            yield DueItem(held.organisation_id, None, REPORT, report)


def schedule_report(tx: Transaction, book: TermsBook, organisation_id: int) -> None:
    """Write the day of the next report into the due index."""
    for held in account_days(tx, organisation_id):
        set_due(tx, organisation_id, None, REPORT, _next_report(tx, book, held))


def _next_report(tx: Transaction, book: TermsBook, held: AccountDays) -> date | None:
    """Return the day of the next report; None once nothing runs, nothing is left and nothing moved."""
    last = held.reported_on or held.began
    terms = book.of_seller(held.seller_id, last)
    following = report_day_after(terms, last)
    if following is None or held.reported_on is None:
        return following
    if available(tx, held.organisation_id, last):
        return following
    covers = reported(terms, following)
    key, first, end = held.organisation_id, covers.start.isoformat(), covers.end.isoformat()
    count = tx.rows(ASLEEP, (key, first, first, key, first, end))[0][0]
    return following if stored.whole(count) else None


def run_credit_days(tx: Transaction, until: date, run: RunSoFar, organisation_id: int | None) -> bool:
    """Do what is due on the earliest day, for one chunk of accounts; False when nothing is up to `until`."""
    only = "" if organisation_id is None else "AND organisation_id = ?"
    passed = sorted(run.passed)
    skipped = f"AND organisation_id NOT IN ({', '.join('?' * len(passed))})" if passed else ""
    values = (*DAYS, until.isoformat(), *(() if organisation_id is None else (organisation_id,)), *passed)
    rows = tx.rows(DUE.format(only=only, passed=skipped), (*values, CHUNK))
    book = TermsBook(tx)
    for on_day, key, kind in rows:
        if on_day != rows[0][0]:
            break
        organisation, day = stored.whole(key), stored.day(on_day)
        if kind == EXPIRY:
            expire(tx, organisation, day)
        else:
            _report(tx, book, organisation, day)
        run.organisations.add(organisation)
    return bool(rows)


def expire(tx: Transaction, organisation_id: int, day: date) -> None:
    """Take off the lots whose last day is before `day`; users who hold them lose them too (D-33)."""
    taken = 0
    while rows := tx.rows(queries.EXPIRED, (organisation_id, day.isoformat(), CHUNK)):
        of_day: dict[date, list[Moved]] = {}
        for *cells, came in rows:
            move = Moved(*(stored.whole(cell) for cell in cells))
            of_day.setdefault(max(day, stored.day(came)), []).append(move)
            taken += move.credits
        for on, moves in sorted(of_day.items()):
            take(tx, organisation_id, moves, Because("expired", on=on))
    schedule_expiry(tx, organisation_id)
    if taken:
        facts: dict[str, object] = {"credits": taken, "on": day.isoformat()}
        record_audit(tx, organisation_id, "credits.expired", facts)
        tx.tell(f"{organisation_with(tx, organisation_id).slug}: {taken} credits expired on {day}")


def _report(tx: Transaction, book: TermsBook, organisation_id: int, day: date) -> None:
    organisation = organisation_with(tx, organisation_id)
    terms = book.of_seller(organisation.seller_id, day)
    covers = reported(terms, day)
    use = used_in(tx, organisation_id, covers)
    form = terms.word("usage_report.form", "email")
    draft = Draft(REPORT, form, day, _facts(terms, use), terms.cite("usage_report.every"), role="billing")
    queue_notice(tx, organisation, draft, terms.profile.language)
    schedule_report(tx, book, organisation_id)


def _facts(terms: Terms, use: Use) -> dict[str, str]:
    users = "\n".join(f"{one.email}: {one.bookings}, {one.credits}" for one in use.users)
    return {
        "from": use.covers.start.isoformat(),
        "to": use.covers.last_day.isoformat(),
        "bookings": str(sum(one.bookings for one in use.users)),
        "credits_used": str(sum(one.credits for one in use.users)),
        "credits_bought": str(use.credited),
        "credits_expired": str(use.expired),
        "credits_left": str(use.left),
        "users": users or "-",
    }
