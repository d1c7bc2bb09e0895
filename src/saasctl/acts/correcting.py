"""Correct issued invoices without touching them: credit notes, waivers, write-offs, new due dates."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from saasctl.acts.auditing import record_audit
from saasctl.acts.documents import issue_priced
from saasctl.acts.issuing import Customer, Issued, Priced
from saasctl.acts.owing import invoices_owed, terms_of
from saasctl.acts.paying import pin, settle
from saasctl.acts.reading_invoices import invoice_views
from saasctl.acts.taxing import Taxed
from saasctl.acts.terms import TermsBook
from saasctl.errors.invoices import InvoiceUnknown, LineUnknown
from saasctl.errors.receivables import CreditExcluded, CreditTooMuch
from saasctl.rules.billing.composing import Draft
from saasctl.rules.billing.lines import Basis, Line
from saasctl.rules.billing.vat import VatPart, vat_of
from saasctl.store.queries.clauses import clause_id
from saasctl.store.queries.invoices import HEADERS
from saasctl.store.queries.receivables import refresh
from saasctl.store.records import write_record
from saasctl.store.transaction import Transaction
from saasctl.terms.resolve import Terms
from saasctl.values.clause import Cited, ClauseRef
from saasctl.values.money import format_cents
from saasctl.values.period import Period
from saasctl.values.views.invoices import InvoiceView, LineView

CAUSES = ("error", "force-majeure", "indemnity")
BY_ERROR = ClauseRef(
    "law",
    article="general tax code, annex II, article 242 nonies A; commercial code, L441-9",
    says="An error in an issued invoice is put right by a credit note that refers to it.",
)
IDS = "SELECT id, organisation_id, seller_id FROM invoice WHERE number = ?"
CREDITED = """
SELECT l.obligation, l.net_cents FROM invoice_line l JOIN invoice c ON c.id = l.invoice_id
WHERE c.corrects_id = ?
"""
CREDITED_VAT = """
SELECT v.category, v.rate, sum(v.vat_cents) FROM invoice_vat v JOIN invoice c ON c.id = v.invoice_id
WHERE c.corrects_id = ? GROUP BY v.category, v.rate
"""
BALANCE = "SELECT balance_cents FROM receivable WHERE invoice_id = ?"
PINNED = """
SELECT payment_id, on_day, sum(amount_cents) FROM allocation
WHERE invoice_id = ? GROUP BY payment_id, on_day HAVING sum(amount_cents) > 0
ORDER BY on_day DESC, payment_id DESC
"""


@dataclass(frozen=True, slots=True)
class Wrong:
    """An invoice to be credited: its id and rows, its customer, how it looks."""

    id: int
    organisation_id: int
    seller_id: int
    view: InvoiceView


@dataclass(frozen=True, slots=True)
class CreditAsked:
    """What is to be credited: one line or all, cents excl. VAT or all that is left, why."""

    line: str | None
    net_cents: int | None
    cause: str
    reason: str


def wrong_named(tx: Transaction, number: str, day: date) -> Wrong:
    """Return the invoice to be corrected. Raises InvoiceUnknown (exit 3), CreditExcluded (exit 5)."""
    row = tx.one(IDS, (number,))
    if row is None:
        raise InvoiceUnknown(number, [])
    view = invoice_named(tx, number, day)
    if view.kind == "credit_note":
        raise CreditExcluded(number, "a credit note", None)
    return Wrong(int(str(row[0])), int(str(row[1])), int(str(row[2])), view)


def invoice_named(tx: Transaction, number: str, day: date) -> InvoiceView:
    """Return a known invoice as of a day."""
    return next(invoice_views(tx, tx.rows(HEADERS + " WHERE i.number = ?", (number,)), day))


def terms_of_invoice(tx: Transaction, book: TermsBook, number: str, day: date) -> Terms:
    """Return the terms that rule an invoice on a day, with the customer's own conditions."""
    return terms_of(book, invoices_owed(tx, "i.number = ?", (number,))[0], day)


def check_cause(terms: Terms, number: str, cause: str) -> ClauseRef | None:
    """Refuse (exit 5) a credit note that the terms exclude (K-32, S-47, D-58); return what it rests on.

    An error in the invoice itself may always be put right; force majeure and an indemnity only where
    the terms give money back for them.
    """
    excluded = _excluding(terms)
    if cause == "error":
        return excluded
    path = {"force-majeure": "force_majeure.used", "indemnity": "indemnity.base"}[cause]
    allowed = terms.cite(path)
    if allowed is None:
        raise CreditExcluded(number, cause, excluded)
    return allowed


def _excluding(terms: Terms) -> ClauseRef | None:
    paths = ("refund.never", "refund.by_use", "slots.refund", "refund.deposit")
    return next((clause for clause in map(terms.cite, paths) if clause is not None), None)


def credit(
    tx: Transaction,
    book: TermsBook,
    wrong: Wrong,
    asked: CreditAsked,
    clause: ClauseRef,
    on: date | None = None,
) -> Issued:
    """Issue a credit note that references an invoice; what was paid too much becomes unallocated.

    It is owed on the act's day, or on the day `on` of a run that catches up.
    Raises CreditTooMuch (exit 5), LineUnknown (exit 3).
    """
    view, left = wrong.view, creditable(tx, wrong)
    parts = list(_parts(view, left, asked))
    lines = tuple(_line(view, line, cents, asked.cause, left[line.ref].seq, clause) for line, cents in parts)
    whole = sum(cents for _, cents in parts) == sum(one.cents for one in left.values())
    day = on or tx.on
    draft = Draft("credit_note", day, view.period or Period.through(day, day), lines)
    account = Customer(wrong.organisation_id, wrong.seller_id, view.org)
    priced = Priced(
        account,
        draft,
        _mirrored(tx, wrong, parts, clause, whole=whole),
        Cited(0, clause),
        view.currency,
        view.terms_version,
        wrong.id,
    )
    issued = issue_priced(tx, book, priced)
    facts: dict[str, object] = {"number": issued.number, "corrects": view.number, "cause": asked.cause}
    record_audit(tx, wrong.organisation_id, "invoice.credited", facts | {"why": asked.reason})
    tx.tell(f"a credit note of {format_cents(priced.gross_cents, view.currency)} for {view.number}")
    free_overpaid(tx, wrong.id, wrong.organisation_id)
    return issued


@dataclass(frozen=True, slots=True)
class Left:
    """What of a line no credit note took back, in cents, and how many credit notes touched it."""

    cents: int
    seq: int


def creditable(tx: Transaction, wrong: Wrong) -> dict[str, Left]:
    """Return what is left of each line of an invoice after its credit notes."""
    left = {line.ref: Left(line.net.cents, 0) for line in wrong.view.lines}
    for obligation, cents in tx.rows(CREDITED, (wrong.id,)):
        ref = str(obligation).split("/")[1]
        held = left[ref]
        left[ref] = Left(held.cents + int(str(cents)), held.seq + 1)
    return left


def _parts(view: InvoiceView, left: dict[str, Left], asked: CreditAsked) -> Iterator[tuple[LineView, int]]:
    """Yield how much of which line is credited, in cents excl. VAT."""
    if asked.line is not None and asked.line not in left:
        raise LineUnknown(view.number or "", asked.line, list(left))
    lines = [line for line in view.lines if asked.line in (None, line.ref)]
    most = sum(left[line.ref].cents for line in lines)
    wanted = most if asked.net_cents is None else asked.net_cents
    if wanted > most or wanted <= 0:
        raise CreditTooMuch(
            view.number or "", format_cents(wanted, view.currency), format_cents(most, view.currency)
        )
    for line in lines:
        take = min(wanted, left[line.ref].cents)
        if take > 0:
            wanted -= take
            yield line, take


def _line(view: InvoiceView, line: LineView, cents: int, cause: str, seq: int, clause: ClauseRef) -> Line:
    text = f"Credit of {view.number}, line {line.ref}: {line.description}"
    key = f"credit:{view.number}/{line.ref}/{seq}"
    return Line(cause, key, text, Basis("unit", 1, -cents), line.period, clause, line.clause or clause)


def _mirrored(
    tx: Transaction, wrong: Wrong, parts: Sequence[tuple[LineView, int]], clause: ClauseRef, *, whole: bool
) -> Taxed:
    """Return the VAT of a credit note: at the invoice's own rate; of the last one, all that is left."""
    first = parts[0][0]
    base = -sum(cents for _, cents in parts)
    vat = vat_of(base, first.vat_rate)
    if whole:
        credited = sum(int(str(row[2])) for row in tx.rows(CREDITED_VAT, (wrong.id,)))
        vat = -(wrong.view.vat.cents + credited)
    part = VatPart(first.vat_category, first.vat_rate, base, vat)
    return Taxed(first.vat_category, first.vat_rate, wrong.view.mention, (part,), clause)


def free_overpaid(tx: Transaction, invoice_id: int, organisation_id: int) -> None:
    """Take payments off an invoice that owes less than they put on it; the rest is unallocated."""
    settle(tx, organisation_id)
    over = -min(0, _balance(tx, invoice_id))
    for payment, on, cents in tx.rows(PINNED, (invoice_id,)):
        take = min(over, int(str(cents)))
        if take > 0:
            pin(tx, int(str(payment)), invoice_id, -take, date.fromisoformat(str(on)), "credited")
            over -= take


def _balance(tx: Transaction, invoice_id: int) -> int:
    row = tx.one(BALANCE, (invoice_id,))
    return int(str(row[0])) if row else 0


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision about an invoice, as told; `until` is a new due date or the end of a dispute."""

    kind: str
    until: date | None = None
    cents: int = 0
    clause: ClauseRef | None = None


def decide(tx: Transaction, wrong: Wrong, decision: Decision) -> None:
    """Put a decision about an invoice on record and compute what is owed anew."""
    clause = clause_id(tx, decision.clause) if decision.clause else None
    write_record(
        tx,
        "invoice_decision",
        {
            "invoice_id": wrong.id,
            "kind": decision.kind,
            "on_day": tx.on,
            "until": decision.until,
            "amount_cents": decision.cents,
            "reason": tx.act.reason,
            "clause_id": clause,
        },
    )
    refresh(tx, [wrong.id])
    facts: dict[str, object] = {"number": wrong.view.number, "decision": decision.kind}
    if decision.until is not None:
        facts["until"] = decision.until.isoformat()
    if decision.cents:
        facts["amount"] = format_cents(decision.cents, wrong.view.currency)
    record_audit(tx, wrong.organisation_id, "invoice.decided", facts)
    tx.tell(f"{wrong.view.number}: {decision.kind}")
