"""A store in a schema of a real PostgreSQL server."""

from collections.abc import Iterator
from contextlib import suppress
from uuid import uuid4

import psycopg
import pytest

from saasctl.errors.store import StoreBusy, StoreExists, StoreLost, StoreMissing, StoreUnwritable
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

    with pytest.raises(StoreLost):
        interrupted()
    with other.reading() as tx:
        assert tx.rows("SELECT count(*) FROM reference_rate") == [(0,)]
    other.close()


def test_a_dry_run_and_a_refused_act_use_up_no_id(store: Store) -> None:
    for dry_run in (True, True, False):
        with store.transaction(Act(dry_run=dry_run)) as tx:
            assert tx.insert("reference_rate", RATE) == 1
    with store.transaction(Act()) as tx:
        with suppress(LookupError), tx.attempt():
            tx.insert("reference_rate", RATE)
            raise LookupError
        rows = [("ecb-mro", f"2026-0{month}-01", "2", "x") for month in (2, 3)]
        tx.many("INSERT INTO reference_rate (kind, from_on, percent, source) VALUES (?, ?, ?, ?)", rows)
    with store.reading() as tx:
        assert tx.rows("SELECT id FROM reference_rate ORDER BY id") == [(1,), (2,), (3,)]


def test_several_rows_of_one_statement_have_ids_one_after_the_other(store: Store) -> None:
    with store.transaction(Act()) as tx:
        tx.run(
            "INSERT INTO reference_rate (kind, from_on, percent, source) "
            "VALUES ('ecb-mro', '2026-01-01', '1', 'x'), ('ecb-mro', '2026-07-01', '2', 'x')"
        )
        assert tx.rows("SELECT id, percent FROM reference_rate ORDER BY id") == [(1, "1"), (2, "2")]


def test_an_empty_schema_holds_no_store_rather_than_a_foreign_one(postgres: str) -> None:
    with pytest.raises(StoreMissing):
        open_store(postgres, clock=system_clock())


def test_a_statement_that_waits_for_a_foreign_lock_too_long_is_reported_as_busy(
    store: Store, postgres: str
) -> None:
    other = open_store(postgres, clock=system_clock())
    other.engine.connection.execute("BEGIN")
    other.engine.connection.execute("LOCK TABLE reference_rate IN ACCESS EXCLUSIVE MODE")

    def waiting() -> None:
        with store.transaction(Act()) as tx:
            tx.run("SET LOCAL lock_timeout = '50ms'")
            tx.insert("reference_rate", RATE)

    with pytest.raises(StoreBusy):
        waiting()
    other.close()
    with store.reading() as tx:
        assert tx.rows("SELECT count(*) FROM reference_rate") == [(0,)]


def test_a_great_answer_is_streamed(store: Store) -> None:
    with store.reading() as tx:
        rows = tx.stream("SELECT generate_series(1, ?)", (5_000,))
        assert sum(int(str(number)) for (number,) in rows) == 12_502_500


def test_question_marks_in_quotes_stay() -> None:
    assert with_percent("SELECT '?%' WHERE a = ?") == "SELECT '?%%' WHERE a = %s"


def test_an_address_is_shown_without_its_password() -> None:
    assert shown("postgresql+psycopg://ann:secret@db/desk?sslmode=require") == "postgresql+psycopg://db/desk"


def test_an_operator_s_role_works_and_cannot_take_the_guards_away(store: Store, postgres: str) -> None:
    role, owner = f"operator_{uuid4().hex}", store.engine.connection
    owner.execute(f"CREATE ROLE {role}")
    (schema,) = owner.execute("SELECT current_schema()").fetchall()[0]
    owner.execute(f"GRANT USAGE ON SCHEMA {schema} TO {role}")
    owner.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {schema} TO {role}")
    operator = open_store(f"{postgres}%20-crole%3D{role}", clock=system_clock(), lock_timeout=0)
    try:
        with operator.exclusively("run daily"), operator.transaction(Act()) as tx:
            assert tx.insert("reference_rate", RATE) == 1
            columns = ("kind", "from_on", "percent", "source")
            assert tx.connection.bulk("reference_rate", columns, [("ecb-mro", "2026-02-01", "2", "x")]) == 1
        with pytest.raises(StoreUnwritable) as refused, operator.transaction(Act()) as tx:
            tx.run("DROP TRIGGER reference_rate_keeps_update ON reference_rate")
        assert "the role that owns the tables" in str(refused.value.fix)
    finally:
        operator.close()
        owner.execute(f"DROP OWNED BY {role}")
        owner.execute(f"DROP ROLE {role}")


def test_many_rows_are_written_alike_as_a_copy_and_one_by_one(store: Store) -> None:
    insert = "INSERT INTO reference_rate (kind, from_on, percent, source) VALUES (?, ?, ?, ?)"
    rows = [("ecb-mro", f"20{year:02d}-01-01", "2", "a\tb\\N\n'?%s'; x") for year in range(3)]
    with store.transaction(Act()) as tx:
        tx.many(insert, rows)
        tx.many(f"{insert} ON CONFLICT DO NOTHING", [("ecb-mro", "2026-01-01", "3", None), *rows][1:])
        tx.many(insert, [])
        tx.many("UPDATE store_meta SET value = ? WHERE name = ?", [("x;y", "none")] * 600)
    with store.reading() as tx:
        held = tx.rows("SELECT id, kind, from_on, percent, source FROM reference_rate ORDER BY id")
    assert [row[1:] for row in held] == rows * (len(held) // 3)
    assert [row[0] for row in held] == list(range(1, len(held) + 1))
    with pytest.raises(psycopg.IntegrityError), store.transaction(Act()) as tx:
        tx.many("INSERT INTO store_meta (name, value) VALUES (?, ?)", [("a", "1"), ("a", "2")])
