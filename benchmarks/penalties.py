"""Count late interest and fees of very many overdue invoices in one pass, against a bare loop over the rows.

The store holds one overdue invoice for each customer. Measured are whole processes of `invoice penalties
--seller ... -o csv`: processor time and peak memory, on the great store and on one ten times smaller. The
floor reads the same rows in the same parts, counts two half-years in whole cents and writes CSV; it
explains nothing. Usage: penalties.py [INVOICES].
"""

import csv
import os
import platform
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from bigstore import make_store
from reads import SCRIPT, used

from saasctl.store.sqlite import connect

SMALLER, PART = 10, 2000
MEMORY = 80
"""Megabytes that the pass may take at its peak, at any size."""
DAY = date(2026, 11, 15)
HALF = date(2026, 7, 1)
FIRST, SECOND = 786, 825
"""Percent a year of the two half-years, in hundredths: three times 2.62 and 2.75."""
ROWS = """
SELECT i.id, i.number, o.slug, r.due_on, i.gross_cents FROM invoice i
JOIN receivable r ON r.invoice_id = i.id JOIN organisation o ON o.id = i.organisation_id
WHERE i.id > ? ORDER BY i.id LIMIT ?
"""


def bare(store: Path) -> float:
    """Return the processor seconds of the bare loop."""
    began = time.process_time()
    with open(os.devnull, "w", encoding="utf-8", newline="") as out:
        writer, connection, last = csv.writer(out), connect(store), 0
        while rows := connection.execute(ROWS, (last, PART)).fetchall():
            for key, number, slug, due_on, cents in rows:
                starts = date.fromordinal(date.fromisoformat(due_on).toordinal() + 3)
                weighed = (HALF - starts).days * FIRST + ((DAY - HALF).days + 1) * SECOND
                interest = (cents * weighed * 2 + 365 * 10000) // (2 * 365 * 10000)
                writer.writerow((number, slug, DAY, due_on, starts, cents, interest, interest + 4000))
                last = key
        connection.close()
    return time.process_time() - began


def main() -> int:
    """Print the figures; return 1 where memory grows with the number of invoices."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    argv = [SCRIPT, "invoice", "penalties", "--seller", "measured", "--as-of", DAY.isoformat(), "-o", "csv"]
    with tempfile.TemporaryDirectory() as folder:
        great, small = Path(folder, "great.db"), Path(folder, "small.db")
        make_store(great, count)
        make_store(small, max(1, count // SMALLER))
        few, many, floor = used(argv, small), used(argv, great), bare(great)
        lines = subprocess.run(
            argv, env={**os.environ, "SAASCTL_DB": str(small)}, capture_output=True, text=True, check=True
        ).stdout.splitlines()
    print(f"{count} overdue invoices, {platform.machine()}, Python {platform.python_version()}")
    print(f"{'invoices':>9} {'s':>8} {'us each':>8} {'MB':>6}")
    for size, one in ((max(1, count // SMALLER), few), (count, many)):
        print(f"{size:>9} {one.seconds:>8.2f} {one.seconds / size * 1e6:>8.0f} {one.megabytes:>6.1f}")
    print(f"floor {floor:.2f} s, ratio {many.seconds / max(floor, 1e-9):.1f}; last row: {lines[-1]}")
    return 0 if many.megabytes <= MEMORY else 1


if __name__ == "__main__":
    sys.exit(main())
