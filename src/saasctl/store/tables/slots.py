"""Slots: the mode in which they follow users, and every movement."""

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from saasctl.store.tables.columns import STRICT, Day, Id, MaybeWords, Table, Words, one_of


class SlotMode(Table, table=True):
    """How slots follow users from a day on."""

    __table_args__ = (
        Index("slot_mode_by_subscription", "subscription_id", "from_on"),
        one_of("mode", ("manual", "automatic")),
        STRICT,
    )

    id: Id = None
    subscription_id: int = Field(foreign_key="subscription.id")
    mode: Words
    from_on: Day


class SlotMovement(Table, table=True):
    """A change of the number of slots; the slots of a day are the sum of what took effect by then.

    Never changed, but that `invoice_id` is set once, when the movement is billed.
    """

    __table_args__ = (
        UniqueConstraint("subscription_id", "seq"),
        one_of("kind", ("start", "addition", "reduction", "withdrawal")),
        STRICT,
    )

    id: Id = None
    subscription_id: int = Field(foreign_key="subscription.id")
    seq: int = Field(ge=1)
    kind: Words
    delta: int
    asked_on: Day
    effective_on: Day
    cause: MaybeWords = None
    user_id: int | None = Field(default=None, foreign_key="org_user.id")
    invoice_id: int | None = Field(default=None, foreign_key="invoice.id")
    clause_id: int | None = Field(default=None, foreign_key="clause.id")
