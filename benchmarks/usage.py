"""Measure `usage check` over many readings, and the import of as many, beside a hundredth of them.

Usage: usage.py [READINGS] [bare] (1000000 unless given; with `bare` the rows are written by SQL and no
import is measured). Readings of e-mail campaigns of many customers, one
of each metric a customer and day; the thresholds look at five rolling days of all of them. Whole
processes: processor time and peak memory of each, and the time of the bare sums in the same file.
"""

import csv
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from saasctl.store.database import create_store
from saasctl.terms.load import load_profile

SCRIPT = str(Path(sys.executable).with_name("saasctl"))
PARTS = 100
METRICS = (("emailing-sent", 1000), ("complaints", 0), ("campaign-sent", 1000), ("bounces", 40))
DAYS = 50
CUSTOMERS = """
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :count)
INSERT INTO organisation (id, slug, seller_id, name, country, professional, created_on, status)
SELECT i, 'c' || i, 1, 'Customer ' || i, 'FR', 1, '2025-01-01', 'active' FROM n
"""
SELLER = """
INSERT INTO seller (id, slug, name, profile, profile_version, country, siren, vat_id, currency,
                    prefix_invoice, prefix_credit_note, created_on)
VALUES (1, 'measured', 'Measured', :profile, :version, 'FR', '820200000', 'FR00820200000', 'EUR',
        'INV', 'CN', '2025-01-01')
"""
SUMS = """
SELECT organisation_id, subject, sum(value) FROM usage_reading
WHERE metric = ? AND on_day >= '2026-02-15' AND on_day <= '2026-02-19' GROUP BY organisation_id, subject
"""


def store_of(folder: Path, customers: int) -> str:
    """Return the path of a store with so many customers under Koban's terms."""
    path = str(folder / f"{customers}.db")
    create_store(path, sandbox=True)
    profile = load_profile("koban")
    connection = sqlite3.connect(path)
    connection.execute(SELLER, {"profile": profile.id, "version": profile.version})
    connection.execute(CUSTOMERS, {"count": customers})
    connection.commit()
    connection.close()
    return path


def write_file(path: Path, customers: int) -> None:
    """Write the readings of so many customers."""
    days = [f"2026-{1 + day // 31:02d}-{1 + day % 31:02d}T10:00:00+01:00" for day in range(DAYS)]
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(("org", "metric", "value", "at", "subject"))
        for at in days:
            for number in range(1, customers + 1):
                for metric, value in METRICS:
                    subject = "spring" if metric in ("campaign-sent", "bounces") else ""
                    rows.writerow((f"c{number}", metric, value, at, subject))


def write_bare(path: str, customers: int) -> None:
    """Write the same readings into the store by SQL."""
    connection = sqlite3.connect(path)
    for metric, value in METRICS:
        subject = "spring" if metric in ("campaign-sent", "bounces") else ""
        days = f"date('2026-01-01', '+' || ((n.i - 1) / {customers}) || ' days')"
        connection.execute(
            f"""
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {customers * DAYS})
            INSERT INTO usage_reading (organisation_id, metric, subject, at, on_day, value)
            SELECT 1 + (n.i - 1) % {customers}, ?, ?, {days} || 'T09:00:00Z', {days}, ? FROM n
            """,
            (metric, subject, value),
        )
    connection.commit()
    connection.close()


def measured(*words: str) -> tuple[float, float]:
    """Return the processor seconds and peak megabytes of one command."""
    process = subprocess.Popen([SCRIPT, *words], stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"{words} ended with {os.waitstatus_to_exitcode(status)}")
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def floor(path: str) -> float:
    """Return the processor seconds of the bare sums that a check needs."""
    connection = sqlite3.connect(path)
    began = time.process_time()
    for metric, _ in METRICS:
        connection.execute(SUMS, (metric,)).fetchall()
    return time.process_time() - began


def main() -> None:
    """Print both sizes: the import, the check of all customers and of one, the bare sums."""
    bare = sys.argv[-1] == "bare"
    numbers = sys.argv[1:-1] if bare else sys.argv[1:]
    readings = int(numbers[0]) if numbers else 1_000_000
    sys.stdout.write("readings    import s     MB   check s     MB   one customer s   bare sums s\n")
    with tempfile.TemporaryDirectory() as name:
        for count in (max(1, readings // PARTS), readings):
            customers = max(1, count // (len(METRICS) * DAYS))
            path, file = store_of(Path(name), customers), Path(name) / f"{customers}.csv"
            db = ("--db", path, "-q")
            taken, grown = 0.0, 0.0
            if bare:
                write_bare(path, customers)
            else:
                write_file(file, customers)
                taken, grown = measured("usage", "import", str(file), *db)
            every, memory = measured("usage", "check", "--as-of", "2026-02-19", *db)
            one, _ = measured("usage", "check", "c1", "--as-of", "2026-02-19", *db)
            shown = customers * len(METRICS) * DAYS
            sys.stdout.write(
                f"{shown:>8} {taken:>11.1f} {grown:>6.0f} {every:>9.2f} {memory:>6.0f}"
                f" {one:>16.2f} {floor(path):>13.3f}\n"
            )


if __name__ == "__main__":
    main()
