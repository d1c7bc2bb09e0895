"""Refusals of files to import."""

from saasctl.errors.base import Inconsistent, NotFound
from saasctl.values.clause import ClauseRef
from saasctl.values.views.imports import ImportReport

SHOWN = 5
"""Wrong values that the message itself repeats; the report has them all."""
FILE_FORM = "a CSV file in UTF-8, its columns parted by , or ; and named in the first row"


class FileMissing(NotFound):
    """There is no file of that name, or it may not be read."""

    code = "FILE-MISSING"

    def __init__(self, file: str, why: str | None) -> None:
        super().__init__(f"{file} cannot be read", why=why)


class ImportUnreadable(Inconsistent):
    """The file is not of the form an import takes."""

    code = "IMPORT-UNREADABLE"

    def __init__(self, file: str, why: str, *, other_format: bool = False) -> None:
        super().__init__(f"{file} cannot be imported", why=why, fix=f"save it as {FILE_FORM}")
        self.other_format = other_format


REPAIR = ", or offer its repair: saasctl quote add ORG --service file-repair=PRICE"


class ImportRefused(Inconsistent):
    """Some rows are wrong, and so nothing was written."""

    code = "IMPORT-REFUSED"

    def __init__(
        self, file: str, report: ImportReport, clause: ClauseRef | None = None, *, repaired: bool = False
    ) -> None:
        shown = [f"row {one.row}: {one.message}" for one in report.failed[:SHOWN]]
        count = len(report.failed)
        values = "1 value is wrong" if count == 1 else f"{count} values are wrong"
        shown += [f"and {count - SHOWN} more"] if count > SHOWN else []
        super().__init__(
            f"nothing of {file} was imported",
            why=f"{values}: {'; '.join(shown)}",
            fix="mend the rows and import the whole file again" + (REPAIR if repaired else ""),
            clause=clause,
        )
        self.report = report
