"""Refusals of files to import."""

from saasctl.errors.base import Inconsistent, NotFound

FILE_FORM = "a CSV file in UTF-8, its columns parted by , or ; and named in the first row"


class FileMissing(NotFound):
    """There is no file of that name, or it may not be read."""

    code = "FILE-MISSING"

    def __init__(self, file: str, why: str | None) -> None:
        super().__init__(f"{file} cannot be read", why=why)


class ImportUnreadable(Inconsistent):
    """The file is not of the form an import takes."""

    code = "IMPORT-UNREADABLE"

    def __init__(self, file: str, why: str) -> None:
        super().__init__(f"{file} cannot be imported", why=why, fix=f"save it as {FILE_FORM}")


class ImportRefused(Inconsistent):
    """Some rows are wrong, and so nothing was written."""

    code = "IMPORT-REFUSED"

    def __init__(self, file: str, faults: list[str]) -> None:
        rows = "1 value is wrong" if len(faults) == 1 else f"{len(faults)} values are wrong"
        super().__init__(
            f"nothing of {file} was imported",
            why=f"{rows}: {'; '.join(faults[:10])}",
            fix="mend the rows and import the whole file again",
        )
