"""A bundle holds the customer's rows with natural keys, and says what stands in it."""

import csv
import io
import json
from pathlib import Path

from desk import new_desk
from saasctl.acts.bundling import Bundle


def test_only_the_customers_rows_are_in_it(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    desk.org("acme", desk.seller("koban"))
    desk.org("other", "koban")
    desk.sub("acme", "pro", "monthly", 2, "2026-01-01", "10.00")
    desk.sub("other", "pro", "monthly", 2, "2026-01-01", "10.00")
    desk.bill("2026-01-01")
    with desk.store.reading() as tx:
        bundle = Bundle(tx, 1)
        files = {name: "".join(parts) for name, parts in bundle.files("acme", "2026-01-02")}
    desk.store.close()
    invoices = list(csv.DictReader(io.StringIO(files["invoice.csv"])))
    assert [one["organisation"] for one in invoices] == ["acme"]
    manifest = json.loads(files["manifest.json"])["files"]
    assert manifest["invoice.csv"]["rows"] == 1
    assert bundle.rows == sum(one["rows"] for one in manifest.values())
    assert not any("other" in text for text in files.values())
