"""Measure billing against hledger and Tryton, in the same run, where they are installed.

Neither is a dependency. hledger is looked for on PATH, or as SAASCTL_BENCH_HLEDGER; Tryton is run by the
Python that SAASCTL_BENCH_TRYTON names, in whose environment are trytond 8.2, trytond_sale_subscription and
proteus. Usage: peers.py [ACCOUNTS] [TRYTON_SUBSCRIPTIONS] (10000 and 200 unless given).

hledger computes a month's forecast of so many periodic rules and its balance, saasctl bills as many
subscriptions of three lines for good. Tryton creates draft invoices of three lines from consumptions.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from billing import billed, make_portfolio

AT_MOST_OF_HLEDGER, AT_LEAST_OF_TRYTON = 0.5, 1000
TRYTON = Path(__file__).with_name("tryton_peer.py")


def ours(folder: Path, count: int) -> float:
    """Bill a portfolio with the real command and return the seconds by the clock."""
    store = folder / f"ours-{count}.db"
    make_portfolio(store, count)
    seconds, _, _ = billed(store)
    return seconds


def hledger(program: str, folder: Path, count: int) -> float:
    """Let hledger forecast a month of so many rules and balance them; returns the seconds by the clock."""
    journal = folder / "forecast.journal"
    with journal.open("w", encoding="utf-8") as file:
        for number in range(count):
            account = f"assets:receivable:customer-{number:07d}"
            file.write(f"~ monthly from 2026-01-01\n    {account}  99.00 EUR\n    revenue:plan\n\n")
    argv = [program, "-f", str(journal), "balance", "--forecast=2026-02-01..2026-03-01", "revenue"]
    start = time.perf_counter()
    subprocess.run(argv, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def tryton(python: str, folder: Path, count: int) -> float:
    """Let Tryton create invoices and return how many it creates a second."""
    env = {**os.environ, "DB_NAME": ":memory:", "TRYTOND_DATABASE_URI": "sqlite://"}
    argv = [python, str(TRYTON), str(count)]
    ran = subprocess.run(argv, check=False, capture_output=True, text=True, env=env, cwd=folder)
    if ran.returncode:
        raise SystemExit(f"Tryton: {ran.stderr[-1000:]}")
    return float(ran.stdout.split()[-1])


def main(words: list[str]) -> None:
    """Measure what is installed and print a line for each peer."""
    accounts, subscriptions = (int(words[0]), int(words[1])) if len(words) > 1 else (10_000, 200)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        seconds = ours(folder, accounts)
        print(
            f"saasctl: {accounts} invoices of 3 lines in {seconds:.2f} s, {accounts / seconds:.0f} a second"
        )
        program = os.environ.get("SAASCTL_BENCH_HLEDGER") or shutil.which("hledger")
        if program is None:
            print("hledger: not installed")
        else:
            theirs = hledger(program, folder, accounts)
            told = f"{theirs:.2f} s for a month's forecast of {accounts} rules"
            print(f"hledger: {told}; saasctl {seconds / theirs:.2f} x, at most {AT_MOST_OF_HLEDGER} x")
        python = os.environ.get("SAASCTL_BENCH_TRYTON")
        if python is None:
            print("Tryton: not named by SAASCTL_BENCH_TRYTON")
        else:
            rate = tryton(python, folder, subscriptions)
            ratio = accounts / seconds / rate
            told = f"{rate:.1f} draft invoices of 3 lines a second ({subscriptions})"
            print(f"Tryton: {told}; saasctl {ratio:.0f} x, at least {AT_LEAST_OF_TRYTON} x")


if __name__ == "__main__":
    main(sys.argv[1:])
