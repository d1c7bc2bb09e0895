"""Payments and what they settle; decisions about one invoice; what was claimed for lateness.

All append-only: a wrong allocation is moved by further rows, a decision is replaced by a later one.
"""

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from saasctl.store.tables.columns import (
    STRICT,
    Currency,
    Day,
    Flag,
    Id,
    MaybeDay,
    MaybeWords,
    Table,
    Words,
    one_of,
)

METHODS = ("card", "debit", "transfer", "rebate", "moved")
DECISIONS = ("deferral", "waive-interest", "waive-fee", "write-off", "dispute")


class Payment(Table, table=True):
    """Money received from a customer, or a rebate owed to it, immutable. `received_on` is its day."""

    __table_args__ = (
        Index("payment_by_organisation", "organisation_id", "received_on"),
        one_of("method", METHODS),
        STRICT,
    )

    id: Id = None
    organisation_id: int = Field(foreign_key="organisation.id")
    amount_cents: int = Field(ge=1)
    currency: Currency
    received_on: Day
    method: Words
    reference: MaybeWords = None


class Allocation(Table, table=True):
    """A part of a payment put on an invoice (or given back: no invoice); negative takes it away again.

    `on_day` is the day from which the invoice counts as paid by it; `pinned` rows were asked for by
    name, the others follow from the order of due dates.
    """

    __table_args__ = (
        Index("allocation_by_invoice", "invoice_id", "on_day"),
        Index("allocation_by_payment", "payment_id"),
        STRICT,
    )

    id: Id = None
    payment_id: int = Field(foreign_key="payment.id")
    invoice_id: int | None = Field(default=None, foreign_key="invoice.id")
    amount_cents: int
    on_day: Day
    pinned: Flag
    reason: MaybeWords = None


class InvoiceDecision(Table, table=True):
    """A decision about one invoice, immutable: a new due date, a waiver, a write-off, a dispute.

    `until` is the new due date of a deferral, or the last day of a dispute.
    """

    __table_args__ = (Index("decision_by_invoice", "invoice_id", "kind"), one_of("kind", DECISIONS), STRICT)

    id: Id = None
    invoice_id: int = Field(foreign_key="invoice.id")
    kind: Words
    on_day: Day
    until: MaybeDay = None
    amount_cents: int = 0
    reason: MaybeWords = None
    clause_id: int | None = Field(default=None, foreign_key="clause.id")


class PenaltyClaim(Table, table=True):
    """Late interest or a recovery fee asked for by a penalty invoice; days from and to, both included."""

    __table_args__ = (
        UniqueConstraint("invoice_id", "what", "from_on"),
        Index("claim_by_document", "claimed_by_id"),
        one_of("what", ("interest", "fee")),
        STRICT,
    )

    id: Id = None
    invoice_id: int = Field(foreign_key="invoice.id")
    what: Words
    from_on: Day
    to_on: Day
    amount_cents: int
    claimed_by_id: int = Field(foreign_key="invoice.id")


class RejectedDebit(Table, table=True):
    """A direct debit that the bank sent back, with the invoice of its fee where the terms have one."""

    __table_args__ = (UniqueConstraint("invoice_id", "on_day"), STRICT)

    id: Id = None
    invoice_id: int = Field(foreign_key="invoice.id")
    on_day: Day
    fee_invoice_id: int | None = Field(default=None, foreign_key="invoice.id")
