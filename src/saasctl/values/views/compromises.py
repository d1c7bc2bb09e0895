"""A report that a login or data are compromised, as printed."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from saasctl.values.clause import ClauseRef


@dataclass(frozen=True, slots=True)
class CompromiseView:
    """A report with the end of the customer's liability; `cut_off_at` is the first instant it is over."""

    SCHEMA: ClassVar[str] = "saasctl.compromise/1"

    email: str
    org: str
    kind: str
    reported_at: datetime
    delay: str | None
    channel: str | None
    address: str | None
    liable_until: str | None
    cut_off_at: datetime | None
    later_operations: str | None
    measures_allowed: tuple[str, ...]
    measures_taken: tuple[str, ...]
    changed_at: datetime | None
    confirmed_on: date | None
    missing: tuple[str, ...]
    recovery: str | None
    clauses: tuple[ClauseRef, ...]
