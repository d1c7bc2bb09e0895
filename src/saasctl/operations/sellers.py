"""Sellers: the legal entities of a store, each bound to a profile of terms."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from saasctl.acts.auditing import record_audit
from saasctl.acts.prefixes import Document, is_free
from saasctl.acts.terms import answers_of
from saasctl.errors.sellers import SellerExists, SellerUnknown
from saasctl.errors.terms import Fault, ProfileInvalid
from saasctl.formats.sellerfile import read_seller
from saasctl.store.database import Store, Transaction
from saasctl.store.queries import sellers as queries
from saasctl.store.queries.meta import keep_zone
from saasctl.store.records import edit_record, write_record
from saasctl.terms.load import load_profile
from saasctl.terms.model import Profile
from saasctl.terms.resolve import Terms
from saasctl.values.act import Act
from saasctl.values.answers import Listing, Written
from saasctl.values.views.sellers import SELLER_COLUMNS, SellerView

Entries = Mapping[str, str | None]


def add_seller(store: Store, slug: str, terms: str, file: Path, act: Act) -> Written:
    """Add a seller bound to the profile `terms`; the same again changes nothing.

    Number prefixes are the profile's, or `<SLUG>-INV` and `<SLUG>-CN` where another seller of the
    store has them. Raises SellerExists (exit 6), ProfileUnknown (exit 3), SellerFileInvalid (exit 4).
    """
    entries = read_seller(file)
    with store.transaction(act) as tx:
        profile = _profile(terms, Path(tx.terms_path) if tx.terms_path else None)
        held = _found(tx, slug)
        if held is not None:
            _same(held, profile, entries)
            return Written(held, (slug,), f"seller {slug} is unchanged")
        invoice, credit = _prefixes(tx, slug, profile)
        values: dict[str, object] = {
            **entries,
            "slug": slug,
            "profile": profile.id,
            "profile_version": profile.version,
            "currency": profile.currency,
            "prefix_invoice": invoice,
            "prefix_credit_note": credit,
            "created_on": tx.on.isoformat(),
        }
        write_record(tx, "seller", values)
        keep_zone(tx, profile.timezone)
        record_audit(tx, None, "seller.added", {"seller": slug, "terms": profile.name})
        tx.tell(f"seller {slug}: {entries['name']}, terms {profile.name}")
        view = _named(tx, slug)
    return Written(view, (slug,), f"seller {slug} added under {profile.name}")


def _profile(terms: str, extra: Path | None) -> Profile:
    """Return the profile that a seller is bound to: by its name, so that it is found again later.

    A file is one of the folder `extra`, or a copy of a profile that is known.
    """
    given = load_profile(terms, extra)
    named = load_profile(given.name, extra)
    if named.sha256 != given.sha256:
        fault = Fault("profile.version", f"another {given.name} is known: give this one its own version")
        raise ProfileInvalid(given.origin, [fault])
    return named


def _prefixes(tx: Transaction, slug: str, profile: Profile) -> tuple[str, str]:
    terms = Terms(profile, answers_of(tx, profile.id, tx.on) | answers_of(tx, slug, tx.on))

    def prefix(document: Document, default: str) -> str:
        wanted = terms.word(f"number.prefix.{document}", default)
        return wanted if is_free(tx, wanted, document) else f"{slug.upper()}-{wanted}"

    return prefix("invoice", "INV"), prefix("credit_note", "CN")


def _same(held: SellerView, profile: Profile, entries: Entries) -> None:
    differences = [
        f"{name} is {getattr(held, name)}, not {value}"
        for name, value in entries.items()
        if getattr(held, name) != value
    ]
    if (held.terms, held.terms_version) != (profile.id, profile.version):
        differences.append(f"terms are {held.terms}@{held.terms_version}, not {profile.name}")
    if differences:
        raise SellerExists(held.slug, differences)


def edit_seller(store: Store, slug: str, file: Path, act: Act) -> Written:
    """Replace a seller's entries by those of a file; its terms, numbers and invoices stay."""
    entries = read_seller(file)
    with store.transaction(act) as tx:
        held = _named(tx, slug)
        changed = {name: value for name, value in entries.items() if getattr(held, name) != value}
        if changed:
            key = int(str(tx.rows(queries.BY_SLUG, (slug,))[0][0]))
            edit_record(tx, "seller", key, dict(changed))
            record_audit(tx, None, "seller.edited", {"seller": slug, "changed": sorted(changed)})
            for name, value in changed.items():
                tx.tell(f"seller {slug}: {name} {getattr(held, name)} -> {value}")
        view = _named(tx, slug)
    return Written(view, (slug,), f"seller {slug}: {', '.join(sorted(changed)) or 'nothing'} changed")


def list_sellers(store: Store) -> Listing:
    """Return every seller by slug."""
    with store.reading() as tx:
        rows = [_row(_view(row)) for row in tx.rows(queries.ALL)]
    return Listing("saasctl.seller.list/1", SELLER_COLUMNS, rows, store.clock.today())


def show_seller(store: Store, slug: str) -> SellerView:
    """Return one seller."""
    with store.reading() as tx:
        return _named(tx, slug)


def _row(view: SellerView) -> tuple[object, ...]:
    return tuple(getattr(view, column.name) for column in SELLER_COLUMNS)


def _found(tx: Transaction, slug: str) -> SellerView | None:
    rows = tx.rows(queries.BY_SLUG, (slug,))
    return _view(rows[0]) if rows else None


def _named(tx: Transaction, slug: str) -> SellerView:
    found = _found(tx, slug)
    if found is None:
        raise SellerUnknown(slug, [str(row[1]) for row in tx.rows(queries.ALL)])
    return found


def _view(row: tuple[object, ...]) -> SellerView:
    texts = [None if value is None else str(value) for value in row[1:19]]
    slug, name, profile, version, siren, siret, vat, street, postcode, city, country = texts[:11]
    iban, bic, creditor, email, currency, invoice, credit = texts[11:]
    return SellerView(
        slug=slug or "",
        name=name or "",
        terms=profile or "",
        terms_version=version or "",
        siren=siren,
        siret=siret,
        vat_id=vat,
        street=street,
        postcode=postcode,
        city=city,
        country=country or "",
        iban=iban,
        bic=bic,
        creditor_id=creditor,
        email=email,
        currency=currency or "",
        prefix_invoice=invoice or "",
        prefix_credit_note=credit or "",
        created_on=date.fromisoformat(str(row[19])),
    )
