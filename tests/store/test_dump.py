import json
import sqlite3
from pathlib import Path

from saasctl.acts.auditing import checkpoint, record_audit
from saasctl.acts.due import set_due
from saasctl.store import dump
from saasctl.store.database import Store, create_store, open_store
from saasctl.store.dump import canonical_lines
from saasctl.store.queries.clauses import clause_id
from saasctl.store.records import write_record
from saasctl.store.tables import table_classes
from saasctl.system.clock import system_clock
from saasctl.values.act import Act
from saasctl.values.clause import ClauseRef

SELLER: dict[str, object] = {
    "slug": "sell",
    "name": "S",
    "profile": "p",
    "profile_version": "1",
    "country": "FR",
    "currency": "EUR",
    "prefix_invoice": "INV",
    "prefix_credit_note": "CN",
    "created_on": "2026-01-01",
}


def lines(store: Store) -> list[str]:
    with store.reading() as tx:
        return list(canonical_lines(tx))


def customers(place: Path, slugs: list[str], *, actor: str) -> list[str]:
    """Make a store with customers added in the order of `slugs`, and return its dump."""
    create_store(str(place), sandbox=True)
    store = open_store(str(place), clock=system_clock())
    with store.transaction(Act(actor=actor, reason="set up")) as tx:
        write_record(tx, "seller", SELLER)
    for slug in slugs:
        with store.transaction(Act(actor=actor)) as tx:
            values = {"slug": slug, "seller_id": 1, "name": slug.upper(), "country": "FR", "professional": 1}
            key = write_record(tx, "organisation", values | {"created_on": "2026-01-01"})
            clause = clause_id(tx, ClauseRef("terms", "p", "1", f"art. {slug}"))
            set_due(tx, key, None, "renewal", store.clock.today().replace(year=2030, month=1, day=1), clause)
            write_record(tx, "note", {"organisation_id": key, "on_day": "2026-01-02", "text": f"to {slug}"})
            record_audit(tx, key, "org.added", {"org": slug})
            checkpoint(tx)
    found = lines(store)
    store.close()
    return found


def test_every_column_of_every_table_is_dumped_or_left_out_on_purpose() -> None:
    held = {name: set(table.model_fields) for name, table in table_classes().items()}
    spoken = {d.table: set(d.columns.split()) | set(d.omitted.split()) for d in dump.CONTENT}
    assert spoken | {name: held[name] for name in dump.LEFT_OUT} == held


def test_two_stores_that_say_the_same_have_equal_dumps(tmp_path: Path) -> None:
    one = customers(tmp_path / "1.db", ["ab", "cd", "ef"], actor="ann")
    other = customers(tmp_path / "2.db", ["ef", "ab", "cd"], actor="ann")
    assert one == other
    assert len(one) == 1 + 1 + 3 * 4


def test_two_stores_that_differ_have_different_dumps(tmp_path: Path) -> None:
    one = customers(tmp_path / "1.db", ["ab", "cd"], actor="ann")
    assert one != customers(tmp_path / "2.db", ["ab"], actor="ann")
    assert one != customers(tmp_path / "3.db", ["ab", "cd"], actor="bob")


def test_references_are_natural_keys(store: Store, full: sqlite3.Connection) -> None:
    found = [json.loads(line) for line in lines(store)]
    rows = {(row["table"], row.get("ref") or row.get("seq")): row for row in found}
    line = rows["invoice_line", 1]
    assert (line["invoice"], line["subscription"]) == ("INV-2026-000001", "acme/main@2026-01-01")
    assert line["clause"] == "terms|p|1|2|R|s"
    movement = rows["slot_movement", 1]
    assert (movement["user"], movement["invoice"]) == ("acme:a@b.fr", None)
    assert rows["slot_movement", 2]["invoice"] == "INV-2026-000001"
    assert rows["invoice", None]["seller"] == "sell"
    assert rows["seller", None]["vat_id"] is None
    assert full.in_transaction is False


def test_the_dump_has_no_ids_times_of_recording_salts_or_digests(
    store: Store, full: sqlite3.Connection
) -> None:
    text = "\n".join(lines(store))
    assert full.execute("SELECT count(*) FROM audit_payload WHERE salt = 'salt'").fetchone() == (1,)
    for word in ('"id"', "recorded_at", "op-1", '"salt"', "digest"):
        assert word not in text


def test_a_purged_payload_is_dumped_as_purged(store: Store, full: sqlite3.Connection) -> None:
    audit = [json.loads(line) for line in lines(store) if '"table":"audit"' in line]
    assert [(entry["payload"], entry["purged_because"]) for entry in audit] == [
        (None, "by the operator"),
        ("{}", None),
    ]
    assert full.in_transaction is False
