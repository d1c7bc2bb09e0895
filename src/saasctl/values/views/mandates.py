"""Mandates of direct debit as printed."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from saasctl.values.answers import Column
from saasctl.values.clause import ClauseRef

MANDATE_COLUMNS = (
    Column("reference", "key", 0),
    Column("org", "key", 0),
    Column("debtor", "text", 2),
    Column("iban", "text", 0),
    Column("bic", "text", 4),
    Column("scheme", "text", 1),
    Column("one_off", "bool", 4),
    Column("signed_on", "date", 0),
    Column("revoked_on", "date", 1),
    Column("status", "text", 1),
    Column("debit_on", "text", 3),
    Column("clause", "clause", 5),
)


@dataclass(frozen=True, slots=True)
class MandateView:
    """A consent to direct debits; `debit_on` says on which day the terms debit an invoice."""

    SCHEMA: ClassVar[str] = "saasctl.mandate/1"

    reference: str
    org: str
    debtor: str
    iban: str
    bic: str | None
    scheme: str
    one_off: bool
    signed_on: date
    revoked_on: date | None
    status: str
    debit_on: str | None
    clause: ClauseRef | None
