"""Organisations as printed."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from saasctl.values.clause import ClauseRef
from saasctl.values.money import Money


@dataclass(frozen=True, slots=True)
class ContactView:
    """Whom to address on a matter, from a day on."""

    kind: str
    name: str | None
    email: str | None
    phone: str | None
    from_on: date


@dataclass(frozen=True, slots=True)
class NoteView:
    """A remark of the operator's."""

    on: date
    text: str


@dataclass(frozen=True, slots=True)
class AcceptanceView:
    """An acceptance of the terms, or a declaration; `user` is None for the organisation's own.

    `accepted_at` is the instant, UTC, where more than the day is known.
    """

    document: str
    version: str
    accepted_on: date
    person: str | None
    user: str | None
    accepted_at: str | None


@dataclass(frozen=True, slots=True)
class CompanyView:
    """A company of the customer's group whose people may be users."""

    name: str
    siren: str | None


@dataclass(frozen=True, slots=True)
class DeclarationView:
    """A declaration the terms ask for and the customer has not made; `others` ends an open list."""

    name: str
    title: str
    asked_at: str
    points: tuple[str, ...]
    clause: ClauseRef | None


@dataclass(frozen=True, slots=True)
class FirstUnpaidView:
    """The first invoice, still unpaid, where joining is subject to payment, and what the terms make of it."""

    invoice: str
    due_on: date
    consequence: str
    clause: ClauseRef | None


@dataclass(frozen=True, slots=True)
class OrganisationView:
    """One customer as of a day. `vat_regime` is None where the data do not give one."""

    SCHEMA: ClassVar[str] = "saasctl.org/1"

    slug: str
    name: str
    seller: str
    terms: str
    terms_version: str | None
    status: str
    country: str
    siren: str | None
    vat_id: str | None
    vat_regime: str | None
    email: str | None
    professional: bool
    created_on: date
    slots: int
    users_active: int
    balance: Money
    currency: str
    phone: str | None
    street: str | None
    postcode: str | None
    city: str | None
    employees: int | None
    contact_first: str | None
    contact_last: str | None
    purchase_reference: str | None
    electronic_address: str | None
    closed_on: date | None
    aliases: tuple[str, ...]
    contacts: tuple[ContactView, ...]
    group_companies: tuple[CompanyView, ...]
    acceptances: tuple[AcceptanceView, ...]
    missing_declarations: tuple[DeclarationView, ...]
    first_unpaid: FirstUnpaidView | None
    notes: tuple[NoteView, ...]


@dataclass(frozen=True, slots=True)
class AcceptedView:
    """What `org accept-terms` put on record, or found there.

    `how` is the way the terms have it accepted: tick, signature, order, use, sign-in; None for a declaration.
    """

    SCHEMA: ClassVar[str] = "saasctl.acceptance/1"

    org: str
    user: str | None
    document: str
    version: str
    accepted_on: date
    person: str | None
    clause: ClauseRef | None
    how: str | None


@dataclass(frozen=True, slots=True)
class ContactAdded:
    """A contact put on record."""

    SCHEMA: ClassVar[str] = "saasctl.contact/1"

    org: str
    kind: str
    name: str | None
    email: str | None
    phone: str | None
    from_on: date


@dataclass(frozen=True, slots=True)
class NoteAdded:
    """A note put on record."""

    SCHEMA: ClassVar[str] = "saasctl.note/1"

    org: str
    on: date
    text: str
