"""The terms in force for a seller's customers on a day, read once per transaction."""

from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from saasctl.acts.calendars import Calendars
from saasctl.acts.versions import load_versions
from saasctl.rules.billing.contract import Contract, TermsOn
from saasctl.rules.billing.vat_regimes import VatParty
from saasctl.rules.lifecycle.versions import NOTHING_SAID, version_for_orders, version_on, versions_of
from saasctl.store.database import Transaction
from saasctl.store.queries import sellers as queries
from saasctl.terms.load import load_profile
from saasctl.terms.model import Profile
from saasctl.terms.resolve import Answer, Terms, in_force


@dataclass(frozen=True, slots=True)
class SellerTerms:
    """What the terms need to know of a seller."""

    id: int
    slug: str
    profile: Profile
    place: VatParty
    prefix_invoice: str
    prefix_credit_note: str


class TermsBook:
    """Profiles, settings and overrides of one transaction.

    A seller's own setting wins over the profile's; within each the latest day wins. Settings and
    overrides count from their own day on, included. `known_by`, an instant as stored, leaves out the
    settings recorded after it.
    """

    def __init__(self, tx: Transaction, known_by: str | None = None) -> None:
        extra = Path(tx.terms_path) if tx.terms_path else None
        self._sellers = {
            int(str(key)): SellerTerms(
                int(str(key)),
                str(slug),
                load_profile(f"{profile}@{version}", extra),
                VatParty(
                    str(country),
                    None if postcode is None else str(postcode),
                    None if vat_id is None else str(vat_id),
                ),
                str(invoices),
                str(credit_notes),
            )
            for key, slug, profile, version, country, invoices, credit_notes, postcode, vat_id in tx.rows(
                queries.TERMS_OF
            )
        }
        self._settings: dict[str, list[Answer]] = {}
        found = queries.settings(tx) if known_by is None else queries.settings_known(tx, known_by)
        for scope, path, value, from_on in found:
            answer = Answer(str(path), str(value), "operator", date.fromisoformat(str(from_on)))
            self._settings.setdefault(str(scope), []).append(answer)
        self._base: dict[tuple[int, str, date], Terms] = {}
        self._common_terms: dict[int, dict[date, Terms]] = {}
        self._extra = extra
        self._tx = tx
        self._calendars: Calendars | None = None
        self.versions = load_versions(tx)

    def sellers(self) -> tuple[int, ...]:
        """Return the sellers' ids."""
        return tuple(sorted(self._sellers))

    def seller(self, seller_id: int) -> SellerTerms:
        """Return a seller with its profile."""
        return self._sellers[seller_id]

    def of_seller(self, seller_id: int, day: date) -> Terms:
        """Return the terms of a seller's customers that have no conditions of their own.

        A version that was announced counts from its day where silence accepts it; where running
        contracts keep theirs, the seller's first version stands here.
        """
        return self._terms(seller_id, self._common_version(seller_id, day), day)

    def of_order(self, seller_id: int, day: date) -> Terms:
        """Return the terms under which a new order of a day stands."""
        return self._terms(seller_id, self.order_version(seller_id, day), day)

    def order_version(self, seller_id: int, day: date) -> str:
        """Return the version under which a new order of a day stands (D-04)."""
        changes = self.versions.of_seller.get(seller_id, ())
        return version_for_orders(self._sellers[seller_id].profile.version, changes, day)

    def _common_version(self, seller_id: int, day: date) -> str:
        version = self._sellers[seller_id].profile.version
        for change in self.versions.of_seller.get(seller_id, ()):
            before = self._terms(seller_id, version, change.announced_on)
            moves = before.word("terms_change.applies", "signature") == "effective-day"
            if moves and change.effective_on <= day:
                version = change.version
        return version

    def _terms(self, seller_id: int, version: str, day: date) -> Terms:
        held = self._base.get((seller_id, version, day))
        if held is None:
            seller = self._sellers[seller_id]
            profile = seller.profile
            if version != profile.version:
                profile = load_profile(f"{profile.id}@{version}", self._extra)
            answers = in_force(self._settings.get(profile.id, ()), day)
            if seller.slug != profile.id:
                answers |= in_force(self._settings.get(seller.slug, ()), day)
            if profile is not seller.profile:
                answers = {path: answer for path, answer in answers.items() if profile.open_at(path)}
            known = None if profile.holidays == "none" else partial(self._holiday, profile.holidays)
            held = self._base[seller_id, version, day] = Terms(profile, answers, day=day, holiday=known)
        return held

    def _holiday(self, calendar: str, day: date) -> bool:
        """Say whether a day is a public holiday by the store's rows, read when they are first asked for."""
        if self._calendars is None:
            self._calendars = Calendars(self._tx)
        return self._calendars.public(calendar).name_of(day) is not None

    def versions_of(self, contract: Contract) -> list[tuple[date, str]]:
        """Return the versions of the terms that a contract is under, each with its first day."""
        first = self._sellers[contract.seller_id].profile.version
        changes = self.versions.changes(contract.seller_id, contract.organisation_id)
        said = self.versions.said.get(contract.organisation_id, NOTHING_SAID)

        def terms_of(version: str) -> TermsOn:
            return lambda day: self._own(contract, version, day)

        return versions_of(contract, first, changes, said, terms_of)

    def _common(self, seller_id: int) -> TermsOn:
        """Return `of_seller` of one seller, looked up once a day."""
        found = self._common_terms.setdefault(seller_id, {})
        known = found.get

        def on(day: date) -> Terms:
            terms = known(day)
            if terms is None:
                terms = found[day] = self.of_seller(seller_id, day)
            return terms

        return on

    def _own(self, contract: Contract, version: str, day: date) -> Terms:
        base = self._terms(contract.seller_id, version, day)
        return base.with_overrides(in_force(contract.overrides, day)) if contract.overrides else base

    def profiles(self) -> list[Profile]:
        """Return the profiles of the store's sellers."""
        return [seller.profile for seller in self._sellers.values()]

    def of(self, contract: Contract) -> TermsOn:
        """Return the terms of one subscription, its version and its overrides included, by day."""
        changes = self.versions.changes(contract.seller_id, contract.organisation_id)
        if not contract.overrides and not changes:
            return self._common(contract.seller_id)
        spans = self.versions_of(contract) if changes else []
        first = self._sellers[contract.seller_id].profile.version
        held: dict[date, Terms] = {}

        def on(day: date) -> Terms:
            if (known := held.get(day)) is None:
                version = version_on(spans, day) if spans else first
                known = held[day] = self._own(contract, version, day)
            return known

        return on


def answers_of(tx: Transaction, scope: str, day: date) -> dict[str, Answer]:
    """Return the settings in force on a day of one scope alone: a profile's id, or a seller's slug."""
    return in_force(
        (
            Answer(str(path), str(value), "operator", date.fromisoformat(str(from_on)))
            for scope_, path, value, from_on in queries.settings(tx)
            if scope_ == scope
        ),
        day,
    )
