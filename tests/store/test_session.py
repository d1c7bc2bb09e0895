import sqlite3

import pytest
from sqlmodel import select

from saasctl.store.database import Store
from saasctl.store.session import engine_on, session_on
from saasctl.store.tables.sellers import ReferenceRate
from saasctl.values.act import Act


def rate(from_on: str, kind: str = "ecb-mro") -> ReferenceRate:
    return ReferenceRate(kind=kind, from_on=from_on, percent="2.15", source="x")


def test_a_session_neither_ends_nor_undoes_the_open_transaction(
    store: Store, outside: sqlite3.Connection
) -> None:
    outside.execute("PRAGMA busy_timeout=0")
    with store.transaction(Act()) as tx:
        tx.insert("store_meta", {"name": "first", "value": ""})
        for from_on in ("2026-01-01", "2026-07-01"):
            with session_on(tx.connection) as session:
                session.add(rate(from_on))
                session.commit()
        with session_on(tx.connection) as session:
            session.rollback()
            assert len(session.exec(select(ReferenceRate)).all()) == 2
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            outside.execute("BEGIN IMMEDIATE")
        assert tx.rows("SELECT count(*) FROM store_meta WHERE name = 'first'") == [(1,)]
    assert outside.execute("SELECT count(*) FROM reference_rate").fetchall() == [(2,)]


def test_an_error_of_the_database_comes_out_as_the_driver_raised_it(store: Store) -> None:
    with store.transaction(Act()) as tx:
        with session_on(tx.connection) as session:
            session.add(rate("2026-01-01"))
        with pytest.raises(sqlite3.IntegrityError, match="kind_known"), session_on(tx.connection) as session:
            session.add(rate("2026-01-01", "libor"))
        assert tx.rows("SELECT count(*) FROM reference_rate") == [(1,)]


def test_one_engine_serves_a_connection(store: Store) -> None:
    with store.reading() as tx:
        assert engine_on(tx.connection) is engine_on(tx.connection)
