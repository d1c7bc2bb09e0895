"""Statements of the reports on money run on an empty store."""

from saasctl.store.database import Store
from saasctl.store.queries import books


def test_an_empty_store_owes_nothing(store: Store) -> None:
    day = "2026-01-01"
    with store.reading() as tx:
        assert tx.rows(books.AGED.format(more=""), (day,) * 5) == []
        assert tx.rows(books.UNALLOCATED.format(more=""), (day, day)) == []
        assert tx.rows(books.VAT.format(more=""), (day, day)) == []
        assert tx.rows(books.VAT_RECEIVED.format(more=""), (day, day)) == []
        assert tx.rows(books.FEES, (day, day, 1, day)) == []
        assert tx.rows(books.RECEIPTS, (1, day, 1, day)) == []
        assert tx.rows(books.PUT, (1, day)) == []
        assert tx.rows(books.SUBSCRIPTIONS.format(more=""), (day,)) == []
