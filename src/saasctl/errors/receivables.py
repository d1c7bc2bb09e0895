"""Refusals about payments, penalties and corrections."""

from collections.abc import Sequence
from datetime import date

from saasctl.errors.base import Conflict, Inconsistent, NotConfigured, NotFound, Refused
from saasctl.errors.rates import MissingRate
from saasctl.values.clause import ClauseRef


class PaymentUnknown(NotFound):
    """No payment has that id."""

    code = "PAYMENT-UNKNOWN"

    def __init__(self, payment: str) -> None:
        super().__init__(f"no payment {payment!r}", fix="saasctl payment list")


class InvoiceOfOther(Inconsistent):
    """An invoice belongs to another customer."""

    code = "INVOICE-OF-OTHER"

    def __init__(self, invoice: str, owner: str, org: str) -> None:
        super().__init__(
            f"{invoice} is an invoice of {owner}, not of {org}", fix=f"saasctl invoice list --org {org}"
        )


class TooMuchAllocated(Refused):
    """More is asked for than a payment has left, or an invoice owes."""

    code = "TOO-MUCH-ALLOCATED"

    def __init__(self, what: str, left: str, asked: str) -> None:
        super().__init__(f"{asked} is too much for {what}", why=f"{left} is left")


class RatesIncomplete(NotConfigured):
    """Interest cannot be counted to its day: a reference rate is not known."""

    code = "RATES-INCOMPLETE"

    def __init__(
        self, missing: Sequence[MissingRate], invoices: Sequence[str], count: int | None = None
    ) -> None:
        first, more = missing[0], (count or len(invoices)) - 3
        listed = ", ".join(invoices[:3]) + (f" and {more} more" if more > 0 else "")
        super().__init__(
            f"{first.message}: the interest of {listed} is counted up to the last known day",
            why=first.why,
            fix=first.fix,
        )


class CreditExcluded(Refused):
    """The terms give no money back for this."""

    code = "CREDIT-EXCLUDED"

    def __init__(self, invoice: str, cause: str, clause: ClauseRef | None) -> None:
        super().__init__(
            f"{invoice} cannot be credited for {cause}",
            why="the terms give no money back and no credit note for it",
            clause=clause,
            fix=f'saasctl invoice credit {invoice} --cause error --reason "what was wrong"',
        )


class CreditTooMuch(Refused):
    """A credit note would exceed its invoice."""

    code = "CREDIT-TOO-MUCH"

    def __init__(self, invoice: str, asked: str, left: str) -> None:
        super().__init__(f"{asked} is more than {invoice} has left to credit", why=f"{left} is left")


class ActUnavailable(Refused):
    """The terms have no such act."""

    code = "ACT-UNAVAILABLE"

    def __init__(self, what: str, why: str, clause: ClauseRef | None = None, fix: str | None = None) -> None:
        super().__init__(what, why=why, clause=clause, fix=fix)


class DeferralTooLate(Refused):
    """A deferral was asked for after the last day to ask."""

    code = "DEFERRAL-TOO-LATE"

    def __init__(self, invoice: str, asked_on: date, last: date, clause: ClauseRef | None) -> None:
        super().__init__(
            f"{invoice} cannot be deferred any more",
            why=f"asked on {asked_on}, the last day was {last}",
            clause=clause,
        )


class NumberTaken(Conflict):
    """The number of a former invoice is that of another document."""

    code = "NUMBER-TAKEN"

    def __init__(self, number: str) -> None:
        super().__init__(f"{number} is known with other content", fix=f"saasctl invoice show {number}")
