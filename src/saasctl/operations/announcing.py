"""Announce a new version of the terms: who is told, by when, and when each contract moves to it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from saasctl.acts.contracts import load_contracts
from saasctl.acts.finding import OrganisationRow, organisation_with
from saasctl.acts.outbox import Draft, queue_notice
from saasctl.acts.scheduling import schedule
from saasctl.acts.terms import TermsBook
from saasctl.acts.versions import announced_change, put_announcement
from saasctl.errors.versions import AnnouncementExists, AnnouncementRefused, AnnouncementTooLate
from saasctl.rules.billing.contract import Contract
from saasctl.rules.calendars.months import months_after
from saasctl.rules.lifecycle.versions import Change, version_on
from saasctl.store.database import Store, Transaction
from saasctl.terms.load import load_profile
from saasctl.terms.resolve import Terms
from saasctl.values.act import Act
from saasctl.values.answers import Written
from saasctl.values.views.versions import AnnouncementView, MoveView

SELLERS = "SELECT id, slug FROM seller WHERE profile = ? ORDER BY id"
CUSTOMERS = """
SELECT id FROM organisation WHERE seller_id = ? AND status NOT IN ('closed', 'purged') ORDER BY id
"""
RUNNING = """
SELECT s.id FROM subscription s JOIN organisation o ON o.id = s.organisation_id
WHERE o.seller_id = ? AND (s.ended_on IS NULL OR s.ended_on >= ?) ORDER BY s.id
"""
USERS = """
SELECT email, display_name FROM org_user
WHERE organisation_id = ? AND state IN ('invited', 'active', 'locked') ORDER BY email
"""
CITED = ("notice", "applies", "silence", "by", "recipients", "signatures")
CHOICES = {
    "accepts": (
        "Sans opposition de votre part avant cette date, la nouvelle version est réputée acceptée.",
        "Unless you object before that day, the new version counts as accepted.",
    ),
    "keeps": (
        "Votre contrat en cours conserve sa version dans les conditions qu'il prévoit.",
        "Your running contract keeps its version as it says.",
    ),
}
"""What silence means, in French and in English."""


@dataclass(frozen=True, slots=True)
class AnnounceGiven:
    """What `terms announce` was given; `law` names the rule that commands the change."""

    name: str
    effective: date
    law: str | None = None
    amendment: bool = False


def announce(store: Store, given: AnnounceGiven, act: Act) -> Written:
    """Announce a version to the customers of every seller under the profile; the letters are queued.

    Refused (exit 5) where the terms change only for the law or by an amendment, or when the notice
    could not run before the effective day; exit 7 where the notice is blank. The same again changes
    nothing.
    """
    profile_id, _, version = given.name.partition("@")
    with store.transaction(act) as tx:
        book, change = TermsBook(tx), Change(version, tx.on, given.effective)
        sellers, told = [], []
        for key, slug in tx.rows(SELLERS, (profile_id,)):
            terms = book.of_seller(int(str(key)), tx.on)
            earliest, send_by = _check(terms, given, tx.on)
            sellers.append(_Told(int(str(key)), str(slug), terms, change, earliest, send_by, given))
        load_profile(given.name, Path(tx.terms_path) if tx.terms_path else None)
        if not sellers:
            raise AnnouncementRefused(given.name, "no seller is under it", None, "saasctl seller list")
        for seller in sellers:
            told += list(_announce(tx, seller))
        view = _view(tx, TermsBook(tx), sellers, told)
        _reschedule(tx, sellers)
    text = f"{given.name} applies from {view.effective_on}: {len(told)} notices to send by {view.send_by_on}"
    return Written(view, (given.name,), text)


@dataclass(frozen=True, slots=True)
class _Told:
    """One seller's customers are told: under which terms, of which change, by when."""

    id: int
    slug: str
    terms: Terms
    change: Change
    earliest: date
    send_by: date
    given: AnnounceGiven


def _check(terms: Terms, given: AnnounceGiven, on: date) -> tuple[date, date]:
    """Return the first possible effective day, and the last day to tell of the one that is asked."""
    by = terms.word("terms_change.by", "vendor")
    clause = terms.cite("terms_change.by")
    if by == "amendment" and not given.amendment:
        signed = " and the ".join(terms.words("terms_change.signatures"))
        why = f"only an amendment that the {signed} sign changes the contract"
        raise AnnouncementRefused(given.name, why, clause, "--amendment")
    if by == "vendor-for-law" and given.law is None:
        why = "only a rule of public policy or mandatory law lets the vendor change it"
        raise AnnouncementRefused(given.name, why, clause, '--law "the rule"')
    if by == "amendment":
        return on, given.effective
    found = terms.need("terms_change.notice")
    span = found.value if isinstance(found.value, tuple) else (0, "days")
    earliest, last = _shift(on, span, 1), _shift(given.effective, span, -1)
    if given.effective < earliest:
        raise AnnouncementTooLate(given.name, (earliest, last), found.clause)
    return earliest, last


def _shift(day: date, span: tuple[object, ...], sign: int) -> date:
    length, unit = int(str(span[0])) * sign, str(span[1])
    return months_after(day, length) if unit == "months" else day + timedelta(days=length)


def _announce(tx: Transaction, seller: _Told) -> Iterator[str]:
    change = seller.change
    known = announced_change(tx, seller.id, change.version, None)
    if known is not None and known.effective_on != change.effective_on:
        raise AnnouncementExists(seller.given.name, known.announced_on, known.effective_on)
    if known is None:
        put_announcement(tx, seller.id, None, change, seller.given.law)
    for (key,) in tx.rows(CUSTOMERS, (seller.id,)):
        customer = organisation_with(tx, int(str(key)))
        for draft in _drafts(tx, seller, customer):
            notice, _ = queue_notice(tx, customer, draft, seller.terms.profile.language)
            yield f"N-{notice}"


def _drafts(tx: Transaction, seller: _Told, customer: OrganisationRow) -> Iterator[Draft]:
    """Yield the letter of the customer and, where the terms say so, of each of its users."""
    terms, change = seller.terms, seller.change
    accepts = terms.word("terms_change.silence", "") == "accepts"
    choice = CHOICES["accepts" if accepts else "keeps"]
    draft = Draft(
        "amendment" if seller.given.amendment else "terms-change",
        terms.word("terms_change.form", "email"),
        seller.send_by,
        {
            "new_version": change.version,
            "old_version": terms.profile.version,
            "effective_on": change.effective_on.isoformat(),
            "url": terms.word("terms.url", "-"),
            "choice": choice[0] if terms.profile.language == "fr" else choice[1],
        },
        terms.cite("terms_change.notice") or terms.cite("terms_change.by"),
        about=change.version,
    )
    recipients = terms.words("terms_change.recipients") or ("organisation",)
    if "organisation" in recipients:
        yield draft
    if "users" in recipients:
        for email, name in tx.rows(USERS, (customer.id,)):
            yield replace(draft, form="email", addressee=str(name or email), address=str(email))


def _view(tx: Transaction, book: TermsBook, sellers: list[_Told], told: list[str]) -> AnnouncementView:
    first = sellers[0]
    terms, effective = first.terms, first.change.effective_on
    clauses = [terms.cite(f"terms_change.{name}") for name in CITED]
    early = terms.word("terms_change.refusal_until", "") == "before-effective-day"
    return AnnouncementView(
        terms.profile.id,
        first.change.version,
        tuple(seller.slug for seller in sellers),
        tx.on,
        effective,
        first.earliest,
        first.send_by,
        effective - timedelta(days=1) if early else None,
        terms.word("terms_change.form", "email"),
        terms.words("terms_change.recipients") or ("organisation",),
        terms.word("terms_change.applies", "signature"),
        sum(len(tx.rows(CUSTOMERS, (seller.id,))) for seller in sellers),
        tuple(told),
        tuple(move for seller in sellers for move in _moves(tx, book, seller)),
        tuple(dict.fromkeys(clause for clause in clauses if clause is not None)),
        terms.word("terms_change.silence", "") or None,
        terms.word("terms_change.user_refusal", "") or None,
    )


def _moves(tx: Transaction, book: TermsBook, seller: _Told) -> Iterator[MoveView]:
    for contract in load_contracts(tx, _running(tx, seller)):
        yield _move(book, contract, seller.change, tx.on)


def _running(tx: Transaction, seller: _Told) -> list[int]:
    return [int(str(key)) for (key,) in tx.rows(RUNNING, (seller.id, tx.on.isoformat()))]


def _move(book: TermsBook, contract: Contract, change: Change, today: date) -> MoveView:
    spans = book.versions_of(contract)
    moved = next((from_on for from_on, later in spans if later == change.version), None)
    terms = book.of(contract)(max(change.announced_on, contract.started_on))
    how = terms.word("terms_change.applies", "signature")
    return MoveView(contract.org, contract.key, version_on(spans, today), moved, how)


def _reschedule(tx: Transaction, sellers: list[_Told]) -> None:
    book = TermsBook(tx)
    for seller in sellers:
        for contract in load_contracts(tx, _running(tx, seller)):
            schedule(tx, book, contract)
