"""Import organisations from a CSV file: all of them or none, streamed."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from saasctl.acts.auditing import record_audit
from saasctl.acts.details import FIELDS, check_fields
from saasctl.acts.finding import OrganisationRow, SellerRow, sellers_by_id
from saasctl.acts.importing import (
    Tally,
    checks_clause,
    form_clause,
    form_of,
    import_warnings,
    is_repaired,
    rounds,
    row_day,
    yes_or_no,
)
from saasctl.acts.opening import (
    OrganisationChecked,
    OrganisationGiven,
    check_organisation,
    columns_of,
    existing,
)
from saasctl.acts.terms import TermsBook
from saasctl.errors.base import SaasctlError
from saasctl.errors.imports import ImportRefused, ImportUnreadable
from saasctl.errors.organisations import SlugTaken
from saasctl.errors.sellers import SellerUnknown
from saasctl.errors.usage import ValueMalformed
from saasctl.formats.csvtable import TableRow, read_table
from saasctl.store.database import Store, Transaction
from saasctl.store.queries import organisations as queries
from saasctl.store.queries.customer_rows import organisation_from
from saasctl.terms.resolve import Terms
from saasctl.values.act import Act
from saasctl.values.answers import Written

COLUMNS = (*FIELDS, "seller", "professional", "on")
NEEDED = ("slug", "name", "email")
MOST_FAULTS = 10_000
"""Wrong values after which reading stops: the file is not what it should be."""


@dataclass
class Desk:
    """What an import of organisations needs at hand."""

    tx: Transaction
    book: TermsBook
    sellers: dict[str, SellerRow]
    seller: str | None
    latest: date
    tally: Tally
    next_id: int


def import_organisations(
    store: Store, file: str, seller: str | None, act: Act, seen: Callable[[int], None] | None = None
) -> Written:
    """Open every organisation of a CSV file, as `org add` would one; the same file again changes nothing.

    `seller` is the one of rows that name none; its terms, or those of the only seller of the store,
    say what form the file must have. Raises ImportRefused (exit 4) with every wrong value, and then
    nothing is written; ImportUnreadable (exit 4), FileMissing (exit 3). `seen` hears of the rows done.
    """
    with store.transaction(act) as tx:
        desk = _desk(store, tx, seller)
        for part in rounds(_rows(desk, file), seen):
            _import(desk, part)
            tx.audit_heads.clear()
            if len(desk.tally.failed) > MOST_FAULTS:
                break
        report = desk.tally.report()
        if report.failed:
            terms = _terms(desk)
            raise ImportRefused(file, report, checks_clause(terms, report), repaired=is_repaired(terms))
        tx.tell(f"{report.created} organisations from {file}")
        record_audit(tx, None, "organisations.imported", {"file": file, "created": report.created})
        warnings = import_warnings(desk.book.of_seller(one.id, tx.on) for one in _concerned(desk))
    told = f"{report.rows} rows: {report.created} organisations added, {report.unchanged} unchanged"
    return Written(report, tuple(desk.tally.created), told, warnings)


def _desk(store: Store, tx: Transaction, seller: str | None) -> Desk:
    sellers = {one.slug: one for one in sellers_by_id(tx).values()}
    if seller is not None and seller not in sellers:
        raise SellerUnknown(seller, sorted(sellers))
    row = tx.one(queries.LAST_ID)
    last = int(str(row[0])) if row else 0
    latest = date.max if store.sandbox else store.clock.today()
    return Desk(tx, TermsBook(tx), sellers, seller, latest, Tally(), last + 1)


def _concerned(desk: Desk) -> Sequence[SellerRow]:
    if desk.seller is not None:
        return [desk.sellers[desk.seller]]
    return list(desk.sellers.values()) if len(desk.sellers) == 1 else []


def _terms(desk: Desk) -> Terms | None:
    concerned = _concerned(desk)
    return desk.book.of_seller(concerned[0].id, desk.tx.on) if concerned else None


def _rows(desk: Desk, file: str) -> Iterator[TableRow]:
    terms = _terms(desk)
    needed = NEEDED if desk.seller is not None else (*NEEDED, "seller")
    try:
        yield from read_table(file, COLUMNS, needed, form_of(terms))
    except ImportUnreadable as unreadable:
        unreadable.clause = form_clause(terms, unreadable)
        raise


def _import(desk: Desk, part: Sequence[TableRow]) -> None:
    held = _held(desk.tx, [row.cells.get("slug", "") for row in part])
    fresh = []
    for row in part:
        checked = _checked(desk, row)
        if checked is None:
            continue
        slug = str(checked.values["slug"])
        if slug in held:
            _same(desk, row, held[slug], checked)
            continue
        seller = desk.book.seller(checked.given.seller_id)
        values = columns_of(checked, seller.profile.version, desk.tx.on) | {"id": desk.next_id}
        fresh.append(tuple(values.get(column) for column in queries.COLUMNS))
        held[slug] = organisation_from(fresh[-1])
        desk.next_id += 1
        desk.tally.created.append(slug)
    if not desk.tally.failed:
        _write(desk.tx, fresh)


def _held(tx: Transaction, slugs: Sequence[str]) -> dict[str, OrganisationRow]:
    listed = queries.marks(len(slugs))
    found = {
        str(row[1]): organisation_from(row) for row in tx.rows(queries.BY_SLUGS.format(marks=listed), slugs)
    }
    for alias, *row in tx.rows(queries.BY_ALIASES.format(marks=listed), slugs):
        found[str(alias)] = organisation_from(tuple(row))
    return found


def _write(tx: Transaction, rows: Sequence[tuple[object, ...]]) -> None:
    tx.many(queries.ADD_MANY, rows)
    for row in rows:
        facts = {name: value for name, value in zip(queries.COLUMNS, row, strict=True) if value is not None}
        record_audit(tx, int(str(row[0])), "organisation.added", facts)


def _checked(desk: Desk, row: TableRow) -> OrganisationChecked | None:
    before = len(desk.tally.failed)
    if not desk.tally.takes(row):
        return None
    seller = desk.sellers.get(row.cells.get("seller", desk.seller or ""))
    if seller is None:
        desk.tally.fault(row, "seller", SellerUnknown(row.cells.get("seller", ""), sorted(desk.sellers)))
    professional = _declared(desk, row)
    on = row_day(desk.tally, row, None, desk.latest)
    fields = {field: row.cells[field] for field in FIELDS if field in row.cells}
    given = OrganisationGiven(fields, seller.id if seller else 0, professional, on)
    if seller is None:
        desk.tally.faults(row, check_fields(fields)[1])
        return None
    checked = check_organisation(desk.book, given, on or desk.tx.on)
    desk.tally.faults(row, checked.faults)
    return checked if len(desk.tally.failed) == before else None


def _declared(desk: Desk, row: TableRow) -> bool | None:
    try:
        return yes_or_no("professional", row.cells.get("professional"))
    except ValueMalformed as error:
        desk.tally.fault(row, "professional", error)
        return True


def _same(desk: Desk, row: TableRow, held: OrganisationRow, checked: OrganisationChecked) -> None:
    slug = str(checked.values["slug"])
    try:
        if held.slug != slug:
            raise SlugTaken(slug, held.slug)
        existing(held, checked)
        desk.tally.unchanged += 1
    except SaasctlError as error:
        desk.tally.fault(row, "slug", error)
