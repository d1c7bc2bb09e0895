"""Citations, each kept once and named by its id; an absent part is stored as the empty text."""

from collections.abc import Iterable
from typing import cast

from saasctl.store.transaction import Transaction
from saasctl.values.clause import ClauseRef, Source

FIND = """
SELECT id FROM clause
WHERE source = ? AND profile = ? AND version = ? AND article = ? AND rule = ? AND says = ?
"""
BY_ID = "SELECT source, profile, version, article, rule, says FROM clause WHERE id = ?"


def clause_id(tx: Transaction, clause: ClauseRef) -> int:
    """Return the id of a citation, which is added to the store when it is new."""
    known = tx.clause_ids.get(clause)
    if known is None:
        known = tx.clause_ids[clause] = _found(tx, clause)
    return known


def _found(tx: Transaction, clause: ClauseRef) -> int:
    parts = (clause.profile, clause.version, clause.article, clause.rule, clause.says)
    texts = (clause.source, *(part or "" for part in parts))
    row = tx.one(FIND, texts)
    if row is not None:
        return int(str(row[0]))
    names = ("source", "profile", "version", "article", "rule", "says")
    return tx.insert("clause", dict(zip(names, texts, strict=True)))


def clause_by_id(tx: Transaction, key: int) -> ClauseRef:
    """Return the citation with that id. Raises ValueError where there is none."""
    row = tx.one(BY_ID, (key,))
    if row is None:
        raise ValueError(f"no clause has the id {key}")
    return clause_of(row)


def clause_of(row: tuple[object, ...]) -> ClauseRef:
    """Return the citation of a row (source, profile, version, article, rule, says)."""
    source, *parts = (str(part) for part in row)
    return ClauseRef(cast(Source, source), *(part or None for part in parts))


def clauses_of(tx: Transaction, keys: Iterable[int]) -> dict[int, ClauseRef]:
    """Return the citations with those ids, each read once."""
    return {key: clause_by_id(tx, key) for key in sorted(set(keys))}
