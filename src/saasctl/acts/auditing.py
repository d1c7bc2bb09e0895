"""Put acts on record: one append-only chain for each organisation, and one for the store.

The digest of an entry covers the one before, the entry's canonical header, and the digest of its
salted payload, so that a payload can be purged without breaking the chain.
"""

import hashlib
import json
import secrets
from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache

from saasctl.store.queries import audit as queries
from saasctl.store.transaction import Transaction
from saasctl.values.clock import stamp

STORE = "store"
ROUND = 1000
"""Chains whose heads one statement reads."""
FIRST = "0" * len(hashlib.sha256().hexdigest())
"""What the first entry of a chain names as the digest before it."""
CHECKPOINT = "checkpoint"


def record_audit(
    tx: Transaction, organisation_id: int | None, what: str, facts: Mapping[str, object]
) -> None:
    """Add an entry to an organisation's chain, or to the store's for None.

    `facts`, the person who asked, the reason and the key stand in the payload, which can be purged;
    `what`, the actor and the true time stand in the header, which cannot: no personal data there.
    """
    record_audits(tx, what, [(organisation_id, facts)])


def record_audits(
    tx: Transaction, what: str, entries: Iterable[tuple[int | None, Mapping[str, object]]]
) -> None:
    """Add one entry of a kind for each of many organisations (or several to one), in their order."""
    actor, operation, recorded_at = tx.act.actor, tx.operation, stamp(tx.recorded_at)
    asked = _request(tx)
    headers, payloads = [], []
    told = [(STORE if key is None else f"org:{key}", facts) for key, facts in entries]
    _find_heads(tx, {chain for chain, _ in told})
    for chain, facts in told:
        seq, previous = tx.audit_heads[chain]
        seq += 1
        header = header_text(chain, seq, what, actor, operation, recorded_at)
        payload = canonical({**asked, "facts": facts})
        salt = secrets.token_hex()
        payload_digest = digest_of_payload(salt, payload)
        digest = digest_of_entry(previous, header, payload_digest)
        tx.audit_heads[chain] = seq, digest
        said = (chain, seq, previous, digest, payload_digest, header, what, actor, operation, recorded_at)
        headers.append(said)
        payloads.append((salt, payload, chain, seq))
    tx.many(queries.ADD_ENTRY, headers)
    tx.many(queries.ADD_PAYLOAD, payloads)


def _find_heads(tx: Transaction, chains: Collection[str]) -> None:
    """Read the heads of chains that the transaction does not know yet; a new chain starts at FIRST."""
    unknown = sorted(chain for chain in chains if chain not in tx.audit_heads)
    for start in range(0, len(unknown), ROUND):
        part = unknown[start : start + ROUND]
        tx.audit_heads.update((chain, (0, FIRST)) for chain in part)
        for chain, seq, digest in tx.rows(queries.HEADS_OF.format(marks=",".join("?" * len(part))), part):
            tx.audit_heads[str(chain)] = int(str(seq)), str(digest)


def _request(tx: Transaction) -> dict[str, object]:
    act = tx.act
    said: dict[str, object] = {"on": tx.on, "at": act.at, "requested_by": act.requested_by}
    said |= {"reason": act.reason, "key": act.key}
    return {
        name: value if isinstance(value, str) else _text(value)
        for name, value in said.items()
        if value is not None
    }


def header_text(chain: str, seq: int, what: str, actor: str | None, operation: str, recorded_at: str) -> str:
    """Return the canonical text of an entry's own columns."""
    said = f'"actor":{_quoted(actor)},"chain":"{chain}","operation":{_quoted(operation)}'
    return f'{{{said},"recorded_at":{_quoted(recorded_at)},"seq":{seq},"what":{_quoted(what)}}}'


@lru_cache(maxsize=1000)
def _quoted(text: str | None) -> str:
    """Return a text as JSON; those of a batch's entries are the same. A chain's name needs no escapes."""
    return _encoder.encode(text)


def canonical(values: Mapping[str, object]) -> str:
    """Return JSON with sorted names, no spaces, and days, instants and decimals as text."""
    return _encoder.encode(values)


def _text(value: object) -> str:
    if isinstance(value, datetime):
        return stamp(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value, "f")
    raise TypeError(f"{type(value).__name__} has no canonical text")


_encoder = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=_text)


def digest_of_payload(salt: str, payload: str) -> str:
    """Return the digest of a payload; the salt keeps a purged one from being guessed."""
    return hashlib.sha256((salt + payload).encode()).hexdigest()


def digest_of_entry(previous: str, header: str, payload_digest: str) -> str:
    """Return the digest that the next entry of the chain will name."""
    return hashlib.sha256(f"{previous}\n{header}\n{payload_digest}".encode()).hexdigest()


def checkpoint(tx: Transaction) -> bool:
    """Add an entry to the store's chain that covers the heads of all chains.

    It names the heads that moved since the checkpoint before, which covers the others. False where
    nothing was recorded since.
    """
    row = tx.one(queries.LAST_CHECKPOINT)
    after = 0 if row is None else int(str(row[0]))
    heads = tx.rows(queries.CHANGED_HEADS, (after,))
    if not heads:
        return False
    facts = {"chains": len(heads), "heads": digest_of_heads(heads)}
    record_audit(tx, None, CHECKPOINT, facts)
    return True


def digest_of_heads(heads: Iterable[tuple[object, ...]]) -> str:
    """Return one digest over heads (chain, seq, digest) in the order of chains."""
    digest = hashlib.sha256()
    for chain, seq, head in heads:
        digest.update(f"{chain} {seq} {head}\n".encode())
    return digest.hexdigest()


def purge_payloads(tx: Transaction, organisation_id: int, because: str) -> int:
    """Erase what an organisation's entries say, and their salts; the chain still holds.

    Returns how many payloads were erased. Each keeps who purged it, when and `because` of what.
    """
    told = f"{tx.act.actor or 'an operator'} on {tx.on}: {because}"
    return tx.run(queries.PURGE, (told, f"org:{organisation_id}"))
