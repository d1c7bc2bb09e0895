"""The audit: list it, verify it, print its heads."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from saasctl.acts.auditing import checkpoint
from saasctl.acts.chains import verify_chains
from saasctl.acts.finding import organisation_named
from saasctl.errors.store import HeadsUnreadable
from saasctl.store.database import Store
from saasctl.store.queries import audit as queries
from saasctl.values.act import Act
from saasctl.values.answers import Listing
from saasctl.values.clock import stamp
from saasctl.values.views.audits import AUDIT_COLUMNS, HEAD_COLUMNS, AuditVerification


@dataclass(frozen=True, slots=True)
class AuditFilter:
    """Which entries to list: an organisation's, recorded from and to a day (both included), by an actor."""

    org: str | None = None
    first_on: date | None = None
    last_on: date | None = None
    actor: str | None = None


def list_audit(store: Store, wanted: AuditFilter) -> Listing:
    """Return the entries in the order of recording. Raises OrganisationUnknown (exit 3)."""
    conditions = dict(_conditions(store, wanted))
    rows = _entries(store, " AND ".join(conditions) or "1 = 1", tuple(conditions.values()))
    return Listing("saasctl.audit.list/1", AUDIT_COLUMNS, rows, store.clock.today())


def _conditions(store: Store, wanted: AuditFilter) -> Iterator[tuple[str, object]]:
    if wanted.org is not None:
        with store.reading() as tx:
            yield "e.chain = ?", f"org:{organisation_named(tx, wanted.org).id}"
    if wanted.first_on is not None:
        yield "e.recorded_at >= ?", stamp(store.clock.start_of(wanted.first_on))
    if wanted.last_on is not None:
        yield "e.recorded_at < ?", stamp(store.clock.start_of(wanted.last_on + timedelta(days=1)))
    if wanted.actor is not None:
        yield "e.actor = ?", wanted.actor


def _entries(store: Store, where: str, parameters: tuple[object, ...]) -> Iterator[tuple[object, ...]]:
    with store.reading() as tx:
        for row in tx.stream(queries.LISTED.format(where=where), parameters):
            yield _listed(row)


def _listed(row: tuple[object, ...]) -> tuple[object, ...]:
    org, seq, what, actor, recorded_at, operation, payload, purged = row
    if payload is None:
        said_instead = f"payload purged by {purged}"
        return org, seq, what, None, actor, None, said_instead, recorded_at, operation, None
    said: Mapping[str, object] = json.loads(str(payload))
    asked = (said.get("requested_by"), said.get("reason"))
    return org, seq, what, said.get("on"), actor, *asked, recorded_at, operation, said["facts"]


def verify_audit(store: Store, kept: Mapping[str, tuple[int, str]] | None = None) -> AuditVerification:
    """Verify every chain, against heads that were kept elsewhere too where they are given."""
    with store.reading() as tx:
        return verify_chains(tx, kept)


def read_heads(path: Path) -> dict[str, tuple[int, str]]:
    """Return the heads that `audit head --json` or `-o jsonl` printed, by chain.

    Raises HeadsUnreadable (exit 4) for anything else.
    """
    try:
        text = path.read_text(encoding="utf-8")
        held = (
            json.loads(text)["items"] if text.startswith('{"schema"') else map(json.loads, text.splitlines())
        )
        return {str(item["chain"]): (int(item["seq"]), str(item["digest"])) for item in held}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise HeadsUnreadable(str(path), str(error)) from error


def audit_heads(store: Store) -> Listing:
    """Return the last entry of each chain: keep them elsewhere, they expose a cut or a rebuild."""
    return Listing("saasctl.audit.head/1", HEAD_COLUMNS, _heads(store), store.clock.today())


def _heads(store: Store) -> Iterator[tuple[object, ...]]:
    with store.reading() as tx:
        yield from tx.stream(queries.HEADS)


def add_checkpoint(store: Store, act: Act) -> bool:
    """Add an entry to the store's chain that covers the heads of all; False when nothing is new."""
    with store.transaction(act) as tx:
        return checkpoint(tx)
