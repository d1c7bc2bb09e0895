"""Quotes: made, signed by both parties, confirmed gate by gate, declined."""

from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from saasctl.acts.accepting import Acceptance, accept_for_organisation, chosen_version
from saasctl.acts.compromises import refuse_contested
from saasctl.acts.credit_balances import credits_view, unallotted
from saasctl.acts.credit_buying import price_of
from saasctl.acts.crediting import account_of
from saasctl.acts.finding import OrganisationRow, organisation_named, subscription_keyed
from saasctl.acts.once import once, remember
from saasctl.acts.permitting import require_permission
from saasctl.acts.quote_checks import (
    check_cause,
    check_change,
    check_file,
    confirmation,
    missing_details,
    unpaid,
)
from saasctl.acts.quote_effects import Brought, apply_quote
from saasctl.acts.quote_events import Paper, note, write_quote
from saasctl.acts.quotes import (
    EVER,
    Quote,
    load_quote,
    quote_view,
    standing,
    stream_quotes,
    terms_of_quote,
)
from saasctl.acts.subscribing import chosen_unit
from saasctl.acts.terms import TermsBook
from saasctl.errors.quotes import GateUnknown, QuoteEmpty, QuoteExpired, QuoteStateForbids
from saasctl.errors.usage import ValueMalformed
from saasctl.rules.billing.ordering import check_people, plan_of
from saasctl.rules.billing.quoting import Condition, Offer, Signature, offer_conditions, offer_lines
from saasctl.store.database import Store, Transaction
from saasctl.store.queries.contracts import subscriptions_of
from saasctl.terms.resolve import Answer, Terms, check_override
from saasctl.values.act import Act
from saasctl.values.answers import Listing, Written
from saasctl.values.views.quotes import QUOTE_COLUMNS, QuoteView

PAID, SENT = "payment-confirmed", "confirmation-sent"
USER_CREDITS = "credits.capacity.most"
"""Where the terms keep the credits of each user that an order states."""


@dataclass(frozen=True, slots=True)
class QuoteGiven:
    """What `quote add` was given; `sub` names the subscription whose conditions it changes.

    `user_credits` are the monthly credits of each user that it states (D-10, D-14).
    """

    offer: Offer
    conditions: tuple[tuple[str, str], ...] = ()
    title: str | None = None
    valid_until: date | None = None
    starts_on: date | None = None
    changes: str | None = None
    sub: str | None = None
    logged: tuple[str, ...] = field(default_factory=tuple)
    user_credits: int | None = None

    @property
    def stated(self) -> tuple[tuple[str, str], ...]:
        """The conditions of the customer's own: those given, and the credits of each user."""
        if self.user_credits is None:
            return self.conditions
        return (*self.conditions, (USER_CREDITS, str(self.user_credits)))


def add_quote(store: Store, org: str, given: QuoteGiven, act: Act) -> Written:
    """Make a price offer to a customer under the next key of its year; nothing holds before it is signed.

    Raises QuoteEmpty (exit 4), TooManyPeople, ChangeTooLate (exit 5), BlankTerm (exit 7) for prices
    and the validity where the terms leave it open and no day is given. With `--key` it counts once.
    """
    for path, value in given.stated:
        check_override(path, value)
    with store.transaction(act) as tx:
        organisation, book = organisation_named(tx, org), TermsBook(tx)
        earlier = once(tx, "quote.add", f"{organisation.slug} {given} {tx.on}")
        warnings: tuple[str, ...] = ()
        if earlier is None:
            terms = book.of_seller(organisation.seller_id, tx.on)
            warnings = _before(terms, given)
            ref, more = _make(tx, book, terms, organisation, given)
            warnings += more
            remember(tx, "quote.add", f"{organisation.slug} {given} {tx.on}", ref)
        view = quote_view(book, load_quote(tx, earlier or ref), tx.on)
    until = f", open up to {view.valid_until}" if view.valid_until else ""
    told = f"{view.ref}: {view.net} {view.currency} excl. VAT for {view.org}{until}"
    return Written(view, (view.ref,), told, warnings)


def _before(terms: Terms, given: QuoteGiven) -> tuple[str, ...]:
    """Say what is logged before a signature, and how a customer who asked nothing is taken (D-96)."""
    known = terms.words("quote.logged_before")
    if not known or given.logged:
        return ()
    taken = terms.word("quote.nothing_asked", "none")
    taken_as = f"the customer is taken as {taken}" if taken != "none" else "nothing follows"
    return (f"no {' or '.join(known)} on record before the signature: {taken_as}",)


def _make(
    tx: Transaction, book: TermsBook, terms: Terms, organisation: OrganisationRow, given: QuoteGiven
) -> tuple[str, tuple[str, ...]]:
    if given.valid_until is not None and given.valid_until < tx.on:
        raise ValueMalformed("--valid-until", given.valid_until.isoformat(), f"a day from {tx.on} on")
    changed = load_quote(tx, given.changes, organisation.id) if given.changes else None
    warnings = check_change(book, changed, tx.on) if changed else ()
    offer = replace(given.offer, changes=changed is not None)
    own = Terms(terms.profile, terms.settings, _answers(given, tx.on), tx.on)
    if offer.plan is not None:
        unit = chosen_unit(own, offer.plan.plan, offer.plan.unit or None)
        offer = replace(offer, plan=replace(offer.plan, unit=unit))
    elif offer.credits and offer.users:
        account = account_of(tx, book, organisation.slug, tx.on)
        offer = replace(offer, bought=price_of(tx, account, offer.credits, offer.users))
    lines = offer_lines(own, offer)
    conditions = (*offer_conditions(own, offer), *(Condition(*one) for one in given.stated))
    if not lines and not conditions and offer.plan is None:
        raise QuoteEmpty(organisation.slug)
    for service in offer.services:
        plan_of(own, service.given)
        named = service.given.people if service.given.price is not None else None
        check_people(own, organisation.slug, service.given, named or 0)
    paper = Paper(
        organisation.id,
        given.valid_until or _valid_until(terms, tx.on),
        given.title,
        given.starts_on,
        changed.id if changed else None,
        _subscription(tx, organisation, given, changed, conditions),
    )
    return write_quote(tx, paper, offer, lines, conditions, terms.profile.currency), warnings


def _answers(given: QuoteGiven, day: date) -> dict[str, Answer]:
    return {path: Answer(path, value, "quote", day) for path, value in given.stated}


def _valid_until(terms: Terms, day: date) -> date | None:
    """Return the last day on which a quote may be accepted, its own day not counted (D-08, S-29)."""
    if terms.find("quote.valid_days") is None and terms.profile.open_at("quote.valid_days") is None:
        return None
    return day + timedelta(days=terms.integer("quote.valid_days").value)


def _subscription(
    tx: Transaction,
    organisation: OrganisationRow,
    given: QuoteGiven,
    changed: Quote | None,
    conditions: tuple[Condition, ...],
) -> int | None:
    """Return the subscription that a quote without a plan belongs to, or None.

    Its conditions need one: SubscriptionUnnamed (exit 2) where several could be meant.
    """
    if given.offer.plan is not None:
        return None
    if given.sub is not None:
        return subscription_keyed(tx, f"{organisation.slug}/{given.sub}")
    if changed is not None and changed.subscription_id is not None:
        return changed.subscription_id
    if not conditions and len(subscriptions_of(tx, organisation.id)) != 1:
        return None
    return subscription_keyed(tx, organisation.slug)


def sign_quote(store: Store, ref: str, given: Signature, act: Act) -> Written:
    """Record a party's signature; the later one binds and carries the quote out (D-08, S-04).

    The customer's signature accepts the terms (D-03). Signed again, nothing changes. Raises
    QuoteExpired, QuoteStateForbids, OrderFileIncomplete (exit 5) and what carrying it out may refuse.
    """
    with store.transaction(act) as tx:
        book = TermsBook(tx)
        quote = load_quote(tx, ref)
        terms, brought = terms_of_quote(book, quote), None
        require_permission(tx, terms, quote.organisation_id, act.requested_by, "sub.start")
        refuse_contested(tx, terms, quote.organisation_id, f"signature of {quote.ref}")
        warnings: tuple[str, ...] = ()
        signed_on = quote.signed.get(given.by)
        if signed_on is None:
            _check_open(tx, terms, quote, given)
            warnings = check_file(terms, quote, given) + missing_details(tx, terms, quote, given)
            note(tx, quote, "signed", given.by, given.person, given.words)
            _accept(tx, terms, quote, given)
            quote = load_quote(tx, ref)
            brought = _carry_out(tx, book, quote)
            warnings += brought.warnings if brought else ()
            if brought is not None and quote.credits:
                account = account_of(tx, book, brought.subscription or quote.org, tx.on)
                warnings += unallotted(account, credits_view(tx, account, tx.on).unallotted)
        view = quote_view(book, load_quote(tx, ref), max(tx.on, *quote.signed.values()))
    when = view.customer_signed_on if given.by == "customer" else view.vendor_signed_on
    told = f"{ref}: signed by the {given.by} on {when}{_bound(view)}{_brought(brought)}"
    if given.by == "vendor" and terms.number("quote.countersigned_copies", 0):
        told += f"; {terms.number('quote.countersigned_copies', 0)} countersigned copy goes back"
    return Written(view, (ref,), told, warnings)


def _check_open(tx: Transaction, terms: Terms, quote: Quote, given: Signature) -> None:
    declined = quote.event("declined")
    if declined is not None:
        raise QuoteStateForbids(
            quote.ref, "signed", f"it was declined on {declined.on}", terms.cite("quote.refused_for")
        )
    if tx.on < quote.issued_on:
        raise QuoteStateForbids(quote.ref, "signed", f"it was made on {quote.issued_on}")
    late = quote.valid_until is not None and tx.on > quote.valid_until
    if given.by == "customer" and late and quote.valid_until is not None:
        raise QuoteExpired(quote.ref, quote.org, quote.valid_until, terms.cite("quote.valid_days"))


def _accept(tx: Transaction, terms: Terms, quote: Quote, given: Signature) -> None:
    """Record that the customer accepts the terms by signing (D-03, B-02)."""
    if given.by != "customer":
        return
    organisation = organisation_named(tx, quote.org)
    version = chosen_version(tx, terms, None, None)
    authority = given.authority or not terms.flag("acceptance.authority")
    if authority:
        accept_for_organisation(
            tx, terms, organisation, Acceptance(version, person=given.person, authority=given.authority)
        )


def _carry_out(tx: Transaction, book: TermsBook, quote: Quote) -> Brought | None:
    """Carry a quote out when it binds, or when its gates are met where the contract waits for them (D-09).

    On the day of the later signature, whichever of the two is recorded first (D-08).
    """
    terms = terms_of_quote(book, quote)
    found = standing(terms, quote, EVER)
    waits = terms.words("quote.gates") and terms.word("quote.gates_open", "access") == "contract"
    day = found.validated_on if waits else found.binding_on
    if day is None:
        return None
    with tx.taking_effect(day) if day > tx.on else nullcontext():
        return apply_quote(tx, book, quote, day)


def _bound(view: QuoteView) -> str:
    if view.binding_on is None:
        return ""
    left = [gate.name for gate in view.gates if gate.met_on is None]
    waits = f", access opens after {', '.join(left)}" if left else ""
    return f"; binding on {view.binding_on}{waits}"


def _brought(found: Brought | None) -> str:
    if found is None:
        return ""
    keys = (*((found.subscription,) if found.subscription else ()), *found.services, *found.invoices)
    return f"; {', '.join(keys)}" if keys else ""


def confirm_quote(store: Store, ref: str, gates: tuple[str, ...], act: Act) -> Written:
    """Record that gates of a quote are met: all that are left, or those named (D-09).

    The confirmation is a notice to the customer that states the amount due. Raises GateUnknown
    (exit 3), QuoteStateForbids (exit 5) before the quote binds.
    """
    with store.transaction(act) as tx:
        book = TermsBook(tx)
        quote = load_quote(tx, ref)
        terms = terms_of_quote(book, quote)
        known = terms.words("quote.gates")
        for gate in gates:
            if gate not in known:
                raise GateUnknown(ref, gate, known)
        found, declined = standing(terms, quote, tx.on), quote.event("declined")
        if declined is not None or found.binding_on is None:
            why = "it was declined" if declined else "not every party has signed it"
            raise QuoteStateForbids(ref, "confirmed", why, terms.cite("quote.gates"))
        left = standing(terms, quote, EVER).open_gates
        wanted = [gate for gate in left if not gates or gate in gates]
        warnings = unpaid(tx, quote) if PAID in wanted else ()
        for gate in wanted:
            note(tx, quote, "gate", gate)
            if gate == SENT:
                confirmation(tx, terms, quote)
        brought = _carry_out(tx, book, load_quote(tx, ref)) if wanted else None
        view = quote_view(book, load_quote(tx, ref), tx.on)
    met = ", ".join(wanted) or "nothing was left to confirm"
    opened = f"; validated on {view.validated_on}, access is open" if view.validated_on else ""
    return Written(view, (ref,), f"{ref}: {met}{opened}{_brought(brought)}", warnings)


def decline_quote(
    store: Store, ref: str, by: str, code: str | None, evidence: str | None, act: Act
) -> Written:
    """Record that an order is refused, by the vendor for a cause of the terms (D-11), or by the customer.

    Raises DeclineUnfounded (exit 5) for another cause or one that is not so, QuoteStateForbids
    (exit 5) once the order is validated.
    """
    with store.transaction(act) as tx:
        book = TermsBook(tx)
        quote = load_quote(tx, ref)
        terms = terms_of_quote(book, quote)
        declined = quote.event("declined")
        if declined is None:
            _check_declinable(tx, terms, quote, by)
            if by == "vendor":
                check_cause(tx, terms, quote, code)
            note(tx, quote, "declined", code or act.reason or f"by the {by}", by, evidence)
            quote = load_quote(tx, ref)
            declined = quote.event("declined")
        view = quote_view(book, quote, declined.on if declined else tx.on)
    began = quote.plan is not None and quote.event("applied") is not None
    left = f"; end what it began: saasctl sub cancel {view.subscription}" if began else ""
    who = f"by the {declined.person if declined and declined.person else by}"
    why = "" if view.declined_for == who else f", {view.declined_for}"
    return Written(view, (ref,), f"{ref}: declined {who}{why}{left}")


def _check_declinable(tx: Transaction, terms: Terms, quote: Quote, by: str) -> None:
    """Refuse to decline what binds; the vendor's word lasts until access is open (D-08)."""
    if tx.on < quote.issued_on:
        raise QuoteStateForbids(quote.ref, "declined", f"it was made on {quote.issued_on}")
    found = standing(terms, quote, EVER)
    if found.binding_on is None:
        return
    if by == "customer" or not found.open_gates or tx.on < found.binding_on:
        clause = terms.cite("quote.signed_by") if found.open_gates else terms.cite("quote.gates")
        raise QuoteStateForbids(quote.ref, "declined", f"it binds since {found.binding_on}", clause)


def show_quote(store: Store, ref: str, as_of: date | None) -> QuoteView:
    """Return one quote as of a day. Raises QuoteUnknown (exit 3)."""
    with store.reading() as tx:
        return quote_view(TermsBook(tx), load_quote(tx, ref), as_of or store.clock.today())


def list_quotes(store: Store, org: str | None, status: str | None, as_of: date | None) -> Listing:
    """Return the quotes made up to a day, oldest first."""
    day = as_of or store.clock.today()
    return Listing("saasctl.quote.list/1", QUOTE_COLUMNS, _rows(store, org, status, day), day)


def _rows(store: Store, org: str | None, status: str | None, day: date) -> Iterator[tuple[object, ...]]:
    with store.reading() as tx:
        book, wanted = TermsBook(tx), organisation_named(tx, org).id if org else None
        for quote in stream_quotes(tx, wanted, day):
            view = quote_view(book, quote, day)
            if status in (None, view.status):
                yield tuple(getattr(view, column.name) for column in QUOTE_COLUMNS)
