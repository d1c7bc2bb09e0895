"""What an import did, or why it did nothing."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class ImportFault:
    """One wrong value. Rows are counted as a spreadsheet shows them: the header is row 1."""

    row: int
    column: str | None
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class ImportReport:
    """Rows read, records made and records found the same; with any fault nothing was written."""

    SCHEMA: ClassVar[str] = "saasctl.import/1"

    rows: int
    created: int
    unchanged: int
    failed: tuple[ImportFault, ...]
