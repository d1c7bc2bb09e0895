"""Statements of the ledger run on an empty store."""

from saasctl.store.database import Store
from saasctl.store.queries import ledger


def test_an_empty_store_books_nothing(store: Store) -> None:
    days = ("2026-01-01", "2027-01-01")
    with store.reading() as tx:
        assert tx.rows(ledger.DOCUMENTS, (1, *days)) == []
        assert tx.rows(ledger.MOVED, (1, *days)) == []
        assert tx.rows(ledger.PREPAID, (1, "2027-01-01", "2026-01-01", "2026-01-01")) == []
        assert tx.rows(ledger.ACCOUNTS, (1,)) == []
        assert tx.rows(ledger.SPAN, (1, 1)) == [(None, None)]
