"""A store in a schema of a real PostgreSQL server."""

from collections.abc import Iterator

import psycopg
import pytest

from saasctl.errors.store import StoreBusy, StoreExists, StoreUnwritable
from saasctl.store.creating import create_store
from saasctl.store.database import Store, open_store
from saasctl.store.identity import shown
from saasctl.store.postgres import with_percent
from saasctl.system.clock import system_clock
from saasctl.values.act import Act

RATE = {"kind": "ecb-mro", "from_on": "2026-01-01", "percent": "2.15", "source": "x"}


@pytest.fixture
def store(postgres: str) -> Iterator[Store]:
    create_store(postgres, sandbox=True)
    opened = open_store(postgres, clock=system_clock(), lock_timeout=0)
    yield opened
    opened.close()


def test_a_store_is_made_once_and_keeps_its_kind(postgres: str) -> None:
    assert create_store(postgres, sandbox=True)
    assert not create_store(postgres, sandbox=True)
    with pytest.raises(StoreExists):
        create_store(postgres, sandbox=False)


@pytest.mark.parametrize(
    "sql",
    ["UPDATE reference_rate SET percent = '9'", "DELETE FROM reference_rate", "TRUNCATE reference_rate"],
)
def test_what_happened_is_never_changed(store: Store, sql: str) -> None:
    with store.transaction(Act()) as tx:
        assert tx.insert("reference_rate", RATE) == 1
    with (
        pytest.raises(psycopg.IntegrityError, match="a rate is never changed"),
        store.transaction(Act()) as tx,
    ):
        tx.run(sql)
    with store.reading() as tx:
        assert tx.rows("SELECT percent FROM reference_rate") == [("2.15",)]


def test_a_second_writer_is_told_that_the_store_is_busy(store: Store, postgres: str) -> None:
    other = open_store(postgres, clock=system_clock(), lock_timeout=0)
    with store.transaction(Act()), pytest.raises(StoreBusy), other.transaction(Act()):
        pass
    with store.exclusively("run daily"), pytest.raises(StoreBusy, match=r"."), other.exclusively("x"):
        pass
    with other.transaction(Act()):
        pass
    other.close()


def test_a_lost_connection_leaves_nothing_half_applied(store: Store, postgres: str) -> None:
    other = open_store(postgres, clock=system_clock())

    def interrupted() -> None:
        with store.transaction(Act()) as tx:
            tx.insert("reference_rate", RATE)
            row = tx.one("SELECT pg_backend_pid()")
            assert row is not None
            with other.reading() as reader:
                reader.one("SELECT pg_terminate_backend(?)", row)
            tx.insert("reference_rate", RATE)

    with pytest.raises(StoreUnwritable):
        interrupted()
    with other.reading() as tx:
        assert tx.rows("SELECT count(*) FROM reference_rate") == [(0,)]
    other.close()


def test_question_marks_in_quotes_stay() -> None:
    assert with_percent("SELECT '?%' WHERE a = ?") == "SELECT '?%%' WHERE a = %s"


def test_an_address_is_shown_without_its_password() -> None:
    assert shown("postgresql+psycopg://ann:secret@db/desk?sslmode=require") == "postgresql+psycopg://db/desk"
