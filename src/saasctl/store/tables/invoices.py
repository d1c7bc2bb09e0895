"""Invoices and credit notes (never changed), what is still owed on them, and their documents."""

from sqlalchemy import Index, Text, UniqueConstraint, text
from sqlmodel import Field

from saasctl.store.tables.columns import (
    STRICT,
    Currency,
    Day,
    Id,
    MaybeDay,
    MaybeWords,
    Percent,
    Table,
    Words,
    one_of,
)

KINDS = (
    "subscription",
    "slots",
    "credits",
    "service",
    "deposit",
    "penalty",
    "fee",
    "commission",
    "credit_note",
)
BASED_ON = Index(
    "invoice_by_corrected",
    "corrects_id",
    sqlite_where=text("corrects_id IS NOT NULL"),
    postgresql_where=text("corrects_id IS NOT NULL"),
)


class Invoice(Table, table=True):
    """An issued invoice or credit note, immutable. Amounts are cents; `period_end` is not included.

    `obligation_on` is the day the terms give, `issued_on` the day of its number.
    """

    __table_args__ = (
        UniqueConstraint("seller_id", "number"),
        Index("invoice_by_number", "number", unique=True),
        Index("invoice_by_organisation", "organisation_id", "issued_on"),
        Index("invoice_by_subscription", "subscription_id"),
        BASED_ON,
        one_of("kind", KINDS),
        STRICT,
    )

    id: Id = None
    seller_id: int = Field(foreign_key="seller.id")
    organisation_id: int = Field(foreign_key="organisation.id")
    subscription_id: int | None = Field(default=None, foreign_key="subscription.id")
    number: Words
    kind: Words
    issued_on: Day
    obligation_on: Day
    due_on: Day
    period_start: MaybeDay = None
    period_end: MaybeDay = None
    currency: Currency
    net_cents: int
    vat_cents: int
    gross_cents: int
    corrects_id: int | None = Field(default=None, foreign_key="invoice.id")
    terms_version: Words
    mention: MaybeWords = None
    due_clause_id: int | None = Field(default=None, foreign_key="clause.id")


class InvoiceLine(Table, table=True):
    """One line of an invoice, immutable; `obligation` names what it bills, once and for all.

    `basis` is the JSON of the inputs of its arithmetic.
    """

    __table_args__ = (
        UniqueConstraint("invoice_id", "ref"),
        UniqueConstraint("subscription_id", "obligation"),
        STRICT,
    )

    id: Id = None
    invoice_id: int = Field(foreign_key="invoice.id")
    ref: int = Field(ge=1)
    obligation: Words
    subscription_id: int | None = Field(default=None, foreign_key="subscription.id")
    kind: Words
    description: Words
    quantity: int
    unit_price_cents: int
    net_cents: int
    vat_category: Words
    vat_rate: Percent
    period_start: MaybeDay = None
    period_end: MaybeDay = None
    basis: Words
    clause_id: int | None = Field(default=None, foreign_key="clause.id")
    price_clause_id: int | None = Field(default=None, foreign_key="clause.id")


class InvoiceVat(Table, table=True):
    """The VAT of an invoice for one category and rate, immutable."""

    invoice_id: int = Field(foreign_key="invoice.id", primary_key=True)
    category: str = Field(primary_key=True, sa_type=Text)
    rate: str = Field(primary_key=True, sa_type=Text)
    base_cents: int
    vat_cents: int


class Receivable(Table, table=True):
    """What is owed on an invoice now. A cache: `db check` recomputes it."""

    __table_args__ = (
        Index(
            "receivable_open",
            "due_on",
            sqlite_where=text("balance_cents <> 0"),
            postgresql_where=text("balance_cents <> 0"),
        ),
        one_of("status", ("issued", "partly_paid", "paid", "credited", "written_off")),
        STRICT,
    )

    invoice_id: int = Field(
        foreign_key="invoice.id", primary_key=True, sa_column_kwargs={"autoincrement": False}
    )
    due_on: Day
    paid_cents: int = 0
    balance_cents: int
    status: Words


class Document(Table, table=True):
    """The fingerprint of a file made from an invoice, immutable."""

    __table_args__ = (UniqueConstraint("invoice_id", "kind", "sha256"), STRICT)

    id: Id = None
    invoice_id: int = Field(foreign_key="invoice.id")
    kind: Words
    sha256: Words
