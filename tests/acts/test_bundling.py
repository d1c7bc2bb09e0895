"""A bundle holds the customer's rows with natural keys, and says what stands in it."""

import json
from pathlib import Path

from desk import new_desk
from saasctl.acts.bundling import bundle_files, tables_of


def test_only_the_customers_rows_are_in_it(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    desk.org("acme", desk.seller("koban"))
    desk.org("other", "koban")
    desk.sub("acme", "pro", "monthly", 2, "2026-01-01", "10.00")
    desk.sub("other", "pro", "monthly", 2, "2026-01-01", "10.00")
    desk.bill("2026-01-01")
    with desk.store.reading() as tx:
        tables = tables_of(tx, 1)
    desk.store.close()
    names, cells = tables["invoice"]
    assert [row[names.index("organisation")] for row in cells] == ["acme"]
    files = bundle_files("acme", "2026-01-02", tables)
    assert json.loads(files["manifest.json"])["files"]["invoice.csv"]["rows"] == 1
    assert not any("other" in text for text in files.values())
