"""Issue one document beside the recurring run: a penalty, a fee, a credit note."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from saasctl.acts.issuing import Customer, Issued, Issuer, Priced
from saasctl.acts.taxing import Taxed, load_parties, tax
from saasctl.acts.terms import TermsBook
from saasctl.rules.billing.composing import Draft
from saasctl.rules.billing.contract import Contract
from saasctl.rules.billing.lines import Line
from saasctl.rules.billing.vat import vat_lines
from saasctl.store.queries.receivables import refresh
from saasctl.store.transaction import Transaction
from saasctl.terms.resolve import Terms
from saasctl.values.clause import Cited, ClauseRef
from saasctl.values.period import Period

OUTSIDE = "O"
"""Category of what is no price of a service: interest and indemnities (EN 16931, BR-O)."""
COMPENSATION = ClauseRef(
    "law",
    article="general tax code, article 256; directive 2006/112/EC, article 2",
    says="An indemnity is no price of a service and bears no VAT.",
)


@dataclass(frozen=True, slots=True)
class Paper:
    """A document to issue: to whom, of what kind, its lines, on which day; VAT or none."""

    account: Contract | Customer
    kind: str
    on: date
    lines: tuple[Line, ...]
    due_days: Cited[int]
    taxed: bool
    period: Period | None = None


def issue_paper(tx: Transaction, book: TermsBook, terms: Terms, paper: Paper) -> Issued:
    """Issue one document under the next number of its series; the caller's transaction keeps it."""
    period = paper.period or Period.through(paper.on, paper.on)
    draft = Draft(paper.kind, paper.on, period, paper.lines)
    priced = Priced(
        paper.account,
        draft,
        _taxed(tx, book, terms, paper, draft),
        paper.due_days,
        terms.profile.currency,
        terms.profile.name,
    )
    return issue_priced(tx, book, priced)


def issue_priced(tx: Transaction, book: TermsBook, priced: Priced) -> Issued:
    """Issue one document whose VAT is decided; what it corrects is owed anew."""
    issuer = Issuer(tx, book)
    issued = issuer.issue([priced])[0]
    issuer.save()
    refresh(tx, [key for key in (issued.id, priced.corrects_id) if key is not None])
    return issued


def _taxed(tx: Transaction, book: TermsBook, terms: Terms, paper: Paper, draft: Draft) -> Taxed:
    if not paper.taxed:
        return untaxed(paper.lines)
    party = load_parties(tx, [paper.account.organisation_id])[paper.account.organisation_id]
    return tax(terms, book.seller(paper.account.seller_id).place, party, draft)


def untaxed(lines: Sequence[Line]) -> Taxed:
    """Return no VAT for lines that are indemnities."""
    nothing = Decimal(0)
    parts = vat_lines((line.net_cents, OUTSIDE, nothing) for line in lines)
    return Taxed(OUTSIDE, nothing, COMPENSATION.says, parts, COMPENSATION)
