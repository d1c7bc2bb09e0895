"""The declared months of a subscription: statements, the year's reconciliation, what is to be billed."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from saasctl.errors.commissions import SaleWithoutRate
from saasctl.errors.terms import BlankTerm
from saasctl.rules.billing.composing import Draft
from saasctl.rules.billing.contract import Contract, TermsOn
from saasctl.rules.billing.lines import Basis, Line
from saasctl.rules.calendars.months import months_after
from saasctl.rules.metering.bands import Sale
from saasctl.rules.metering.commissions import (
    MonthOfUse,
    Settlement,
    Statement,
    minimum_of,
    settle,
    statement_of,
    year_holding,
)
from saasctl.rules.metering.settling import SettlementBasis
from saasctl.store.queries import metering as queries
from saasctl.store.transaction import Transaction
from saasctl.values import stored
from saasctl.values.money import Money
from saasctl.values.period import Period

KIND = "commission"
YEAR, AGAIN = "commission-year:", "#"
"""What the line of a year's balance settles, and what marks one that takes the place of a credited one."""


@dataclass(frozen=True, slots=True)
class CommercialUse:
    """The declared months of one subscription, oldest first, and what was billed of them by obligation.

    `credited` are balances of nothing, or whose invoice was credited in full: how many of a year, and the
    basis of the last.
    """

    months: tuple[MonthOfUse, ...] = ()
    billed: Mapping[str, str] = field(default_factory=dict)
    credited: Mapping[str, tuple[int, str]] = field(default_factory=dict)

    def month(self, first: date) -> MonthOfUse | None:
        """Return the declared month that begins on a day, or None."""
        return next((one for one in self.months if one.first == first), None)

    def within(self, year: Period) -> list[MonthOfUse]:
        """Return the declared months of a year."""
        return [one for one in self.months if one.first in year]


def advance_key(month: date) -> str:
    """Return what the line of a month's minimum settles."""
    return f"commission:{month:%Y-%m}"


def balance_key(year: Period) -> str:
    """Return what the line of a year's balance settles."""
    return f"{YEAR}{year.start:%Y-%m}"


def uses_of(
    tx: Transaction, contracts: Sequence[Contract], terms_of: Mapping[int, TermsOn]
) -> dict[int, CommercialUse]:
    """Return the commercial use of those subscriptions that have some; three statements at most."""
    by_id = {contract.id: contract for contract in contracts}
    rows = queries.declared(tx, sorted(by_id))
    if not rows:
        return {}
    sales = _sales(tx, rows, by_id, terms_of)
    keys = sorted({stored.whole(row[0]) for row in rows})
    billed: dict[int, dict[str, str]] = {}
    failed: dict[int, set[str]] = {}
    credited: dict[int, dict[str, tuple[int, str]]] = {}
    for key, obligation, number, rejected, _, _, basis, left in queries.billed(tx, keys):
        name = str(obligation).partition(AGAIN)[0]
        if name.startswith(YEAR) and not left:
            held = credited.setdefault(stored.whole(key), {})
            held[name] = held.get(name, (0, ""))[0] + 1, str(basis)
            continue
        billed.setdefault(stored.whole(key), {})[name] = str(number)
        if rejected is not None:
            failed.setdefault(stored.whole(key), set()).add(str(obligation))
    found: dict[int, list[MonthOfUse]] = {}
    for key, month, declaration, _, first, last in rows:
        contract, day = by_id[stored.whole(key)], stored.day(month)
        used = Period.through(stored.day(first), stored.day(last))
        terms = terms_of[contract.id](used.last_day)
        paid = terms.flag(f"plan.{contract.phase_on(used.last_day).plan}.paid", default=True)
        lost = advance_key(day) in failed.get(contract.id, ())
        sold = tuple(sales.get(stored.whole(declaration), ()))
        found.setdefault(contract.id, []).append(MonthOfUse(day, sold, used, paid, lost))
    return {
        key: CommercialUse(tuple(months), billed.get(key, {}), credited.get(key, {}))
        for key, months in found.items()
    }


def use_of(tx: Transaction, contract: Contract, terms_on: TermsOn) -> CommercialUse:
    """Return the commercial use of one subscription."""
    return uses_of(tx, [contract], {contract.id: terms_on}).get(contract.id, CommercialUse())


def _sales(
    tx: Transaction,
    rows: Iterable[Sequence[object]],
    by_id: Mapping[int, Contract],
    terms_of: Mapping[int, TermsOn],
) -> dict[int, list[Sale]]:
    currency = {
        stored.whole(row[2]): terms_of[by_id[stored.whole(row[0])].id](stored.day(row[1])).profile.currency
        for row in rows
    }
    found: dict[int, list[Sale]] = {}
    for declaration, buyer, cents, sold in queries.sales(tx, sorted(currency)):
        key = stored.whole(declaration)
        price = Money(stored.whole(cents), currency[key])
        found.setdefault(key, []).append(Sale(price, stored.whole(sold), str(buyer)))
    return found


def statement(use: MonthOfUse, terms_on: TermsOn) -> Statement:
    """Return a month's statement under the terms of its last day of use."""
    return statement_of(terms_on(use.used.last_day), use)


def year_of(contract: Contract, use: CommercialUse, terms_on: TermsOn, month: date) -> Period:
    """Return the year of settlement that holds a month; it ends with the month the contract ends in."""
    first = min((one.first for one in use.months), default=month)
    year = year_holding(terms_on(max(month, contract.started_on)), min(first, month), month)
    if contract.ended_on is None or contract.ended_on >= year.end:
        return year
    last = months_after(contract.ended_on.replace(day=1), 1)
    return Period(year.start, max(last, months_after(month, 1)))


def settlement(use: CommercialUse, terms_on: TermsOn, year: Period) -> tuple[Settlement, list[Statement]]:
    """Return a year's reconciliation with the statements it is made of."""
    months = use.within(year)
    statements = [statement(one, terms_on) for one in months]
    terms = terms_on(year.last_day)
    return settle(terms, year, statements, [one.debit_failed for one in months]), statements


def next_commission(contract: Contract, use: CommercialUse, terms_on: TermsOn) -> date | None:
    """Return the day of the next invoice of commission: the earliest that is not billed, or None."""
    return min((one.on for one in _open(contract, use, terms_on)), default=None)


def commission_drafts(contract: Contract, use: CommercialUse, terms_on: TermsOn, day: date) -> list[Draft]:
    """Return the invoices of commission that fell due up to a day, in order of time."""
    found = sorted(_open(contract, use, terms_on), key=lambda one: one.on)
    return [_draft(use, terms_on, one) for one in found if one.on <= day]


@dataclass(frozen=True, slots=True)
class _Unbilled:
    """A month's minimum, or a year's balance where `month` is None, with the day it is invoiced."""

    on: date
    period: Period
    month: MonthOfUse | None


def _open(contract: Contract, use: CommercialUse, terms_on: TermsOn) -> Iterator[_Unbilled]:
    """Yield what is to be billed.

    A month's minimum is invoiced on the first day after it, a year's balance on the first day after
    the year; while the year's last month is not declared, a month later (S-34, S-35).
    """
    years = set()
    for one in use.months:
        if advance_key(one.first) not in use.billed:
            yield _Unbilled(one.month.end, one.month, one)
        years.add(year_of(contract, use, terms_on, one.first))
    for year in sorted(years):
        if balance_key(year) not in use.billed and _is_due(use, terms_on, year):
            last = use.month(months_after(year.end, -1))
            yield _Unbilled(year.end if last else months_after(year.end, 1), year, None)


def _is_due(use: CommercialUse, terms_on: TermsOn, year: Period) -> bool:
    """Say whether a year's balance is to be billed: once of nothing, only where its months differ since."""
    _, basis = use.credited.get(balance_key(year), (0, ""))
    if not basis:
        return True
    try:
        now = SettlementBasis.of(*settlement(use, terms_on, year)).as_stored()
    except (BlankTerm, SaleWithoutRate):
        return True
    held = json.loads(basis)
    return any(held.get(name) != value for name, value in now.items())


def _draft(use: CommercialUse, terms_on: TermsOn, one: _Unbilled) -> Draft:
    if one.month is not None:
        return Draft(KIND, one.on, one.period, (_advance(one.month, terms_on),))
    found, statements = settlement(use, terms_on, one.period)
    before, _ = use.credited.get(balance_key(one.period), (0, ""))
    key = balance_key(one.period) + (f"{AGAIN}{before + 1}" if before else "")
    line = _balance(key, found, statements, terms_on)
    return Draft(KIND, one.on, one.period, (line,), due_path="commission.due_days")


def _advance(use: MonthOfUse, terms_on: TermsOn) -> Line:
    terms = terms_on(use.used.last_day)
    owed = minimum_of(terms, use)
    basis = Basis("unit", 1, owed.owed.cents)
    if owed.days != owed.days_total:
        basis = Basis("actual", 1, owed.full.cents, days=owed.days, days_total=owed.days_total)
    text = f"Minimum of commission for {use.first:%Y-%m}, an advance"
    price = terms.need("commission.minimum").clause
    return Line(KIND, advance_key(use.first), text, basis, use.month, owed.clause, price)


def _balance(key: str, found: Settlement, statements: Sequence[Statement], terms_on: TermsOn) -> Line:
    terms = terms_on(found.year.last_day)
    last = found.year.last_day
    text = f"Commission of {found.year.start:%Y-%m} to {last:%Y-%m} less the minimums"
    basis = SettlementBasis.of(found, statements)
    price = terms.need("commission.bands").clause
    return Line(KIND, key, text, basis, found.year, found.clause, price)
