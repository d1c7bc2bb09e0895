"""Everything the store holds of one customer, as files of text."""

import json
from collections.abc import Iterator
from itertools import chain

from saasctl.formats.csvtext import csv_lines
from saasctl.store.dump import name_of, statement_of
from saasctl.store.engine import Row
from saasctl.store.scopes import scoped
from saasctl.store.transaction import Transaction


class Bundle:
    """The files of a customer, read one after the other; `listed` says in the end what stood in them.

    A CSV for each table that holds some of the customer, then the manifest. References are natural
    keys, as in the canonical dump.
    """

    def __init__(self, tx: Transaction, organisation_id: int) -> None:
        self.listed: dict[str, tuple[list[str], int]] = {}
        self._tx = tx
        self._organisation_id = organisation_id

    @property
    def rows(self) -> int:
        """How many rows were read so far."""
        return sum(rows for _, rows in self.listed.values())

    def files(self, org: str, on: str) -> Iterator[tuple[str, Iterator[str]]]:
        """Yield each file's name and its text in parts, which is read before the next is asked for."""
        for dumped, condition in scoped(self._organisation_id):
            rows = self._tx.stream(statement_of(dumped, condition))
            first = next(rows, None)
            if first is not None:
                names = [name_of(column) for column in dumped.columns.split()]
                name = f"{dumped.table}.csv"
                yield name, csv_lines(names, (), self._counted(name, names, chain([first], rows)))
        files = {name: {"columns": names, "rows": rows} for name, (names, rows) in self.listed.items()}
        manifest = {"schema": "saasctl.bundle.manifest/1", "org": org, "on": on, "files": files}
        yield "manifest.json", iter([json.dumps(manifest, ensure_ascii=False, indent=1) + "\n"])

    def _counted(self, name: str, names: list[str], rows: Iterator[Row]) -> Iterator[list[str]]:
        for count, row in enumerate(rows, 1):
            self.listed[name] = names, count
            yield ["" if value is None else str(value) for value in row]
