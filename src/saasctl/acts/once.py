"""Idempotency keys: a request repeated under its key answers with the first result."""

import hashlib
import json

from saasctl.errors.store import KeyReused
from saasctl.store.transaction import Transaction
from saasctl.values.clock import stamp

FIND = "SELECT what, fingerprint, result FROM operation_key WHERE key_text = ?"


def fingerprint_of(**arguments: str | int | None) -> str:
    """Return the fingerprint of a request's arguments; their order does not matter."""
    text = json.dumps(arguments, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def once(tx: Transaction, what: str, fingerprint: str) -> str | None:
    """Return what the same request under the act's key gave before; None the first time or without key.

    Raises KeyReused (exit 6) when the key was used for another act or with other arguments.
    """
    if tx.act.key is None:
        return None
    row = tx.one(FIND, (tx.act.key,))
    if row is None:
        return None
    if (row[0], row[1]) != (what, fingerprint):
        raise KeyReused(tx.act.key, str(row[0]), what)
    return str(row[2])


def remember(tx: Transaction, what: str, fingerprint: str, result: str) -> None:
    """Keep the result of an act under its key, for good; nothing happens without a key."""
    if tx.act.key is None:
        return
    values = {
        "key_text": tx.act.key,
        "what": what,
        "fingerprint": fingerprint,
        "result": result,
        "recorded_at": stamp(tx.recorded_at),
    }
    tx.insert("operation_key", values)
