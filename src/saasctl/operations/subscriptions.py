"""Start subscriptions and add a customer's own conditions."""

from decimal import Decimal

from saasctl.acts.contracts import load_contract
from saasctl.acts.describing import subscription_view
from saasctl.acts.finding import OrganisationRow, organisation_named, subscription_keyed
from saasctl.acts.permitting import require_permission
from saasctl.acts.scheduling import schedule
from saasctl.acts.seating import occupied
from saasctl.acts.subscribing import Order, add_override, chosen_unit, end_trial, start
from saasctl.acts.terms import TermsBook
from saasctl.errors.slots import TooFewSlots
from saasctl.errors.subscriptions import SourceNeeded, SubscriptionExists
from saasctl.rules.billing.contract import Contract
from saasctl.rules.billing.slots import slots_on
from saasctl.store.database import Store, Transaction
from saasctl.store.queries.contracts import subscriptions_named
from saasctl.terms.resolve import Terms, check_override
from saasctl.values.act import Act
from saasctl.values.answers import Written
from saasctl.values.views.subscriptions import SubscriptionView


def start_subscription(
    store: Store, org: str, order: Order, price: Decimal | None, source: str | None, act: Act
) -> Written:
    """Start a subscription; no invoice is issued until a run.

    `price` becomes an override of the plan's price, cited to `source` (the order unless named). The
    same order again changes nothing; another one under the same name is SubscriptionExists (exit 6).
    An order under the name of a trial ends the trial.
    """
    with store.transaction(act) as tx:
        organisation = organisation_named(tx, org)
        book = TermsBook(tx)
        terms = book.of_seller(organisation.seller_id, tx.on)
        require_permission(tx, terms, organisation.id, act.requested_by, "sub.start")
        existing = _running(tx, organisation, order.name)
        if existing is not None and not (existing.is_trial and not order.trial):
            return _unchanged(tx, book, terms, existing, order, price)
        if existing is not None:
            end_trial(tx, existing, order.on)
        _enough_slots(tx, terms, organisation, order)
        contract = start(tx, book, organisation.id, terms, order)
        if price is not None:
            contract = _price(tx, book, contract, price, source)
        view = subscription_view(book, contract, tx.on)
    told = f"{view.key} started on {view.started_on}: {view.plan}, {view.period_unit}, {view.slots} slots"
    return Written(view, (view.key,), told)


def _running(tx: Transaction, organisation: OrganisationRow, name: str) -> Contract | None:
    found = subscriptions_named(tx, organisation.id, name)
    contract = load_contract(tx, found[0]) if found else None
    return contract if contract is not None and contract.ended_on is None else None


def _unchanged(
    tx: Transaction, book: TermsBook, terms: Terms, existing: Contract, order: Order, price: Decimal | None
) -> Written:
    phase = existing.phases[0]
    asked = (order.plan, chosen_unit(terms, order.plan, order.unit), order.on, order.trial)
    held = (phase.plan, phase.unit, existing.started_on, existing.is_trial)
    names = ("plan", "period", "start", "trial")
    differences = [f"{n} is {a}, not {b}" for n, a, b in zip(names, held, asked, strict=True) if a != b]
    first = slots_on(existing.movements[:1], existing.started_on)
    if order.slots and order.slots != first:
        differences.append(f"slots were {first}, not {order.slots}")
    path = f"price.{phase.plan}.{phase.unit}"
    prices = [Decimal(o.text) for o in existing.overrides if o.path == path]
    if price is not None and prices[:1] != [price]:
        differences.append(f"unit price was {prices[0] if prices else 'the list price'}, not {price}")
    if differences:
        raise SubscriptionExists(existing.key, differences)
    view = subscription_view(book, existing, tx.on)
    return Written(view, (view.key,), f"{view.key} is unchanged")


def _enough_slots(tx: Transaction, terms: Terms, organisation: OrganisationRow, order: Order) -> None:
    users = occupied(tx, organisation.id)
    if terms.word("slots.held_by", "nobody") == "users" and order.slots < users:
        raise TooFewSlots(f"{organisation.slug}/{order.name}", users - order.slots, order.slots)


def _price(
    tx: Transaction, book: TermsBook, contract: Contract, price: Decimal, source: str | None
) -> Contract:
    path = f"price.{contract.phases[0].plan}.{contract.phases[0].unit}"
    add_override(tx, contract, path, format(price, "f"), source or "order", contract.started_on)
    priced = load_contract(tx, contract.id)
    schedule(tx, book, priced, tx.on)
    return priced


def override_terms(store: Store, key: str, path: str, value: str, source: str | None, act: Act) -> Written:
    """Replace a value of the terms for one customer from a day on, citing its source.

    Any parameter may be overridden; the same override again changes nothing. Raises OverrideUnknown
    and SourceNeeded (exit 5), SettingMalformed (exit 2). Issued invoices stay as they are.
    """
    check_override(path, value)
    with store.transaction(act) as tx:
        contract = load_contract(tx, subscription_keyed(tx, key))
        book = TermsBook(tx)
        terms = book.of(contract)(tx.on)
        if not source:
            raise SourceNeeded(path, terms.cite("override.needs_source"))
        held = terms.overrides.get(path)
        told = f"{contract.key}: {path} = {value} from {tx.on} ({source})"
        if held is not None and (held.text, held.source) == (value, source):
            told = f"{contract.key} is unchanged"
        else:
            add_override(tx, contract, path, value, source, tx.on)
            contract = load_contract(tx, contract.id)
            schedule(tx, book, contract, tx.on)
        view = subscription_view(book, contract, tx.on)
    return Written(view, (view.key,), told)
