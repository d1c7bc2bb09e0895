"""Subscriptions and their dated facts: phases, special conditions, services, accesses, billing."""

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field

from saasctl.store.tables.columns import (
    STRICT,
    AnyWords,
    Day,
    Flag,
    Id,
    MaybeDay,
    MaybeWords,
    Table,
    Words,
    flag,
)

ON_TRIAL = "trial = 1 AND ended_on IS NULL"
"""Which subscriptions are on trial: what the agenda looks for by day."""


class Subscription(Table, table=True):
    """A subscription; `ended_on` and `trial_until` are days that still count.

    `billed_until` is the last day that another system billed before this store took over.
    """

    __table_args__ = (
        UniqueConstraint("organisation_id", "name", "started_on"),
        Index(
            "subscription_trial",
            "trial_until",
            sqlite_where=text(ON_TRIAL),
            postgresql_where=text(ON_TRIAL),
        ),
        flag("trial"),
        STRICT,
    )

    id: Id = None
    organisation_id: int = Field(foreign_key="organisation.id")
    name: Words
    started_on: Day
    trial: Flag = 0
    trial_until: MaybeDay = None
    billed_until: MaybeDay = None
    credits: int = Field(default=0, ge=0)
    ended_on: MaybeDay = None


class SubscriptionPhase(Table, table=True):
    """The plan and rhythm in force from a day on; periods are counted from `anchor_on`."""

    __table_args__ = (
        Index("subscription_phase_by_day", "subscription_id", "from_on"),
        flag("free_exit"),
        STRICT,
    )

    id: Id = None
    subscription_id: int = Field(foreign_key="subscription.id")
    plan: Words
    period_unit: Words
    from_on: Day
    anchor_on: Day
    free_exit: Flag = 0


class TermOverride(Table, table=True):
    """A value of the terms replaced for one customer from a day on, with the document it stands in."""

    __table_args__ = (Index("term_override_by_subscription", "subscription_id", "from_on"), STRICT)

    id: Id = None
    subscription_id: int = Field(foreign_key="subscription.id")
    path: Words
    value: AnyWords
    source: Words
    from_on: Day


class ServiceOrder(Table, table=True):
    """A service ordered apart; the price is for the whole order, in cents."""

    __table_args__ = (flag("training"), STRICT)

    id: Id = None
    organisation_id: int = Field(foreign_key="organisation.id", index=True)
    subscription_id: int | None = Field(default=None, foreign_key="subscription.id", index=True)
    code: Words
    price_cents: int
    training: Flag = 0
    ordered_on: Day
    delivered_on: MaybeDay = None
    description: MaybeWords = None


class AccessDispatch(Table, table=True):
    """The day on which the accesses of a subscription were sent."""

    id: Id = None
    subscription_id: int = Field(foreign_key="subscription.id", index=True)
    on_day: Day


class BillingCursor(Table, table=True):
    """The first day of a subscription that is not billed yet. A cache: `db check` recomputes it."""

    subscription_id: int = Field(
        foreign_key="subscription.id", primary_key=True, sa_column_kwargs={"autoincrement": False}
    )
    billed_to: Day
