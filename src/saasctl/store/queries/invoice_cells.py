"""Invoices as the cells of a CSV, shaped by the database: what an export of a million rows can afford."""

from collections.abc import Iterator

from saasctl.store.transaction import Transaction

Row = tuple[object, ...]


def _money(cents: str) -> str:
    """Return the SQL that writes cents with two decimals; both databases read it alike."""
    sign = f"CASE WHEN {cents} < 0 THEN '-' ELSE '' END"
    whole = f"CAST((abs({cents}) - abs({cents}) % 100) / 100 AS TEXT)"
    return f"({sign} || {whole} || '.' || substr(CAST(100 + abs({cents}) % 100 AS TEXT), 2))"


AMOUNTS = ", ".join(
    _money(name)
    for name in ("i.net_cents", "i.vat_cents", "i.gross_cents", "r.paid_cents", "r.balance_cents")
)
CELLS = f"""
SELECT i.number, i.kind, s.slug, o.slug, o.slug || '/' || u.name, r.status,
       CASE WHEN r.balance_cents > 0 AND r.due_on < ? THEN 'yes' ELSE 'no' END,
       CASE WHEN r.balance_cents > 0 THEN r.due_on END,
       i.issued_on, i.obligation_on, r.due_on, CASE WHEN i.period_end IS NOT NULL THEN i.period_start END,
       CASE WHEN i.period_start IS NOT NULL THEN i.period_end END, i.currency, {AMOUNTS},
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
"""All columns of the export but two: in their places the due day of what is open, and the period's end."""
LATE_PLACE, END_PLACE = 7, 12
CHANGED_LATER = """
SELECT CASE WHEN EXISTS (SELECT 1 FROM allocation a WHERE a.on_day > ?)
    OR EXISTS (SELECT 1 FROM invoice c WHERE c.corrects_id IS NOT NULL AND c.issued_on > ?)
    OR EXISTS (SELECT 1 FROM invoice_decision d WHERE d.kind = 'write-off' AND d.on_day > ?)
    THEN 1 ELSE 0 END
"""


def changed_later(tx: Transaction, day: str) -> bool:
    """Say whether any invoice was paid, credited or written off after a day."""
    return tx.one(CHANGED_LATER, (day, day, day)) != (0,)


def cells_of_invoices(tx: Transaction, day: str) -> Iterator[Row]:
    """Yield the rows of CELLS for the invoices issued up to a day, in the order they were issued."""
    return tx.stream(CELLS, (day, day))
