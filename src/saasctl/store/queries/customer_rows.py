"""Organisations, sellers and users as rows read back; apart, so that a list loads none of it."""

from dataclasses import dataclass
from datetime import date

from saasctl.store.queries.organisations import COLUMNS, Row
from saasctl.values import stored


@dataclass(frozen=True, slots=True)
class OrganisationRow:
    """An organisation as stored; `vat_regime` is None where the address decides."""

    id: int
    slug: str
    seller_id: int
    name: str
    country: str
    siren: str | None
    vat_id: str | None
    vat_regime: str | None
    email: str | None
    phone: str | None
    street: str | None
    postcode: str | None
    city: str | None
    employees: int | None
    contact_first: str | None
    contact_last: str | None
    purchase_reference: str | None
    electronic_address: str | None
    professional: bool
    terms_version: str | None
    created_on: date
    closed_on: date | None
    status: str


@dataclass(frozen=True, slots=True)
class SellerRow:
    """A seller with the profile it is bound to."""

    id: int
    slug: str
    profile: str
    profile_version: str
    country: str
    postcode: str | None
    vat_id: str | None
    currency: str


@dataclass(frozen=True, slots=True)
class UserRow:
    """A user as stored: the latest state, whatever day a reading asks for."""

    id: int
    organisation_id: int
    email: str
    display_name: str | None
    role: str
    kind: str | None
    company: str | None
    state: str
    holds_slot: bool
    authorised_by: str | None
    invited_at: str | None
    activated_at: str | None
    last_active_on: date | None
    password_set_on: date | None


def organisation_from(row: Row) -> OrganisationRow:
    """Return a row of the organisation's columns as its class."""
    found = dict(zip(COLUMNS, row, strict=True))
    texts = {name: None if value is None else str(value) for name, value in found.items()}
    return OrganisationRow(
        id=int(str(found["id"])),
        slug=str(found["slug"]),
        seller_id=int(str(found["seller_id"])),
        name=str(found["name"]),
        country=str(found["country"]),
        siren=texts["siren"],
        vat_id=texts["vat_id"],
        vat_regime=texts["vat_regime"],
        email=texts["email"],
        phone=texts["phone"],
        street=texts["street"],
        postcode=texts["postcode"],
        city=texts["city"],
        employees=None if found["employees"] is None else int(str(found["employees"])),
        contact_first=texts["contact_first"],
        contact_last=texts["contact_last"],
        purchase_reference=texts["purchase_reference"],
        electronic_address=texts["electronic_address"],
        professional=bool(found["professional"]),
        terms_version=texts["terms_version"],
        created_on=date.fromisoformat(str(found["created_on"])),
        closed_on=stored.day_or_none(found["closed_on"]),
        status=str(found["status"]),
    )


def seller_from(row: Row) -> SellerRow:
    """Return a row of the sellers' statement as its class."""
    key, slug, profile, version, country, postcode, vat_id, currency = row
    return SellerRow(
        id=int(str(key)),
        slug=str(slug),
        profile=str(profile),
        profile_version=str(version),
        country=str(country),
        postcode=None if postcode is None else str(postcode),
        vat_id=None if vat_id is None else str(vat_id),
        currency=str(currency),
    )


def user_from(row: tuple[object, ...]) -> UserRow:
    """Return a row of the user's columns as its class."""
    key, organisation, email, name, role, kind, company, state, slot, *others = row
    authorised_by, invited_at, activated_at, last_active, password_set = others
    texts = (name, kind, company, authorised_by, invited_at, activated_at)
    shown, sort, firm, mandate, invited, activated = (None if v is None else str(v) for v in texts)
    return UserRow(
        id=int(str(key)),
        organisation_id=int(str(organisation)),
        email=str(email),
        display_name=shown,
        role=str(role),
        kind=sort,
        company=firm,
        state=str(state),
        holds_slot=bool(slot),
        authorised_by=mandate,
        invited_at=invited,
        activated_at=activated,
        last_active_on=stored.day_or_none(last_active),
        password_set_on=stored.day_or_none(password_set),
    )
