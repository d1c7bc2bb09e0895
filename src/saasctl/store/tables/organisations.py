"""The customers: organisations, their earlier slugs, contacts, notes and group companies."""

from sqlalchemy import Index, Text, UniqueConstraint
from sqlmodel import Field

from saasctl.store.tables.columns import (
    STRICT,
    Country,
    Day,
    Flag,
    Id,
    MaybeDay,
    MaybeWords,
    Slug,
    Table,
    Words,
    flag,
    one_of,
)


class Organisation(Table, table=True):
    """A customer of one seller; `employees` is a head count, `terms_version` the last one accepted."""

    __table_args__ = (
        UniqueConstraint("slug"),
        Index("organisation_by_seller", "seller_id", "slug"),
        one_of("status", ("trial", "active", "suspended", "terminating", "closed", "purged")),
        flag("professional"),
        STRICT,
    )

    id: Id = None
    slug: Slug
    seller_id: int = Field(foreign_key="seller.id")
    name: Words
    country: Country
    siren: MaybeWords = None
    vat_id: MaybeWords = None
    vat_regime: MaybeWords = None
    email: MaybeWords = None
    phone: MaybeWords = None
    street: MaybeWords = None
    postcode: MaybeWords = None
    city: MaybeWords = None
    employees: int | None = Field(default=None, ge=0)
    contact_first: MaybeWords = None
    contact_last: MaybeWords = None
    purchase_reference: MaybeWords = None
    electronic_address: MaybeWords = None
    professional: Flag
    terms_version: MaybeWords = None
    created_on: Day
    closed_on: MaybeDay = None
    status: Words = "active"


class OrganisationAlias(Table, table=True):
    """An earlier slug of an organisation; never used again for another."""

    slug: str = Field(primary_key=True, sa_type=Text)
    organisation_id: int = Field(foreign_key="organisation.id", index=True)


class Contact(Table, table=True):
    """The person to address on a matter, from a day on."""

    __table_args__ = (
        Index("contact_by_organisation", "organisation_id", "kind", "from_on"),
        one_of("kind", ("billing", "legal", "technical", "data-protection")),
        STRICT,
    )

    id: Id = None
    organisation_id: int = Field(foreign_key="organisation.id")
    kind: Words
    name: MaybeWords = None
    email: MaybeWords = None
    phone: MaybeWords = None
    from_on: Day


class Note(Table, table=True):
    """A remark of the operator's on a customer."""

    id: Id = None
    organisation_id: int = Field(foreign_key="organisation.id", index=True)
    on_day: Day
    text: Words


class GroupCompany(Table, table=True):
    """A company of the customer's group whose people may be users."""

    __table_args__ = (UniqueConstraint("organisation_id", "name"), STRICT)

    id: Id = None
    organisation_id: int = Field(foreign_key="organisation.id")
    name: Words
    siren: MaybeWords = None
