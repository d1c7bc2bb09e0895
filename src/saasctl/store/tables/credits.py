"""Credits: lots bought or collected, what moved them, users' rights, and bookings.

All append-only but the stock, a cache of the movements: what is left of each lot, by holder.
"""

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field

from saasctl.store.tables.columns import (
    STRICT,
    Day,
    Flag,
    Id,
    Instant,
    MaybeDay,
    MaybeInstant,
    MaybeWords,
    Table,
    Words,
    one_of,
)

SOURCES = ("bought", "collected", "opening")
MOVES = ("credited", "allotted", "booked", "returned", "expired", "bought-back")


class CreditLot(Table, table=True):
    """Credits that came to an account on one day; `expires_on` is the last day they can be spent.

    `opening` lots come from another system; `price_cents` is the price of one, excl. VAT.
    """

    __table_args__ = (
        Index("lot_by_organisation", "organisation_id", "credited_on"),
        one_of("source", SOURCES),
        STRICT,
    )

    id: Id = None
    organisation_id: int = Field(foreign_key="organisation.id")
    subscription_id: int | None = Field(default=None, foreign_key="subscription.id")
    invoice_id: int | None = Field(default=None, foreign_key="invoice.id")
    source: Words
    quantity: int = Field(ge=1)
    users: int = Field(ge=1)
    ordered_on: Day
    credited_on: Day
    expires_on: MaybeDay = None
    price_cents: int = Field(default=0, ge=0)
    evidence: MaybeWords = None
    clause_id: int | None = Field(default=None, foreign_key="clause.id")


class CreditMovement(Table, table=True):
    """Credits of a lot that came or went on a day; of a user's own where the terms let users hold them."""

    __table_args__ = (
        Index("credit_movement_by_lot", "lot_id"),
        Index("credit_movement_by_organisation", "organisation_id", "on_day"),
        Index("credit_movement_by_booking", "booking_id"),
        one_of("kind", MOVES),
        STRICT,
    )

    id: Id = None
    organisation_id: int = Field(foreign_key="organisation.id")
    lot_id: int = Field(foreign_key="credit_lot.id")
    user_id: int | None = Field(default=None, foreign_key="org_user.id")
    kind: Words
    quantity: int
    on_day: Day
    booking_id: int | None = Field(default=None, foreign_key="booking.id")
    document_id: int | None = Field(default=None, foreign_key="invoice.id")


class CreditStock(Table, table=True):
    """What is left of a lot with one holder: a user's id, or 0 for the account. A cache, never below 0."""

    __table_args__ = (
        Index("stock_by_holder", "organisation_id", "holder", "credited_on", "lot_id"),
        Index("stock_by_expiry", "organisation_id", "expires_on"),
        CheckConstraint("remaining >= 0", name="remaining_known"),
        STRICT,
    )

    lot_id: int = Field(
        foreign_key="credit_lot.id", primary_key=True, sa_column_kwargs={"autoincrement": False}
    )
    holder: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    organisation_id: int = Field(foreign_key="organisation.id")
    credited_on: Day
    expires_on: MaybeDay = None
    remaining: int = Field(ge=0)


class CreditCapacity(Table, table=True):
    """The level up to which a user's right is filled, from a day on; the latest row of a day counts."""

    __table_args__ = (Index("capacity_by_user", "user_id", "from_on"), STRICT)

    id: Id = None
    organisation_id: int = Field(foreign_key="organisation.id")
    user_id: int = Field(foreign_key="org_user.id")
    from_on: Day
    credits: int = Field(ge=0)


class CreditRight(Table, table=True):
    """What a booking took from a user's right, or gave back to it: negative is taken.

    `counts_on` is the booking's day, whose refill it belongs to, `on_day` the day it happened.
    """

    __table_args__ = (Index("right_by_user", "user_id", "counts_on"), STRICT)

    id: Id = None
    user_id: int = Field(foreign_key="org_user.id")
    booking_id: int = Field(foreign_key="booking.id")
    quantity: int
    counts_on: Day
    on_day: Day


class Booking(Table, table=True):
    """A workspace booked with credits, immutable; `accepted` names the conditions accepted for it."""

    __table_args__ = (Index("booking_by_user", "user_id", "on_day"), STRICT)

    id: Id = None
    organisation_id: int = Field(foreign_key="organisation.id")
    user_id: int = Field(foreign_key="org_user.id")
    category: Words
    price_cents: int = Field(ge=0)
    credits: int = Field(ge=0)
    own_price: Flag
    booked_at: Instant
    on_day: Day
    starts_at: MaybeInstant = None
    people: int = Field(default=1, ge=1)
    accepted: MaybeWords = None
    reason: MaybeWords = None


class BookingEnd(Table, table=True):
    """A booking cancelled, or not used; what was given back of it. Once for each booking."""

    __table_args__ = (
        UniqueConstraint("booking_id"),
        one_of("kind", ("cancelled", "no-show")),
        STRICT,
    )

    id: Id = None
    booking_id: int = Field(foreign_key="booking.id")
    kind: Words
    at: Instant
    on_day: Day
    returned: int = Field(ge=0)
