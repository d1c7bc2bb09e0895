"""Direct debits that the bank sent back: the record, the payment taken off, the fee."""

from datetime import date

from saasctl.acts.auditing import record_audit
from saasctl.acts.correcting import Wrong
from saasctl.acts.documents import Paper, issue_paper
from saasctl.acts.issuing import Customer
from saasctl.acts.paying import hold, pin
from saasctl.acts.terms import TermsBook
from saasctl.rules.billing.lines import Basis, Line
from saasctl.store.records import write_record
from saasctl.store.transaction import Transaction
from saasctl.terms.resolve import Terms
from saasctl.values.money import round_half_up

KNOWN = """
SELECT i.number FROM rejected_debit d LEFT JOIN invoice i ON i.id = d.fee_invoice_id
WHERE d.invoice_id = ? AND d.on_day = ?
"""
DEBITS = """
SELECT DISTINCT p.id FROM payment p JOIN allocation a ON a.payment_id = p.id
WHERE a.invoice_id = ? AND p.method = 'debit' AND p.received_on <= ? ORDER BY p.id
"""
HELD = """
SELECT on_day, sum(amount_cents) FROM allocation WHERE payment_id = ? AND invoice_id = ?
GROUP BY on_day HAVING sum(amount_cents) > 0
"""


def reject(tx: Transaction, book: TermsBook, terms: Terms, wrong: Wrong) -> str | None:
    """Record a rejected debit once per invoice and day; returns the number of its fee's invoice, if any."""
    known = tx.one(KNOWN, (wrong.id, tx.on.isoformat()))
    if known is not None:
        return None if known[0] is None else str(known[0])
    _take_off(tx, wrong)
    fee = _fee(tx, book, terms, wrong)
    values = {"invoice_id": wrong.id, "on_day": tx.on, "fee_invoice_id": fee[0] if fee else None}
    write_record(tx, "rejected_debit", values)
    facts: dict[str, object] = {"number": wrong.view.number, "fee": fee[1] if fee else None}
    record_audit(tx, wrong.organisation_id, "debit.rejected", facts)
    tx.tell(f"{wrong.view.number}: debit rejected on {tx.on}")
    return fee[1] if fee else None


def _take_off(tx: Transaction, wrong: Wrong) -> None:
    """Take the debit's money off the invoice, as if it had never come."""
    for (payment,) in tx.rows(DEBITS, (wrong.id, tx.on.isoformat())):
        key = int(str(payment))
        hold(tx, key, tx.on)
        for on, cents in tx.rows(HELD, (key, wrong.id)):
            day = date.fromisoformat(str(on))
            pin(tx, key, wrong.id, -int(str(cents)), day, "rejected")
            pin(tx, key, None, int(str(cents)), tx.on, "rejected")


def _fee(tx: Transaction, book: TermsBook, terms: Terms, wrong: Wrong) -> tuple[int, str] | None:
    amount = terms.find("rejected_debit.fee")
    if amount is None:
        return None
    cents = round_half_up(terms.decimal("rejected_debit.fee").value * 100)
    text = f"Direct debit of {wrong.view.number} rejected on {tx.on}"
    key = f"rejected-debit:{wrong.view.number}/{tx.on}"
    line = Line("fee", key, text, Basis("unit", 1, cents), None, amount.clause, amount.clause)
    paper = Paper(
        Customer(wrong.organisation_id, wrong.seller_id, wrong.view.org),
        "fee",
        tx.on,
        (line,),
        terms.integer("rejected_debit.due_days"),
        terms.flag("rejected_debit.vat"),
    )
    issued = issue_paper(tx, book, terms, paper)
    return issued.id, issued.number
