"""What imports have in common: the form the terms want, rows in rounds, faults by row and column."""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from decimal import Decimal
from itertools import islice

from saasctl.acts.accepting import declarations
from saasctl.acts.details import FieldFault
from saasctl.errors.base import SaasctlError
from saasctl.errors.imports import ImportUnreadable
from saasctl.errors.organisations import DeclarationMissing
from saasctl.errors.store import FutureAct
from saasctl.errors.usage import ValueMalformed
from saasctl.formats.csvtable import Separator, TableForm, TableRow
from saasctl.terms.resolve import Terms
from saasctl.values.clause import ClauseRef
from saasctl.values.views.imports import ImportFault, ImportReport

ROUND = 1000
"""Rows checked and written in one round."""
SEPARATORS: dict[str, Separator] = {"comma": "comma", "semicolon": "semicolon"}
CHECKED = {
    "email": "email",
    "employees": "number",
    "country": "list-value",
    "vat_regime": "list-value",
    "professional": "list-value",
    "role": "list-value",
}
"""What a column's values are checked for, in the words of `import.checks`."""
MALFORMED = ValueMalformed.code
AMOUNT = re.compile(r"[0-9]{1,12}(\.[0-9]{1,2})?")
YES_NO = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}


class Tally:
    """What an import has done so far: keys created, and every wrong value."""

    def __init__(self) -> None:
        self.rows = 0
        self.created: list[str] = []
        self.unchanged = 0
        self.failed: list[ImportFault] = []

    def fault(self, row: TableRow, column: str | None, error: SaasctlError) -> None:
        """Note a wrong value of a row."""
        self.failed.append(ImportFault(row.number, column, error.code, _told(error)))

    def takes(self, row: TableRow) -> bool:
        """Count a row, and say whether it has as many cells as the header; note where it has not."""
        self.rows += 1
        if row.width_fault is None:
            return True
        self.failed.append(ImportFault(row.number, None, "ROW-WIDTH", row.width_fault))
        return False

    def faults(self, row: TableRow, found: Iterable[FieldFault], names: dict[str, str] | None = None) -> None:
        """Note the wrong values of a row; `names` are columns named otherwise than their field."""
        for one in found:
            self.fault(row, (names or {}).get(one.field, one.field), one.error)

    def report(self) -> ImportReport:
        """Return what is printed. With a fault nothing was written."""
        created = 0 if self.failed else len(self.created)
        return ImportReport(self.rows, created, self.unchanged, tuple(self.failed))


def _told(error: SaasctlError) -> str:
    return f"{error.message}; {error.why}" if error.why else error.message


def form_of(terms: Terms | None) -> TableForm:
    """Return the form that the terms want of an import file (B-33); the open one where they are silent."""
    if terms is None:
        return TableForm()
    return TableForm(
        separator=SEPARATORS.get(terms.word("import.separator", "detected"), "detected"),
        byte_order_mark=terms.flag("import.byte_order_mark", default=True),
        any_order=terms.word("import.column_order", "free") == "free",
        utf8=terms.word("import.encoding", "utf-8") == "utf-8",
    )


def form_clause(terms: Terms | None, unreadable: ImportUnreadable) -> ClauseRef | None:
    """Return the clause that wants the form a file does not have: CSV, UTF-8 (B-33); None where silent."""
    if terms is None:
        return None
    if unreadable.other_format:
        return terms.cite("import.format") if terms.word("import.format", "any") == "csv" else None
    return terms.cite("import.encoding")


def checks_clause(terms: Terms | None, report: ImportReport) -> ClauseRef | None:
    """Return the clause on valid numbers, list values and addresses that a refused file breaks (B-33)."""
    if terms is None:
        return None
    broken = {CHECKED.get(fault.column or "") for fault in report.failed if fault.code == MALFORMED}
    return terms.cite("import.checks") if broken & set(terms.words("import.checks")) else None


def rounds(rows: Iterator[TableRow], seen: Callable[[int], None] | None = None) -> Iterator[list[TableRow]]:
    """Yield the rows in rounds, so that memory stays small; `seen` hears how many are done."""
    done = 0
    while part := list(islice(rows, ROUND)):
        yield part
        done += len(part)
        if seen is not None:
            seen(done)


def yes_or_no(column: str, text: str | None) -> bool | None:
    """Read yes, no, true, false, 1 or 0; None for an empty cell. Raises ValueMalformed (exit 2)."""
    if text is None:
        return None
    known = YES_NO.get(text.lower())
    if known is None:
        raise ValueMalformed(column, text, "yes or no")
    return known


def row_day(
    tally: Tally, row: TableRow, default: date | None, latest: date, column: str = "on"
) -> date | None:
    """Return the day in a column of a row, else the default; a wrong one or one after `latest` is noted."""
    text = row.cells.get(column)
    if text is None:
        return default
    try:
        day = date.fromisoformat(text)
        if day.isoformat() != text:
            raise ValueError
    except ValueError:
        tally.fault(row, column, ValueMalformed(column, text, "YYYY-MM-DD, as 2026-03-01"))
        return default
    if day > latest:
        tally.fault(row, column, FutureAct(day, latest))
    return day


def row_amount(row: TableRow, column: str = "amount") -> Decimal:
    """Return the sum in a column of a row, above zero. Raises ValueMalformed (exit 2)."""
    text = row.cells.get(column, "")
    if AMOUNT.fullmatch(text) is None or not (amount := Decimal(text)):
        raise ValueMalformed(column, text, "an amount above zero with a point, as 1200.00")
    return amount


def import_warnings(terms: Iterable[Terms]) -> tuple[str, ...]:
    """Return what the terms want declared of imported data, once each (B-35).

    Raises DeclarationMissing (exit 5) where they refuse the data of a customer that has not.
    """
    found = []
    for one in (one for held in terms for one in declarations(held) if one.asked_at == "import"):
        if one.missing == "refused":
            raise DeclarationMissing("the customer", one.name, one.title, one.clause)
        rule = f" ({one.clause.rule})" if one.clause and one.clause.rule else ""
        found.append(f"to be declared by the customer: {one.title}{rule}")
    return tuple(dict.fromkeys(found))


def is_repaired(terms: Terms | None) -> bool:
    """Say whether the repair of a file that does not conform may be offered at a price (B-34)."""
    if terms is None or terms.word("import.nonconforming", "refused") != "refusable":
        return False
    return terms.word("import.repair", "none") == "quote"
