"""Real costs of recovery and the penalty of court recovery, claimed beside interest and the flat fee."""

from dataclasses import dataclass

from saasctl.acts.auditing import record_audit
from saasctl.acts.documents import Paper, issue_paper
from saasctl.acts.issuing import Customer, Issued
from saasctl.acts.penalising import Penalised
from saasctl.acts.terms import TermsBook
from saasctl.errors.receivables import ActUnavailable
from saasctl.errors.usage import ValueMalformed
from saasctl.rules.billing.lines import Basis, Line
from saasctl.rules.receivables.recovery import claimable
from saasctl.store.records import write_record
from saasctl.store.transaction import Transaction
from saasctl.terms.resolve import Terms
from saasctl.values import stored
from saasctl.values.clause import ClauseRef
from saasctl.values.money import format_cents, round_half_up

COURT, BANK = "court", "bank-charges"
KINDS = (BANK, "bailiffs", "lawyers", "litigation", "other")
"""What a real cost may be for."""
HELD = """
SELECT what, sum(cost_cents), sum(claimed_cents) FROM recovery_cost WHERE invoice_id = ? GROUP BY what
"""
REJECTED = "SELECT count(*) FROM rejected_debit WHERE invoice_id = ? AND on_day <= ?"


@dataclass(frozen=True, slots=True)
class Cost:
    """A cost as told: what for, in cents, and its receipt."""

    what: str
    cents: int
    receipt: str | None


@dataclass(frozen=True, slots=True)
class _Claim:
    cost: Cost
    claimed: int
    taxed: bool
    clause: ClauseRef


def claim_costs(
    tx: Transaction, book: TermsBook, terms: Terms, one: Penalised, costs: tuple[Cost, ...]
) -> list[Issued]:
    """Put costs of recovering an invoice on record and bill what the terms let be claimed of them.

    Raises ActUnavailable (exit 5) where no clause grants it, a receipt is missing, or the penalty of
    court recovery was claimed before. What bears VAT stands on a document of its own.
    """
    claims = [_claim(tx, terms, one, cost) for cost in costs]
    invoice = one.invoice
    customer = Customer(invoice.organisation_id, invoice.seller_id, invoice.org)
    issued: list[Issued] = []
    for taxed in (False, True):
        part = [claim for claim in claims if claim.taxed is taxed and claim.claimed]
        paper = Paper(
            customer,
            "fee",
            tx.on,
            tuple(_line(tx, one, claim, place) for place, claim in enumerate(part)),
            terms.integer("penalty_invoice.due_days"),
            taxed,
        )
        number = issue_paper(tx, book, terms, paper) if part else None
        issued += [number] if number else []
        for claim in claims:
            if claim.taxed is taxed:
                _write(tx, one, claim, number.id if number and claim.claimed else None)
    return issued


def _claim(tx: Transaction, terms: Terms, one: Penalised, cost: Cost) -> _Claim:
    held = {
        str(what): (stored.whole(spent), stored.whole(got))
        for what, spent, got in tx.rows(HELD, (one.invoice.id,))
    }
    if cost.what == COURT:
        return _court(terms, one, cost, held)
    path = "rejected_debit.bank_charges" if _is_bank(tx, terms, one, cost) else "recovery_costs.claim"
    found = terms.find(path)
    mode = str(found.value) if found else "none"
    covers = terms.words("recovery_costs.covers")
    if found is None or mode == "none" or (covers and cost.what not in covers):
        listed = ", ".join(covers) if covers and mode != "none" else "none"
        raise ActUnavailable(
            f"{cost.what} cannot be claimed for {one.invoice.number}",
            f"the terms grant: {listed}",
            terms.cite(path),
        )
    if cost.what not in KINDS:
        raise ValueMalformed("--cost", cost.what, f"one of {', '.join(KINDS)}")
    if terms.flag("recovery_costs.receipts") and not cost.receipt:
        clause = terms.cite("recovery_costs.receipts")
        raise ActUnavailable(f"{cost.what} needs a receipt", "--receipt names it", clause)
    bank = path.startswith("rejected")
    spent, got = _before(held, bank=bank)
    flat = _rejection_fees(tx, terms, one) if bank else one.accrual.fee_cents
    return _Claim(cost, claimable(mode, spent + cost.cents, flat) - got, False, found.clause)


def _is_bank(tx: Transaction, terms: Terms, one: Penalised, cost: Cost) -> bool:
    return cost.what == BANK and terms.find("rejected_debit.bank_charges") is not None


def _before(held: dict[str, tuple[int, int]], *, bank: bool) -> tuple[int, int]:
    """Return what was spent and claimed before: of the bank's charges, or of all other costs."""
    rows = [sums for what, sums in held.items() if what != COURT and (what == BANK) is bank]
    return sum(spent for spent, _ in rows), sum(got for _, got in rows)


def _rejection_fees(tx: Transaction, terms: Terms, one: Penalised) -> int:
    row = tx.one(REJECTED, (one.invoice.id, tx.on.isoformat()))
    fee = terms.find("rejected_debit.fee")
    each = round_half_up(terms.decimal("rejected_debit.fee").value * 100) if fee else 0
    return each * (stored.whole(row[0]) if row else 0)


def _court(terms: Terms, one: Penalised, cost: Cost, held: dict[str, tuple[int, int]]) -> _Claim:
    """Return the flat penalty of court recovery, once per invoice; a judge may lower it (B-92)."""
    penalty = terms.find("court_recovery.penalty")
    if penalty is None:
        raise ActUnavailable(
            f"{one.invoice.number} bears no penalty of court recovery", "no clause grants it"
        )
    full = round_half_up(terms.decimal("court_recovery.penalty").value * 100)
    cents = cost.cents or full
    if COURT in held:
        raise ActUnavailable(
            f"the court recovery of {one.invoice.number} was claimed before",
            "once per invoice",
            penalty.clause,
        )
    if cents > full or (cents < full and not terms.flag("court_recovery.reducible")):
        why = f"the terms set it at {format_cents(full, one.invoice.currency)}"
        raise ActUnavailable(
            f"the penalty of {one.invoice.number} cannot be {format_cents(cents)}", why, penalty.clause
        )
    return _Claim(Cost(COURT, cents, cost.receipt), cents, terms.flag("court_recovery.vat"), penalty.clause)


def _line(tx: Transaction, one: Penalised, claim: _Claim, place: int) -> Line:
    number, what = one.invoice.number, claim.cost.what
    said = "Penalty of court recovery" if what == COURT else f"Recovery costs ({what})"
    text = f"{said} of {number}" + (f", receipt {claim.cost.receipt}" if claim.cost.receipt else "")
    row = tx.one("SELECT count(*) FROM recovery_cost WHERE invoice_id = ?", (one.invoice.id,))
    seq = (stored.whole(row[0]) if row else 0) + place
    key = f"recovery:{number}/{what}/{seq}"
    return Line("fee", key, text, Basis("unit", 1, claim.claimed), None, claim.clause, claim.clause)


def _write(tx: Transaction, one: Penalised, claim: _Claim, claimed_by: int | None) -> None:
    cost = claim.cost
    row: dict[str, object] = {"invoice_id": one.invoice.id, "what": cost.what, "on_day": tx.on}
    row |= {"cost_cents": cost.cents, "claimed_cents": claim.claimed, "receipt": cost.receipt}
    write_record(tx, "recovery_cost", row | {"claimed_by_id": claimed_by})
    facts: dict[str, object] = {"number": one.invoice.number, "what": cost.what}
    facts |= {"cost": format_cents(cost.cents), "claimed": format_cents(claim.claimed)}
    record_audit(tx, one.invoice.organisation_id, "recovery.claimed", facts | {"why": tx.act.reason})
    tx.tell(
        f"{one.invoice.number}: {cost.what} {format_cents(cost.cents)}, claimed {format_cents(claim.claimed)}"
    )
