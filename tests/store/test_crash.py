"""What is left when processes are killed, or write at the same time."""

import random
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from saasctl.store.database import open_store
from saasctl.system.clock import system_clock

PAIRS = """
import sys
from saasctl.acts.auditing import record_audit
from saasctl.store.database import open_store
from saasctl.store.queries.meta import set_meta
from saasctl.system.clock import system_clock
from saasctl.values.act import Act

path, name, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
store = open_store(path, lock_timeout=60, clock=system_clock())
print("ready", flush=True)
for number in range(count):
    with store.transaction(Act()) as tx:
        for part in range(20):
            set_meta(tx, f"{name}.{part}", str(number))
        record_audit(tx, None, "pair", {"name": name, "number": number})
store.close()
"""


def start(path: Path, name: str, count: int) -> "subprocess.Popen[str]":
    process = subprocess.Popen(
        [sys.executable, "-c", PAIRS, str(path), name, str(count)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


@pytest.mark.parametrize("seed", range(6))
def test_a_process_killed_anywhere_leaves_whole_acts_only(path: Path, seed: int) -> None:
    process = start(path, "p", 1_000_000)
    time.sleep(random.Random(seed).uniform(0.01, 0.2))
    process.kill()
    process.communicate()
    store = open_store(str(path), lock_timeout=1, clock=system_clock())
    with store.reading() as tx:
        values = tx.rows("SELECT DISTINCT value FROM store_meta WHERE name LIKE 'p.%'")
        entries = tx.rows("SELECT count(*) FROM audit_entry")
        payloads = tx.rows("SELECT count(*) FROM audit_payload")
    assert len(values) <= 1
    done = int(str(values[0][0])) + 1 if values else 0
    assert entries == payloads == [(done,)]
    assert list(store.engine.inspect()) == []
    store.close()


def test_two_processes_that_write_at_once_lose_nothing(path: Path, outside: sqlite3.Connection) -> None:
    writers = [start(path, name, 150) for name in ("a", "b")]
    assert [writer.wait() for writer in writers] == [0, 0]
    for writer in writers:
        writer.communicate()
    assert outside.execute("SELECT count(*), max(seq) FROM audit_entry").fetchall() == [(300, 300)]
    values = outside.execute("SELECT DISTINCT value FROM store_meta WHERE name LIKE '_.%'").fetchall()
    assert values == [("149",)]
