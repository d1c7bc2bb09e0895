"""The vendors of the store, their number series, the operator's settings and the reference rates."""

from sqlalchemy import Index, Text, UniqueConstraint
from sqlmodel import Field

from saasctl.store.tables.columns import (
    STRICT,
    AnyWords,
    Country,
    Currency,
    Day,
    Id,
    MaybeWords,
    Percent,
    Slug,
    Table,
    Words,
    one_of,
)


class Seller(Table, table=True):
    """A vendor: a legal entity bound to one version of a terms profile."""

    __table_args__ = (
        UniqueConstraint("slug"),
        UniqueConstraint("prefix_invoice"),
        UniqueConstraint("prefix_credit_note"),
        STRICT,
    )

    id: Id = None
    slug: Slug
    name: Words
    profile: Words
    profile_version: Words
    siren: MaybeWords = None
    siret: MaybeWords = None
    vat_id: MaybeWords = None
    street: MaybeWords = None
    postcode: MaybeWords = None
    city: MaybeWords = None
    country: Country
    iban: MaybeWords = None
    bic: MaybeWords = None
    creditor_id: MaybeWords = None
    email: MaybeWords = None
    currency: Currency
    prefix_invoice: Words
    prefix_credit_note: Words
    created_on: Day


class NumberSeries(Table, table=True):
    """The last number given in one seller's series of a document and year."""

    __table_args__ = (one_of("document", ("invoice", "credit_note")), STRICT)

    seller_id: int = Field(foreign_key="seller.id", primary_key=True)
    document: str = Field(primary_key=True, sa_type=Text)
    year: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    last_number: int = Field(ge=0)
    last_issued_on: Day


class TermSetting(Table, table=True):
    """The operator's answer to a blank, convention or reading; `scope` is a profile id or a seller's slug."""

    __table_args__ = (Index("term_setting_by_path", "scope", "path", "from_on"), STRICT)

    id: Id = None
    scope: Words
    path: Words
    value: AnyWords
    from_on: Day
    recorded_at: MaybeWords = None


class ReferenceRate(Table, table=True):
    """A percent a year in force from a day on: the French legal interest or the ECB's main rate.

    Of several rows for a day the last counts; those before stay, so that past figures can be told.
    """

    __table_args__ = (
        Index("reference_rate_by_day", "kind", "from_on"),
        one_of("kind", ("legal-interest", "ecb-mro")),
        STRICT,
    )

    id: Id = None
    kind: Words
    from_on: Day
    percent: Percent
    source: Words
