"""Measure billing at scale against a floor: the same finished rows, written bare, in the same run.

Usage: billing.py [SUBSCRIPTIONS ...] (100000 unless given). Each portfolio is one monthly subscription a
customer under Ksaar's terms, billed in arrears in three lines: the slots of the first day and two
additions of the month, the last two by days. Starts are spread over 28 days. One run of
`saasctl invoice run` bills it all: obligations, numbers, lines, VAT, receivables, audit chains, due
index. The floor is `sqlite3.executemany` of the very rows that the run left, into a copy of the
store from before it, with the same indexes, settings and guards, in one transaction.
"""

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from saasctl.store.database import create_store
from saasctl.store.searching import write_pending
from saasctl.store.sqlite import connect
from saasctl.store.transfer import tables
from saasctl.terms.load import load_profile

PROFILE = "ksaar"
UNTIL = "2026-02-28"
TARGET, MEMORY_MB = 3.5, 150
SCRIPT = str(Path(sys.executable).with_name("saasctl"))
COUNTED = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :count)\n"
DAY = "date('2026-01-01', ((i - 1) % 28) || ' days')"
SELLER = """
INSERT INTO seller (id, slug, name, profile, profile_version, country, siren, vat_id, currency,
                    prefix_invoice, prefix_credit_note, created_on)
VALUES (1, 'measured', 'Measured', :profile, :version, 'FR', '820300002', 'FR27820300002', 'EUR',
        'INV', 'CN', '2025-01-01')
"""
SETTING = "INSERT INTO term_setting (scope, path, value, from_on) VALUES (?, ?, ?, '2025-01-01')"
ANSWERS = (("vat.rate", "20"), ("price.business.monthly", "99.00"), ("slots.without_clause", "prorated"))
ROWS = (
    """
    INSERT INTO organisation (id, slug, seller_id, name, country, siren, email, professional, vat_regime,
                              terms_version, created_on, status)
    SELECT i, printf('customer-%07d', i), 1, printf('Customer %07d', i), 'FR', printf('%09d', i),
           printf('billing@customer-%07d.example', i), 1, 'domestic', :version, '2025-01-01', 'active' FROM n
    """,
    f"""
    INSERT INTO subscription (id, organisation_id, name, started_on, trial, credits)
    SELECT i, i, 'main', {DAY}, 0, 0 FROM n
    """,
    f"""
    INSERT INTO subscription_phase (subscription_id, plan, period_unit, from_on, anchor_on, free_exit)
    SELECT i, 'business', 'monthly', {DAY}, {DAY}, 0 FROM n
    """,
    *(
        f"""
        INSERT INTO slot_movement (subscription_id, seq, kind, delta, asked_on, effective_on)
        SELECT i, {seq}, '{kind}', {delta}, date({DAY}, '{later} days'), date({DAY}, '{later} days') FROM n
        """
        for seq, kind, delta, later in (
            (1, "start", "1 + i % 40", 0),
            (2, "addition", "2", 7),
            (3, "addition", "1", 19),
        )
    ),
    f"INSERT INTO billing_cursor (subscription_id, billed_to) SELECT i, {DAY} FROM n",
    f"""
    INSERT INTO due (organisation_id, subscription_id, kind, on_day)
    SELECT i, i, 'invoice', date({DAY}, '1 month') FROM n
    """,
)
KEPT = ("due", "billing_cursor", "number_series")
"""Tables whose rows a run replaces; in all others it only adds."""


class Measured(NamedTuple):
    """What one portfolio took."""

    invoices: int
    run_s: float
    run_cpu: float
    floor_s: float
    floor_cpu: float
    memory_mb: int

    def line(self) -> str:
        """Return the figures as one line of the table."""
        wall, cpu = self.run_s / self.floor_s, self.run_cpu / self.floor_cpu
        each = self.run_cpu / self.invoices * 1_000_000
        return (
            f"{self.invoices:>9}{self.run_s:>9.2f}{self.floor_s:>9.2f}{wall:>9.2f}"
            f"{self.run_cpu:>9.2f}{self.floor_cpu:>9.2f}{cpu:>9.2f}{each:>9.0f}{self.memory_mb:>9}"
        )


def make_portfolio(path: Path, count: int) -> None:
    """Make a sandbox store with `count` customers that owe their first invoice."""
    create_store(str(path), sandbox=True)
    values = {"count": count, "profile": PROFILE, "version": load_profile(PROFILE).version}
    with sqlite3.connect(path) as connection:
        connection.execute(SELLER, values)
        connection.executemany(SETTING, [(PROFILE, *answer) for answer in ANSWERS])
        for statement in ROWS:
            head, tail = statement.split("SELECT", 1)
            connection.execute(f"{head} {COUNTED.strip()} SELECT {tail}", values)
    connection.close()


def billed(path: Path) -> tuple[float, float, int]:
    """Bill a portfolio with the real command: wall and processor seconds, and peak memory in MB."""
    argv = [SCRIPT, "--db", str(path), "invoice", "run", "--on", UNTIL, "-q"]
    start = time.perf_counter()
    process = subprocess.Popen(argv, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(argv)} ended with {process.returncode}")
    return time.perf_counter() - start, used.ru_utime + used.ru_stime, used.ru_maxrss // 1024


def written(before: Path, after: Path) -> dict[str, list[tuple[object, ...]]]:
    """Return by table the rows that the run left in `after` and that `before` does not have."""
    connection = sqlite3.connect(after)
    connection.execute("ATTACH ? AS old", (str(before),))
    names = tables()
    found = {
        name: connection.execute(f"SELECT * FROM main.{name} EXCEPT SELECT * FROM old.{name}").fetchall()
        for name in names
    }
    connection.close()
    return {name: rows for name, rows in found.items() if rows}


def floor(path: Path, rows: dict[str, list[tuple[object, ...]]]) -> tuple[float, float]:
    """Write finished rows bare; returns wall and processor seconds."""
    connection = connect(path)
    order = sorted(rows, key=lambda name: (name not in ("clause", "invoice", "audit_entry"), name))
    start, cpu = time.perf_counter(), time.process_time()
    connection.execute("BEGIN IMMEDIATE")
    for name in order:
        marks = ", ".join("?" * len(rows[name][0]))
        verb = "REPLACE" if name in KEPT else "INSERT"
        connection.executemany(f"{verb} INTO {name} VALUES ({marks})", rows[name])
    write_pending(connection)
    connection.execute("COMMIT")
    seconds, used = time.perf_counter() - start, time.process_time() - cpu
    sqlite3.Connection.close(connection)
    return seconds, used


def measure(folder: Path, count: int) -> Measured:
    """Bill a portfolio of `count` and write the same rows bare."""
    before, after, bare = (folder / f"{name}-{count}.db" for name in ("before", "after", "bare"))
    make_portfolio(before, count)
    shutil.copy(before, after)
    shutil.copy(before, bare)
    seconds, used, memory = billed(after)
    rows = written(before, after)
    if len(rows["invoice"]) != count or len(rows["invoice_line"]) != 3 * count:
        raise SystemExit(
            f"{len(rows['invoice'])} invoices of {len(rows['invoice_line'])} lines, not {count} of 3"
        )
    return Measured(count, seconds, used, *floor(bare, rows), memory)


def main(words: list[str]) -> None:
    """Measure portfolios and print a line for each."""
    heads = ("invoices", "run s", "floor s", "x wall", "run cpu", "floor", "x cpu", "us each", "peak MB")
    print("".join(f"{head:>9}" for head in heads))
    with tempfile.TemporaryDirectory() as folder:
        for count in [int(word) for word in words] or [100_000]:
            print(measure(Path(folder), count).line(), flush=True)
    print(f"targets: {TARGET} x floor, {MEMORY_MB} MB")


if __name__ == "__main__":
    main(sys.argv[1:])
