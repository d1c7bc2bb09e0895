"""Import a million customers and a million users, and measure processor time, memory and a second import.

Whole processes of the real command. Usage: imports.py [ROWS] (1000000 unless given). The file is read
again afterwards, when nothing is left to do. SAASCTL_BENCH_DIR=DIR keeps files and store there.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

SCRIPT = str(Path(sys.executable).with_name("saasctl"))
PROFILE = "kantree"
MEMORY_MB = 200
COLUMNS = (
    f"{'command':24}{'rows':>10}{'wall s':>10}{'cpu s':>10}{'us each':>10}{'peak MB':>10}{'at most':>10}"
)


class Used(NamedTuple):
    """What a process took: seconds by the clock and of the processor, and megabytes at its peak."""

    wall: float
    cpu: float
    megabytes: int


def used(store: Path, *words: str) -> Used:
    """Run a command on the store and return what it took."""
    argv, null = [SCRIPT, "--db", str(store), *words], subprocess.DEVNULL
    start = time.perf_counter()
    process = subprocess.Popen(argv, stdin=null, stdout=null, stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    said = process.stderr.read()
    _, status, taken = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    process.stderr.close()
    if process.returncode:
        raise SystemExit(f"{' '.join(argv)} ended with {process.returncode}: {said[:2000]}")
    wall = time.perf_counter() - start
    return Used(wall, taken.ru_utime + taken.ru_stime, taken.ru_maxrss // 1024)


def write(path: Path, head: str, rows: Iterable[str]) -> Path:
    """Write a CSV file."""
    with path.open("w", encoding="utf-8") as file:
        file.write(head + "\n")
        file.writelines(row + "\n" for row in rows)
    return path


def slugs(rows: int) -> Iterator[str]:
    """Yield the customers' keys; no list, whose memory the system would count as the command's."""
    return (f"customer-{number:07d}" for number in range(rows))


def measure(folder: Path, rows: int) -> None:
    """Make a store with one seller, import both files twice and print a line for each."""
    store = folder / "imports.db"
    seller = folder / "seller.toml"
    seller.write_text('name = "Measured"\ncountry = "FR"\n', encoding="utf-8")
    used(store, "db", "init", "--sandbox")
    used(store, "seller", "add", "sold", "--terms", PROFILE, "--file", str(seller), "--on", "2026-01-01")
    organisations = write(
        folder / "organisations.csv",
        "slug,name,email,professional,on",
        (f'{slug},"{slug}, Café & Söhne",billing@{slug}.example,yes,2026-01-05' for slug in slugs(rows)),
    )
    users = write(
        folder / "users.csv",
        "email,org,role,name,on",
        (f"owner@{slug}.example,{slug},owner,Ada {slug},2026-01-06" for slug in slugs(rows)),
    )
    for words in (
        ("org", "import", str(organisations), "--seller", "sold"),
        ("user", "import", str(users)),
    ):
        for again in ("", " (again)"):
            took = used(store, *words)
            name, each = f"{words[0]} {words[1]}{again}", took.cpu / rows * 1_000_000
            print(
                f"{name:24}{rows:>10}{took.wall:>10.1f}{took.cpu:>10.1f}{each:>10.0f}"
                f"{took.megabytes:>10}{MEMORY_MB:>10}",
                flush=True,
            )


def main() -> None:
    """Measure in a folder that is kept where one is named."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    print(COLUMNS, flush=True)
    kept = os.environ.get("SAASCTL_BENCH_DIR")
    if kept:
        Path(kept).mkdir(parents=True, exist_ok=True)
        measure(Path(kept), rows)
        return
    with tempfile.TemporaryDirectory() as folder:
        measure(Path(folder), rows)


if __name__ == "__main__":
    main()
