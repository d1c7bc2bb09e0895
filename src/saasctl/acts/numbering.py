"""Document numbers: gapless and chronological, one series per seller, document and year."""

from dataclasses import dataclass
from datetime import date

from saasctl.store.database import Transaction
from saasctl.store.queries import invoices as queries

PATTERN = "{prefix}-{year}-{number:06d}"


@dataclass(slots=True)
class _Year:
    last_number: int
    last_issued_on: date


class Series:
    """One seller's numbers of one document ("invoice", "credit_note"), held for a transaction.

    Numbers restart each year of the issue date. In a real store a document is never dated before
    the last one of its series; in a sandbox it keeps its own day.
    """

    def __init__(self, tx: Transaction, seller_id: int, document: str, prefix: str, *, sandbox: bool) -> None:
        self._tx, self._seller_id, self._document, self._prefix = tx, seller_id, document, prefix
        self._sandbox = sandbox
        self._years = {
            int(str(year)): _Year(int(str(last)), date.fromisoformat(str(on)))
            for year, last, on in tx.rows(queries.SERIES, (seller_id, document))
        }

    def issued_on(self, obligation_on: date) -> date:
        """Return the issue date of a document that falls due on `obligation_on`.

        What falls due in a closed month is issued on the first open day.
        """
        open_from = self._tx.open_from
        if open_from is not None:
            obligation_on = max(obligation_on, open_from)
        if self._sandbox:
            return obligation_on
        return max([obligation_on, *(year.last_issued_on for year in self._years.values())])

    def next(self, issued_on: date) -> str:
        """Allot the next number of the year of `issued_on`."""
        year = self._years.setdefault(issued_on.year, _Year(0, issued_on))
        year.last_number += 1
        year.last_issued_on = max(year.last_issued_on, issued_on)
        return PATTERN.format(prefix=self._prefix, year=issued_on.year, number=year.last_number)

    def save(self) -> None:
        """Write the series back; called once in the issuing transaction."""
        for year, held in self._years.items():
            row = (self._seller_id, self._document, year, held.last_number, held.last_issued_on.isoformat())
            self._tx.run(queries.ADVANCE_SERIES, row)
