"""Measure reads on a great store against the same on one a hundred times smaller, and the CSV export.

Whole processes, interleaved; the figure is the processor time (user and system), because what else the
machine does changes the wall time. Usage: reads.py [CUSTOMERS] [ROUNDS]; each customer has 10 users and
24 invoices, the last one open. The export is measured against a bare csv.writer over the same cursor.
SAASCTL_BENCH_DIR=DIR keeps the stores there and uses those it finds.
"""

import csv
import os
import platform
import random
import statistics
import subprocess
import sys
import tempfile
from contextlib import nullcontext
from pathlib import Path
from typing import NamedTuple

from bigstore import make_store

from saasctl.store.queries.invoice_cells import CELLS, cells_of
from saasctl.store.sqlite import connect

SMALLER = 100
USERS, INVOICES = 10, 24
AT_MOST = {"read": 2.0, "export": 1.2}
EXPORT_MEMORY = 40
"""Megabytes that the export may take at its peak."""
DAY = "2026-01-15"
SCRIPT = str(Path(sys.executable).with_name("saasctl"))
BARE = "bare csv.writer"
EXPORT = "export invoices"


class Used(NamedTuple):
    """What a process took: seconds of the processor, and megabytes at its peak."""

    seconds: float
    megabytes: float


def reads(customers: int) -> dict[str, list[str]]:
    """Return the commands measured on both stores, asked of a customer in the middle of the small one."""
    slug = f"customer-{max(1, customers // SMALLER // 2):07d}"
    return {
        "org show": ["org", "show", slug, "--as-of", DAY],
        "sub dates": ["sub", "dates", slug, "--as-of", DAY],
        "invoice list --org": ["invoice", "list", "--org", slug, "--as-of", DAY],
        "invoice list --overdue --limit": ["invoice", "list", "--overdue", "--limit", "50", "--as-of", DAY],
        "agenda --org": ["agenda", "--org", slug, "--as-of", DAY],
        "find": ["find", slug],
        "find, a part of a number": ["find", f"0{customers // SMALLER * INVOICES // 2}"],
        "org list --q": ["org", "list", "--q", slug[6:], "--as-of", DAY],
        "user list --q": ["user", "list", "--q", slug[6:], "--as-of", DAY],
    }


def used(argv: list[str], store: Path) -> Used:
    """Run a command on a store and return what it took."""
    null = subprocess.DEVNULL
    process = subprocess.Popen(argv, stdin=null, stdout=null, env={**os.environ, "SAASCTL_DB": str(store)})
    _, status, taken = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(argv)} ended with {process.returncode}")
    return Used(taken.ru_utime + taken.ru_stime, taken.ru_maxrss / 1024)


def bare_export(store: Path) -> None:
    """Write the cursor that the export reads as CSV, and nothing else."""
    rows = connect(store).execute(CELLS, cells_of(DAY))
    csv.writer(sys.stdout).writerows(rows)


def measure(great: Path, small: Path, customers: int, rounds: int) -> list[str]:
    """Return the rows of the table: command, seconds on both stores, ratio, and what it may be."""
    jobs = {
        (name, store): ([SCRIPT, *words], store)
        for name, words in reads(customers).items()
        for store in (great, small)
    }
    jobs |= {
        (EXPORT, great): ([SCRIPT, "export", "invoices", "--as-of", DAY], great),
        (BARE, great): ([sys.executable, __file__, "--bare", str(great)], great),
    }
    taken: dict[tuple[str, Path], list[Used]] = {job: [] for job in jobs}
    for _ in range(rounds):
        for job in random.sample(list(jobs), len(jobs)):
            taken[job].append(used(*jobs[job]))
    rows = [
        _row(name, _median(taken[name, great]), _median(taken[name, small]), AT_MOST["read"])
        for name in reads(customers)
    ]
    rows.append(_row(EXPORT, _median(taken[EXPORT, great]), _median(taken[BARE, great]), AT_MOST["export"]))
    peak = max(one.megabytes for one in taken[EXPORT, great])
    return [*rows, f"{EXPORT + ', peak MB':32} {peak:9.1f} {'':9} {'':7} {EXPORT_MEMORY:7.1f}"]


def _median(taken: list[Used]) -> float:
    return statistics.median(one.seconds for one in taken)


def _row(name: str, own: float, other: float, target: float) -> str:
    return f"{name:32} {own:9.3f} {other:9.3f} {own / other:7.2f} {target:7.2f}"


def main() -> None:
    """Make both stores, measure and report."""
    if sys.argv[1:2] == ["--bare"]:
        bare_export(Path(sys.argv[2]))
        return
    customers = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    kept = os.environ.get("SAASCTL_BENCH_DIR")
    with nullcontext(kept) if kept else tempfile.TemporaryDirectory() as folder:
        great, small = Path(folder) / "great.db", Path(folder) / "small.db"
        for store, count in ((great, customers), (small, max(1, customers // SMALLER))):
            if not store.exists():
                make_store(store, count, USERS, INVOICES)
        size = f"{customers} customers, {customers * USERS} users, {customers * INVOICES} invoices"
        print(
            f"{size}; {platform.machine()}, {os.cpu_count()} processors, Python {platform.python_version()}"
        )
        print(f"{'command':32} {'great s':>9} {'small s':>9} {'ratio':>7} {'at most':>7}")
        print("\n".join(measure(great, small, customers, rounds)))


if __name__ == "__main__":
    main()
