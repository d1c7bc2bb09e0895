"""Sellers as printed."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from saasctl.values.answers import Column


@dataclass(frozen=True, slots=True)
class SellerView:
    """One legal entity and the terms it sells under."""

    SCHEMA: ClassVar[str] = "saasctl.seller/1"

    slug: str
    name: str
    terms: str
    terms_version: str
    siren: str | None
    siret: str | None
    vat_id: str | None
    street: str | None
    postcode: str | None
    city: str | None
    country: str
    iban: str | None
    bic: str | None
    creditor_id: str | None
    email: str | None
    currency: str
    prefix_invoice: str
    prefix_credit_note: str
    created_on: date


SELLER_COLUMNS = (
    Column("slug", "key", 0),
    Column("name", "text", 1),
    Column("terms", "text", 0),
    Column("terms_version", "text", 1),
    Column("siren", "text", 2),
    Column("siret", "text", 5),
    Column("vat_id", "text", 2),
    Column("street", "text", 6),
    Column("postcode", "text", 6),
    Column("city", "text", 4),
    Column("country", "text", 3),
    Column("iban", "text", 5),
    Column("bic", "text", 6),
    Column("creditor_id", "text", 6),
    Column("email", "text", 4),
    Column("currency", "text", 3),
    Column("prefix_invoice", "key", 2),
    Column("prefix_credit_note", "key", 3),
    Column("created_on", "date", 4),
)
