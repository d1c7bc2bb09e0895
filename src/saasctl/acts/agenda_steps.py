"""What an operator has to do about late payers and the outbox, for the agenda."""

from collections.abc import Iterator
from datetime import date

from saasctl.acts.outbox import MAILED
from saasctl.acts.suspending import ladder_on
from saasctl.acts.terms import TermsBook
from saasctl.rules.receivables.ladder import Step
from saasctl.store.queries import agenda as queries
from saasctl.store.queries.clauses import clause_by_id
from saasctl.store.transaction import Transaction
from saasctl.values import stored
from saasctl.values.views.agenda import ToDo

WRITTEN = {"reminder", "formal-notice"}
"""Steps that are letters: `invoice remind` writes them."""


def next_steps(tx: Transaction, book: TermsBook, today: date, last: date, org: int | None) -> Iterator[ToDo]:
    """Yield the next lawful step against each late payer that is possible up to `last` (B-93, D-71)."""
    for key, seller, slug in queries.late_payers(tx, today, org):
        terms = book.of_seller(stored.whole(seller), today)
        steps = ladder_on(tx, terms, stored.whole(key), today)
        coming = next((one for one in steps if one.done_on is None), None)
        if coming is None or coming.possible_from_on is None or coming.possible_from_on > last:
            continue
        action = _action(str(slug), coming)
        yield ToDo(
            coming.possible_from_on, f"ladder-{coming.step}", str(slug), str(slug), action, coming.clause
        )


def _action(slug: str, coming: Step) -> str:
    if coming.act in WRITTEN:
        return f"saasctl invoice remind --org {slug} --kind {coming.act}"
    if coming.act == "suspension":
        return f"saasctl org suspend {slug} --cause non-payment"
    return f"saasctl sub cancel {slug} --by vendor --cause {coming.ending}"


def waiting_letters(tx: Transaction, last: date, org: int | None) -> Iterator[ToDo]:
    """Yield the notices of the outbox that are to leave up to `last`, or of which nobody knows.

    One that may have left already goes again only where the operator says so.
    """
    for due, key, kind, form, slug, clause, status in queries.letters_until(tx, last, org):
        name = f"N-{key}"
        command = "send" if str(form) in MAILED else "export --out letters"
        cited = None if clause is None else clause_by_id(tx, stored.whole(clause))
        again = " --again" if command == "send" and status == "unknown" else ""
        action = f"saasctl notice {command} {name}{again}"
        yield ToDo(stored.day(due), f"notice-{kind}", str(slug), name, action, cited)
