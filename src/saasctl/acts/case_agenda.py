"""What cases put on the agenda: last days to come or missed, and rights that open."""

from collections.abc import Iterator
from datetime import date

from saasctl.acts.cases import case_from, case_view
from saasctl.acts.terms import TermsBook
from saasctl.rules.lifecycle.cases import PASSED, TO_COME
from saasctl.store.queries import cases as queries
from saasctl.store.transaction import Transaction
from saasctl.values.views.agenda import ToDo

KIND = "case"
DUTIES = ("by", "before")
"""Dates that are missed once they have passed; the others only come."""


def case_items(tx: Transaction, book: TermsBook, today: date, last: date, org: int | None) -> Iterator[ToDo]:
    """Yield the dates of cases open today that come up to `last`, and the last days that were missed."""
    day = today.isoformat()
    for row in tx.rows(f"{queries.CASES} WHERE {queries.OPEN} ORDER BY c.id", (day, day, org, org)):
        view = case_view(tx, book, case_from(tx, row), today)
        for one in view.dates:
            missed = one.state == PASSED and one.sense in DUTIES
            if one.on is not None and one.on <= last and (one.state == TO_COME or missed):
                action = f"saasctl case show {view.ref}"
                yield ToDo(one.on, KIND, view.org, f"{view.ref} {one.name}", action, one.clause)
