"""Open an organisation, or find it the same: shared by single additions and imports."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from saasctl.acts.accepting import declarations
from saasctl.acts.details import (
    NEEDED,
    Checked,
    FieldFault,
    check_fields,
    check_numbers,
    check_terms,
    check_vat,
)
from saasctl.acts.finding import OrganisationRow
from saasctl.acts.terms import TermsBook
from saasctl.errors.organisations import DeclarationMissing, OrganisationExists
from saasctl.errors.usage import ValueMalformed
from saasctl.terms.resolve import Terms

HOME = "FR"
"""The country of an organisation for which none is given."""
EDITABLE = (
    "name", "email", "country", "siren", "vat_id", "vat_regime", "phone", "street", "postcode", "city",
    "employees", "contact_first", "contact_last", "purchase_reference", "electronic_address", "professional",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class OrganisationGiven:
    """An organisation as asked for: texts by field, its seller's id, and its declarations.

    `on` is its first day where it is stated as a detail, not only as the day of the act. `declared`
    names the declarations made at opening.
    """

    fields: Mapping[str, str]
    seller_id: int
    professional: bool | None
    on: date | None = None
    declared: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OrganisationChecked:
    """Values as they are kept, and every fault; with a fault the values are not to be used."""

    given: OrganisationGiven
    values: Mapping[str, Checked]
    faults: tuple[FieldFault, ...]


def check_organisation(book: TermsBook, given: OrganisationGiven, on: date) -> OrganisationChecked:
    """Check all that is given: forms, numbers, VAT, and what the terms ask for on the day `on`."""
    values, faults = check_fields({"country": HOME} | dict(given.fields))
    known = {fault.field for fault in faults}
    for field in NEEDED:
        if field not in values and field not in known:
            faults.append(FieldFault(field, ValueMalformed(field, "", "a value")))
    if not faults:
        faults = check_numbers(values)
    if not faults:
        terms, seller = book.of_seller(given.seller_id, on), book.seller(given.seller_id)
        exemption = terms.word("vat.exemption", "") or None
        values["vat_regime"], faults = check_vat(values, seller.place, on, exemption)
        faults += check_terms(terms, values, given.professional)
        faults += _undeclared(terms, given)
    return OrganisationChecked(given, values, tuple(faults))


def _undeclared(terms: Terms, given: OrganisationGiven) -> list[FieldFault]:
    asked = (one for one in declarations(terms) if one.asked_at == "opening" and one.missing == "refused")
    return [
        FieldFault(
            "declare",
            DeclarationMissing(str(given.fields.get("slug")), one.name, one.title, one.clause),
        )
        for one in asked
        if one.name not in given.declared
    ]


def differences(held: OrganisationRow, asked: OrganisationChecked) -> list[str]:
    """Return in words what is asked otherwise than held; what is not asked for is no difference."""
    given = asked.given
    wanted: dict[str, object] = {field: asked.values[field] for field in given.fields}
    if given.professional is not None:
        wanted["professional"] = given.professional
    if given.on is not None:
        wanted["created_on"] = given.on
    found = [
        f"{field} is {getattr(held, field)}, not {value}"
        for field, value in wanted.items()
        if field != "slug" and getattr(held, field) != value
    ]
    if held.seller_id != given.seller_id:
        found.append("it is another seller's customer")
    return found


def existing(held: OrganisationRow, asked: OrganisationChecked) -> None:
    """Accept an organisation that is asked for again as it is; OrganisationExists (exit 6) otherwise."""
    found = differences(held, asked)
    if found:
        raise OrganisationExists(held.slug, found, edit_command(held, asked))


def edit_command(held: OrganisationRow, asked: OrganisationChecked) -> str:
    """Return the command that would make an organisation what is asked."""
    from shlex import quote

    changed = [
        f"--{field.replace('_', '-')} {quote(str(asked.values[field] or ''))}"
        for field in asked.given.fields
        if field in EDITABLE and getattr(held, field) != asked.values[field]
    ]
    return " ".join([f"saasctl org edit {held.slug}", *changed])


def columns_of(asked: OrganisationChecked, version: str, on: date) -> dict[str, object]:
    """Return the row of a new organisation: under the seller's version of the terms, from `on`."""
    return {
        **asked.values,
        "seller_id": asked.given.seller_id,
        "professional": int(bool(asked.given.professional)),
        "terms_version": version,
        "created_on": (asked.given.on or on).isoformat(),
        "status": "active",
    }
