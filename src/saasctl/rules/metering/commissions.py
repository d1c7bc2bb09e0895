"""A month's statement of commission and the year's reconciliation (S-32 to S-35)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from saasctl.rules.calendars.months import months_after, months_between
from saasctl.rules.metering.bands import Sale, Share, shares_of
from saasctl.terms.resolve import Terms
from saasctl.values.clause import ClauseRef
from saasctl.values.money import Money
from saasctl.values.period import Period


@dataclass(frozen=True, slots=True)
class MonthOfUse:
    """A calendar month with commercial use: its sales, the days of use in it, whether the plan is paid."""

    first: date
    sales: tuple[Sale, ...]
    used: Period
    paid_plan: bool
    debit_failed: bool = False

    @property
    def month(self) -> Period:
        """The whole calendar month."""
        return Period(self.first, months_after(self.first, 1))


@dataclass(frozen=True, slots=True)
class Minimum:
    """The advance owed for a month; `days` of `days_total` where a part of the month counts by days."""

    full: Money
    owed: Money
    days: int
    days_total: int
    clause: ClauseRef


@dataclass(frozen=True, slots=True)
class Statement:
    """What a month's sales give and what is debited for the month as an advance."""

    month: Period
    shares: tuple[Share, ...]
    commission: Money
    advance: Money
    minimum: Minimum

    @property
    def unused(self) -> Money:
        """The part of the advance that the month's commission does not reach (S-33)."""
        return Money(max(0, self.advance.cents - self.commission.cents), self.advance.currency)


@dataclass(frozen=True, slots=True)
class Settlement:
    """A year of commission less its advances; `balance` is never below zero unless they are given back."""

    year: Period
    months: int
    total: Money
    advances: Money
    balance: Money
    clause: ClauseRef


def minimum_of(terms: Terms, use: MonthOfUse) -> Minimum:
    """Return the advance owed for a month, excl. VAT: whole, and on every plan unless the terms differ."""
    full = Money.of(terms.decimal("commission.minimum").value, terms.profile.currency)
    days, total = use.used.days, use.month.days
    clause = terms.need("commission.minimum").clause
    if terms.word("commission.minimum_plans", "all") == "paid" and not use.paid_plan:
        return Minimum(
            full, Money(0, full.currency), total, total, terms.need("commission.minimum_plans").clause
        )
    if terms.word("commission.minimum_month", "whole") == "by-days" and days < total:
        return Minimum(full, full.times(Fraction(days, total)), days, total, clause)
    return Minimum(full, full, total, total, clause)


def statement_of(terms: Terms, use: MonthOfUse) -> Statement:
    """Return a month's statement. Raises the refusals of `shares_of`."""
    shares = tuple(shares_of(terms, use.sales))
    minimum = minimum_of(terms, use)
    return Statement(
        use.month, shares, _sum(terms, [one.commission for one in shares]), minimum.owed, minimum
    )


def year_holding(terms: Terms, first_use: date, month: date) -> Period:
    """Return the year of settlement that holds `month`, counted from the first month of use (S-35).

    `first_use` is the first day of that month; where the terms count calendar years, from its January.
    """
    length = terms.integer("commission.year_months").value
    anchor = first_use
    if terms.word("commission.year", "from-first-month") == "calendar":
        anchor = first_use.replace(month=1)
    number = months_between(anchor, month) // length
    return Period(months_after(anchor, number * length), months_after(anchor, (number + 1) * length))


def settle(terms: Terms, year: Period, statements: Sequence[Statement], failed: Sequence[bool]) -> Settlement:
    """Return the reconciliation of a year from its months' statements.

    Netted on the year, not month by month; a minimum whose debit failed (`failed`, by statement) is
    deducted too and stays owed on its own (S-35).
    """
    deducts = terms.word("commission.failed_debit", "deducted") == "deducted"
    kept = [
        one.advance if deducts or not lost else Money(0, one.advance.currency)
        for one, lost in zip(statements, failed, strict=True)
    ]
    total = _sum(terms, [one.commission for one in statements])
    advances = _sum(terms, kept)
    if terms.word("commission.settled", "yearly") == "monthly":
        parts = [
            max(0, one.commission.cents - held.cents) for one, held in zip(statements, kept, strict=True)
        ]
        balance = Money(sum(parts), total.currency)
    else:
        balance = total - advances
    if balance.cents < 0 and not terms.flag("commission.minimum_refunded"):
        balance = Money(0, balance.currency)
    clause = terms.need("commission.settled").clause
    return Settlement(year, len(statements), total, advances, balance, clause)


def _sum(terms: Terms, amounts: Sequence[Money]) -> Money:
    return Money(sum(one.cents for one in amounts), terms.profile.currency)
