"""Months of the books: close one, list them, open one again."""

from datetime import date

from saasctl.acts.auditing import record_audit
from saasctl.acts.closings import MonthSums, first_month, months_between, sums_of_month
from saasctl.errors.periods import PeriodOrder
from saasctl.rules.ledger.deferral import month_of
from saasctl.store.database import Store, Transaction
from saasctl.store.records import write_record
from saasctl.values.act import Act
from saasctl.values.answers import Listing, Written
from saasctl.values.money import Money
from saasctl.values.views.ledger import PERIOD_COLUMNS, PeriodView

LAST = """
SELECT month, what, on_day, entries, debit_cents, digest FROM period_closing ORDER BY id
"""
CURRENCY = "EUR"


def close_period(store: Store, first: date, act: Act) -> Written:
    """Close a month and all before it: no act may be dated in it from then on (exit 5).

    Its ledger's sums and digest are kept. Closing a closed month changes nothing. Raises PeriodOrder
    (exit 5) for a month that is not over in a real store. Undo: `period reopen`.
    """
    month = month_of(first)
    name = f"{first:%Y-%m}"
    with store.transaction(act, closed=True) as tx:
        if not tx.sandbox and month.end > store.clock.today():
            fix = f"saasctl period close {name}  # on {month.end} or later"
            raise PeriodOrder(name, f"it is not over before {month.end}", fix)
        sums = sums_of_month(tx, first)
        open_from = tx.open_from
        if open_from is None or open_from < month.end:
            open_from = month.end
            _write(tx, name, "closed", month.end, sums)
        view = _view(name, "closed", open_from, sums)
    undo = f"undo: saasctl period reopen {name}"
    return Written(view, (name,), f"{name} is closed; acts may be dated from {open_from} on; {undo}")


def reopen_period(store: Store, first: date, act: Act) -> Written:
    """Open a closed month again, and every later one; why is said with --reason.

    Raises PeriodOrder (exit 5) for a month that is not closed.
    """
    name = f"{first:%Y-%m}"
    with store.transaction(act, closed=True) as tx:
        if tx.open_from is None or first >= tx.open_from:
            raise PeriodOrder(name, "it is open", f"saasctl period close {name}")
        sums = sums_of_month(tx, first)
        _write(tx, name, "reopened", first, sums)
        view = _view(name, "open", first, sums)
    undo = f"undo: saasctl period close {name}"
    return Written(view, (name,), f"{name} is open; acts may be dated from {first} on; {undo}")


def _write(tx: Transaction, name: str, what: str, open_from: date, sums: MonthSums) -> None:
    row: dict[str, object] = {"month": name, "what": what, "on_day": tx.on, "open_from": open_from}
    row |= {"entries": sums.entries, "debit_cents": sums.debit_cents, "digest": sums.digest}
    write_record(tx, "period_closing", row | {"reason": tx.act.reason})
    facts: dict[str, object] = {"month": name, "open_from": open_from.isoformat(), "digest": sums.digest}
    record_audit(tx, None, f"period.{what}", facts)
    tx.tell(f"{name}: {what}")


def _view(name: str, status: str, open_from: date, sums: MonthSums) -> PeriodView:
    debit = Money(sums.debit_cents, CURRENCY)
    return PeriodView(name, status, open_from, sums.entries, debit, CURRENCY, sums.digest)


def list_periods(store: Store, as_of: date | None) -> Listing:
    """Return the months from the first with a document on, whether each is closed and still matches.

    `matches` says whether the ledger of a closed month is still what it was when it was closed.
    """
    day = as_of or store.clock.today()
    with store.reading() as tx:
        closed: dict[str, tuple[str, int, str]] = {}
        for month, what, on, entries, _, digest in tx.rows(LAST):
            closed = {known: row for known, row in closed.items() if what == "closed" or known < str(month)}
            if what == "closed":
                closed[str(month)] = (str(on), int(str(entries)), str(digest))
        rows = []
        first = first_month(tx) or month_of(day).start
        for month in months_between(min([first, *_days(closed)]), max([day, *_days(closed)])):
            name = f"{month.start:%Y-%m}"
            sums = sums_of_month(tx, month.start)
            is_closed = tx.open_from is not None and month.start < tx.open_from
            held = closed.get(name)
            matches = None if held is None else held[2] == sums.digest
            status = "closed" if is_closed else "open"
            debit = Money(sums.debit_cents, CURRENCY)
            closed_on = None if held is None else date.fromisoformat(held[0])
            rows.append((name, status, sums.entries, debit, CURRENCY, closed_on, matches, sums.digest))
    return Listing("saasctl.period.list/1", PERIOD_COLUMNS, rows, day)


def _days(closed: dict[str, tuple[str, int, str]]) -> list[date]:
    return [date.fromisoformat(f"{name}-01") for name in closed]
