"""Invoices as the cells of a CSV, shaped by the database: what an export of a million rows can afford."""

from collections.abc import Iterator
from datetime import date

from saasctl.store.transaction import Transaction

Row = tuple[object, ...]


def _money(cents: str) -> str:
    """Return the SQL that writes cents with two decimals; both databases read it alike."""
    sign = f"CASE WHEN {cents} < 0 THEN '-' ELSE '' END"
    whole = f"CAST((abs({cents}) - abs({cents}) % 100) / 100 AS TEXT)"
    return f"({sign} || {whole} || '.' || substr(CAST(100 + abs({cents}) % 100 AS TEXT), 2))"


ENDS_BEFORE = "01-3102-2803-3104-3005-3106-3007-3108-3109-3010-3111-30"
"""The days before the first of February to December."""


def _part(day: str, start: int, length: int) -> str:
    return f"CAST(substr({day}, {start}, {length}) AS INTEGER)"


def day_number(day: str) -> str:
    """Return the SQL that numbers a day of ISO text as Python's `toordinal` does, by integers alone."""
    year, month, day_of_month = _part(day, 1, 4), _part(day, 6, 2), _part(day, 9, 2)
    early = f"(({month} - 14) / 12)"
    return (
        f"((1461 * ({year} + 4800 + {early})) / 4 + (367 * ({month} - 2 - 12 * {early})) / 12"
        f" - (3 * (({year} + 4900 + {early}) / 100)) / 4 + {day_of_month} - 1753500)"
    )


def day_before(day: str) -> str:
    """Return the SQL that writes the day before one of ISO text."""
    year = _part(day, 1, 4)
    leap = f"({year} % 4 = 0 AND ({year} % 100 <> 0 OR {year} % 400 = 0))"
    return (
        f"CASE WHEN substr({day}, 9) > '01'"
        f" THEN substr({day}, 1, 8) || substr(CAST(99 + {_part(day, 9, 2)} AS TEXT), 2)"
        f" WHEN substr({day}, 6, 2) = '01'"
        f" THEN substr(CAST(9999 + {year} AS TEXT), 2) || '-12-31'"
        f" WHEN substr({day}, 6, 2) = '03' AND {leap} THEN substr({day}, 1, 5) || '02-29'"
        f" ELSE substr({day}, 1, 5) || substr('{ENDS_BEFORE}', 5 * {_part(day, 6, 2)} - 9, 5) END"
    )


AMOUNTS = ", ".join(
    _money(name)
    for name in ("i.net_cents", "i.vat_cents", "i.gross_cents", "r.paid_cents", "r.balance_cents")
)
CELLS = f"""
SELECT i.number, i.kind, s.slug, o.slug, o.slug || '/' || u.name, r.status,
       CASE WHEN r.balance_cents > 0 AND r.due_on < ? THEN 'yes' ELSE 'no' END,
       CASE WHEN r.balance_cents > 0 AND r.due_on < ? THEN ? - {day_number("r.due_on")} ELSE 0 END,
       i.issued_on, i.obligation_on, r.due_on, CASE WHEN i.period_end IS NOT NULL THEN i.period_start END,
       CASE WHEN i.period_start IS NOT NULL THEN {day_before("i.period_end")} END, i.currency, {AMOUNTS},
       c.number, i.terms_version, i.mention, d.source, d.profile, d.version, d.article, d.rule,
       d.says
FROM invoice i
JOIN seller s ON s.id = i.seller_id
JOIN organisation o ON o.id = i.organisation_id
JOIN receivable r ON r.invoice_id = i.id
LEFT JOIN subscription u ON u.id = i.subscription_id
LEFT JOIN invoice c ON c.id = i.corrects_id
LEFT JOIN clause d ON d.id = i.due_clause_id
WHERE i.issued_on <= ? ORDER BY i.id
"""
CHANGED_LATER = """
SELECT CASE WHEN EXISTS (SELECT 1 FROM allocation a WHERE a.on_day > ?)
    OR EXISTS (SELECT 1 FROM invoice c WHERE c.corrects_id IS NOT NULL AND c.issued_on > ?)
    OR EXISTS (SELECT 1 FROM invoice_decision d WHERE d.kind = 'write-off' AND d.on_day > ?)
    THEN 1 ELSE 0 END
"""


def changed_later(tx: Transaction, day: str) -> bool:
    """Say whether any invoice was paid, credited or written off after a day."""
    return tx.one(CHANGED_LATER, (day, day, day)) != (0,)


def cells_of(day: str) -> tuple[object, ...]:
    """Return the parameters of CELLS for a day."""
    return (day, day, date.fromisoformat(day).toordinal(), day)


def cells_of_invoices(tx: Transaction, day: str) -> Iterator[Row]:
    """Yield the rows of CELLS for the invoices issued up to a day, in the order they were issued."""
    return tx.stream(CELLS, cells_of(day))
