"""Verify the audit chains: any change, removal or move of an entry shows."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from saasctl.acts.auditing import (
    CHECKPOINT,
    FIRST,
    STORE,
    digest_of_entry,
    digest_of_heads,
    digest_of_payload,
    header_text,
)
from saasctl.store.queries import audit as queries
from saasctl.store.transaction import Transaction
from saasctl.values.views.audits import AuditVerification, BadEntry

Heads = Mapping[str, tuple[int, str]]
"""By chain the number and the digest of its last entry."""


def verify_chains(tx: Transaction, kept: Heads | None = None) -> AuditVerification:
    """Read every entry of every chain and return the first fault, if there is one.

    Only `kept` heads, written down earlier, show that the newest entries of a chain were cut off
    after the last checkpoint, or that everything was made anew.
    """
    reader = _Reader(kept or {})
    bad = next(reader.faults(tx), None)
    checkpoints = _Checkpoints()
    if bad is None:
        bad = next(checkpoints.faults(tx), None)
    return AuditVerification(bad is None, reader.chains, reader.entries, checkpoints.seen, reader.purged, bad)


@dataclass(slots=True)
class _Reader:
    kept: Heads
    chains: int = 0
    entries: int = 0
    purged: int = 0
    chain: str = ""
    seq: int = 0
    digest: str = FIRST

    def faults(self, tx: Transaction) -> Iterator[BadEntry]:
        unseen = set(self.kept)
        for row in tx.stream(queries.ENTRIES):
            named, number, *content, entry_id, salt, payload = row
            _, digest, payload_digest, *_ = content
            chain, seq = str(named), int(str(number))
            if chain != self.chain:
                yield from self._cut()
                self.chain, self.seq, self.digest = chain, 0, FIRST
                self.chains += 1
                unseen.discard(chain)
            fault = self._fault(seq, content) or self._payload_fault(
                str(payload_digest), entry_id, salt, payload
            )
            if fault is not None:
                yield BadEntry(chain, seq, fault)
            self.entries += 1
            self.seq, self.digest = seq, str(digest)
        yield from self._cut()
        for chain in sorted(unseen):
            yield BadEntry(chain, 1, "the whole chain was removed")

    def _cut(self) -> Iterator[BadEntry]:
        seq, _ = self.kept.get(self.chain, (0, ""))
        if self.seq < seq:
            yield BadEntry(self.chain, self.seq + 1, f"the entries from here to {seq} were removed")

    def _fault(self, seq: int, content: Sequence[object]) -> str | None:
        previous, digest, payload_digest, header, what, actor, operation, recorded_at = content
        if seq != self.seq + 1:
            return f"entry {self.seq + 1} was removed"
        if previous != self.digest:
            return "it does not follow the entry before it"
        said = None if actor is None else str(actor)
        if header != header_text(self.chain, seq, str(what), said, str(operation), str(recorded_at)):
            return "what it says about itself was changed"
        if digest != digest_of_entry(str(previous), str(header), str(payload_digest)):
            return "the entry was changed"
        kept_seq, kept_digest = self.kept.get(self.chain, (0, ""))
        if seq == kept_seq and digest != kept_digest:
            return "it is not the head that was kept"
        return None

    def _payload_fault(
        self, payload_digest: str, entry_id: object, salt: object, payload: object
    ) -> str | None:
        if entry_id is None:
            return "its payload was removed"
        if payload is None:
            self.purged += 1
            return None
        if digest_of_payload(str(salt), str(payload)) != payload_digest:
            return "its payload was changed"
        return None


class _Checkpoints:
    """Recomputes each checkpoint from the entries recorded between it and the one before."""

    def __init__(self) -> None:
        self.seen = 0

    def faults(self, tx: Transaction) -> Iterator[BadEntry]:
        heads: dict[str, tuple[int, str]] = {}
        for chain, seq, digest, what, payload in tx.stream(queries.RECORDED):
            if (chain, what) != (STORE, CHECKPOINT):
                heads[str(chain)] = int(str(seq)), str(digest)
                continue
            self.seen += 1
            covered = digest_of_heads((name, *head) for name, head in sorted(heads.items()))
            if _covered(payload) != covered:
                yield BadEntry(STORE, int(str(seq)), "an entry recorded before this checkpoint was removed")
            heads.clear()


def _covered(payload: object) -> str:
    return str(json.loads(str(payload))["facts"]["heads"]) if payload is not None else ""
