"""The statutes that contracts are held against."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from saasctl.terms.law.tables import Row, law_table, rows, table, text
from saasctl.values.clause import ClauseRef


@dataclass(frozen=True, slots=True)
class Statute:
    """One provision, summed up in our words, with the numbers it fixes (days, multiples, euros)."""

    id: str
    code: str
    title: str
    says: str
    numbers: Mapping[str, Decimal]

    def cite(self) -> ClauseRef:
        """Return the citation of the statute."""
        return ClauseRef("law", article=f"{self.id} {self.code}", says=self.says)


def statute(key: str) -> Statute:
    """Return the statute `key`, as `L441-10-II`; KeyError for one that the table does not hold."""
    return statutes()[key]


@cache
def statutes() -> Mapping[str, Statute]:
    """Return every statute by its id, in the order of the table."""
    found = (_read(row) for row in rows(law_table("statutes"), "statute"))
    return {one.id: one for one in found}


def _read(row: Row) -> Statute:
    numbers = {name: Decimal(str(value)) for name, value in table(row, "numbers").items()}
    return Statute(text(row, "id"), text(row, "code"), text(row, "title"), text(row, "says"), numbers)
