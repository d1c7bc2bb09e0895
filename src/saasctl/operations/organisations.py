"""Add and edit customer organisations."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from shlex import quote

from saasctl.acts.accepting import (
    Acceptance,
    accept_for_organisation,
    chosen_version,
    missing_declarations,
    reminder,
)
from saasctl.acts.auditing import record_audit
from saasctl.acts.describing_organisations import companies_of, organisation_view
from saasctl.acts.details import Checked, check_field
from saasctl.acts.editing import Edited, check_edit, rename
from saasctl.acts.finding import (
    OrganisationRow,
    organisation_named,
    organisation_or_none,
    organisation_with,
    seller_named,
)
from saasctl.acts.opening import OrganisationGiven, check_organisation, columns_of, existing
from saasctl.acts.permitting import require_permission
from saasctl.acts.terms import TermsBook
from saasctl.acts.users import terms_of_customer
from saasctl.errors.organisations import SlugTaken
from saasctl.errors.users import GroupClosed
from saasctl.store.database import Store, Transaction
from saasctl.store.queries import organisations as queries
from saasctl.store.records import edit_record, write_record
from saasctl.terms.resolve import Terms
from saasctl.values.act import Act
from saasctl.values.answers import Written

BILLING = (
    "siren",
    "vat_id",
    "vat_regime",
    "street",
    "postcode",
    "city",
    "purchase_reference",
    "electronic_address",
)
"""Details that stand on invoices: the terms may keep them to whoever manages payment data (K-17)."""


@dataclass(frozen=True, slots=True)
class OrganisationChanges:
    """New texts by field (an empty one takes the value away), group companies to add and to drop."""

    fields: Mapping[str, str]
    professional: bool | None = None
    companies: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()


def add_organisation(
    store: Store,
    seller: str,
    fields: Mapping[str, str],
    professional: bool | None,
    declared: tuple[str, ...],
    act: Act,
) -> Written:
    """Open a customer organisation under the seller's version of its terms.

    The same again changes nothing; with other details OrganisationExists (exit 6). Raises
    ValueMalformed (exit 2), SirenWrong and VatIdElsewhere (exit 4), VatContradicted,
    ProfessionalUndeclared, FieldMissing and DeclarationMissing (exit 5).
    """
    with store.transaction(act) as tx:
        sold_by = seller_named(tx, seller)
        book = TermsBook(tx)
        slug = fields.get("slug", "").strip()
        held = organisation_or_none(tx, slug)
        if professional is None and held is not None:
            professional = held.professional
        given = OrganisationGiven(fields, sold_by.id, professional, None, declared)
        asked = check_organisation(book, given, tx.on)
        if asked.faults:
            raise asked.faults[0].error
        if held is not None:
            if held.slug != slug:
                raise SlugTaken(slug, held.slug)
            existing(held, asked)
            view = organisation_view(tx, book, held, tx.on)
            return Written(view, (slug,), f"organisation {slug} is unchanged")
        values = columns_of(asked, sold_by.profile_version, tx.on)
        key = write_record(tx, "organisation", values)
        record_audit(tx, key, "organisation.added", {n: v for n, v in values.items() if v is not None})
        tx.tell(f"organisation {slug}: {values['name']}, customer of {sold_by.slug}")
        held = organisation_with(tx, key)
        warnings = _declare(tx, book, held, declared)
        view = organisation_view(tx, book, held, tx.on)
    told = (
        f"organisation {slug} added under {view.terms}@{view.terms_version}; mend it: saasctl org edit {slug}"
    )
    return Written(view, (slug,), told, warnings)


def _declare(
    tx: Transaction, book: TermsBook, held: OrganisationRow, declared: tuple[str, ...]
) -> tuple[str, ...]:
    terms = book.of_seller(held.seller_id, tx.on)
    person = " ".join(part for part in (held.contact_first, held.contact_last) if part) or None
    for name in declared:
        version = chosen_version(tx, terms, None, held.terms_version)
        accept_for_organisation(tx, terms, held, Acceptance(version, name, person))
    missing = missing_declarations(tx, terms, held.id)
    return tuple(reminder(held.slug, one) for one in missing if one.asked_at == "opening")


def edit_organisation(store: Store, org: str, changes: OrganisationChanges, act: Act) -> Written:
    """Change the details of an organisation; its earlier slugs go on naming it.

    Details that stand on invoices need the right `payment.manage`, the others `org.edit`. Prints the
    command that takes the change back. Raises as `add_organisation`, and SlugTaken (exit 6).
    """
    with store.transaction(act) as tx:
        held = organisation_named(tx, org)
        book = TermsBook(tx)
        terms = book.of_seller(held.seller_id, tx.on)
        right = "payment.manage" if set(changes.fields) & set(BILLING) else "org.edit"
        require_permission(tx, terms, held.id, act.requested_by, right)
        edited = check_edit(book, held, changes.fields, changes.professional, tx.on)
        _write(tx, held, edited)
        companies = _change_companies(tx, terms_of_customer(tx, book, held), held, changes)
        after = organisation_with(tx, held.id)
        view = organisation_view(tx, book, after, tx.on)
    changed = [f"{', '.join(edited.after)} changed"] if edited.after else []
    told = f"organisation {view.slug}: {', '.join([*changed, *companies]) or 'nothing changed'}"
    return Written(view, (view.slug,), f"{told}; undo: {_undo(view.slug, edited)}" if edited.after else told)


def _write(tx: Transaction, held: OrganisationRow, edited: Edited) -> None:
    if not edited.after:
        return
    slug = edited.after.get("slug")
    if isinstance(slug, str):
        rename(tx, held, slug)
    edit_record(tx, "organisation", held.id, _stored(edited.after))
    facts: dict[str, object] = {"before": dict(edited.before), "after": dict(edited.after)}
    record_audit(tx, held.id, "organisation.edited", facts)
    for field, value in edited.after.items():
        tx.tell(f"{held.slug}: {field} {edited.before[field]} -> {value}")


def _stored(values: Mapping[str, Checked]) -> dict[str, object]:
    return {name: int(value) if isinstance(value, bool) else value for name, value in values.items()}


def _undo(slug: str, edited: Edited) -> str:
    options = []
    for field, value in edited.before.items():
        if field == "professional":
            options.append("--professional" if value else "--not-professional")
        else:
            options.append(f"--{field.replace('_', '-')} {quote('' if value is None else str(value))}")
    return " ".join([f"saasctl org edit {slug}", *options])


BEGAN = "SELECT min(started_on) FROM subscription WHERE organisation_id = ? AND started_on < ?"


def _check_group(tx: Transaction, terms: Terms, held: OrganisationRow, company: str) -> None:
    if terms.flag("group.future", default=True):
        return
    row = tx.one(BEGAN, (held.id, tx.on.isoformat()))
    if row is not None and row[0] is not None:
        raise GroupClosed(held.slug, company, date.fromisoformat(str(row[0])), terms.cite("group.future"))


def _change_companies(
    tx: Transaction, terms: Terms, held: OrganisationRow, changes: OrganisationChanges
) -> list[str]:
    known = {company.name.casefold(): company.name for company in companies_of(tx, held.id)}
    changed = []
    for name in changes.companies:
        text = str(check_field("name", name))
        if text.casefold() not in known:
            _check_group(tx, terms, held, text)
            write_record(tx, "group_company", {"organisation_id": held.id, "name": text})
            known[text.casefold()] = text
            changed.append(f"group company {text} added")
    for name in changes.dropped:
        if (text := known.pop(name.strip().casefold(), "")) != "":
            tx.run(queries.DROP_COMPANY, (held.id, text))
            changed.append(f"group company {text} dropped")
    for change in changed:
        record_audit(tx, held.id, "organisation.group", {"change": change})
        tx.tell(f"{held.slug}: {change}")
    return changed
