"""Scales that do not fit together: gaps and overlaps of bands, tiers out of order, lost steps."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise

from saasctl.terms.check.findings import Finding
from saasctl.terms.model import Profile
from saasctl.terms.resolve import Terms
from saasctl.values.clause import ClauseRef

CENT = Decimal("0.01")
Row = Mapping[str, object]


def scale_findings(terms: Terms) -> Iterator[Finding]:
    """Yield where bands (`from`, `to`), tiers (`up_to`) and the ladder's steps do not fit together.

    A cent between two bands is no gap, since prices have no smaller part. What lies below the first
    and above the last band has a rate when `rate_below` and `rate_above` beside them have one.
    """
    for path in terms.profile.entries:
        found = terms.find(path)
        rows = found.value if found is not None and isinstance(found.value, tuple) else ()
        tables = [row for row in rows if isinstance(row, Mapping)]
        if found is None or not tables:
            continue
        if "from" in tables[0]:
            yield from _bands(terms, path, tables, found.clause)
        elif any("up_to" in row for row in tables):
            yield from _tiers(terms, path, tables, found.clause)
    yield from _ladder(terms.profile)


def _bands(terms: Terms, path: str, rows: Sequence[Row], clause: ClauseRef) -> Iterator[Finding]:
    edges = [(_decimal(row["from"]), _decimal(row["to"])) for row in rows]
    for lower, upper in edges:
        if upper < lower:
            yield Finding("error", path, f"a band ends at {upper} before it starts at {lower}", clause, None)
    for (_, upper), (lower, _) in pairwise(edges):
        if lower - upper > CENT:
            yield Finding("warning", path, f"no band between {upper} and {lower}", clause, None)
        elif lower <= upper:
            yield Finding("warning", path, f"two bands hold {lower} to {upper}", clause, None)
    beside = path.rpartition(".")[0]
    if edges[0][0] > CENT and terms.find(f"{beside}.rate_below") is None:
        yield Finding("warning", path, f"no band below {edges[0][0]}", clause, None)
    if terms.find(f"{beside}.rate_above") is None:
        yield Finding("warning", path, f"no band above {edges[-1][1]}", clause, None)


def _tiers(terms: Terms, path: str, rows: Sequence[Row], clause: ClauseRef) -> Iterator[Finding]:
    bounds = [_decimal(row["up_to"]) for row in rows if "up_to" in row]
    for lower, upper in pairwise(bounds):
        if upper <= lower:
            yield Finding(
                "error", path, f"the tier up to {upper} follows the one up to {lower}", clause, None
            )
    if any("up_to" not in row for row in rows[:-1]):
        yield Finding("error", path, "only the last tier may lack its bound", clause, None)
    elif "up_to" in rows[-1]:
        yield Finding("warning", path, f"no tier above {bounds[-1]}", clause, None)
    whole = terms.word(f"{path.rpartition('.')[0]}.tier_applies", "by-slice") == "whole-order"
    for row, dearer in pairwise(rows) if whole and "price" in rows[0] else ():
        if _decimal(dearer["price"]) < _decimal(row["price"]):
            message = (
                f"just above {row.get('up_to')} the whole order falls from {row['price']} to "
                f"{dearer['price']} each: more can cost less"
            )
            yield Finding("warning", path, message, clause, None)


def _ladder(profile: Profile) -> Iterator[Finding]:
    steps = profile.names_under("ladder")
    for step in steps:
        entry = profile.entries.get(f"ladder.{step}.after")
        rows = entry.value if entry is not None and isinstance(entry.value, tuple) else ()
        for row in rows:
            before = str(row["step"]) if isinstance(row, Mapping) else ""
            if entry is not None and before not in ("due-date", *steps):
                message = f"follows {before}, which is no step of the ladder"
                yield Finding("error", entry.path, message, profile.cite(entry), None)


def _decimal(value: object) -> Decimal:
    return value if isinstance(value, Decimal) else Decimal(str(value))
