"""Back a store up while it is in use, and put a backup back in its place."""

import hashlib
from contextlib import closing
from pathlib import Path

from saasctl.acts.auditing import record_audit
from saasctl.store.backups import draft_of_backup, drafted, put_in_place, write_backup
from saasctl.store.creating import KINDS
from saasctl.store.database import Store, open_store
from saasctl.store.identity import shown
from saasctl.store.migrating import migrate_store
from saasctl.store.revision import HEAD
from saasctl.store.transfer import counts
from saasctl.system.clock import system_clock
from saasctl.system.config import default_store_path
from saasctl.values.act import Act
from saasctl.values.answers import Written
from saasctl.values.clock import stamp
from saasctl.values.views.stores import Backup, Restored


def back_up(store: Store, out: str, *, dry_run: bool = False) -> Written:
    """Write one state of the store to a new file that is read again before it has its name."""
    target = Path(out)
    rows = write_backup(store, target, keep=not dry_run)
    size = None if dry_run else target.stat().st_size
    digest = None if dry_run else _sha256(target)
    total = sum(rows.values())
    kind = KINDS[store.sandbox]
    found = (rows["organisation"], rows["invoice"])
    answer = Backup(str(target), store.path, kind, HEAD, size, digest, total, *found, verified=True)
    return Written(answer, (str(target),), f"{total} rows of {store.path} backed up to {target}, verified")


def restore(path: str | None, file: str, act: Act, lock_timeout: float) -> Written:
    """Put a backup in the place of the store at `path`, wholly or not at all.

    A backup of an earlier schema is migrated first, in a copy. The restored store's record says when
    and from which file it was put back. Raises FileMissing (exit 3), BackupUnusable, StoreTooNew
    (exit 9), StoreExists (exit 6) where a store of the other kind is, StoreBusy (exit 75).
    """
    place = path or str(default_store_path())
    near = Path(file) if "://" in place else Path(place)
    near.parent.mkdir(parents=True, exist_ok=True)
    clock = system_clock()
    with drafted(near) as draft:
        draft_of_backup(Path(file), draft)
        before, after = migrate_store(str(draft), clock=clock, lock_timeout=0)
        with closing(open_store(str(draft), clock=clock)) as copy:
            rows, kind = _said_in(copy, file, act), KINDS[copy.sandbox]
        if not act.dry_run:
            put_in_place(draft, place, kind, stamp(clock.now()), lock_timeout)
    total = sum(rows.values())
    name = shown(place)
    found = (rows["organisation"], rows["invoice"])
    answer = Restored(name, file, kind, after, before if before != after else None, total, *found)
    return Written(answer, (name,), f"{name} is {file} again: {total} rows")


def same_place(one: str, other: str) -> bool:
    """Say whether two texts name the same store, however a path is spelled."""
    if "://" in one or "://" in other:
        return shown(one) == shown(other)
    return Path(one).expanduser().absolute() == Path(other).expanduser().absolute()


def place_of(path: str | None) -> str:
    """Return what a store is called: its path, or its address without a password."""
    return shown(path or str(default_store_path()))


def _said_in(copy: Store, file: str, act: Act) -> dict[str, int]:
    with copy.reading():
        rows = counts(copy.engine)
    with copy.transaction(act._replace(dry_run=False)) as tx:
        record_audit(tx, None, "store.restored", {"file": Path(file).name, "sha256": _sha256(Path(file))})
    return rows


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
