"""The index of texts says which rows hold one, on both databases, and forgets what is erased."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from saasctl.store.creating import create_store
from saasctl.store.database import Store, Transaction, open_store
from saasctl.store.queries.matching import any_like, contains
from saasctl.store.searching import NEAR, SEARCHED, near, search_triggers, sqlite_search, tidy, write_pending
from saasctl.store.sqlite import connect
from saasctl.system.clock import system_clock
from saasctl.values.act import Act

SELLER = (
    "INSERT INTO seller (id, slug, name, profile, profile_version, country, currency, prefix_invoice, "
    "prefix_credit_note, created_on) VALUES (1, 'sell', 'S', 'p', '1', 'FR', 'EUR', 'I', 'C', '2026-01-01')"
)
ORGANISATION = (
    "INSERT INTO organisation (id, slug, seller_id, name, email, country, professional, created_on, status) "
    "VALUES (?, ?, 1, ?, ?, 'FR', 1, '2026-01-01', 'active')"
)
ROWS = [(1, "acme", 'Société "Zyx" Acmé', None), (2, "beta", "Beta % AND", "billing@zyxel.example")]


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """Two customers."""
    where = request.getfixturevalue("postgres") if request.param == "postgresql" else str(tmp_path / "s.db")
    create_store(where, sandbox=True)
    opened = open_store(where, clock=system_clock())
    with opened.transaction(Act()) as tx:
        tx.run(SELLER)
        tx.many(ORGANISATION, ROWS)
    yield opened
    opened.close()


def held(tx: Transaction, *texts: str) -> list[int] | None:
    columns = [f"organisation.{name}" for name in SEARCHED["organisation"]]
    patterns = [pattern for text in texts for pattern in contains(text)]
    return near(tx, "organisation", texts, *any_like(columns, patterns))


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        pytest.param(["zyx"], [1, 2], id="in-either"),
        pytest.param(["zyxe"], [2], id="longer"),
        pytest.param(["acmé"], [1], id="with-an-accent"),
        pytest.param(['"zyx"'], [1], id="with-quotes"),
        pytest.param(["% and"], [2], id="with-signs"),
        pytest.param(["beta", "acme"], [1, 2], id="one-of-two"),
        pytest.param(["gone"], [], id="in-none"),
        pytest.param(["ac"], None, id="too-short-to-tell"),
        pytest.param(["acme", "b"], None, id="one-too-short"),
        pytest.param(["acme" * 10_000], [], id="very-long"),
    ],
)
def test_rows_that_hold_a_text_are_told(store: Store, texts: list[str], found: list[int] | None) -> None:
    with store.reading() as tx:
        told = held(tx, *texts)
    assert (None if told is None else sorted(told)) == found


def test_the_index_follows_every_change(store: Store) -> None:
    with store.transaction(Act()) as tx:
        tx.run("UPDATE organisation SET name = 'Beta' WHERE id = 1")
        tx.run("UPDATE organisation SET name = 'Gamma' WHERE id = 1")
        assert held(tx, "gamma") in (None, [1])
    with store.transaction(Act()) as tx:
        assert held(tx, "zyx") == held(tx, "beta") == [2]
        assert held(tx, "gamma") == [1]
        tx.run("DELETE FROM organisation WHERE id = 2")
        tx.many(ORGANISATION, [(4, "delta", "Delta", None)])
        tx.run("DELETE FROM organisation WHERE id = 4")
    with store.transaction(Act(dry_run=True)) as tx:
        tx.run("UPDATE organisation SET name = 'Delta' WHERE id = 1")
    with store.reading() as tx:
        assert held(tx, "delta") == held(tx, "zyx") == []
        assert held(tx, "gamma") == [1]


def test_of_too_many_the_index_does_not_tell(store: Store) -> None:
    with store.transaction(Act()) as tx:
        tx.many(ORGANISATION, [(key, f"many-{key}", "X", None) for key in range(10, 11 + NEAR)])
    with store.reading() as tx:
        assert held(tx, "many") is None


def test_a_new_row_s_id_is_that_of_its_own_table(store: Store) -> None:
    with store.transaction(Act()) as tx:
        values = {
            "slug": "gamma", "seller_id": 1, "name": "G", "country": "FR", "professional": 1,
            "created_on": "2026-01-01", "status": "active",
        }  # fmt: skip
        assert tx.insert("organisation", values) == 3


def test_nothing_of_a_removed_name_is_left_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "s.db"
    create_store(str(path), sandbox=True)
    store = open_store(str(path), clock=system_clock())
    with store.transaction(Act()) as tx:
        tx.run(SELLER)
        tx.many(ORGANISATION, ROWS)
    with store.transaction(Act()) as tx:
        tx.run("UPDATE organisation SET name = 'erased', email = NULL")
        tidy(tx)
    store.engine.compact()
    store.close()
    assert b"zyx" not in path.read_bytes().lower()


def test_the_triggers_can_be_made_again(tmp_path: Path) -> None:
    (tmp_path / "s.db").touch()
    connection = connect(tmp_path / "s.db")
    for table, columns in (("organisation", "slug, name, email"), ("org_user", "email, display_name")):
        connection.execute(f"CREATE TABLE {table} (id INTEGER PRIMARY KEY, {columns})")
    connection.execute("CREATE TABLE invoice (id INTEGER PRIMARY KEY, number)")
    for statement in [*sqlite_search(), *search_triggers(), *search_triggers()]:
        connection.execute(statement)
    connection.execute("INSERT INTO invoice VALUES (1, 'INV-2026-000123')")
    write_pending(connection)
    found = connection.execute("SELECT rowid FROM invoice_search WHERE invoice_search MATCH '\"123\"'")
    assert found.fetchall() == [(1,)]
    assert connection.execute("SELECT count(*) FROM search_pending").fetchall() == [(0,)]
    sqlite3.Connection.close(connection)
