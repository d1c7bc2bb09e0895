"""Force majeure that lasts too long: the contract ends by itself, and the unused fee is credited (B-122)."""

from datetime import date, timedelta
from fractions import Fraction

from saasctl.acts.correcting import CreditAsked, Wrong, credit, creditable, wrong_named
from saasctl.acts.ending import book_end
from saasctl.acts.terms import TermsBook
from saasctl.rules.billing.contract import Contract
from saasctl.rules.lifecycle.endings import Asked, Ends
from saasctl.store.transaction import Transaction
from saasctl.values import stored
from saasctl.values.clause import ClauseRef
from saasctl.values.money import round_half_up
from saasctl.values.period import Period

DAY = timedelta(days=1)
LASTING = "force-majeure-lasting"
"""The way of ending by which force majeure ends a contract by itself."""
CAUSE = "force-majeure"
BILLED = """
SELECT i.number, l.net_cents, l.period_start, l.period_end FROM invoice_line l
JOIN invoice i ON i.id = l.invoice_id
WHERE l.subscription_id = ? AND l.period_start <= ? AND l.period_end > ? AND i.kind <> 'credit_note'
ORDER BY i.id, l.id
"""
CREDITED = """
SELECT coalesce(-sum(l.net_cents), 0) FROM invoice_line l JOIN invoice c ON c.id = l.invoice_id
WHERE c.corrects_id = ? AND l.kind = ?
"""


def end_lasting(
    tx: Transaction, book: TermsBook, contract: Contract, day: date
) -> tuple[Contract, list[str]]:
    """Book the end that force majeure brings by itself on a day: the one before it is the last (B-122).

    Nothing is owed for the days of the event; what it held is dropped, what was billed beyond its
    use is credited. Returns the contract after it, and the credit notes.
    """
    terms = book.of(contract)(day)
    path = f"ending.{LASTING}"
    clause = terms.cite(f"{path}.effect") or terms.cite(f"{path}.title")
    ends = Ends(LASTING, day - DAY, day - DAY, clause)
    asked = Asked(LASTING, "vendor", "in-app", day - DAY, None)
    after = book_end(tx, book, contract, asked, ends, None)
    if terms.word(f"{path}.refund", "none") != "unused-fee":
        return after, []
    began = next((one.from_on for one in contract.pauses if one.is_open), day)
    used = began if terms.word("force_majeure.used", "to-start-day") == "to-start-day" else day - DAY
    return after, _refund(tx, book, contract, (used, day), terms.cite("force_majeure.used"))


def _refund(
    tx: Transaction, book: TermsBook, contract: Contract, days: tuple[date, date], clause: ClauseRef | None
) -> list[str]:
    """Credit, on each invoice of the period that holds the last used day, what falls after it, by days.

    What was credited for the event before counts.
    """
    used, day = days
    shares: dict[str, Fraction] = {}
    for number, net, start, end in tx.rows(BILLED, (contract.id, used.isoformat(), used.isoformat())):
        period = Period(stored.day(start), stored.day(end))
        part = Fraction(stored.whole(net) * (period.end - used - DAY).days, period.days)
        shares[str(number)] = shares.get(str(number), Fraction(0)) + part
    found = []
    reason = f"force majeure: the fee after {used}, the last day that counts as used"
    for number, share in shares.items():
        wrong = wrong_named(tx, number, day)
        cents = _left(tx, wrong, round_half_up(share))
        if cents > 0 and clause is not None:
            asked = CreditAsked(None, cents, CAUSE, reason)
            found.append(credit(tx, book, wrong, asked, clause, day).number)
    return found


def _left(tx: Transaction, wrong: Wrong, cents: int) -> int:
    row = tx.one(CREDITED, (wrong.id, CAUSE))
    before = stored.whole(row[0]) if row else 0
    return min(cents - before, sum(one.cents for one in creditable(tx, wrong).values()))
