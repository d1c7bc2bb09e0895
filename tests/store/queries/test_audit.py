from saasctl.acts.auditing import record_audit
from saasctl.store.database import Store
from saasctl.store.queries import audit
from saasctl.store.records import write_record
from saasctl.values.act import Act

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


def test_heads_are_the_last_entries_with_their_owners(store: Store) -> None:
    with store.transaction(Act()) as tx:
        write_record(tx, "seller", SELLER)
        key = write_record(tx, "organisation", CUSTOMER)
        for owner in (key, None, key):
            record_audit(tx, owner, "x", {})
        heads = tx.rows(audit.HEADS)
        found = {row[0]: row[1] for row in tx.rows("SELECT chain || seq, digest FROM audit_entry")}
    assert [head[:4] for head in heads] == [
        (f"org:{key}", "acme", 2, found[f"org:{key}2"]),
        ("store", None, 1, found["store1"]),
    ]


def test_heads_of_growth_are_those_of_the_chains_that_grew(store: Store) -> None:
    with store.transaction(Act()) as tx:
        for owner in (1, 2, 1, 3):
            record_audit(tx, owner, "x", {})
        assert [head[:2] for head in tx.rows(audit.CHANGED_HEADS, (2,))] == [("org:1", 2), ("org:3", 1)]
        assert [head[:2] for head in tx.rows(audit.CHANGED_HEADS, (4,))] == []
