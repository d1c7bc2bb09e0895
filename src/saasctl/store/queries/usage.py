"""Readings of use: written one or many at a time, added up by day, the last of each."""

from collections.abc import Sequence

from saasctl.store.transaction import Transaction

Row = tuple[object, ...]

ADD = """
INSERT INTO usage_reading (organisation_id, metric, subject, at, on_day, value, source)
VALUES (?, ?, ?, ?, ?, ?, ?)
"""
OF_KEYS = """
JOIN usage_reading r ON r.organisation_id = k.column1 AND r.metric = k.column2 AND r.subject = k.column3
    AND r.at = k.column4
"""
"""Both databases name the columns of VALUES so; a row-value IN would read the whole table in SQLite."""
ONE = """
SELECT value FROM usage_reading WHERE organisation_id = ? AND metric = ? AND subject = ? AND at = ?
"""
SUMS = """
SELECT organisation_id, subject, sum(value) FROM usage_reading
WHERE metric = ? AND on_day >= ? AND on_day <= ? AND at > ? AND at <= ? {wanted}
GROUP BY organisation_id, subject
"""
LAST = """
SELECT r.organisation_id, r.subject, r.value
FROM (SELECT organisation_id, subject, max(at) AS latest FROM usage_reading
      WHERE metric = ? AND on_day <= ? AND at <= ? {wanted} GROUP BY organisation_id, subject) t
JOIN usage_reading r ON r.organisation_id = t.organisation_id AND r.metric = ? AND r.subject = t.subject
    AND r.at = t.latest
"""
MONTHS = """
SELECT r.organisation_id, substr(r.on_day, 1, 7), max(r.value), sum(r.value), count(*), max(r.at)
FROM usage_reading r WHERE r.metric = ? AND r.on_day >= ? AND r.on_day <= ? AND r.organisation_id IN ({marks})
GROUP BY r.organisation_id, substr(r.on_day, 1, 7) ORDER BY 1, 2
"""
AT = """
SELECT max(value) FROM usage_reading WHERE organisation_id = ? AND metric = ? AND at = ?
"""
MEASURED = "SELECT DISTINCT organisation_id FROM usage_reading WHERE metric = ? {wanted}"
SELLERS = "SELECT id, seller_id, slug FROM organisation WHERE id IN ({marks}) ORDER BY id"
RUNNING = """
SELECT organisation_id, id FROM subscription
WHERE organisation_id IN ({marks}) AND started_on <= ? AND (ended_on IS NULL OR ended_on >= ?)
ORDER BY organisation_id, started_on, id
"""
BEARING = """
SELECT organisation_id, id, started_on, ended_on FROM subscription
WHERE organisation_id IN ({marks}) ORDER BY organisation_id, started_on, id
"""
FIRST, LAST_DAY = "0001-01-01", "9999-12-31"
ROUND = 500


def keyed(count: int) -> str:
    """Return the statement that looks up so many readings by their keys."""
    marks = ", ".join(["(?, ?, ?, ?)"] * count)
    return (
        f"SELECT r.organisation_id, r.metric, r.subject, r.at, r.value FROM (VALUES {marks}) AS k {OF_KEYS}"
    )


def held(tx: Transaction, keys: Sequence[tuple[int, str, str, str]]) -> dict[tuple[object, ...], int]:
    """Return the value of each of many readings that the store has, by customer, metric, subject, instant."""
    found = {}
    for start in range(0, len(keys), ROUND):
        part = keys[start : start + ROUND]
        for *row, value in tx.rows(keyed(len(part)), [word for key in part for word in key]):
            found[tuple(row)] = int(str(value))
    return found


def sums(
    tx: Transaction, metric: str, days: tuple[str, str], instants: tuple[str, str], org: int | None
) -> list[Row]:
    """Return customer, subject and sum of a metric over days (both included) and instants."""
    statement = SUMS.format(wanted="" if org is None else "AND organisation_id = ?")
    return tx.rows(statement, (metric, *days, *instants, *(() if org is None else (org,))))


def last(tx: Transaction, metric: str, day: str, at: str, org: int | None) -> list[Row]:
    """Return customer, subject and value of the last reading of a metric up to an instant."""
    wanted = "" if org is None else "AND organisation_id = ?"
    only = () if org is None else (org,)
    return tx.rows(LAST.format(wanted=wanted), (metric, day, at, *only, metric))


def measured(tx: Transaction, metrics: Sequence[str], org: int | None) -> list[int]:
    """Return the customers with a reading of any of `metrics`."""
    statement = MEASURED.format(wanted="" if org is None else "AND organisation_id = ?")
    only = () if org is None else (org,)
    found = {int(str(row[0])) for metric in metrics for row in tx.rows(statement, (metric, *only))}
    return sorted(found)


def months(tx: Transaction, metric: str, days: tuple[str, str], organisations: Sequence[int]) -> list[Row]:
    """Return customer, month, highest, sum, number and last instant of a metric's readings by month."""
    found: list[Row] = []
    for start in range(0, len(organisations), ROUND):
        part = organisations[start : start + ROUND]
        found += tx.rows(MONTHS.format(marks=",".join("?" * len(part))), (metric, *days, *part))
    return found


def by_ids(tx: Transaction, statement: str, ids: Sequence[int], *more: object) -> list[Row]:
    """Return the rows of SELLERS, RUNNING or BEARING for many customers."""
    found: list[Row] = []
    for start in range(0, len(ids), ROUND):
        part = ids[start : start + ROUND]
        found += tx.rows(statement.format(marks=",".join("?" * len(part))), (*part, *more))
    return found
