import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from saasctl.store.locks import Held, Holder, exclusive, holder_of

HOLD = """
import sys, time
from pathlib import Path
from saasctl.store.locks import exclusive
with exclusive(Path(sys.argv[1]), "run daily", "2026-03-01T06:00:00Z", 0):
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def lock(tmp_path: Path) -> Path:
    return tmp_path / "store.db.lock"


def start_holder(lock: Path) -> "subprocess.Popen[str]":
    process = subprocess.Popen([sys.executable, "-c", HOLD, str(lock)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def end(process: "subprocess.Popen[str]") -> None:
    process.kill()
    process.communicate()


def test_a_second_holder_is_refused_at_once_and_told_who_has_the_lock(lock: Path) -> None:
    process = start_holder(lock)
    try:
        before = time.monotonic()
        with pytest.raises(Held) as refused, exclusive(lock, "db migrate", "", 0):
            pass
        assert time.monotonic() - before < 1
        assert f"pid {process.pid} on " in str(refused.value.holder)
        assert "(run daily, since 2026-03-01T06:00:00Z)" in str(refused.value.holder)
    finally:
        end(process)


def test_the_lock_of_a_killed_holder_is_free_at_once(lock: Path) -> None:
    end(start_holder(lock))
    with exclusive(lock, "db migrate", "now", 0):
        holder = holder_of(lock)
    assert holder is not None
    assert (holder.pid, holder.command) == (os.getpid(), "db migrate")


def test_a_waiting_process_gets_the_lock_when_it_becomes_free(lock: Path) -> None:
    waiting = f"{HOLD.replace(', 0):', ', 30):')}"
    with exclusive(lock, "first", "", 0):
        process = subprocess.Popen(
            [sys.executable, "-c", waiting, str(lock)], stdout=subprocess.PIPE, text=True
        )
        time.sleep(0.3)
        assert process.poll() is None
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    end(process)


def test_nobody_is_named_once_the_lock_is_given_back(lock: Path) -> None:
    with exclusive(lock, "run daily", "", 0):
        pass
    assert holder_of(lock) is None


@pytest.mark.parametrize("content", ["", "{", "[]", '{"pid": "x"}', '{"pid": 1}'])
def test_a_lock_file_that_says_nothing_names_nobody(lock: Path, content: str) -> None:
    lock.write_text(content)
    assert holder_of(lock) is None


def test_only_the_owner_reads_the_lock_file(lock: Path) -> None:
    with exclusive(lock, "run daily", "", 0):
        assert lock.stat().st_mode & 0o777 == 0o600


def test_a_holder_is_told_in_one_phrase() -> None:
    holder = Holder(16382, "box", "2026-03-01T06:00:00Z", "run daily")
    assert str(holder) == "pid 16382 on box (run daily, since 2026-03-01T06:00:00Z)"
