"""Quotes with their lines, conditions and signatures; what was agreed on a service and billed of it."""

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from saasctl.store.tables.columns import (
    STRICT,
    AnyWords,
    Day,
    Flag,
    Id,
    Instant,
    MaybeDay,
    MaybeWords,
    Table,
    Words,
    flag,
    one_of,
)

QUOTE_EVENTS = ("signed", "gate", "declined", "applied")
ORDER_KINDS = ("service", "project", "module")


class Quote(Table, table=True):
    """A price offer to a customer. `valid_until` is the last day on which it can be accepted.

    `plan` to `credits` describe the subscription it offers; `subscription_id` is the one it became,
    or the one whose conditions it changes.
    """

    __table_args__ = (
        UniqueConstraint("ref"),
        Index("quote_by_organisation", "organisation_id", "issued_on"),
        STRICT,
    )

    id: Id = None
    organisation_id: int = Field(foreign_key="organisation.id")
    subscription_id: int | None = Field(default=None, foreign_key="subscription.id")
    changes_id: int | None = Field(default=None, foreign_key="quote.id")
    ref: Words
    issued_on: Day
    valid_until: MaybeDay = None
    title: MaybeWords = None
    name: MaybeWords = None
    plan: MaybeWords = None
    period_unit: MaybeWords = None
    slots: int = Field(default=0, ge=0)
    credits: int = Field(default=0, ge=0)
    starts_on: MaybeDay = None


class QuoteLine(Table, table=True):
    """One line of a quote, excl. VAT; `basis` is the JSON of its arithmetic."""

    __table_args__ = (UniqueConstraint("quote_id", "ref"), flag("training"), STRICT)

    id: Id = None
    quote_id: int = Field(foreign_key="quote.id")
    ref: int = Field(ge=1)
    kind: Words
    code: MaybeWords = None
    description: Words
    quantity: int
    unit_price_cents: int
    net_cents: int
    basis: Words
    training: Flag = 0
    people: int | None = None
    clause_id: int | None = Field(default=None, foreign_key="clause.id")
    price_clause_id: int | None = Field(default=None, foreign_key="clause.id")


class QuoteTerm(Table, table=True):
    """A condition of the customer's own once the quote binds, from so many months after its start."""

    __table_args__ = (Index("quote_term_by_quote", "quote_id"), STRICT)

    id: Id = None
    quote_id: int = Field(foreign_key="quote.id")
    path: Words
    value: AnyWords
    after_months: int = Field(default=0, ge=0)


class QuoteEvent(Table, table=True):
    """What happened to a quote: a signature, a gate met, a refusal, its entry into force."""

    __table_args__ = (Index("quote_event_by_quote", "quote_id"), one_of("kind", QUOTE_EVENTS), STRICT)

    id: Id = None
    quote_id: int = Field(foreign_key="quote.id")
    kind: Words
    on_day: Day
    detail: Words
    person: MaybeWords = None
    evidence: MaybeWords = None
    recorded_at: Instant


class ServiceDetail(Table, table=True):
    """What was agreed on a service beyond its price: how it is billed, for how many people, by which plan.

    `plan` is the text of its intermediate invoices as it stood at the order; `elements_by` the day of
    the plan on which the customer hands its elements over.
    """

    __table_args__ = (one_of("kind", ORDER_KINDS), STRICT)

    service_order_id: int = Field(
        foreign_key="service_order.id", primary_key=True, sa_column_kwargs={"autoincrement": False}
    )
    quote_id: int | None = Field(default=None, foreign_key="quote.id", index=True)
    kind: Words
    hours: int | None = None
    people: int | None = None
    travel_cents: int = Field(default=0, ge=0)
    plan: MaybeWords = None
    elements_by: MaybeDay = None
    clause_id: int | None = Field(default=None, foreign_key="clause.id")


class ServiceEvent(Table, table=True):
    """What happened in the course of a service: elements asked for, a part done, a delay found."""

    __table_args__ = (Index("service_event_by_order", "service_order_id"), STRICT)

    id: Id = None
    service_order_id: int = Field(foreign_key="service_order.id")
    kind: Words
    on_day: Day
    detail: MaybeWords = None
    recorded_at: Instant


class ServiceBill(Table, table=True):
    """A part of a service's price that was invoiced, once."""

    __table_args__ = (UniqueConstraint("service_order_id", "what"), STRICT)

    id: Id = None
    service_order_id: int = Field(foreign_key="service_order.id")
    what: Words
    net_cents: int
    invoice_id: int = Field(foreign_key="invoice.id")
