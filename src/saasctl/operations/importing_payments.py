"""Import payments from a bank's CSV file: all of them or none; the same file again changes nothing."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from saasctl.acts.auditing import record_audit
from saasctl.acts.finding import OrganisationRow, organisation_named, organisation_with
from saasctl.acts.importing import Tally, rounds, row_amount, row_day
from saasctl.acts.paying import Received, hold, pin, record_payment, settle
from saasctl.acts.terms import TermsBook
from saasctl.errors.base import SaasctlError
from saasctl.errors.imports import ImportRefused
from saasctl.errors.invoices import InvoiceUnknown
from saasctl.errors.periods import PeriodClosed
from saasctl.errors.receivables import InvoiceOfOther
from saasctl.errors.usage import ValueMalformed
from saasctl.formats.csvtable import TableForm, TableRow, read_table
from saasctl.store.database import Store, Transaction
from saasctl.values import stored
from saasctl.values.act import Act
from saasctl.values.answers import Written
from saasctl.values.money import Money

COLUMNS = ("org", "amount", "on", "invoice", "method", "reference")
METHODS = ("card", "debit", "transfer")
INVOICE = """
SELECT i.id, i.organisation_id, i.issued_on, r.balance_cents FROM invoice i
JOIN receivable r ON r.invoice_id = i.id WHERE i.number = ? AND i.kind <> 'credit_note'
"""
SAME = """
SELECT count(*) FROM payment
WHERE organisation_id = ? AND amount_cents = ? AND received_on = ? AND coalesce(reference, '') = ?
"""
Same = tuple[int, int, str, str]


@dataclass
class _Desk:
    tx: Transaction
    book: TermsBook
    org: str | None
    latest: date
    tally: Tally
    held: dict[Same, int] = field(default_factory=dict)
    touched: set[int] = field(default_factory=set)


def import_payments(store: Store, file: str, org: str | None, act: Act) -> Written:
    """Record every payment of a CSV file as `payment record` would; the oldest due are settled first.

    A row is known again by its customer, day, amount and reference; of several alike in the file as
    many are new as the store lacks. `org` is the customer of rows that name none; a row with an
    invoice needs no customer. Raises ImportRefused (exit 4) with every wrong value, and then nothing
    is written; ImportUnreadable (exit 4), FileMissing (exit 3).
    """
    with store.transaction(act) as tx:
        latest = date.max if store.sandbox else store.clock.today()
        desk = _Desk(tx, TermsBook(tx), org, latest, Tally())
        for part in rounds(_rows(file)):
            for row in part:
                _import(desk, row)
        for organisation_id in sorted(desk.touched):
            settle(tx, organisation_id)
        report = desk.tally.report()
        if report.failed:
            raise ImportRefused(file, report, None, repaired=False)
        tx.tell(f"{report.created} payments from {file}")
        record_audit(tx, None, "payments.imported", {"file": file, "created": report.created})
    told = f"{report.rows} rows: {report.created} payments recorded, {report.unchanged} unchanged"
    return Written(report, tuple(desk.tally.created), told)


def _rows(file: str) -> Iterator[TableRow]:
    return read_table(file, COLUMNS, ("amount",), TableForm())


def _import(desk: _Desk, row: TableRow) -> None:
    tally = desk.tally
    if not tally.takes(row):
        return
    faults = len(tally.failed)
    on = row_day(tally, row, desk.tx.on, desk.latest) or desk.tx.on
    if desk.tx.open_from is not None and on < desk.tx.open_from:
        tally.fault(row, "on", PeriodClosed(on, desk.tx.open_from))
    cents = _checked(desk, row, "amount", lambda: Money.of(row_amount(row)).cents)
    customer = _checked(
        desk, row, "invoice" if row.cells.get("invoice") else "org", lambda: _customer(desk, row)
    )
    method = row.cells.get("method")
    if method is not None and method not in METHODS:
        tally.fault(row, "method", ValueMalformed("method", method, ", ".join(METHODS)))
    if len(tally.failed) == faults and cents is not None and customer is not None:
        _put(
            desk,
            row,
            customer,
            Received(cents, _unit(desk, customer), on, _method(desk, customer, method, on)),
        )


Read = TypeVar("Read")


def _checked(desk: _Desk, row: TableRow, column: str, read: Callable[[], Read]) -> Read | None:
    try:
        return read()
    except SaasctlError as error:
        desk.tally.fault(row, column, error)
        return None


def _customer(desk: _Desk, row: TableRow) -> OrganisationRow:
    """Return the customer of a row: the one named, else the one of its invoice, else that of --org."""
    number, named = row.cells.get("invoice"), row.cells.get("org") or None
    if number is None:
        if named is None and desk.org is None:
            raise ValueMalformed("org", "", "the customer who paid, or an invoice")
        return organisation_named(desk.tx, named or desk.org or "")
    found = desk.tx.one(INVOICE, (number,))
    if found is None:
        raise InvoiceUnknown(number, [])
    owner = organisation_with(desk.tx, stored.whole(found[1]))
    if named is not None and organisation_named(desk.tx, named).id != owner.id:
        raise InvoiceOfOther(number, owner.slug, named)
    return owner


def _unit(desk: _Desk, customer: OrganisationRow) -> str:
    return desk.book.seller(customer.seller_id).profile.currency


def _method(desk: _Desk, customer: OrganisationRow, method: str | None, on: date) -> str:
    terms = desk.book.of_seller(customer.seller_id, on)
    known = terms.words("payment.means")
    return method or terms.word("payment.default", "") or (known[0] if known else "transfer")


def _put(desk: _Desk, row: TableRow, customer: OrganisationRow, received: Received) -> None:
    reference, tx = row.cells.get("reference"), desk.tx
    same = customer.id, received.cents, received.received_on.isoformat(), reference or ""
    if same not in desk.held:
        count = tx.one(SAME, same)
        desk.held[same] = stored.whole(count[0]) if count else 0
    if desk.held[same]:
        desk.held[same] -= 1
        desk.tally.unchanged += 1
        return
    told = Received(received.cents, received.currency, received.received_on, received.method, reference)
    key = record_payment(tx, customer.id, told)
    desk.tally.created.append(f"P-{key}")
    number = row.cells.get("invoice")
    if number is None:
        desk.touched.add(customer.id)
        return
    found = tx.one(INVOICE, (number,))
    if found is not None and stored.whole(found[3]) > 0:
        take = min(received.cents, stored.whole(found[3]))
        pin(tx, key, stored.whole(found[0]), take, max(received.received_on, stored.day(found[2])))
    hold(tx, key, received.received_on)
