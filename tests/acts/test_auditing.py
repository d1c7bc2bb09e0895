import hashlib
import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from saasctl.acts.auditing import canonical, checkpoint, purge_payloads, record_audit, record_audits
from saasctl.acts.chains import verify_chains
from saasctl.store.database import Store, create_store, open_store
from saasctl.values.act import Act
from saasctl.values.clock import Clock

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    create_store(str(tmp_path / "s.db"), sandbox=True)
    opened = open_store(str(tmp_path / "s.db"), clock=Clock(lambda: NOON))
    yield opened
    opened.close()


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def test_the_digests_are_those_of_the_documented_construction(store: Store) -> None:
    act = Act(on=date(2026, 3, 1), actor="ann", requested_by="o@acme.fr", reason="asked", key="k1")
    with store.transaction(act) as tx:
        record_audit(tx, 7, "slots.addition", {"slots": 3, "from": date(2026, 3, 1)})
        operation = tx.operation
    with store.reading() as tx:
        (entry,) = tx.rows("SELECT chain, seq, previous, digest, payload_digest, header FROM audit_entry")
        ((salt, payload),) = tx.rows("SELECT salt, payload FROM audit_payload")
    header = (
        '{"actor":"ann","chain":"org:7","operation":"' + operation + '",'
        '"recorded_at":"2026-11-24T12:00:00Z","seq":1,"what":"slots.addition"}'
    )
    said = (
        '{"facts":{"from":"2026-03-01","slots":3},"key":"k1","on":"2026-03-01","reason":"asked",'
        '"requested_by":"o@acme.fr"}'
    )
    payload_digest = sha256(f"{salt}{said}")
    digest = sha256(f"{'0' * 64}\n{header}\n{payload_digest}")
    assert payload == said
    assert entry == ("org:7", 1, "0" * 64, digest, payload_digest, header)


def test_each_organisation_and_the_store_have_a_chain_of_their_own(store: Store) -> None:
    for owner in (1, None, 1, 2, None):
        with store.transaction(Act()) as tx:
            record_audit(tx, owner, "x", {})
    with store.reading() as tx:
        rows = tx.rows("SELECT chain, seq, previous, digest FROM audit_entry ORDER BY chain, seq")
    assert [row[:2] for row in rows] == [
        ("org:1", 1),
        ("org:1", 2),
        ("org:2", 1),
        ("store", 1),
        ("store", 2),
    ]
    assert rows[1][2] == rows[0][3]
    assert rows[4][2] == rows[3][3]


def test_many_entries_at_once_are_chained_as_one_by_one(store: Store) -> None:
    facts = [(1, {"n": 1}), (2, {"n": 2}), (1, {"n": 3}), (None, {"n": 4})]
    with store.transaction(Act()) as tx:
        record_audits(tx, "x", facts)
        record_audits(tx, "x", [])
        record_audit(tx, 1, "y", {"n": 5})
        rows = tx.rows(
            "SELECT chain, seq, payload FROM audit_entry e "
            "JOIN audit_payload p ON p.entry_id = e.id ORDER BY e.id"
        )
        assert verify_chains(tx).ok is True
    found = [(chain, seq, json.loads(str(payload))["facts"]["n"]) for chain, seq, payload in rows]
    assert found == [("org:1", 1, 1), ("org:2", 1, 2), ("org:1", 2, 3), ("store", 1, 4), ("org:1", 3, 5)]


def test_nothing_personal_stands_in_the_part_that_cannot_be_purged(store: Store) -> None:
    with store.transaction(Act(requested_by="zoe@acme.fr", reason="Zoe asked")) as tx:
        record_audit(tx, 1, "user.added", {"email": "zoe@acme.fr"})
    with store.reading() as tx:
        entry = " ".join(str(part) for part in tx.rows("SELECT * FROM audit_entry")[0])
    assert "zoe" not in entry.lower()


def test_entries_of_a_failed_act_leave_the_chain_as_it_was(store: Store) -> None:
    with store.transaction(Act(dry_run=True)) as tx:
        record_audit(tx, 1, "x", {})
    with store.transaction(Act()) as tx:
        record_audit(tx, 1, "y", {})
        assert tx.rows("SELECT seq, what FROM audit_entry") == [(1, "y")]


def test_a_purge_erases_what_was_said_and_tells_why(store: Store) -> None:
    with store.transaction(Act()) as tx:
        for owner in (1, 1, 2):
            record_audit(tx, owner, "x", {"name": "Zoe"})
    with store.transaction(Act(on=date(2026, 3, 2), actor="ann")) as tx:
        assert purge_payloads(tx, 1, "asked by the customer") == 2
        assert purge_payloads(tx, 1, "again") == 0
        rows = tx.rows("SELECT salt, payload, purged_because FROM audit_payload ORDER BY entry_id")
    assert rows[:2] == [(None, None, "ann on 2026-03-02: asked by the customer")] * 2
    assert "Zoe" in str(rows[2][1])


def test_a_checkpoint_covers_the_heads_that_moved_since_the_one_before(store: Store) -> None:
    with store.transaction(Act()) as tx:
        assert checkpoint(tx) is False
        for owner in (2, 1, 1):
            record_audit(tx, owner, "x", {})
        assert checkpoint(tx) is True
        assert checkpoint(tx) is False
        record_audit(tx, 2, "x", {})
        assert checkpoint(tx) is True
        heads = {
            (chain, seq): digest
            for chain, seq, digest in tx.rows("SELECT chain, seq, digest FROM audit_entry")
        }
        rows = tx.rows(
            "SELECT payload FROM audit_payload p JOIN audit_entry e ON e.id = p.entry_id "
            "WHERE e.what = 'checkpoint' ORDER BY e.seq"
        )
    first, second = (json.loads(str(row[0]))["facts"] for row in rows)
    assert first == {
        "chains": 2,
        "heads": sha256(f"org:1 2 {heads['org:1', 2]}\norg:2 1 {heads['org:2', 1]}\n"),
    }
    assert second == {"chains": 1, "heads": sha256(f"org:2 2 {heads['org:2', 2]}\n")}


def test_canonical_text_does_not_depend_on_the_order_of_names() -> None:
    one = {"b": Decimal("1.50"), "a": [date(2026, 3, 1), {"é": NOON, "d": None}]}
    other = {"a": [date(2026, 3, 1), {"d": None, "é": NOON}], "b": Decimal("1.50")}
    assert canonical(one) == canonical(other)
    assert canonical(one) == '{"a":["2026-03-01",{"d":null,"é":"2026-11-24T12:00:00Z"}],"b":"1.50"}'


def test_what_has_no_canonical_text_is_a_mistake() -> None:
    with pytest.raises(TypeError, match="set has no canonical text"):
        canonical({"x": {1, 2}})
