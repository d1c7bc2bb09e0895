"""What is measured: sales of a month as declared, and readings of any metric.

All append-only: a month declared anew gets a further declaration, and the latest counts.
"""

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from saasctl.store.tables.columns import (
    STRICT,
    AnyWords,
    Day,
    Id,
    Instant,
    MaybeWords,
    Table,
    Words,
    one_of,
)

PARTIES = ("customer", "vendor")


class CommissionDeclaration(Table, table=True):
    """A month with commercial use, whole or from a day to a day (both included); `version` counts up.

    `month` is the first day of the calendar month.
    """

    __table_args__ = (
        UniqueConstraint("subscription_id", "month", "version"),
        one_of("by_party", PARTIES),
        STRICT,
    )

    id: Id = None
    subscription_id: int = Field(foreign_key="subscription.id")
    month: Day
    version: int = Field(ge=1)
    used_from: Day
    used_until: Day
    by_party: Words
    declared_on: Day


class CommissionSale(Table, table=True):
    """Sales of one price in a declared month; the price is that of one sale, in cents."""

    __table_args__ = (UniqueConstraint("declaration_id", "buyer", "price_cents"), STRICT)

    id: Id = None
    declaration_id: int = Field(foreign_key="commission_declaration.id")
    buyer: Words
    price_cents: int = Field(ge=0)
    sold: int = Field(ge=1)


class UsageReading(Table, table=True):
    """One reading of a metric of a customer; `subject` is the campaign or database, or empty.

    `on_day` is the day of the instant in the zone of the customer's terms.
    """

    __table_args__ = (
        UniqueConstraint("organisation_id", "metric", "subject", "at"),
        Index("usage_reading_by_day", "metric", "on_day", "organisation_id", "subject", "value"),
        Index("usage_reading_by_organisation", "organisation_id", "metric", "on_day", "value"),
        STRICT,
    )

    id: Id = None
    organisation_id: int = Field(foreign_key="organisation.id")
    metric: Words
    subject: AnyWords = ""
    at: Instant
    on_day: Day
    value: int = Field(ge=0)
    source: MaybeWords = None
