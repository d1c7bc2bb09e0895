"""Verify issued documents: gapless and chronological series, sums that equal their parts."""

from collections.abc import Iterator

from saasctl.store.database import Transaction
from saasctl.values.views.invoices import Verification

SERIES = """
SELECT s.slug, n.document, n.year, n.last_number, n.last_issued_on, s.id
FROM number_series n JOIN seller s ON s.id = n.seller_id ORDER BY s.slug, n.document, n.year
"""
COUNTED = """
SELECT count(*), min(substr(number, length(number) - 5)), max(substr(number, length(number) - 5)),
       count(DISTINCT number)
FROM invoice WHERE seller_id = ? AND substr(issued_on, 1, 4) = ? AND kind {kind} 'credit_note'
    AND id NOT IN (SELECT invoice_id FROM taken_over)
"""
UNORDERED = """
SELECT number, issued_on, previous FROM (
    SELECT number, issued_on,
           lag(issued_on) OVER (PARTITION BY seller_id, kind = 'credit_note' ORDER BY id) AS previous
    FROM invoice WHERE id NOT IN (SELECT invoice_id FROM taken_over)) AS dated
WHERE previous > issued_on ORDER BY number
"""
SUMS = """
SELECT i.number, i.net_cents, i.vat_cents, i.gross_cents,
       (SELECT coalesce(sum(l.net_cents), 0) FROM invoice_line l WHERE l.invoice_id = i.id) AS lines_net,
       (SELECT coalesce(sum(v.base_cents), 0) FROM invoice_vat v WHERE v.invoice_id = i.id) AS base,
       (SELECT coalesce(sum(v.vat_cents), 0) FROM invoice_vat v WHERE v.invoice_id = i.id) AS vat
FROM invoice i ORDER BY i.id
"""


def verify(tx: Transaction) -> Verification:
    """Return what is wrong with the store's invoices; findings empty when nothing is."""
    series = tx.rows(SERIES)
    findings = [*_gaps(tx, series), *_sums(tx)]
    order = [f"{number} is dated {on}, before {previous}" for number, on, previous in tx.rows(UNORDERED)]
    count = int(str(tx.rows("SELECT count(*) FROM invoice")[0][0]))
    if tx.sandbox:
        return Verification(not findings, count, len(series), tuple(findings), tuple(order))
    return Verification(not findings and not order, count, len(series), (*findings, *order), ())


def _gaps(tx: Transaction, series: list[tuple[object, ...]]) -> Iterator[str]:
    for slug, document, year, last, _, seller_id in series:
        kind = "=" if document == "credit_note" else "<>"
        row = tx.rows(COUNTED.format(kind=kind), (seller_id, str(year)))[0]
        count, low, high, distinct = (int(str(value or 0)) for value in row)
        if not count == distinct == high == last or (count and low != 1):
            span = f"{count} numbers from {low} to {high}"
            yield f"{slug} {document} {year}: {span}, the series stands at {last}"


def _sums(tx: Transaction) -> Iterator[str]:
    for number, net, vat, gross, lines, base, parts in tx.stream(SUMS):
        if not (net == lines == base and vat == parts and int(str(gross)) == int(str(net)) + int(str(vat))):
            held, found = f"net {net}, VAT {vat}, gross {gross}", f"lines {lines}, bases {base}, VAT {parts}"
            yield f"{number}: {held} against {found}"
