"""Import opening balances from a CSV file: all of them or none; the same file again changes nothing."""

import re
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from saasctl.acts.auditing import record_audit
from saasctl.acts.finding import OrganisationRow, organisation_named
from saasctl.acts.importing import Tally, rounds, row_amount, row_day
from saasctl.acts.paying import settle
from saasctl.acts.taking_over import KINDS, FormerGiven, former_of, prefixes_of, take_over
from saasctl.acts.terms import TermsBook
from saasctl.errors.base import SaasctlError
from saasctl.errors.imports import ImportRefused
from saasctl.errors.organisations import OrganisationUnknown
from saasctl.errors.usage import ValueMalformed
from saasctl.errors.vat import VatRateUnlawful
from saasctl.formats.csvtable import TableForm, TableRow, read_table
from saasctl.store.database import Store, Transaction
from saasctl.values.act import Act
from saasctl.values.answers import Written

COLUMNS = ("org", "number", "amount", "issued", "due", "source", "vat_rate", "kind")
PERCENT = re.compile(r"[0-9]{1,3}(\.[0-9]{1,4})?")
NEEDED = ("org", "number", "amount", "issued", "due")


@dataclass
class _Desk:
    tx: Transaction
    book: TermsBook
    source: str | None
    prefixes: tuple[str, ...]
    tally: Tally
    held: dict[str, OrganisationRow] = field(default_factory=dict)
    touched: set[int] = field(default_factory=set)


def import_balances(store: Store, file: str, source: str | None, act: Act) -> Written:
    """Take over every invoice of a CSV file as `invoice take-over` would one, on the act's day.

    `source` is that of rows that name none. Raises ImportRefused (exit 4) with every wrong value, and
    then nothing is written; ImportUnreadable (exit 4), FileMissing (exit 3).
    """
    with store.transaction(act) as tx:
        desk = _Desk(tx, TermsBook(tx), source, prefixes_of(tx), Tally())
        for part in rounds(read_table(file, COLUMNS, NEEDED, TableForm())):
            for row in part:
                _import(desk, row)
        report = desk.tally.report()
        if report.failed:
            raise ImportRefused(file, report)
        for organisation_id in sorted(desk.touched):
            settle(tx, organisation_id)
        tx.tell(f"{report.created} invoices from {file}")
        record_audit(tx, None, "invoices.imported", {"file": file, "created": report.created})
    told = f"{report.rows} rows: {report.created} invoices taken over, {report.unchanged} unchanged"
    return Written(report, tuple(desk.tally.created), told)


def _import(desk: _Desk, row: TableRow) -> None:
    tally = desk.tally
    if not tally.takes(row):
        return
    faults = len(tally.failed)
    issued, due = (row_day(tally, row, None, date.max, column) for column in ("issued", "due"))
    if len(tally.failed) > faults:
        return
    try:
        organisation = _organisation(desk, row)
        if issued is None or due is None:
            raise ValueMalformed("due" if issued else "issued", "", "YYYY-MM-DD, as 2026-03-01")
        number, kind = row.cells.get("number", ""), row.cells.get("kind", "subscription")
        if kind not in KINDS:
            raise ValueMalformed("kind", kind, ", ".join(KINDS))
        source = row.cells.get("source") or desk.source
        if not source:
            raise ValueMalformed("source", "", "where it comes from, or --source for all rows")
        given = FormerGiven(number, row_amount(row), issued, due, source, _rate(row), kind)
        _take(desk, organisation, given)
    except SaasctlError as error:
        tally.fault(row, _column(error), error)


def _column(error: SaasctlError) -> str:
    """Return the column of a row that a refusal speaks of."""
    if isinstance(error, ValueMalformed):
        return error.name
    if isinstance(error, OrganisationUnknown):
        return "org"
    return "vat_rate" if isinstance(error, VatRateUnlawful) else "number"


def _organisation(desk: _Desk, row: TableRow) -> OrganisationRow:
    named = row.cells.get("org", "")
    if named not in desk.held:
        desk.held[named] = organisation_named(desk.tx, named)
    return desk.held[named]


def _rate(row: TableRow) -> Decimal | None:
    text = row.cells.get("vat_rate")
    if text is None:
        return None
    if PERCENT.fullmatch(text) is None or Decimal(text) > 100:
        raise ValueMalformed("vat_rate", text, "a percentage from 0 to 100, as 20")
    return Decimal(text)


def _take(desk: _Desk, organisation: OrganisationRow, given: FormerGiven) -> None:
    terms = desk.book.of_seller(organisation.seller_id, desk.tx.on)
    former = former_of(given, desk.prefixes, desk.tx.on, terms.profile.currency)
    if take_over(desk.tx, organisation, terms, former):
        desk.tally.created.append(former.number)
        desk.touched.add(organisation.id)
    else:
        desk.tally.unchanged += 1
