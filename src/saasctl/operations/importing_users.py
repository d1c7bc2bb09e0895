"""Import users from a CSV file: all of them or none, streamed."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from saasctl.acts.accepting import require_declarations
from saasctl.acts.auditing import record_audit
from saasctl.acts.finding import OrganisationRow, organisation_named, user_in
from saasctl.acts.importing import (
    Tally,
    checks_clause,
    form_clause,
    form_of,
    is_repaired,
    rounds,
    row_day,
)
from saasctl.acts.permitting import require_permission
from saasctl.acts.quote_checks import access_waits
from saasctl.acts.terms import TermsBook
from saasctl.acts.users import (
    FIELDS,
    OPTIONS,
    UserChecked,
    UserGiven,
    check_user,
    put_user,
    same_user,
    seat_new,
    terms_of_customer,
)
from saasctl.errors.base import SaasctlError
from saasctl.errors.imports import ImportRefused, ImportUnreadable
from saasctl.formats.csvtable import TableRow, read_table
from saasctl.store.database import Store, Transaction
from saasctl.terms.resolve import Terms
from saasctl.values.act import Act
from saasctl.values.answers import Written

NAMES = {name: OPTIONS.get(name, name).replace("-", "_") for name in FIELDS}
"""Columns by field."""
COLUMNS = ("email", "org", *NAMES.values(), "on")
MOST_FAULTS = 10_000
"""Wrong values after which reading stops: the file is not what it should be."""


@dataclass
class Customer:
    """An organisation of the file with its terms."""

    row: OrganisationRow
    terms: Terms
    waits: bool


@dataclass
class Desk:
    """What an import of users needs at hand; customers are kept for one round, warnings to the end."""

    tx: Transaction
    book: TermsBook
    org: str | None
    latest: date
    act: Act
    tally: Tally
    customers: dict[str, Customer] = field(default_factory=dict)
    warnings: dict[str, None] = field(default_factory=dict)


def import_users(
    store: Store, file: str, org: str | None, act: Act, seen: Callable[[int], None] | None = None
) -> Written:
    """Add every user of a CSV file, as `user add` would one; the same file again changes nothing.

    `org` is the customer of rows that name none; its terms say what form the file must have. Raises
    ImportRefused (exit 4) with every wrong value, a missing slot included, and then nothing is
    written; ImportUnreadable (exit 4), FileMissing (exit 3). `seen` hears how many rows are done.
    """
    with store.transaction(act) as tx:
        desk = Desk(tx, TermsBook(tx), org, date.max if store.sandbox else store.clock.today(), act, Tally())
        for part in rounds(_rows(desk, file), seen):
            desk.customers.clear()
            tx.audit_heads.clear()
            for row in part:
                _import(desk, row)
            if len(desk.tally.failed) > MOST_FAULTS:
                break
        tx.act = act
        report = desk.tally.report()
        if report.failed:
            terms = _terms(desk)
            raise ImportRefused(file, report, checks_clause(terms, report), repaired=is_repaired(terms))
        tx.tell(f"{report.created} users from {file}")
        record_audit(tx, None, "users.imported", {"file": file, "created": report.created})
    told = f"{report.rows} rows: {report.created} users added, {report.unchanged} unchanged"
    return Written(report, tuple(desk.tally.created), told, tuple(desk.warnings))


def _terms(desk: Desk) -> Terms | None:
    return _customer(desk, desk.org).terms if desk.org else None


def _rows(desk: Desk, file: str) -> Iterator[TableRow]:
    terms = _terms(desk)
    needed: Sequence[str] = ("email",) if desk.org else ("email", "org")
    try:
        yield from read_table(file, COLUMNS, needed, form_of(terms))
    except ImportUnreadable as unreadable:
        unreadable.clause = form_clause(terms, unreadable)
        raise


def _customer(desk: Desk, org: str) -> Customer:
    known = desk.customers.get(org)
    if known is None:
        row = organisation_named(desk.tx, org)
        terms = terms_of_customer(desk.tx, desk.book, row)
        desk.warnings |= dict.fromkeys(require_declarations(desk.tx, terms, row, "import"))
        waits = access_waits(desk.tx, desk.book, row.id)
        if waits is not None:
            desk.warnings[f"{org}: {waits.message}; {waits.why}"] = None
        known = desk.customers[org] = Customer(row, terms, waits is not None)
    return known


def _import(desk: Desk, row: TableRow) -> None:
    if not desk.tally.takes(row):
        return
    desk.tx.act = desk.act._replace(on=row_day(desk.tally, row, desk.act.on, desk.latest))
    try:
        customer = _customer(desk, row.cells.get("org", desk.org or ""))
        require_permission(desk.tx, customer.terms, customer.row.id, desk.act.requested_by, "user.add")
    except SaasctlError as error:
        desk.tally.fault(row, "org", error)
        return
    fields = {name: row.cells[column] for name, column in NAMES.items() if column in row.cells}
    given = UserGiven(row.cells.get("email", ""), fields, invited=customer.waits)
    checked = check_user(desk.tx, customer.terms, customer.row, given)
    desk.tally.faults(row, checked.faults, NAMES)
    if not checked.faults:
        _put(desk, row, customer, checked)


def _put(desk: Desk, row: TableRow, customer: Customer, checked: UserChecked) -> None:
    known = user_in(desk.tx, customer.row.id, checked.email)
    try:
        if known is not None:
            same_user(customer.terms, customer.row, known, checked)
            desk.tally.unchanged += 1
            return
        seat = seat_new(desk.tx, desk.book, customer.terms, customer.row, checked)
        put_user(desk.tx, customer.terms, customer.row, checked, seat, one_of_many=True)
        desk.tally.created.append(checked.email)
    except SaasctlError as error:
        desk.tally.fault(row, "email", error)
