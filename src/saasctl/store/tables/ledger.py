"""Chart of accounts, closed months, mandates; instalments, costs of recovery and balances taken over."""

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from saasctl.store.tables.columns import STRICT, Day, Flag, Id, MaybeDay, MaybeWords, Table, Words, one_of

COSTS = ("bank-charges", "bailiffs", "lawyers", "litigation", "court", "other")
"""What a claim beside interest and fee is for; `court` is the flat penalty of court recovery."""


class LedgerAccount(Table, table=True):
    """An account that a seller books a role to, from a day on; of several rows for a day the last counts."""

    __table_args__ = (Index("ledger_account_by_role", "seller_id", "role", "from_on"), STRICT)

    id: Id = None
    seller_id: int = Field(foreign_key="seller.id")
    role: Words
    account: Words
    label: Words
    from_on: Day


class PeriodClosing(Table, table=True):
    """A month closed or opened again, append-only; the last row says which days acts may bear.

    `open_from` is the first day open after it, or none when every month is open. `entries`,
    `debit_cents` and `digest` are those of the month's ledger when it was closed.
    """

    __table_args__ = (one_of("what", ("closed", "reopened")), STRICT)

    id: Id = None
    month: Words
    what: Words
    on_day: Day
    open_from: MaybeDay = None
    entries: int = Field(ge=0)
    debit_cents: int
    digest: MaybeWords = None
    reason: MaybeWords = None


class Mandate(Table, table=True):
    """A customer's consent to SEPA direct debits, under its unique reference; revoked at most once."""

    __table_args__ = (
        UniqueConstraint("reference"),
        Index("mandate_by_organisation", "organisation_id"),
        one_of("scheme", ("CORE", "B2B")),
        STRICT,
    )

    id: Id = None
    organisation_id: int = Field(foreign_key="organisation.id")
    reference: Words
    debtor: Words
    iban: Words
    bic: MaybeWords = None
    scheme: Words
    one_off: Flag = 0
    signed_on: Day
    told_by: MaybeWords = None
    revoked_on: MaybeDay = None


class Instalment(Table, table=True):
    """A part of an invoice that is paid in parts, immutable; `upto_cents` sums the parts up to it."""

    __table_args__ = (UniqueConstraint("invoice_id", "seq"), STRICT)

    id: Id = None
    invoice_id: int = Field(foreign_key="invoice.id")
    seq: int = Field(ge=1)
    due_on: Day
    amount_cents: int = Field(ge=0)
    upto_cents: int = Field(ge=0)


class RecoveryCost(Table, table=True):
    """A real cost of recovering an invoice, or the penalty of court recovery, with what was claimed of it."""

    __table_args__ = (
        Index("recovery_cost_by_invoice", "invoice_id"),
        one_of("what", COSTS),
        STRICT,
    )

    id: Id = None
    invoice_id: int = Field(foreign_key="invoice.id")
    what: Words
    on_day: Day
    cost_cents: int = Field(ge=0)
    claimed_cents: int = Field(ge=0)
    receipt: MaybeWords = None
    claimed_by_id: int | None = Field(default=None, foreign_key="invoice.id")


class TakenOver(Table, table=True):
    """An invoice that the former system issued, taken over with what was still owed on it."""

    __table_args__ = (STRICT,)

    invoice_id: int = Field(
        foreign_key="invoice.id", primary_key=True, sa_column_kwargs={"autoincrement": False}
    )
    on_day: Day
    source: Words
