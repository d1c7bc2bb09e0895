"""Run a store forward inside one transaction and say what that brought."""

from collections.abc import Sequence
from datetime import date

from saasctl.acts.agenda import Span, agenda_items
from saasctl.acts.contracts import load_contract
from saasctl.acts.daily import run_next
from saasctl.acts.running import RunSoFar
from saasctl.acts.scheduling import schedule
from saasctl.acts.subscribing import add_override
from saasctl.acts.terms import TermsBook
from saasctl.store.database import Transaction
from saasctl.values import stored
from saasctl.values.money import Money
from saasctl.values.views.agenda import (
    MonthRevenue,
    Proposal,
    RehearsalView,
    RehearsedDay,
    RehearsedInvoice,
)
from saasctl.values.views.runs import FailedView

LAST_INVOICE = "SELECT coalesce(max(id), 0) FROM invoice"
LAST_EVENT = "SELECT coalesce(max(id), 0) FROM emitted"
INVOICES = """
SELECT i.number, o.slug, i.kind, i.issued_on, r.due_on, i.net_cents, i.gross_cents, i.currency
FROM invoice i JOIN organisation o ON o.id = i.organisation_id JOIN receivable r ON r.invoice_id = i.id
WHERE i.id > ? ORDER BY i.issued_on, i.number
"""
RENEWALS = """
SELECT e.on_day, o.slug, s.name FROM emitted e
JOIN subscription s ON s.id = e.subscription_id JOIN organisation o ON o.id = e.organisation_id
WHERE e.kind = 'renewal' AND e.id > ? ORDER BY e.on_day, o.slug, s.name
"""
ENDS = """
SELECT f.last_day, o.slug, s.name FROM (
    SELECT e.subscription_id, e.last_day FROM ending e WHERE e.withdrawn_on IS NULL
    UNION ALL
    SELECT t.id, t.trial_until FROM subscription t
    WHERE t.trial = 1 AND t.trial_until IS NOT NULL AND (t.ended_on IS NULL OR t.ended_on = t.trial_until)
) f JOIN subscription s ON s.id = f.subscription_id JOIN organisation o ON o.id = s.organisation_id
WHERE f.last_day >= ? AND f.last_day <= ? AND (? IS NULL OR o.id = ?)
ORDER BY f.last_day, o.slug, s.name
"""
RUNNING = """
SELECT id FROM subscription
WHERE (ended_on IS NULL OR ended_on >= ?) AND (? IS NULL OR organisation_id = ?) ORDER BY id
"""


def run_forward(tx: Transaction, today: date, org: int | None) -> RehearsalView:
    """Run everything up to the act's day, for one customer or all, and report what it brought.

    Revenue is net, by the month of the invoice's date. Proposals are as of the last day.
    """
    until = tx.on
    before, events = _number(tx, LAST_INVOICE), _number(tx, LAST_EVENT)
    run = RunSoFar()
    while run_next(tx, until, run, org):
        pass
    invoices = tuple(_invoice(row) for row in tx.rows(INVOICES, (before,)))
    ends = tx.rows(ENDS, (today.isoformat(), until.isoformat(), org, org))
    return RehearsalView(
        until,
        invoices,
        revenue_by_month(invoices),
        tuple(_day(row) for row in tx.rows(RENEWALS, (events,))),
        tuple(_day(row) for row in ends),
        tuple(
            Proposal(item.on, item.kind, item.org, item.subject, item.action, item.overdue, item.rule)
            for item in agenda_items(tx, Span(until, until, org))
            if not item.automatic
        ),
        (),
        tuple(FailedView(one.org, one.error.code, one.error.message) for one in run.failed),
    )


def other_terms(tx: Transaction, values: Sequence[tuple[str, str]], today: date, org: int | None) -> None:
    """Put other values of the terms on every running contract from today on."""
    for (key,) in tx.rows(RUNNING, (today.isoformat(), org, org)):
        contract = load_contract(tx, stored.whole(key))
        for path, value in values:
            add_override(tx, contract, path, value, "rehearsal", max(today, contract.started_on))
        schedule(tx, TermsBook(tx), load_contract(tx, contract.id))


def revenue_by_month(invoices: Sequence[RehearsedInvoice]) -> tuple[MonthRevenue, ...]:
    """Return the net sums of invoices by month and currency, exact."""
    sums: dict[tuple[str, str], int] = {}
    for invoice in invoices:
        key = f"{invoice.issued_on:%Y-%m}", invoice.currency
        sums[key] = sums.get(key, 0) + invoice.net.cents
    return tuple(MonthRevenue(month, Money(sums[month, unit], unit), unit) for month, unit in sorted(sums))


def _number(tx: Transaction, statement: str) -> int:
    row = tx.one(statement)
    return stored.whole(row[0]) if row else 0


def _invoice(row: Sequence[object]) -> RehearsedInvoice:
    number, slug, kind, issued, due, net, gross, currency = row
    unit = str(currency)
    return RehearsedInvoice(
        str(number),
        str(slug),
        str(kind),
        stored.day(issued),
        stored.day(due),
        Money(stored.whole(net), unit),
        Money(stored.whole(gross), unit),
        unit,
    )


def _day(row: Sequence[object]) -> RehearsedDay:
    on, slug, name = row
    return RehearsedDay(stored.day(on), str(slug), f"{slug}/{name}")
