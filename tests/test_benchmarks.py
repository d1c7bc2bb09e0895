"""The benchmarks still work, on a small store: how fast they find it is not asked here."""

import subprocess
import sys
from pathlib import Path

BENCHMARKS = Path(__file__).parents[1] / "benchmarks"


def test_the_reads_are_measured_and_reported() -> None:
    ran = subprocess.run(
        [sys.executable, str(BENCHMARKS / "reads.py"), "4", "1"], capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    head, columns, *rows = ran.stdout.splitlines()
    assert head.startswith("4 customers, 40 users, 96 invoices")
    assert columns.split() == ["command", "great", "s", "small", "s", "ratio", "at", "most"]
    assert [row[:16].strip() for row in rows][-2:] == ["export invoices", "export invoices,"]


def test_the_pass_over_penalties_is_measured_and_reported() -> None:
    ran = subprocess.run(
        [sys.executable, str(BENCHMARKS / "penalties.py"), "20"], capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    head, columns, *rows = ran.stdout.splitlines()
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
