import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from saasctl.acts.auditing import purge_payloads, record_audit
from saasctl.errors.organisations import OrganisationUnknown
from saasctl.errors.store import HeadsUnreadable
from saasctl.operations.audits import (
    AuditFilter,
    add_checkpoint,
    audit_heads,
    list_audit,
    read_heads,
    verify_audit,
)
from saasctl.store.database import Store, create_store, open_store
from saasctl.store.queries.meta import keep_zone
from saasctl.store.records import write_record
from saasctl.values.act import Act
from saasctl.values.clock import Clock

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
CUSTOMER: dict[str, object] = {
    "slug": "acme",
    "seller_id": 1,
    "name": "Acme",
    "country": "FR",
    "professional": 1,
    "created_on": "2026-01-01",
}
EVENING = datetime(2026, 6, 30, 22, 30, tzinfo=UTC)
"""In Paris it is the first of July."""


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    create_store(str(tmp_path / "s.db"), sandbox=True)
    opened = open_store(str(tmp_path / "s.db"), clock=Clock(lambda: EVENING))
    with opened.transaction(Act(actor="ann", on=date(2026, 3, 1))) as tx:
        keep_zone(tx, "Europe/Paris")
        write_record(tx, "seller", SELLER)
        key = write_record(tx, "organisation", CUSTOMER)
        record_audit(tx, None, "seller.added", {"seller": "sell"})
        record_audit(tx, key, "org.added", {"org": "acme"})
    with opened.transaction(Act(actor="bob", requested_by="o@acme.fr", reason="asked")) as tx:
        record_audit(tx, key, "note.added", {"n": 1})
    yield opened
    opened.close()


def listed(store: Store, wanted: AuditFilter) -> list[dict[str, object]]:
    listing = list_audit(store, wanted)
    names = [column.name for column in listing.columns]
    return [dict(zip(names, row, strict=True)) for row in listing.rows]


def test_an_entry_tells_who_did_what_for_whom_and_why(store: Store) -> None:
    entry = listed(store, AuditFilter())[2]
    operation = entry.pop("operation")
    assert entry == {
        "org": "acme",
        "seq": 2,
        "what": "note.added",
        "on": "2026-07-01",
        "actor": "bob",
        "requested_by": "o@acme.fr",
        "reason": "asked",
        "recorded_at": "2026-06-30T22:30:00Z",
        "facts": {"n": 1},
    }
    assert str(operation).startswith("op-")


@pytest.mark.parametrize(
    ("wanted", "what"),
    [
        pytest.param(AuditFilter(), ["seller.added", "org.added", "note.added"], id="all"),
        pytest.param(AuditFilter(org="acme"), ["org.added", "note.added"], id="of-an-organisation"),
        pytest.param(AuditFilter(actor="ann"), ["seller.added", "org.added"], id="of-an-actor"),
        pytest.param(AuditFilter(org="acme", actor="ann"), ["org.added"], id="of-both"),
        pytest.param(
            AuditFilter(first_on=date(2026, 7, 1)), ["seller.added", "org.added", "note.added"], id="from"
        ),
        pytest.param(AuditFilter(first_on=date(2026, 7, 2)), [], id="from-the-day-after"),
        pytest.param(
            AuditFilter(last_on=date(2026, 7, 1)), ["seller.added", "org.added", "note.added"], id="to"
        ),
        pytest.param(AuditFilter(last_on=date(2026, 6, 30)), [], id="to-the-day-before"),
    ],
)
def test_entries_are_chosen_by_owner_actor_and_day_of_recording(
    store: Store, wanted: AuditFilter, what: list[str]
) -> None:
    assert [entry["what"] for entry in listed(store, wanted)] == what


def test_an_unknown_organisation_is_refused_before_anything_is_printed(store: Store) -> None:
    with pytest.raises(OrganisationUnknown):
        list_audit(store, AuditFilter(org="nobody"))


def test_a_purged_entry_says_who_purged_it_and_why(store: Store) -> None:
    with store.transaction(Act(actor="ann", on=date(2026, 7, 1))) as tx:
        purge_payloads(tx, 1, "asked by the customer")
    entry = listed(store, AuditFilter(org="acme"))[1]
    assert entry["reason"] == "payload purged by ann on 2026-07-01: asked by the customer"
    assert (entry["facts"], entry["requested_by"], entry["what"]) == (None, None, "note.added")
    assert verify_audit(store).ok is True


@pytest.mark.parametrize("lines", [True, False])
def test_heads_that_were_kept_are_read_and_verified_against(
    store: Store, tmp_path: Path, lines: bool
) -> None:
    listing = audit_heads(store)
    names = [column.name for column in listing.columns]
    items = [dict(zip(names, row, strict=True)) for row in listing.rows]
    kept = tmp_path / "heads"
    text = "".join(f"{json.dumps(item)}\n" for item in items)
    kept.write_text(text if lines else json.dumps({"schema": "x", "items": items}))
    assert sorted(read_heads(kept)) == ["org:1", "store"]
    assert verify_audit(store, read_heads(kept)).ok is True
    items[0]["digest"] = "0" * 64
    kept.write_text(json.dumps({"schema": "x", "items": items}))
    assert verify_audit(store, read_heads(kept)).ok is False


@pytest.mark.parametrize("content", [b"chain store", b'{"schema":"x"}', b'{"chain":"a"}', b"\xff", b'["x"]'])
def test_a_file_without_heads_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "heads").write_bytes(content)
    with pytest.raises(HeadsUnreadable) as refused:
        read_heads(tmp_path / "heads")
    assert refused.value.exit == 4


def test_a_missing_file_of_heads_is_refused(tmp_path: Path) -> None:
    with pytest.raises(HeadsUnreadable):
        read_heads(tmp_path / "none")


def test_a_checkpoint_is_added_when_something_is_new(store: Store) -> None:
    assert add_checkpoint(store, Act()) is True
    assert add_checkpoint(store, Act()) is False
    assert verify_audit(store).checkpoints == 1
