"""The terms in force for a seller's customers on a day, read once per transaction."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from saasctl.rules.billing.contract import Contract, TermsOn
from saasctl.rules.billing.vat_regimes import VatParty
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
    overrides count from their own day on, included.
    """

    def __init__(self, tx: Transaction) -> None:
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
        for scope, path, value, from_on in queries.settings(tx):
            answer = Answer(str(path), str(value), "operator", date.fromisoformat(str(from_on)))
            self._settings.setdefault(str(scope), []).append(answer)
        self._base: dict[tuple[int, date], Terms] = {}

    def seller(self, seller_id: int) -> SellerTerms:
        """Return a seller with its profile."""
        return self._sellers[seller_id]

    def of_seller(self, seller_id: int, day: date) -> Terms:
        """Return the terms of a seller's customers that have no conditions of their own."""
        held = self._base.get((seller_id, day))
        if held is None:
            seller = self._sellers[seller_id]
            answers = in_force(self._settings.get(seller.profile.id, ()), day)
            if seller.slug != seller.profile.id:
                answers |= in_force(self._settings.get(seller.slug, ()), day)
            held = self._base[seller_id, day] = Terms(seller.profile, answers, day=day)
        return held

    def of(self, contract: Contract) -> TermsOn:
        """Return the terms of one subscription, its overrides included, by day."""
        held: dict[date, Terms] = {}

        def on(day: date) -> Terms:
            if (known := held.get(day)) is not None:
                return known
            base = self.of_seller(contract.seller_id, day)
            terms = held[day] = base.with_overrides(in_force(contract.overrides, day))
            return terms

        if not contract.overrides:
            return lambda day: self.of_seller(contract.seller_id, day)
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
