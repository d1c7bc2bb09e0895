"""Take the order of a service under the terms of its customer."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from saasctl.acts.auditing import record_audit
from saasctl.acts.contracts import load_contract
from saasctl.acts.finding import OrganisationRow, organisation_named, subscription_keyed
from saasctl.acts.quotes import Quote, standing
from saasctl.acts.scheduling import schedule
from saasctl.acts.terms import TermsBook
from saasctl.errors.services import QuoteNeeded, SessionsUsed
from saasctl.rules.billing.contract import Contract
from saasctl.rules.billing.ordering import (
    ServiceGiven,
    ServicePrice,
    check_offer,
    check_people,
    kind_of,
    ordered,
    plan_of,
    price_of,
    signers,
)
from saasctl.rules.calendars.months import nth_period, period_holding
from saasctl.store.queries import services as queries
from saasctl.store.queries.clauses import clause_id
from saasctl.store.queries.contracts import subscriptions_of
from saasctl.store.records import write_record
from saasctl.store.transaction import Transaction
from saasctl.terms.resolve import Terms
from saasctl.values.clause import Cited
from saasctl.values.money import Money

SESSION = "session"
"""The code of a session that a plan may include (`[sessions]`)."""


@dataclass(frozen=True, slots=True)
class Placed:
    """An order taken: its key, what was warned of, and the day its quote bound, if it has one.

    `known` says that it was ordered before: nothing more is billed.
    """

    ref: str
    warnings: tuple[str, ...]
    bound_on: date | None = None
    known: bool = False


def place_order(
    tx: Transaction,
    book: TermsBook,
    key: str,
    given: ServiceGiven,
    quote: Quote | None = None,
    text: str | None = None,
) -> Placed:
    """Record the order of a service, by a quote where there is one; nothing is invoiced yet.

    `key` is a customer, who may have no subscription, or one of its subscriptions. Raises
    TooManyPeople, QuoteNeeded, SessionsUsed (exit 5), PlanMalformed (exit 4), BlankTerm (exit 7).
    """
    organisation = organisation_named(tx, key.partition("/")[0])
    contract = None if quote is not None and "/" not in key else _contract(tx, organisation, key)
    terms = book.of(contract)(tx.on) if contract else book.of_seller(organisation.seller_id, tx.on)
    check_people(terms, organisation.slug, given, _people(quote, given.code))
    warnings = check_offer(
        terms, organisation.slug, given, quoted=quote is not None or _included(terms, given)
    )
    price = _price(tx, terms, organisation, contract, given)
    if quote is not None and given.price is not None:
        price = ServicePrice(1, Cited(price.cents, ordered(terms, quote.ref)))
    number = _record(tx, terms, organisation, contract, given, price)
    tx.insert("service_detail", _detail(tx, terms, number, given, price, quote))
    if text is not None:
        tx.run(queries.DESCRIBE, (text, number))
    if contract is not None:
        schedule(tx, book, load_contract(tx, contract.id))
    bound_on = standing(terms, quote, tx.on).binding_on if quote else None
    return Placed(f"S-{number}", warnings, bound_on)


def _people(quote: Quote | None, code: str) -> int:
    lines = quote.lines if quote else ()
    return max((line.people or 0 for line in lines if line.code == code), default=0)


def ordered_by(tx: Transaction, quote: Quote, code: str) -> Placed | None:
    """Return the order of a service that a quote brought when it was carried out, or None."""
    for key in quote.services:
        if tx.one(queries.CODE, (key, code)) is not None:
            return Placed(f"S-{key}", (f"{quote.ref} ordered {code} as S-{key} already",), known=True)
    return None


def quoted_order(tx: Transaction, terms: Terms, given: ServiceGiven, quote: Quote) -> ServiceGiven:
    """Return an order by a quote: at the quote's price for that service, unless another is named.

    Raises QuoteNeeded (exit 5) where the quote does not offer it, or who must sign has not.
    """
    found = standing(terms, quote, tx.on)
    who = signers(terms, of_service=True)
    lines = [line for line in quote.lines if line.code == given.code]
    missing = [party for party in who if party not in found.signed]
    if missing or found.status == "declined" or not lines:
        raise QuoteNeeded(quote.org, given.code, who, terms.cite("service.needs_quote"))
    if given.price is not None:
        return given
    return replace(given, price=Money(lines[0].net_cents, quote.currency).amount, hours=None)


def _contract(tx: Transaction, organisation: OrganisationRow, key: str) -> Contract | None:
    if "/" not in key and not subscriptions_of(tx, organisation.id):
        return None
    return load_contract(tx, subscription_keyed(tx, key))


def _price(
    tx: Transaction,
    terms: Terms,
    organisation: OrganisationRow,
    contract: Contract | None,
    given: ServiceGiven,
) -> ServicePrice:
    if not _included(terms, given):
        return price_of(terms, given)
    return ServicePrice(1, _session(tx, terms, organisation, contract))


def _included(terms: Terms, given: ServiceGiven) -> bool:
    """Whether it is a session that a plan includes (S-28): no other service, which takes a quote (S-29)."""
    return given.code == SESSION and given.price is None and terms.find("sessions.per_month") is not None


def _session(
    tx: Transaction, terms: Terms, organisation: OrganisationRow, contract: Contract | None
) -> Cited[int]:
    """Return the price of a session that the plan includes: nothing, while some are left (S-28).

    Raises SessionsUsed (exit 5), BlankTerm (exit 7) while nobody said which plans include them.
    """
    most = terms.integer("sessions.per_month")
    plans = terms.need("sessions.plans").value
    plan = contract.phase_on(tx.on).plan if contract else None
    if not isinstance(plans, tuple) or plan not in plans:
        raise SessionsUsed(organisation.slug, f"the plan {plan or 'of nobody'} includes none", most.clause)
    anchor = date(tx.on.year, tx.on.month, 1)
    if contract is not None and terms.word("sessions.month", "calendar") == "subscription":
        anchor = contract.started_on
    month = period_holding(anchor, 1, tx.on)
    allowed, first = most.value, month.start
    if terms.flag("sessions.carried_over"):
        before = nth_period(month.start, 1, -1)
        allowed, first = allowed + most.value, before.start
    row = tx.one(queries.SESSIONS, (organisation.id, first.isoformat(), month.last_day.isoformat()))
    used = int(str(row[0])) if row else 0
    if used >= allowed:
        minutes = terms.number("sessions.minutes", 0)
        kind = f"{minutes} minutes by {terms.word('sessions.means', 'any means')}"
        why = f"{used} of {allowed} sessions of {kind} were used from {first} to {month.last_day}"
        raise SessionsUsed(organisation.slug, why, most.clause)
    return Cited(0, most.clause)


def _record(
    tx: Transaction,
    terms: Terms,
    organisation: OrganisationRow,
    contract: Contract | None,
    given: ServiceGiven,
    price: ServicePrice,
) -> int:
    number = write_record(
        tx,
        "service_order",
        {
            "organisation_id": organisation.id,
            "subscription_id": contract.id if contract else None,
            "code": given.code,
            "price_cents": price.cents,
            "training": int(given.training),
            "ordered_on": tx.on.isoformat(),
        },
    )
    amount = Money(price.cents, terms.profile.currency)
    key = contract.key if contract else organisation.slug
    facts: dict[str, object] = {"subscription": key, "code": given.code, "price": str(amount)}
    record_audit(tx, organisation.id, "service.ordered", facts | {"training": given.training})
    tx.tell(f"{key}: {given.code} ordered for {amount} {amount.currency}")
    return number


def _detail(
    tx: Transaction,
    terms: Terms,
    number: int,
    given: ServiceGiven,
    price: ServicePrice,
    quote: Quote | None,
) -> dict[str, object]:
    kind, (plan, _) = kind_of(terms, given), plan_of(terms, given)
    travel = Money.of(given.travel or Decimal(0), terms.profile.currency).cents
    if terms.word(f"service.{given.code}.travel", "at-cost") == "included":
        travel = 0
    return {
        "service_order_id": number,
        "quote_id": quote.id if quote else None,
        "kind": kind,
        "hours": given.hours if price.quantity > 1 else None,
        "people": given.people,
        "travel_cents": travel,
        "plan": plan if kind == "project" else None,
        "elements_by": given.elements_by.isoformat() if given.elements_by else None,
        "clause_id": clause_id(tx, price.unit.clause),
    }
