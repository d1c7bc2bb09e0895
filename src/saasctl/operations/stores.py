"""The store itself: make it, bring it up to date, look at it, check it, dump it."""

from collections.abc import Iterator

from saasctl.acts.auditing import record_audit
from saasctl.acts.checking import check_caches, check_documents, rebuild_caches
from saasctl.store.creating import KINDS, create_store, is_there
from saasctl.store.database import Store, Transaction
from saasctl.store.dump import canonical_lines
from saasctl.store.identity import shown
from saasctl.store.migrating import migrate_store
from saasctl.store.queries.meta import last_day_run, meta
from saasctl.store.revision import HEAD
from saasctl.system.clock import system_clock
from saasctl.system.config import default_store_path
from saasctl.values.act import Act
from saasctl.values.answers import Written
from saasctl.values.views.stores import Migration, StoreCheck, StoreFinding, StoreInfo, StoreMade

CHECKS = ("file", "references", "receivable", "billing cursor", "due", "credits", "invoices")


def init_store(path: str | None, *, sandbox: bool, dry_run: bool = False) -> Written:
    """Make an empty store; one of the same kind that is there already is left alone.

    Raises StoreExists (exit 6) for one of the other kind.
    """
    place = path or str(default_store_path())
    name = shown(place)
    if dry_run and not is_there(place):
        answer = StoreMade(name, KINDS[sandbox], created=False)
        return Written(answer, (name,), f"would make a {KINDS[sandbox]} store at {name}")
    created = create_store(place, sandbox)
    told = f"{KINDS[sandbox]} store made at {name}" if created else f"{name} is there already"
    return Written(StoreMade(name, KINDS[sandbox], created), (name,), told)


def bring_up_to_date(path: str | None, lock_timeout: float, *, dry_run: bool = False) -> Written:
    """Bring a store to this version's schema, wholly or not at all; there is no way back.

    Raises StoreTooNew, StoreMissing (exit 9), StoreBusy (exit 75).
    """
    place = path or str(default_store_path())
    before, after = migrate_store(place, clock=system_clock(), lock_timeout=lock_timeout, dry_run=dry_run)
    name = shown(place)
    told = f"{name} is at schema {after} already" if before == after else f"schema {before} -> {after}"
    return Written(Migration(name, before, after), (name,), told)


COUNTED = ("seller", "organisation", "subscription", "invoice", "audit_entry")


def store_info(store: Store) -> StoreInfo:
    """Return what the store is and how much it holds."""
    with store.reading() as tx:
        size = store.engine.size()
        counts = [_count(tx, table) for table in COUNTED]
        zone, last = meta(tx, "timezone") or "UTC", last_day_run(tx)
    return StoreInfo(
        store.path,
        KINDS[store.sandbox],
        HEAD,
        size,
        zone,
        store.clock.today(),
        last,
        *counts,
    )


def _count(tx: Transaction, table: str) -> int:
    row = tx.one(f"SELECT count(*) FROM {table}")
    return int(str(row[0])) if row else 0


def check_store(store: Store) -> StoreCheck:
    """Check the file, its references, its caches and its documents; changes nothing."""
    with store.reading() as tx:
        findings = tuple(_findings(store, tx))
    return StoreCheck(not findings, rebuilt=False, checks=CHECKS, findings=findings)


def rebuild_store(store: Store, act: Act) -> tuple[StoreCheck, Written]:
    """Make every cache anew from the facts, then check; returns what the check found, and the answer."""
    with store.exclusively("db check --rebuild"), store.transaction(act) as tx:
        stale = sum(1 for _ in check_caches(tx))
        rebuild_caches(tx)
        if stale:
            record_audit(tx, None, "store.rebuilt", {"stale": stale})
        tx.tell(f"{stale} cached values differed and are made anew")
        findings = tuple(_findings(store, tx))
    answer = StoreCheck(not findings, rebuilt=True, checks=CHECKS, findings=findings)
    return answer, Written(answer, (), f"caches made anew, {stale} differed")


def _findings(store: Store, tx: Transaction) -> Iterator[StoreFinding]:
    for part, message in store.engine.inspect():
        yield StoreFinding(part, message, cache=False)
    yield from check_caches(tx)
    yield from check_documents(tx)


def dump_store(store: Store) -> Iterator[str]:
    """Yield the canonical dump line by line: two stores say the same when their dumps are equal."""
    with store.reading() as tx:
        yield from canonical_lines(tx)
