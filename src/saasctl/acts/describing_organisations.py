"""Describe one organisation as of a day: what `org show` and every change of it print."""

from datetime import date
from typing import NamedTuple

from saasctl.acts.accepting import missing_declarations
from saasctl.acts.contracts import load_contracts
from saasctl.acts.details import check_vat
from saasctl.acts.finding import OrganisationRow, sellers_by_id
from saasctl.acts.terms import TermsBook
from saasctl.rules.billing.vat_regimes import VatParty
from saasctl.rules.lifecycle.versions import version_on
from saasctl.store.database import Transaction
from saasctl.store.queries import organisations as queries
from saasctl.store.queries.contracts import subscriptions_of
from saasctl.terms.resolve import Terms
from saasctl.values import stored
from saasctl.values.money import Money
from saasctl.values.views.organisations import (
    AcceptanceView,
    CompanyView,
    ContactView,
    DeclarationView,
    FirstUnpaidView,
    NoteView,
    OrganisationView,
)


class Figures(NamedTuple):
    """What is counted for an organisation on a day; the balance in cents."""

    status: str
    slots: int
    users_active: int
    balance_cents: int


def figures_of(tx: Transaction, organisation: OrganisationRow, day: date) -> Figures:
    """Return status, slots, active users and balance as of a day."""
    on = day.isoformat()
    sql = f"SELECT {queries.STATUS} FROM organisation o WHERE o.id = ?"
    row = tx.one(sql, (*[on] * queries.STATUS_DAYS, organisation.id))
    slots, users, balances = queries.sums(tx, [organisation.id], on)
    key = organisation.id
    return Figures(str(row[0]) if row else "", slots.get(key, 0), users.get(key, 0), balances.get(key, 0))


def organisation_view(
    tx: Transaction, book: TermsBook, organisation: OrganisationRow, day: date
) -> OrganisationView:
    """Return one organisation with its contacts, acceptances and notes, as of `day`."""
    seller = sellers_by_id(tx)[organisation.seller_id]
    figures = figures_of(tx, organisation, day)
    terms = book.of_seller(seller.id, day)
    missing = missing_declarations(tx, terms, organisation.id)
    return OrganisationView(
        slug=organisation.slug,
        name=organisation.name,
        seller=seller.slug,
        terms=seller.profile,
        terms_version=_version_on(tx, book, organisation, day),
        status=figures.status,
        country=organisation.country,
        siren=organisation.siren,
        vat_id=organisation.vat_id,
        vat_regime=regime_of(organisation, VatParty(seller.country, seller.postcode, seller.vat_id), day),
        email=organisation.email,
        professional=organisation.professional,
        created_on=organisation.created_on,
        slots=figures.slots,
        users_active=figures.users_active,
        balance=Money(figures.balance_cents, seller.currency),
        currency=seller.currency,
        phone=organisation.phone,
        street=organisation.street,
        postcode=organisation.postcode,
        city=organisation.city,
        employees=organisation.employees,
        contact_first=organisation.contact_first,
        contact_last=organisation.contact_last,
        purchase_reference=organisation.purchase_reference,
        electronic_address=organisation.electronic_address,
        closed_on=organisation.closed_on,
        aliases=tuple(str(row[0]) for row in tx.rows(queries.ALIASES_OF, (organisation.id,))),
        contacts=contacts_of(tx, organisation.id, day),
        group_companies=companies_of(tx, organisation.id),
        acceptances=_acceptances(tx, organisation.id, day),
        missing_declarations=tuple(
            DeclarationView(one.name, one.title, one.asked_at, one.points, one.clause) for one in missing
        ),
        first_unpaid=_first_unpaid(tx, terms, organisation.id, day),
        notes=_notes(tx, organisation.id, day),
    )


def regime_of(organisation: OrganisationRow, seller: VatParty, day: date) -> str | None:
    """Return the VAT regime kept, or the one that the address gives."""
    if organisation.vat_regime is not None:
        return organisation.vat_regime
    values: dict[str, str | int | None] = {
        "country": organisation.country,
        "postcode": organisation.postcode,
        "vat_id": organisation.vat_id,
    }
    return check_vat(values, seller, day, None)[0]


def _version_on(tx: Transaction, book: TermsBook, organisation: OrganisationRow, day: date) -> str | None:
    """Return the version of its newest contract on a day; without one, that it was opened under."""
    if not book.versions.changes(organisation.seller_id, organisation.id):
        return organisation.terms_version
    contracts = load_contracts(tx, subscriptions_of(tx, organisation.id))
    if not contracts:
        return book.of_seller(organisation.seller_id, day).profile.version
    return version_on(book.versions_of(contracts[-1]), day)


def contacts_of(tx: Transaction, organisation_id: int, day: date) -> tuple[ContactView, ...]:
    """Return the contacts in force on a day: the last of each kind and name."""
    found: dict[tuple[str, str | None], ContactView] = {}
    for kind, name, email, phone, from_on in tx.rows(queries.CONTACTS_OF, (organisation_id,)):
        since = date.fromisoformat(str(from_on))
        if since <= day:
            view = ContactView(
                str(kind),
                stored.text_or_none(name),
                stored.text_or_none(email),
                stored.text_or_none(phone),
                since,
            )
            found[view.kind, view.name] = view
    return tuple(found.values())


def companies_of(tx: Transaction, organisation_id: int) -> tuple[CompanyView, ...]:
    """Return the declared companies of a customer's group, by name."""
    rows = tx.rows(queries.COMPANIES_OF, (organisation_id,))
    return tuple(CompanyView(str(name), stored.text_or_none(siren)) for name, siren in rows)


def _acceptances(tx: Transaction, organisation_id: int, day: date) -> tuple[AcceptanceView, ...]:
    rows = tx.rows(queries.ACCEPTANCES_OF, (organisation_id,))
    views = (
        AcceptanceView(
            str(document),
            str(version),
            date.fromisoformat(str(on_day)),
            stored.text_or_none(person),
            stored.text_or_none(email),
            stored.text_or_none(at),
        )
        for document, version, on_day, person, email, at in rows
    )
    return tuple(view for view in views if view.accepted_on <= day)


def _first_unpaid(tx: Transaction, terms: Terms, organisation_id: int, day: date) -> FirstUnpaidView | None:
    """Flag a first invoice that is unpaid, where joining is subject to payment (B-134)."""
    found = terms.find("invoice.first_unpaid")
    row = tx.one(queries.FIRST_INVOICE, (organisation_id, day.isoformat())) if found else None
    if found is None or row is None or int(str(row[2])) <= 0:
        return None
    return FirstUnpaidView(str(row[0]), date.fromisoformat(str(row[1])), str(found.value), found.clause)


def _notes(tx: Transaction, organisation_id: int, day: date) -> tuple[NoteView, ...]:
    rows = tx.rows(queries.NOTES_OF, (organisation_id, day.isoformat()))
    return tuple(NoteView(date.fromisoformat(str(on)), str(text)) for on, text in rows)
