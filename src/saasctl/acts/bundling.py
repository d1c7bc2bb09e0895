"""Everything the store holds of one customer, as tables of text."""

import csv
import io
import json

from saasctl.store.dump import name_of, statement_of
from saasctl.store.scopes import scoped
from saasctl.store.transaction import Transaction


def tables_of(tx: Transaction, organisation_id: int) -> dict[str, tuple[list[str], list[list[str]]]]:
    """Return the rows of each table that holds some of the customer: names of columns, cells as text.

    References are natural keys, as in the canonical dump.
    """
    found: dict[str, tuple[list[str], list[list[str]]]] = {}
    for dumped, condition in scoped(organisation_id):
        names = [name_of(column) for column in dumped.columns.split()]
        rows = tx.rows(statement_of(dumped, condition))
        if rows:
            cells = [["" if value is None else str(value) for value in row] for row in rows]
            found[dumped.table] = names, cells
    return found


def bundle_files(org: str, on: str, tables: dict[str, tuple[list[str], list[list[str]]]]) -> dict[str, str]:
    """Return the files of an archive: a CSV for each table, and what stands in each."""
    files = {f"{table}.csv": _csv(names, cells) for table, (names, cells) in tables.items()}
    listed = {
        f"{table}.csv": {"columns": names, "rows": len(cells)} for table, (names, cells) in tables.items()
    }
    manifest = {"schema": "saasctl.bundle.manifest/1", "org": org, "on": on, "files": listed}
    return {"manifest.json": json.dumps(manifest, ensure_ascii=False, indent=1) + "\n", **files}


def _csv(names: list[str], cells: list[list[str]]) -> str:
    out = io.StringIO()
    csv.writer(out).writerows([names, *cells])
    return out.getvalue()
