"""Examine the machine and the store: what the other commands rely on."""

import locale
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path

from saasctl import __version__
from saasctl.errors.base import SaasctlError
from saasctl.errors.config import ExaminationFailed
from saasctl.errors.store import StoreBusy
from saasctl.store.database import Store, open_store
from saasctl.store.identity import shown
from saasctl.store.queries.audit import LAST_RECORDED
from saasctl.store.revision import HEAD
from saasctl.system.clock import system_clock
from saasctl.system.config import default_store_path
from saasctl.values.clock import stamp, zone_named
from saasctl.values.views.config import Diagnosis, Examined

ZONE = "Europe/Paris"
"""A zone that only zone data knows: that it is found says that they are installed."""
LEAST_FREE = 100 * 2**20
"""Bytes that should be free on the store's disk."""
OTHERS = 0o077
"""Rights of a file that its owner alone should have."""


def diagnose(path: str | None, lock_timeout: float, before: tuple[Examined, ...]) -> Diagnosis:
    """Return what the examination found, `before` (what the caller has seen itself) first."""
    place = path or str(default_store_path())
    checks = (*before, _locale(), _zones(), *_store(place, lock_timeout))
    failed = [one for one in checks if one.status == "failed"]
    warned = sum(one.status == "warning" for one in checks)
    python = sys.version.split()[0]
    return Diagnosis(not failed, warned, __version__, python, sqlite3.sqlite_version, shown(place), checks)


def failure_of(path: str | None, lock_timeout: float, found: Diagnosis) -> SaasctlError | None:
    """Return the refusal that the first failed check means: the store's own, or ExaminationFailed."""
    failed = next((one for one in found.checks if one.status == "failed"), None)
    if failed is None:
        return None
    try:
        open_store(path or str(default_store_path()), clock=system_clock(), lock_timeout=lock_timeout).close()
    except SaasctlError as error:
        return error
    return ExaminationFailed(failed.name, failed.message, failed.fix)


def _locale() -> Examined:
    spoken = locale.getpreferredencoding(do_setlocale=False)
    if spoken.lower().replace("-", "") == "utf8":
        return Examined("locale", "ok", f"text is {spoken}", None)
    said = f"text is {spoken}: names with other letters are shown as escapes"
    return Examined("locale", "warning", said, "export LC_ALL=C.UTF-8")


def _zones() -> Examined:
    try:
        zone_named(ZONE)
    except ValueError as error:
        return Examined("time zones", "failed", str(error), "pip install tzdata")
    return Examined("time zones", "ok", f"{ZONE} is known", None)


def _store(place: str, lock_timeout: float) -> Iterator[Examined]:
    try:
        store = open_store(place, clock=system_clock(), lock_timeout=lock_timeout)
    except SaasctlError as error:
        yield Examined("store", "failed", _said(error), error.fix)
        yield Examined(
            "clock", "skipped", f"{stamp(system_clock().now())}; no store to compare it with", None
        )
        yield Examined("locks", "skipped", "no store to lock", None)
        return
    try:
        kind = "sandbox" if store.sandbox else "real"
        yield Examined(
            "store", "ok", f"{store.path}: {kind}, schema {HEAD}; for all of it: saasctl db check", None
        )
        yield from _file(store)
        yield _clock(store)
        yield _locks(store)
    finally:
        store.close()


def _file(store: Store) -> Iterator[Examined]:
    path = Path(store.path)
    if not path.is_file():
        yield Examined("rights", "skipped", "the database keeps them", None)
        return
    rights = path.stat().st_mode & OTHERS
    said = "others may read or write it" if rights else "its owner's only"
    fix = f"chmod 600 {path}" if rights else None
    yield Examined("rights", "warning" if rights else "ok", said, fix)
    free = shutil.disk_usage(path.parent).free
    low = free < max(LEAST_FREE, path.stat().st_size)
    fix = "make room before the next backup" if low else None
    yield Examined("space", "warning" if low else "ok", f"{free // 2**20} MB free", fix)


def _clock(store: Store) -> Examined:
    with store.reading() as tx:
        row = tx.one(LAST_RECORDED)
    now, last = stamp(store.clock.now()), str(row[0]) if row and row[0] else None
    if last and last > now:
        said = f"it is {now} here, and the store's last entry was made at {last}"
        return Examined("clock", "failed", said, "set the machine's clock")
    today = store.clock.today()
    return Examined("clock", "ok", f"{now}; today is {today} in {store.clock.zone}", None)


def _locks(store: Store) -> Examined:
    for take in (_taken_long, _taken_write):
        try:
            take(store)
        except StoreBusy as error:
            return Examined("locks", "warning", error.why or error.message, error.fix)
        except OSError as error:
            fix = "keep the store on a local disk"
            return Examined("locks", "failed", f"no lock can be taken: {error.strerror}", fix)
    return Examined("locks", "ok", "free", None)


def _taken_long(store: Store) -> None:
    with store.exclusively("doctor"):
        pass


def _taken_write(store: Store) -> None:
    try:
        store.engine.begin(writing=True)
    except store.engine.errors as error:
        raise store.engine.fault(error) or error from error
    finally:
        store.engine.rollback()


def _said(error: SaasctlError) -> str:
    return f"{error.message}: {error.why}" if error.why else error.message
