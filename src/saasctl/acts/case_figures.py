"""Amounts of the contract that a case may take: what is unused, left to bill, or unpaid; cents excl. VAT."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

from saasctl.acts.terms import TermsBook
from saasctl.errors.terms import BlankTerm, ReadingUnconfirmed
from saasctl.rules.billing.composing import recurring_drafts
from saasctl.rules.billing.contract import Contract, TermsOn, rhythm_on
from saasctl.rules.lifecycle.case_steps import used_step
from saasctl.rules.lifecycle.cases import CaseDate, Happened
from saasctl.rules.lifecycle.leaving import unbilled_through
from saasctl.store.transaction import Transaction
from saasctl.values import stored
from saasctl.values.clause import Step
from saasctl.values.money import format_cents, round_half_up
from saasctl.values.period import Period

DAY = timedelta(days=1)
BILLED = """
SELECT l.net_cents, l.period_start, l.period_end FROM invoice_line l
JOIN invoice i ON i.id = l.invoice_id
WHERE l.subscription_id = ? AND l.period_start <= ? AND l.period_end > ? AND i.kind <> 'credit_note'
"""
UNPAID = """
SELECT coalesce(sum(r.balance_cents), 0) FROM receivable r JOIN invoice i ON i.id = r.invoice_id
WHERE i.organisation_id = ? AND r.balance_cents > 0 AND i.issued_on <= ?
"""


def figures_of(
    tx: Transaction,
    book: TermsBook,
    contracts: Sequence[Contract],
    wanted: Sequence[str],
    known: Happened,
    dates: Sequence[CaseDate],
) -> dict[str, int]:
    """Return the figures that a case names; one whose price or reading is still open is left out."""
    found: dict[str, int] = {}
    for name in wanted:
        try:
            found[name] = _figure(tx, book, contracts, name, known, dates)
        except (BlankTerm, ReadingUnconfirmed):
            continue
    return found


def _figure(
    tx: Transaction,
    book: TermsBook,
    contracts: Sequence[Contract],
    name: str,
    known: Happened,
    dates: Sequence[CaseDate],
) -> int:
    opened = known.days["opened"] or known.now
    running = [one for one in contracts if not one.is_trial and one.started_on <= opened]
    if name == "unpaid-invoices":
        if not contracts:
            return 0
        row = tx.one(UNPAID, (contracts[0].organisation_id, known.now.isoformat()))
        return stored.whole(row[0]) if row else 0
    total = 0
    for contract in running:
        terms_on = book.of(contract)
        if name == "remaining-instalments":
            term = rhythm_on(contract, terms_on, opened).commitment_at(opened)
            total += unbilled_through(contract, terms_on, term.last_day).cents if term else 0
        elif name == "unused-fee":
            total += _unused(tx, contract, terms_on, _used_through(terms_on, opened, dates))
        else:
            total += _fee(contract, terms_on, opened, whole_year=name == "year-fee")
    return total


def _used_through(terms_on: TermsOn, opened: date, dates: Sequence[CaseDate]) -> date:
    """Return the last day that counts as used: the event's first, or the day before the automatic end."""
    if terms_on(opened).word("force_majeure.used", "to-start-day") == "to-start-day":
        return opened
    ends = [one.on for one in dates if one.automatic and one.on is not None]
    return ends[0] - DAY if ends else opened


def _unused(tx: Transaction, contract: Contract, terms_on: TermsOn, used: date) -> int:
    """Return the part of the fee of the period that holds `used` that falls after it, each line by days."""
    parts = unused_parts(tx, contract, terms_on, used)
    return round_half_up(sum((Fraction(cents * left, days) for cents, left, days in parts), Fraction(0)))


def unused_parts(
    tx: Transaction, contract: Contract, terms_on: TermsOn, used: date
) -> list[tuple[int, int, int]]:
    """Return net cents, days left after `used` and days of each line of the period that holds it.

    What was billed for that period or, while nothing was, its fee.
    """
    rows = tx.rows(BILLED, (contract.id, used.isoformat(), used.isoformat()))
    lines = [(stored.whole(cents), Period(stored.day(a), stored.day(b))) for cents, a, b in rows]
    if not lines:
        period = rhythm_on(contract, terms_on, used).period_at(used)
        lines = [(_fee(contract, terms_on, used, whole_year=False), period)]
    return [(cents, (one.end - used - DAY).days, one.days) for cents, one in lines]


def figure_steps(
    tx: Transaction,
    book: TermsBook,
    contracts: Sequence[Contract],
    known: Happened,
    dates: Sequence[CaseDate],
) -> Iterator[Step]:
    """Yield the arithmetic of each figure of the contract that a case takes."""
    opened = known.days["opened"] or known.now
    for name, cents in known.figures.items():
        if name == "unused-fee":
            yield _unused_step(tx, book, contracts, (opened, dates), cents)
        else:
            result = format_cents(cents)
            yield Step(f"{name}: {result}", "result", {"result": result}, result, "EUR", None)


def _unused_step(
    tx: Transaction,
    book: TermsBook,
    contracts: Sequence[Contract],
    when: tuple[date, Sequence[CaseDate]],
    cents: int,
) -> Step:
    opened, dates = when
    parts: dict[str, tuple[int, int, int]] = {}
    unit, clause = "EUR", None
    for contract in contracts:
        if contract.is_trial or contract.started_on > opened:
            continue
        terms_on = book.of(contract)
        used = _used_through(terms_on, opened, dates)
        terms = terms_on(opened)
        unit, clause = terms.profile.currency, terms.cite("force_majeure.used")
        for number, part in enumerate(unused_parts(tx, contract, terms_on, used), 1):
            parts[f"{contract.key} line {number}, used to {used}"] = part
    return replace(used_step(parts, cents, unit), clause=clause)


def _fee(contract: Contract, terms_on: TermsOn, day: date, *, whole_year: bool) -> int:
    """Return the fee of the period that holds a day, or of twelve months at that rate."""
    rhythm = rhythm_on(contract, terms_on, day)
    if not rhythm.is_recurring:
        return 0
    period = rhythm.period_at(day)
    unbilled = replace(contract, billed_to=period.start)
    draft = next(recurring_drafts(unbilled, terms_on), None)
    cents = sum(line.net_cents for line in draft.lines) if draft else 0
    months = rhythm.months_in(rhythm.index_at(day))
    return round_half_up(Fraction(cents * 12, months)) if whole_year else cents
