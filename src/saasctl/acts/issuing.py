"""Issue invoices: number, date, VAT, due date, rows, cursor and audit in one open transaction."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache

from saasctl.acts.auditing import record_audits
from saasctl.acts.numbering import Series
from saasctl.acts.paying import settle_waiting
from saasctl.acts.taxing import Party, Taxed, tax
from saasctl.acts.terms import TermsBook
from saasctl.rules.billing.composing import Draft
from saasctl.rules.billing.contract import Contract
from saasctl.rules.billing.lines import Line
from saasctl.store.database import Transaction
from saasctl.store.queries import invoices as queries
from saasctl.store.queries.clauses import clause_id
from saasctl.terms.resolve import Terms
from saasctl.values.clause import Cited
from saasctl.values.money import format_cents
from saasctl.values.period import Period

Row = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Customer:
    """A customer as the addressee of a document that is of none of its subscriptions."""

    organisation_id: int
    seller_id: int
    org: str
    id: int | None = None

    @property
    def key(self) -> str:
        """The customer's slug."""
        return self.org


@dataclass(frozen=True, slots=True)
class Priced:
    """A draft with VAT and due date, not yet numbered. `corrects_id` is what a credit note corrects."""

    contract: Contract | Customer
    draft: Draft
    taxed: Taxed
    due_days: Cited[int]
    currency: str
    terms_version: str
    corrects_id: int | None = None
    net_cents: int = field(init=False)
    gross_cents: int = field(init=False)

    def __post_init__(self) -> None:
        """Add up once: the lines' net in cents, and net and VAT."""
        net_cents = sum(line.net_cents for line in self.draft.lines)
        object.__setattr__(self, "net_cents", net_cents)
        object.__setattr__(self, "gross_cents", net_cents + self.taxed.vat_cents)

    def due_on(self, issued_on: date) -> date:
        """Return the due date: `due_days` after the issue date, that day not counted (B-75, S-27)."""
        return issued_on + timedelta(days=self.due_days.value)


@dataclass(frozen=True, slots=True)
class Issued:
    """An invoice just written."""

    id: int
    number: str
    priced: Priced
    issued_on: date


def price(book: TermsBook, contract: Contract, party: Party, draft: Draft) -> Priced:
    """Return `draft` with VAT and due date under the terms in force on its obligation day.

    Raises BlankTerm (exit 7) for a missing rate or due date, and the refusals of VAT.
    """
    terms: Terms = book.of(contract)(draft.obligation_on)
    seller = book.seller(contract.seller_id)
    taxed = tax(terms, seller.place, party, draft)
    return Priced(
        contract,
        draft,
        taxed,
        terms.integer(draft.due_path),
        terms.profile.currency,
        terms.profile.name,
    )


class Issuer:
    """Writes invoices of many customers; call `save` once at the end of the transaction."""

    def __init__(self, tx: Transaction, book: TermsBook) -> None:
        self._tx, self._book = tx, book
        self._series: dict[tuple[int, str], Series] = {}
        self._next_id = int(str(tx.rows(queries.LAST_ID)[0][0]))
        self._written: dict[int, tuple[Line, Row]] = {}

    def issue(self, batch: Sequence[Priced]) -> list[Issued]:
        """Write the invoices of `batch` in its order, each under the next number; money held settles them."""
        issued = [self._number(priced) for priced in batch]
        self._tx.many(queries.INSERT_INVOICE, [self._header(one) for one in issued])
        self._tx.many(queries.INSERT_LINE, [row for one in issued for row in self._lines(one)])
        self._tx.many(queries.INSERT_VAT, [row for one in issued for row in _vats(one)])
        self._tx.many(queries.INSERT_RECEIVABLE, [_receivable(one) for one in issued])
        self._tx.many(queries.MARK_BILLED, [row for one in issued for row in _marks(one)])
        self._tx.many(queries.ADVANCE_CURSOR, list(_cursors(issued)))
        record_audits(self._tx, "invoice.issued", [_facts(one) for one in issued])
        owing = (one.priced for one in issued if one.priced.draft.kind != "credit_note")
        settle_waiting(self._tx, (priced.contract.organisation_id for priced in owing))
        return issued

    def save(self) -> None:
        """Write the number series back."""
        for series in self._series.values():
            series.save()

    def _number(self, priced: Priced) -> Issued:
        seller_id = priced.contract.seller_id
        document = "credit_note" if priced.draft.kind == "credit_note" else "invoice"
        series = self._series.get((seller_id, document))
        if series is None:
            seller = self._book.seller(seller_id)
            prefix = seller.prefix_invoice if document == "invoice" else seller.prefix_credit_note
            series = Series(self._tx, seller_id, document, prefix, sandbox=self._tx.sandbox)
            self._series[seller_id, document] = series
        self._next_id += 1
        issued_on = series.issued_on(priced.draft.obligation_on)
        return Issued(self._next_id, series.next(issued_on), priced, issued_on)

    def _header(self, one: Issued) -> Row:
        priced, draft = one.priced, one.priced.draft
        return (
            one.id,
            priced.contract.seller_id,
            priced.contract.organisation_id,
            priced.contract.id,
            one.number,
            draft.kind,
            one.issued_on.isoformat(),
            draft.obligation_on.isoformat(),
            priced.due_on(one.issued_on).isoformat(),
            *_period(draft.period),
            priced.currency,
            priced.net_cents,
            priced.taxed.vat_cents,
            priced.gross_cents,
            priced.corrects_id,
            priced.terms_version,
            priced.taxed.mention,
            clause_id(self._tx, priced.due_days.clause),
        )

    def _lines(self, one: Issued) -> Iterable[Row]:
        key, taxed = one.priced.contract.id, one.priced.taxed
        rate = _text(taxed.rate)
        for ref, line in enumerate(one.priced.draft.lines, 1):
            yield one.id, ref, key, taxed.category, rate, *self._cells(line)

    def _cells(self, line: Line) -> Row:
        """Return the columns of a line that are its own; customers of one day share many lines."""
        held = self._written.get(id(line))
        if held is None:
            held = self._written[id(line)] = (
                line,
                (
                    line.obligation,
                    line.kind,
                    line.description,
                    line.basis.quantity,
                    line.basis.unit_price,
                    line.net_cents,
                    *(_period(line.period) if line.period else (None, None)),
                    _basis_text(tuple(line.basis.as_stored().items())),
                    clause_id(self._tx, line.clause),
                    clause_id(self._tx, line.price_clause),
                ),
            )
        return held[1]


def _facts(one: Issued) -> tuple[int, dict[str, object]]:
    priced = one.priced
    return priced.contract.organisation_id, {
        "number": one.number,
        "kind": priced.draft.kind,
        "subscription": priced.contract.key,
        "issued_on": one.issued_on.isoformat(),
        "gross": format_cents(priced.gross_cents, priced.currency),
        "lines": [line.obligation for line in priced.draft.lines],
    }


@lru_cache(maxsize=1000)
def _basis_text(stored: tuple[tuple[str, int | str], ...]) -> str:
    return json.dumps(dict(stored), separators=(",", ":"))


def _text(rate: Decimal) -> str:
    return format(rate, "f")


def _period(period: Period) -> tuple[str, str]:
    return period.start.isoformat(), period.end.isoformat()


def _vats(one: Issued) -> Iterable[Row]:
    for category, rate, base, vat in one.priced.taxed.breakdown:
        yield one.id, category, _text(rate), base, vat


def _receivable(one: Issued) -> Row:
    gross = one.priced.gross_cents
    due_on = one.priced.due_on(one.issued_on).isoformat()
    if one.priced.draft.kind == "credit_note":
        return one.id, due_on, 0, 0, "issued"
    return one.id, due_on, 0, gross, "issued" if gross else "paid"


def _marks(one: Issued) -> Iterable[Row]:
    return ((one.id, one.priced.contract.id, seq) for seq in one.priced.draft.movements)


def _cursors(issued: Sequence[Issued]) -> Iterable[Row]:
    latest = {
        one.priced.contract.id: one.priced.draft.billed_to for one in issued if one.priced.draft.billed_to
    }  # only recurring drafts have one, and they belong to a subscription
    return ((key, day.isoformat()) for key, day in latest.items())
