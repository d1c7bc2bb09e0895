"""Refusals about VAT."""

from datetime import date
from decimal import Decimal

from saasctl.errors.base import Refused
from saasctl.values.clause import ClauseRef


class VatContradicted(Refused):
    """The data of the seller or the customer do not give one VAT regime."""

    code = "VAT-CONTRADICTED"

    def __init__(self, org: str, says: str, expected: str | None) -> None:
        super().__init__(
            f"the VAT of {org} cannot be decided",
            why=says,
            fix=f"saasctl org edit {org} --vat-regime {expected}"
            if expected
            else f"saasctl org edit {org} --vat-id NUMBER",
            clause=ClauseRef("law", article="directive 2006/112/EC, articles 44, 196 and 226"),
        )


class VatRateUnlawful(Refused):
    """No French VAT rate of that value is in force on the day."""

    code = "VAT-RATE-UNLAWFUL"

    def __init__(self, rate: Decimal, on: date, known: list[str]) -> None:
        super().__init__(
            f"{rate} % is not a French VAT rate on {on}",
            why=f"rates in force: {', '.join(known)}",
            fix=f"saasctl terms set PROFILE vat.rate={known[0] if known else '20'}",
            clause=ClauseRef("law", article="CGI 278, 278-0 bis, 279, 281 quater"),
        )
