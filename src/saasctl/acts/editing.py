"""Check a change of an organisation's details, and rename it without losing its earlier slugs."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date

from saasctl.acts.details import Checked, FieldFault, check_fields, check_numbers, check_terms, check_vat
from saasctl.acts.finding import OrganisationRow, organisation_or_none
from saasctl.acts.terms import TermsBook
from saasctl.errors.organisations import SlugTaken
from saasctl.store.database import Transaction
from saasctl.store.queries import organisations as queries

PLACE = ("country", "postcode", "vat_id", "vat_regime")
"""What decides the VAT regime."""


@dataclass(frozen=True, slots=True)
class Edited:
    """The values that change, as they were and as they become."""

    before: Mapping[str, Checked]
    after: Mapping[str, Checked]


def check_edit(
    book: TermsBook, held: OrganisationRow, given: Mapping[str, str], professional: bool | None, on: date
) -> Edited:
    """Return what changes; the first fault is raised.

    The whole is checked where a change touches it: numbers against each other, the address against
    the VAT regime, and what the terms make a condition of access. A regime that followed the
    address goes on following it.
    """
    changed, faults = check_fields(given)
    values: dict[str, Checked] = {field.name: _value(getattr(held, field.name)) for field in fields(held)}
    before = dict(values)
    values |= changed
    if professional is not None:
        values["professional"] = professional
    if not faults and {"siren", "vat_id"} & set(changed):
        faults = check_numbers(values)
    if not faults and set(PLACE) & set(changed):
        faults = _follow(book, held, values, changed, on)
    if not faults:
        faults = _against_terms(book, values, before, on, held.seller_id)
    if faults:
        raise faults[0].error
    names = [name for name, value in values.items() if before[name] != value]
    return Edited({name: before[name] for name in names}, {name: values[name] for name in names})


def _follow(
    book: TermsBook,
    held: OrganisationRow,
    values: dict[str, Checked],
    changed: Mapping[str, Checked],
    on: date,
) -> list[FieldFault]:
    seller = book.seller(held.seller_id).place
    exemption = book.of_seller(held.seller_id, on).word("vat.exemption", "") or None
    if "vat_regime" not in changed:
        place: dict[str, Checked] = {
            "country": held.country,
            "postcode": held.postcode,
            "vat_id": held.vat_id,
        }
        followed = check_vat(place, seller, on, exemption)[0]
        values["vat_regime"] = None if held.vat_regime == followed else held.vat_regime
    values["vat_regime"], faults = check_vat(values, seller, on, exemption)
    return faults


def _against_terms(
    book: TermsBook, values: Mapping[str, Checked], before: Mapping[str, Checked], on: date, seller_id: int
) -> list[FieldFault]:
    terms = book.of_seller(seller_id, on)
    faults = check_terms(terms, values, bool(values["professional"]))
    known = {str(fault.error) for fault in check_terms(terms, before, bool(before["professional"]))}
    return [fault for fault in faults if str(fault.error) not in known]


def _value(value: object) -> Checked:
    return value if value is None or isinstance(value, int | str) else str(value)


def rename(tx: Transaction, held: OrganisationRow, slug: str) -> None:
    """Keep an organisation's slug as an alias before it takes another.

    Raises SlugTaken (exit 6) where the new one names, or once named, another organisation.
    """
    holder = organisation_or_none(tx, slug)
    if holder is not None and holder.id != held.id:
        raise SlugTaken(slug, holder.slug)
    tx.run(queries.DROP_ALIAS, (slug,))
    tx.insert("organisation_alias", {"slug": held.slug, "organisation_id": held.id})
