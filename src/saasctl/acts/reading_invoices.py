"""Read invoices back as they are printed, many at a time."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from saasctl.store.database import Transaction
from saasctl.store.queries import invoices as queries
from saasctl.store.queries.books import INSTALMENTS
from saasctl.store.queries.clauses import clause_by_id
from saasctl.store.queries.receivables import later_than
from saasctl.values import stored
from saasctl.values.clause import ClauseRef
from saasctl.values.money import Money
from saasctl.values.period import Period
from saasctl.values.views.invoices import InstalmentView, InvoiceView, LineView, VatPart

Row = tuple[object, ...]
ROUND = 1000


def invoice_views(tx: Transaction, headers: Iterable[Row], as_of: date) -> Iterator[InvoiceView]:
    """Yield the invoices of `headers` (rows of HEADERS) with their lines and VAT, as of a day."""
    batch: list[Row] = []
    for header in headers:
        batch.append(header)
        if len(batch) == ROUND:
            yield from _views(tx, batch, as_of)
            batch = []
    yield from _views(tx, batch, as_of)


def _views(tx: Transaction, headers: Sequence[Row], as_of: date) -> Iterator[InvoiceView]:
    ids = [int(str(header[0])) for header in headers]
    lines: dict[object, list[Row]] = {}
    for row in queries.rows_for(tx, queries.LINES, ids):
        lines.setdefault(row[0], []).append(row[1:])
    vats: dict[object, list[Row]] = {}
    for row in queries.rows_for(tx, queries.VATS, ids):
        vats.setdefault(row[0], []).append(row[1:])
    parts: dict[object, list[Row]] = {}
    for row in queries.rows_for(tx, INSTALMENTS, ids):
        parts.setdefault(row[0], []).append(row[1:])
    later = later_than(tx, ids, as_of.isoformat())
    for header in headers:
        view = _view(tx, header, lines.get(header[0], []), vats.get(header[0], []), as_of)
        key = int(str(header[0]))
        if header[0] in parts:
            view = replace(view, instalments=tuple(_part(row, view.currency) for row in parts[header[0]]))
        yield _as_of(view, *later[key], as_of) if key in later else view


def _part(row: Row, currency: str) -> InstalmentView:
    due_on, cents = row
    return InstalmentView(stored.day(due_on), Money(stored.whole(cents), currency))


def _as_of(view: InvoiceView, paid: int, lessened: int, as_of: date) -> InvoiceView:
    """Return an invoice as it stood before cents were paid, credited or written off."""
    unit = view.currency
    held, balance = view.paid.cents - paid, view.balance.cents + paid + lessened
    status = view.status
    if balance > 0:
        status = "partly_paid" if held > 0 else "issued"
    late = max(0, (as_of - view.due_on).days) if balance > 0 else 0
    return replace(
        view,
        paid=Money(held, unit),
        balance=Money(balance, unit),
        status=status,
        overdue=late > 0,
        days_late=late,
    )


def _view(
    tx: Transaction, header: Row, lines: Sequence[Row], vats: Sequence[Row], as_of: date
) -> InvoiceView:
    _, number, kind, seller, org, name, status, issued, obligation, due, start, end, currency, *sums = header
    net, vat, gross, paid, balance, corrects, version, mention, due_clause = sums
    unit = str(currency)
    due_on = stored.day(due)
    late = max(0, (as_of - due_on).days) if stored.whole(balance) > 0 else 0
    return InvoiceView(
        number=str(number),
        kind=str(kind),
        seller=str(seller),
        org=str(org),
        subscription=f"{org}/{name}" if name is not None else None,
        status=str(status),
        overdue=late > 0,
        days_late=late,
        issued_on=stored.day(issued),
        obligation_on=stored.day(obligation),
        due_on=due_on,
        period=_period(start, end),
        currency=unit,
        net=Money(stored.whole(net), unit),
        vat=Money(stored.whole(vat), unit),
        gross=Money(stored.whole(gross), unit),
        paid=Money(stored.whole(paid), unit),
        balance=Money(stored.whole(balance), unit),
        corrects=str(corrects) if corrects is not None else None,
        terms_version=str(version),
        mention=str(mention) if mention is not None else None,
        vat_breakdown=tuple(_vat(row, unit) for row in vats),
        lines=tuple(_line(tx, row, unit) for row in lines),
        due_clause=_clause(tx, due_clause),
    )


def _vat(row: Row, currency: str) -> VatPart:
    category, rate, base, vat = row
    return VatPart(
        str(category),
        Decimal(str(rate)),
        Money(stored.whole(base), currency),
        Money(stored.whole(vat), currency),
    )


def _line(tx: Transaction, row: Row, currency: str) -> LineView:
    ref, description, quantity, price, net, category, rate, start, end, basis, clause, price_clause = row
    return LineView(
        ref=str(ref),
        description=str(description),
        quantity=stored.whole(quantity),
        unit_price=Money(stored.whole(price), currency),
        net=Money(stored.whole(net), currency),
        vat_category=str(category),
        vat_rate=Decimal(str(rate)),
        period=_period(start, end),
        basis=json.loads(str(basis)),
        clause=_clause(tx, clause),
        price_clause=_clause(tx, price_clause),
    )


def _clause(tx: Transaction, key: object) -> ClauseRef | None:
    return clause_by_id(tx, stored.whole(key)) if key is not None else None


def _period(start: object, end: object) -> Period | None:
    return Period(stored.day(start), stored.day(end)) if start is not None and end is not None else None
