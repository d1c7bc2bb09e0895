"""Back a store up while it is in use, and put a backup back in its place."""

import hashlib
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from saasctl.acts.auditing import record_audit
from saasctl.store.backups import draft_of_backup, drafted, file_copy, put_in_place, write_backup
from saasctl.store.creating import KINDS
from saasctl.store.database import Store, open_store
from saasctl.store.identity import shown
from saasctl.store.migrating import migrate_store
from saasctl.store.revision import HEAD
from saasctl.store.transfer import copy_to_database, counts, refuse_taken
from saasctl.system.clock import system_clock
from saasctl.system.config import default_store_path
from saasctl.values.act import Act
from saasctl.values.answers import Written
from saasctl.values.views.stores import Backup, Copied, Restored


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
    clock = system_clock()
    with _beside(place) as draft:
        draft_of_backup(Path(file), draft)
        before, after = migrate_store(str(draft), clock=clock, lock_timeout=0)
        with closing(open_store(str(draft), clock=clock)) as copy:
            rows, kind = _said_in(copy, file, act), KINDS[copy.sandbox]
        if not act.dry_run:
            put_in_place(draft, place, kind, clock, lock_timeout)
    total = sum(rows.values())
    name = shown(place)
    found = (rows["organisation"], rows["invoice"])
    answer = Restored(name, file, kind, after, before if before != after else None, total, *found)
    return Written(answer, (name,), f"{name} is {file} again: {total} rows")


def copy_store(source: str, target: str, lock_timeout: float, *, dry_run: bool = False) -> Written:
    """Copy a store to a place where nothing is, of the same or the other engine.

    The canonical dumps of both are compared before the copy is kept. Raises TargetTaken (exit 6),
    CopyDiffers (exit 9).
    """
    clock = system_clock()
    refuse_taken(target)
    with closing(open_store(source, clock=clock, lock_timeout=lock_timeout)) as store:
        if "://" in target:
            rows = copy_to_database(store, target, lock_timeout, keep=not dry_run)
        else:
            Path(target).parent.mkdir(parents=True, exist_ok=True)
            rows = file_copy(store, Path(target), keep=not dry_run)
        kind = KINDS[store.sandbox]
    answer = Copied(shown(source), shown(target), kind, HEAD, rows, equal=True)
    told = f"{rows} rows copied from {shown(source)} to {shown(target)}, equal canonical dumps"
    return Written(answer, (shown(target),), told)


@contextmanager
def _beside(place: str) -> Iterator[Path]:
    if "://" in place:
        with tempfile.TemporaryDirectory(prefix="saasctl-restore-") as folder:
            yield Path(folder) / "draft.db"
        return
    Path(place).parent.mkdir(parents=True, exist_ok=True)
    with drafted(Path(place)) as draft:
        yield draft


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
