"""Refusals about commissions."""

from datetime import date

from saasctl.errors.base import Conflict, NotFound, Refused
from saasctl.values.clause import ClauseRef


class SaleWithoutRate(Refused):
    """The terms give no share for a sale at that price and refuse it."""

    code = "SALE-WITHOUT-RATE"

    def __init__(self, price: str, why: str, clause: ClauseRef | None) -> None:
        super().__init__(
            f"no commission can be computed on a sale at {price}",
            why=why,
            fix="agree a rate with the customer, then: saasctl sub override --help",
            clause=clause,
        )


class NoCommission(Refused):
    """The terms know no commission on sales, or bar paid use by others."""

    code = "NO-COMMISSION"

    def __init__(self, org: str, profile: str, why: str, clause: ClauseRef | None = None) -> None:
        super().__init__(
            f"{org} owes no commission on sales",
            why=why,
            fix=f"saasctl terms show {profile} commission",
            clause=clause,
        )


class DeclarationNotTaken(Refused):
    """The statement is made from the other party's figures."""

    code = "DECLARATION-NOT-TAKEN"

    def __init__(self, by: str, taken: str, clause: ClauseRef | None) -> None:
        super().__init__(
            f"figures given by the {by} are no source of the statement",
            why=f"it is made from the figures of the {taken}",
            fix=f"--by {taken}",
            clause=clause,
        )


class MonthDeclared(Conflict):
    """The month's sales were declared otherwise before."""

    code = "MONTH-DECLARED"

    def __init__(self, subscription: str, month: str) -> None:
        super().__init__(
            f"the sales of {subscription} in {month} are declared already, and otherwise",
            why="one declaration holds all sales of a month; a later one takes its place",
            fix="the same command with --replace",
        )


class MonthOutsideContract(Refused):
    """The subscription does not run in the month that is declared, or the month has not begun."""

    code = "MONTH-OUTSIDE-CONTRACT"

    def __init__(self, subscription: str, month: str, why: str, clause: ClauseRef | None) -> None:
        super().__init__(
            f"{subscription} has no commercial use in {month}",
            why=why,
            fix=f"saasctl sub show {subscription}",
            clause=clause,
        )


class MonthUndeclared(NotFound):
    """No commercial use is declared for that month."""

    code = "MONTH-UNDECLARED"

    def __init__(self, subscription: str, month: str) -> None:
        super().__init__(
            f"no sales of {subscription} are declared for {month}",
            why="a statement needs one; a month of use without sales is declared without --sale",
            fix=f"saasctl commission declare {subscription} --month {month}",
        )


class YearSettled(Refused):
    """The year's reconciliation is invoiced: its months stay as they are."""

    code = "YEAR-SETTLED"

    def __init__(self, subscription: str, month: str, invoice: str, clause: ClauseRef | None) -> None:
        super().__init__(
            f"the sales of {subscription} in {month} cannot be changed any more",
            why=f"the year's balance is invoiced: {invoice}",
            fix=f"saasctl invoice credit {invoice} --cause error --reason TEXT",
            clause=clause,
        )


class YearBeginsOtherwise(Refused):
    """The year of settlement does not begin in that month."""

    code = "YEAR-BEGINS-OTHERWISE"

    def __init__(self, subscription: str, month: str, first: date, clause: ClauseRef | None) -> None:
        begins = first.isoformat()[: len("2026-01")]
        super().__init__(
            f"no year of settlement of {subscription} begins in {month}",
            why=f"the year that holds it begins in {begins}",
            fix=f"saasctl commission reconcile {subscription} --from {begins}",
            clause=clause,
        )


class StatementYearly(Refused):
    """The terms issue a statement once a year, not each month."""

    code = "STATEMENT-YEARLY"

    def __init__(self, subscription: str, clause: ClauseRef | None) -> None:
        super().__init__(
            f"no monthly statement is issued to {subscription}",
            why="the terms issue it once a year",
            fix=f"saasctl commission reconcile {subscription} --from MONTH",
            clause=clause,
        )
