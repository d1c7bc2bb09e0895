"""Prefixes of document numbers: unique in a store, over those in use and those ever issued."""

from collections.abc import Iterator
from typing import Literal

from saasctl.acts.auditing import record_audit
from saasctl.store.database import Transaction
from saasctl.store.records import edit_record

Document = Literal["invoice", "credit_note"]
PATHS: dict[str, Document] = {
    "number.prefix.invoice": "invoice",
    "number.prefix.credit_note": "credit_note",
}
HELD = "SELECT id, slug, prefix_invoice, prefix_credit_note FROM seller"
ISSUED = """
SELECT 1 FROM invoice WHERE number LIKE ?
AND NOT (seller_id = ? AND CASE WHEN kind = 'credit_note' THEN 'credit_note' ELSE 'invoice' END = ?)
LIMIT 1
"""
NUMBERS = "{prefix}-____-%"
"""The numbers of a prefix: a year of four signs after it."""
NOBODY = 0


def is_free(tx: Transaction, prefix: str, document: Document, seller_id: int = NOBODY) -> bool:
    """Say whether a seller may number a document with `prefix`.

    Not where another seller, or the seller's other document, has the prefix or ever had numbers with
    it: a number names one document of a store for good.
    """
    for key, _, invoice, credit_note in tx.rows(HELD):
        taken = {"invoice": invoice, "credit_note": credit_note}
        if key == seller_id:
            del taken[document]
        if prefix in taken.values():
            return False
    return tx.one(ISSUED, (NUMBERS.format(prefix=prefix), seller_id, document)) is None


def apply_prefix(tx: Transaction, path: str, prefix: str, seller_ids: list[int]) -> Iterator[str]:
    """Give the numbers that sellers issue from now on `prefix`, where it is free.

    Numbers already given stay. Yields a sentence for each seller that keeps its own.
    """
    document = PATHS[path]
    column = f"prefix_{document}"
    for key, slug, invoice, credit_note in tx.rows(f"{HELD} ORDER BY id"):
        held = str(invoice if document == "invoice" else credit_note)
        if key not in seller_ids or held == prefix:
            continue
        if not is_free(tx, prefix, document, int(str(key))):
            yield f"{slug} keeps {held}: numbers with {prefix} belong to other documents of the store"
            continue
        edit_record(tx, "seller", int(str(key)), {column: prefix})
        record_audit(tx, None, "seller.edited", {"seller": slug, "changed": [column], "to": prefix})
        tx.tell(f"seller {slug}: {column} {held} -> {prefix}")
