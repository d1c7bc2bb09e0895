"""What the law alone gives for late payment between professionals: beside a contract's own figures."""

from dataclasses import dataclass
from decimal import Decimal

from saasctl.values.clause import ClauseRef


@dataclass(frozen=True, slots=True)
class LatePaymentLaw:
    """Points over the ECB's rate of the half-year, the flat fee in cents, the days of a year.

    An agreed rate may not be below `multiple` times the legal one.
    """

    points: Decimal
    multiple: Decimal
    fee_cents: int
    year_days: int
    clause: ClauseRef


LATE_PAYMENT = LatePaymentLaw(
    Decimal(10),
    Decimal(3),
    4000,
    365,
    ClauseRef(
        "law",
        article="commercial code, L441-10 II and D441-5",
        says="Without other terms: the ECB's rate plus ten points from the day after, and EUR 40.",
    ),
)
