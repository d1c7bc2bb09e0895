"""Import readings of use from a CSV file: all of them or none, a million in bounded memory."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from saasctl.acts.auditing import record_audit, record_audits
from saasctl.acts.contracts import load_contracts
from saasctl.acts.finding import organisation_named
from saasctl.acts.importing import rounds
from saasctl.acts.measuring import ROUTE, checked_reading, faults_of, spelled
from saasctl.acts.metering import schedule_metered
from saasctl.acts.terms import TermsBook
from saasctl.acts.watching import metrics_of
from saasctl.errors.base import SaasctlError
from saasctl.errors.imports import ImportRefused
from saasctl.errors.organisations import OrganisationUnknown
from saasctl.errors.readings import ReadingDiffers, RouteUnknown
from saasctl.errors.store import FutureAct
from saasctl.formats.csvtable import TableRow, read_table
from saasctl.rules.billing.contract import Contract
from saasctl.store.database import Store, Transaction
from saasctl.store.queries import usage as queries
from saasctl.store.queries.contracts import subscriptions_of
from saasctl.terms.resolve import Terms
from saasctl.values.act import Act
from saasctl.values.answers import Written
from saasctl.values.views.imports import ImportFault, ImportReport

COLUMNS = ("org", "metric", "value", "at", "subject", "source")
NEEDED = ("metric", "value", "at")
MOST_FAULTS = 10_000
"""Wrong values after which reading stops: the file is not what it should be."""
SHOWN = 5
"""Customers that a warning names."""
Key = tuple[int, str, str, str]


@dataclass(slots=True)
class _Customer:
    id: int
    terms: Terms
    metrics: dict[str, str] = field(default_factory=dict)
    read: int = 0

    def spelled(self, metric: str) -> str:
        """Return a metric as the terms spell it."""
        if metric not in self.metrics:
            self.metrics[metric] = spelled(self.terms, metric)
        return self.metrics[metric]


@dataclass(slots=True)
class _Import:
    tx: Transaction
    book: TermsBook
    org: str | None
    source: str | None
    latest: datetime | None
    today: date
    customers: dict[str, _Customer] = field(default_factory=dict)
    rows: int = 0
    created: int = 0
    unchanged: int = 0
    failed: list[ImportFault] = field(default_factory=list)

    def fault(self, row: int, column: str | None, error: SaasctlError) -> None:
        """Note a wrong value."""
        told = f"{error.message}; {error.why}" if error.why else error.message
        self.failed.append(ImportFault(row, column, error.code, told))

    def report(self) -> ImportReport:
        """Return what is printed; with a fault nothing was written."""
        created = 0 if self.failed else self.created
        return ImportReport(self.rows, created, self.unchanged, tuple(self.failed))


def import_usage(
    store: Store,
    file: str,
    org: str | None,
    source: str | None,
    act: Act,
    seen: Callable[[int], None] | None = None,
) -> Written:
    """Record every reading of a CSV file; the same file again changes nothing.

    `org` and `source` are those of rows that name none; `seen` hears how many rows are done. Raises
    ImportRefused (exit 4) with every wrong value by row and column, and then nothing is written;
    ImportUnreadable (exit 4), FileMissing.
    """
    with store.transaction(act) as tx:
        latest = None if store.sandbox else store.clock.now()
        done = _Import(tx, TermsBook(tx), org, source, latest, store.clock.today())
        needed: Sequence[str] = NEEDED if org else ("org", *NEEDED)
        for part in rounds(read_table(file, COLUMNS, needed), seen):
            _round(done, part)
            if len(done.failed) > MOST_FAULTS:
                break
        report = done.report()
        if report.failed:
            raise ImportRefused(file, report)
        _finish(done, file)
    told = f"{report.rows} rows: {report.created} readings recorded, {report.unchanged} unchanged"
    return Written(report, (), told, tuple(_unwatched(done)))


def _round(done: _Import, part: Sequence[TableRow]) -> None:
    """Check and write one round; a reading that stands twice in the file counts once."""
    read = [one for row in part if (one := _read(done, row)) is not None]
    keys: list[Key] = [key for _, key, _ in read]
    known = queries.held(done.tx, list(dict.fromkeys(keys)))
    fresh = []
    for number, key, row in read:
        value = int(str(row[5]))
        if key not in known:
            known[key] = value
            fresh.append(row)
            done.created += 1
        elif known[key] == value:
            done.unchanged += 1
        else:
            done.fault(number, "value", ReadingDiffers(key[1], key[3], known[key], value))
    done.tx.many(queries.ADD, fresh)


def _read(done: _Import, row: TableRow) -> tuple[int, Key, tuple[object, ...]] | None:
    done.rows += 1
    if row.width_fault is not None:
        done.failed.append(ImportFault(row.number, None, "ROW-WIDTH", row.width_fault))
        return None
    cells = row.cells
    customer = _customer(done, row)
    texts = (
        cells.get("metric", ""),
        cells.get("value", ""),
        cells.get("at", ""),
        cells.get("subject"),
        cells.get("source", done.source),
    )
    faults = list(faults_of(*texts))
    for fault in faults:
        done.fault(row.number, fault.column, fault)
    if customer is None or faults:
        return None
    reading = checked_reading(customer.spelled(texts[0]), *texts[1:])
    if done.latest is not None and reading.at > done.latest:
        done.fault(row.number, "at", FutureAct(reading.at.date(), done.today))
        return None
    if reading.metric == ROUTE and reading.subject not in customer.terms.words("email.routes"):
        slug, routes = cells.get("org", done.org or ""), customer.terms.words("email.routes")
        done.fault(row.number, "subject", RouteUnknown(slug, reading.subject, routes, None))
        return None
    customer.read += 1
    kept = reading.row(customer.id, customer.terms.profile.timezone)
    return row.number, (customer.id, reading.metric, reading.subject, str(kept[3])), kept


def _customer(done: _Import, row: TableRow) -> _Customer | None:
    slug = row.cells.get("org", done.org or "")
    if slug not in done.customers:
        try:
            found = organisation_named(done.tx, slug)
        except OrganisationUnknown as unknown:
            done.fault(row.number, "org", unknown)
            return None
        done.customers[slug] = _Customer(found.id, done.book.of_seller(found.seller_id, done.tx.on))
    return done.customers[slug]


def _finish(done: _Import, file: str) -> None:
    """Write anew what is to be billed, and what was imported on record: an entry for each customer."""
    ids = sorted({one.id for one in done.customers.values()})
    for contracts in _contracts(done.tx, ids):
        schedule_metered(done.tx, done.book, contracts)
    if done.created:
        entries = [(one.id, {"file": file, "rows": one.read}) for one in done.customers.values()]
        record_audits(done.tx, "usage.imported", entries)
        record_audit(done.tx, None, "usage.imported", {"file": file, "created": done.created})
    done.tx.tell(f"{done.created} readings from {file}")


def _unwatched(done: _Import) -> Iterator[str]:
    """Warn of metrics at which nothing looks, as a misspelt one."""
    found: dict[str, list[str]] = {}
    for slug, one in done.customers.items():
        for metric in set(one.metrics.values()) - metrics_of(one.terms) - {ROUTE}:
            found.setdefault(metric, []).append(slug)
    for metric, slugs in sorted(found.items()):
        names = ", ".join(sorted(slugs)[:SHOWN]) + (", ..." if len(slugs) > SHOWN else "")
        yield f"nothing in the terms of {names} looks at {metric}"


def _contracts(tx: Transaction, ids: Sequence[int]) -> Iterator[list[Contract]]:
    for organisation_id in ids:
        yield load_contracts(tx, subscriptions_of(tx, organisation_id))
