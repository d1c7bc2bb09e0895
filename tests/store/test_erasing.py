"""Erasing keeps the rows and the guards, and takes the people out."""

import sqlite3

import pytest

from saasctl.store.database import Store
from saasctl.store.erasing import erase_customer, is_sqlite
from saasctl.values.act import Act


def rows(store: Store, sql: str) -> list[tuple[object, ...]]:
    with store.reading() as tx:
        return tx.rows(sql)


@pytest.mark.usefixtures("full")
def test_people_go_and_the_ledger_stays(store: Store) -> None:
    before = rows(store, "SELECT * FROM invoice")
    with store.transaction(Act()) as tx:
        assert is_sqlite(tx)
        touched = erase_customer(tx, 1, invoiced=True)
    assert {"org_user", "acceptance", "case_entry"} <= set(touched)
    assert rows(store, "SELECT email FROM org_user") == [("erased-1",)]
    assert rows(store, "SELECT person FROM acceptance") == [(None,)]
    assert rows(store, "SELECT value FROM case_entry") == [(None,)]
    assert rows(store, "SELECT name FROM organisation") == [("Acme",)]
    assert rows(store, "SELECT * FROM invoice") == before


@pytest.mark.usefixtures("full")
def test_without_invoices_the_name_goes_too(store: Store) -> None:
    with store.transaction(Act()) as tx:
        erase_customer(tx, 1, invoiced=False)
    assert rows(store, "SELECT name, slug FROM organisation") == [("erased-1", "acme")]


def test_the_guards_stand_again_afterwards(full: sqlite3.Connection, store: Store) -> None:
    with store.transaction(Act()) as tx:
        erase_customer(tx, 1, invoiced=True)
    with pytest.raises(sqlite3.IntegrityError):
        full.execute("UPDATE acceptance SET person = 'Eve'")
    with pytest.raises(sqlite3.IntegrityError):
        full.execute("DELETE FROM invoice")
