"""Measure start-up as ratios to `import typer`, whole processes, in one interleaved run.

Every round runs each command once in shuffled order, so that what else the machine does hits all
alike; printed are the medians of the rounds' ratios beside the targets. Usage: startup.py [ROUNDS].
The store of a million organisations is made anew in a temporary directory (about a gigabyte), or in
the directory named by SAASCTL_BENCH_DIR, where it is kept and found again.
"""

import compileall
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from bigstore import make_store

import saasctl

ORGANISATIONS = 1_000_000
SCRIPT = str(Path(sys.executable).with_name("saasctl"))


class Measured(NamedTuple):
    """A command, and what it may take as a multiple of the first one."""

    label: str
    argv: list[str]
    target: float | None


def commands(store: Path) -> list[Measured]:
    """Return the commands measured; the first is the measure of the others."""
    listing = ["--db", str(store), "org", "list", "--json", "--limit", "100"]
    return [
        Measured('python -c "import typer"', [sys.executable, "-c", "import typer"], None),
        Measured("saasctl --version", [SCRIPT, "--version"], 0.4),
        Measured("saasctl --help", [SCRIPT, "--help"], 1.25),
        Measured("saasctl slot --help", [SCRIPT, "slot", "--help"], 1.25),
        Measured("saasctl slot add --help", [SCRIPT, "slot", "add", "--help"], 1.25),
        Measured("saasctl org list --json --limit 100", [SCRIPT, *listing], 1.35),
    ]


def seconds(argv: list[str]) -> tuple[float, float]:
    """Run a command and return its wall time and its processor time, both in seconds."""
    start = time.perf_counter()
    null = subprocess.DEVNULL
    process = subprocess.Popen(argv, stdin=null, stdout=null, stderr=null)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(argv)} ended with {process.returncode}")
    return time.perf_counter() - start, used.ru_utime + used.ru_stime


def measure(measured: list[Measured], rounds: int) -> dict[str, list[tuple[float, float]]]:
    """Run every command once in each round, in shuffled order, after one run that is not counted."""
    times: dict[str, list[tuple[float, float]]] = {each.label: [] for each in measured}
    for number in range(rounds + 1):
        for each in random.sample(measured, len(measured)):
            taken = seconds(each.argv)
            if number:
                times[each.label].append(taken)
    return times


def report(measured: list[Measured], times: dict[str, list[tuple[float, float]]]) -> None:
    """Print medians, ratios to the first command, and the targets."""
    first = times[measured[0].label]
    print(f"{'command':38} {'wall ms':>8} {'cpu ms':>8} {'x wall':>7} {'x cpu':>7} {'target':>7}")
    for each in measured:
        own = times[each.label]
        walls = statistics.median(wall / base for (wall, _), (base, _) in zip(own, first, strict=True))
        works = statistics.median(work / base for (_, work), (_, base) in zip(own, first, strict=True))
        wall, work = (statistics.median(column) * 1000 for column in zip(*own, strict=True))
        target = "" if each.target is None else f"{each.target:.2f}"
        print(f"{each.label:38} {wall:8.1f} {work:8.1f} {walls:7.2f} {works:7.2f} {target:>7}")


def main() -> None:
    """Make the store where it is missing, compile the package, measure and report."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 21
    compileall.compile_dir(saasctl.__path__[0], quiet=1)
    with tempfile.TemporaryDirectory() as temporary:
        store = Path(os.environ.get("SAASCTL_BENCH_DIR", temporary)) / "million.db"
        if not store.exists():
            print(f"making {store}", file=sys.stderr)
            make_store(store, ORGANISATIONS)
        measured = commands(store)
        report(measured, measure(measured, rounds))


if __name__ == "__main__":
    main()
