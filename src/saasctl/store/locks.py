"""Exclusive locks of long jobs: an advisory lock on a file beside the store, with its holder's name."""

import errno
import fcntl
import json
import os
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PAUSE = 0.05
"""Seconds between two attempts at a lock that another process holds."""


class Held(Exception):
    """The lock was not free within the time allowed; `holder` says who has it, where that is known."""

    def __init__(self, holder: str | None) -> None:
        super().__init__(holder or "another process")
        self.holder = holder


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a lock: process, machine, since when (UTC), and the command it runs."""

    pid: int
    host: str
    since: str
    command: str

    def __str__(self) -> str:
        """Return one phrase: pid 16382 on box (run daily, since 2026-03-01T06:00:00Z)."""
        return f"pid {self.pid} on {self.host} ({self.command}, since {self.since})"


@contextmanager
def exclusive(path: Path, command: str, since: str, timeout: float) -> Iterator[None]:
    """Hold the lock file at `path` for the body; waits at most `timeout` seconds, then raises Held.

    The kernel frees the lock when the process ends, however it ends, so nothing is left to unlock.
    """
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        _take(handle, path, timeout)
        holder = Holder(os.getpid(), socket.gethostname(), since, command)
        _write(handle, json.dumps({name: getattr(holder, name) for name in Holder.__slots__}))
        try:
            yield
        finally:
            _write(handle, "")
    finally:
        os.close(handle)


def _take(handle: int, path: Path, timeout: float) -> None:
    deadline = time.monotonic() + timeout
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno not in (errno.EWOULDBLOCK, errno.EACCES, errno.EINTR):
                raise
        else:
            return
        left = deadline - time.monotonic()
        if left <= 0:
            holder = holder_of(path)
            raise Held(str(holder) if holder else None)
        time.sleep(min(PAUSE, left))


def _write(handle: int, text: str) -> None:
    os.ftruncate(handle, 0)
    os.pwrite(handle, text.encode(), 0)


def holder_of(path: Path) -> Holder | None:
    """Return who wrote its name into the lock file; None where nobody did.

    A process that was killed leaves its name behind: believe it only when the lock is not free.
    """
    try:
        found = json.loads(path.read_text())
        return Holder(int(found["pid"]), str(found["host"]), str(found["since"]), str(found["command"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None
