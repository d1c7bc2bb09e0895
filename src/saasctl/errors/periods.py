"""Refusals about closed months."""

from datetime import date

from saasctl.errors.base import Refused


class PeriodClosed(Refused):
    """An act is dated in a month that is closed."""

    code = "PERIOD-CLOSED"

    def __init__(self, on: date, open_from: date) -> None:
        super().__init__(
            f"{on} lies in a closed month",
            why=f"the first open day is {open_from}",
            fix=f"saasctl period reopen {on:%Y-%m}  # or give --on {open_from} or a later day",
        )


class PeriodOrder(Refused):
    """A month is closed or opened out of order, or before it is over."""

    code = "PERIOD-ORDER"

    def __init__(self, month: str, why: str, fix: str) -> None:
        super().__init__(f"{month} cannot be closed or opened", why=why, fix=fix)
