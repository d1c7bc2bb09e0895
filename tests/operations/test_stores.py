import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from saasctl.errors.store import StoreExists
from saasctl.operations.stores import (
    bring_up_to_date,
    check_store,
    dump_store,
    init_store,
    rebuild_store,
    store_info,
)
from saasctl.store.database import Store, open_store
from saasctl.store.queries.meta import keep_zone, set_last_day_run
from saasctl.store.records import write_record
from saasctl.store.revision import HEAD
from saasctl.system.clock import system_clock
from saasctl.values.act import Act

SELLER: dict[str, object] = {
    "slug": "sell",
    "name": "S",
    "profile": "kantree",
    "profile_version": "2021-04-07",
    "country": "FR",
    "currency": "EUR",
    "prefix_invoice": "INV",
    "prefix_credit_note": "CN",
    "created_on": "2026-01-01",
}
CUSTOMER: dict[str, object] = {
    "slug": "acme",
    "seller_id": 1,
    "name": "Acme",
    "country": "FR",
    "professional": 1,
    "created_on": "2026-01-01",
}
INVOICE = (
    "INSERT INTO invoice VALUES (1, 1, 1, NULL, 'INV-2026-000001', 'service', '2026-01-01', '2026-01-01',"
    " '2026-01-31', NULL, NULL, 'EUR', 0, 0, 0, NULL, 'p@1', NULL, NULL)"
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    init_store(str(tmp_path / "s.db"), sandbox=True)
    opened = open_store(str(tmp_path / "s.db"), clock=system_clock())
    yield opened
    opened.close()


def test_making_a_store_again_says_that_it_is_there(tmp_path: Path) -> None:
    place = str(tmp_path / "s.db")
    made, again = (init_store(place, sandbox=False) for _ in range(2))
    assert (made.keys, made.told) == ((place,), f"real store made at {place}")
    assert again.told == f"{place} is there already"
    with pytest.raises(StoreExists):
        init_store(place, sandbox=True)


def test_a_dry_run_makes_no_store(tmp_path: Path) -> None:
    written = init_store(str(tmp_path / "s.db"), sandbox=True, dry_run=True)
    assert written.told == f"would make a sandbox store at {tmp_path / 's.db'}"
    assert list(tmp_path.iterdir()) == []


def test_the_user_s_own_store_is_made_where_none_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    init_store(None, sandbox=True)
    assert (tmp_path / "saasctl" / "store.db").is_file()


def test_a_store_of_today_s_schema_stays_as_it_is(store: Store) -> None:
    assert bring_up_to_date(store.path, 0.1).told == f"{store.path} is at schema {HEAD} already"


def test_what_a_store_holds_is_counted(store: Store) -> None:
    with store.transaction(Act()) as tx:
        write_record(tx, "seller", SELLER)
        keep_zone(tx, "Europe/Paris")
        set_last_day_run(tx, date(2199, 3, 1))
    with store.transaction(Act()):
        pass
    info = store_info(store)
    assert (info.kind, info.revision, info.timezone) == ("sandbox", HEAD, "Europe/Paris")
    assert (info.today, info.last_day_run) == (date(2199, 3, 1), date(2199, 3, 1))
    assert (info.sellers, info.organisations, info.invoices, info.audit_entries) == (1, 0, 0, 0)
    assert info.size_bytes > 0


def test_a_sound_store_has_no_findings(store: Store) -> None:
    found = check_store(store)
    assert (found.ok, found.rebuilt, found.findings) == (True, False, ())


def test_a_dangling_reference_is_found_and_stays(store: Store) -> None:
    store.engine.connection.execute("PRAGMA foreign_keys=OFF")
    with store.transaction(Act()) as tx:
        tx.insert("note", {"organisation_id": 99, "on_day": "2026-01-01", "text": "x"})
    found, written = rebuild_store(store, Act())
    assert found.ok is False
    assert [(finding.part, finding.cache) for finding in found.findings] == [("references", False)]
    assert found.findings[0].message.startswith("note ")
    assert written.answer is found


def test_caches_are_made_anew_and_the_audit_says_so(store: Store) -> None:
    with store.transaction(Act()) as tx:
        write_record(tx, "seller", SELLER)
        write_record(tx, "organisation", CUSTOMER)
        tx.run(INVOICE)
        tx.insert(
            "number_series",
            {
                "seller_id": 1,
                "document": "invoice",
                "year": 2026,
                "last_number": 1,
                "last_issued_on": "2026-01-01",
            },
        )
    assert [finding.part for finding in check_store(store).findings] == ["receivable"]
    dry, told = rebuild_store(store, Act(dry_run=True))
    assert (dry.ok, dry.rebuilt, told.told) == (True, True, "caches made anew, 1 differed")
    assert check_store(store).ok is False
    found, _ = rebuild_store(store, Act())
    assert (found.ok, check_store(store).ok) == (True, True)
    with store.reading() as tx:
        assert tx.rows("SELECT what FROM audit_entry") == [("store.rebuilt",)]


def test_the_dump_is_one_json_document_a_line(store: Store) -> None:
    with store.transaction(Act()) as tx:
        write_record(tx, "seller", SELLER | {"name": "a\nb\u2028c"})
    lines = list(dump_store(store))
    assert [json.loads(line)["table"] for line in lines] == ["store_meta", "seller"]
    assert all("\n" not in line for line in lines)
