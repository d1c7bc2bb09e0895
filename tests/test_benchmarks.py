"""The benchmarks still work, on a small store: how fast they find it is not asked here."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

BENCHMARKS = Path(__file__).parents[1] / "benchmarks"


def measured(name: str, *words: str, env: Mapping[str, str] | None = None) -> list[str]:
    """Run a benchmark and return the lines that it prints."""
    argv = [sys.executable, str(BENCHMARKS / name), *words]
    around = {**os.environ, **(env or {})}
    ran = subprocess.run(argv, capture_output=True, text=True, check=False, env=around)
    assert ran.returncode == 0, ran.stderr
    return ran.stdout.splitlines()


def test_the_reads_are_measured_and_reported() -> None:
    head, columns, *rows = measured("reads.py", "4", "1")
    assert head.startswith("4 customers, 40 users, 96 invoices")
    assert columns.split() == ["command", "great", "s", "small", "s", "ratio", "at", "most"]
    assert [row[:16].strip() for row in rows][-2:] == ["export invoices", "export invoices,"]


def test_the_pass_over_penalties_is_measured_and_reported() -> None:
    head, columns, *rows = measured("penalties.py", "20")
    assert head.startswith("20 overdue invoices")
    assert columns.split() == ["invoices", "s", "us", "each", "MB"]
    assert rows[-1].startswith("floor")


def test_readings_of_use_are_measured_and_reported() -> None:
    ran = subprocess.run(
        [sys.executable, str(BENCHMARKS / "usage.py"), "400"], capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    head, *rows = ran.stdout.splitlines()
    assert head.split()[:3] == ["readings", "import", "s"]
    assert [row.split()[0] for row in rows] == ["200", "400"]


def test_billing_is_measured_against_the_same_rows_written_bare() -> None:
    head, row, targets = measured("billing.py", "3")
    assert head.split()[0] == "invoices"
    assert row.split()[0] == "3"
    assert targets == "targets: 3.5 x floor, 150 MB"


def test_imports_are_measured() -> None:
    _, organisations, *_, users, again = measured("imports.py", "2")
    assert organisations.startswith("org import ")
    assert users.startswith("user import ")
    assert again.startswith("user import (again) ")


def test_billing_in_postgresql_is_measured_against_copy(postgres: str) -> None:
    address = postgres.partition("&options=")[0].replace("+psycopg", "")
    _, row = measured("billing_postgres.py", "2", env={"SAASCTL_BENCH_POSTGRES": address})
    assert row.split()[0] == "2"


def test_peers_that_are_not_installed_are_said_to_be_missing(tmp_path: Path) -> None:
    ours, hledger, tryton = measured("peers.py", "2", "1", env={"PATH": str(tmp_path)})
    assert ours.startswith("saasctl: 2 invoices of 3 lines in ")
    assert (hledger, tryton) == ("hledger: not installed", "Tryton: not named by SAASCTL_BENCH_TRYTON")
