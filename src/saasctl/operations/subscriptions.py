"""Start subscriptions and add a customer's own conditions."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from saasctl.acts.accepting import require_declarations
from saasctl.acts.compromises import refuse_contested
from saasctl.acts.contracts import load_contract
from saasctl.acts.describing import subscription_view
from saasctl.acts.finding import OrganisationRow, organisation_named, subscription_keyed
from saasctl.acts.permitting import require_permission
from saasctl.acts.quote_checks import ORDER, require_signed
from saasctl.acts.scheduling import schedule
from saasctl.acts.seating import occupied, seats_elsewhere
from saasctl.acts.subscribing import Order, add_override, chosen_unit, end_trial, start
from saasctl.acts.terms import TermsBook
from saasctl.errors.slots import SlotsFewerThanUsers
from saasctl.errors.subscriptions import (
    CreditsUnavailable,
    SourceNeeded,
    SubscriptionExists,
    SubscriptionOverlaps,
)
from saasctl.rules.billing.contract import Contract
from saasctl.rules.billing.slots import slots_in_words
from saasctl.store.database import Store, Transaction
from saasctl.store.queries.contracts import subscriptions_named
from saasctl.terms.resolve import Terms, check_override
from saasctl.values.act import Act
from saasctl.values.answers import Written

STARTS = {
    "validation": " (the day the offer was validated)",
    "acceptance": " (the day the terms were accepted)",
    "later-signature": " (the day of the later signature)",
}
"""What the first day of a contract stands for (B-09, S-04, D-08)."""
UNWRITTEN = "agreed without a document"
"""Source of a special condition where the terms do not ask for a written one."""


@dataclass(frozen=True, slots=True)
class OrderGiven:
    """What `sub start` was given; `unit_price` becomes an override cited to `source`, or to the order."""

    name: str
    plan: str
    unit: str | None
    slots: int | None
    trial: bool = False
    billed_until: date | None = None
    credits: int = 0
    unit_price: Decimal | None = None
    source: str | None = None

    def order(self, on: date, users: int) -> Order:
        """Return the order dated `on`; slots that were not named are one per user, at least one."""
        slots = self.slots if self.slots is not None else max(1, users)
        return Order(self.name, self.plan, self.unit, slots, on, self.trial, self.billed_until, self.credits)


def start_subscription(store: Store, org: str, given: OrderGiven, act: Act) -> Written:
    """Start a subscription; no invoice is issued until a run.

    The same order again changes nothing; another one under the same name is SubscriptionExists
    (exit 6). An order under the name of a trial ends the trial. What the customer has to declare
    before use is warned of, or refused (DeclarationMissing, exit 5), as the terms say (B-38).
    """
    with store.transaction(act) as tx:
        organisation = organisation_named(tx, org)
        book = TermsBook(tx)
        terms = book.of_order(organisation.seller_id, tx.on)
        require_permission(tx, terms, organisation.id, act.requested_by, "sub.start")
        refuse_contested(tx, terms, organisation.id, f"subscription {organisation.slug}/{given.name}")
        holding = _unseated(tx, terms, organisation.id, given.name)
        order = given.order(tx.on, holding)
        before = _newest(tx, organisation, order.name)
        if before is not None and _stands_for(before, order):
            return _unchanged(tx, book, terms, before, given)
        if before is not None:
            _make_room(tx, before, order)
        if order.slots < holding:
            raise SlotsFewerThanUsers(organisation.slug, order.slots, holding, terms.cite("slots.held_by"))
        if order.credits and terms.find("credits.periodic_price") is None:
            raise CreditsUnavailable(terms.profile.id)
        warnings = require_declarations(tx, terms, organisation, "use") + _before(organisation, order)
        cited = None if given.unit_price is None else given.source or ORDER
        warnings += require_signed(tx, terms, organisation, given.plan, cited)
        contract = start(tx, book, organisation.id, terms, order)
        if given.unit_price is not None:
            contract = _price(tx, book, contract, given.unit_price, given.source)
        warnings += _unpriced(book.of(contract)(tx.on), contract)
        if given.trial:
            warnings += _trial_words(terms, contract)
        view = subscription_view(book, contract, tx.on)
    event = STARTS.get(terms.word("contract.starts", ""), "")
    bought = f"{view.plan}, {view.period_unit}, {slots_in_words(view.slots)}"
    told = f"{view.key} started on {view.started_on}{event}: {bought}"
    return Written(view, (view.key,), told, warnings)


def _unseated(tx: Transaction, terms: Terms, organisation_id: int, name: str) -> int:
    """Return how many users hold a slot that no subscription but `name` has."""
    if terms.word("slots.held_by", "nobody") != "users":
        return 0
    return max(0, occupied(tx, organisation_id) - seats_elsewhere(tx, organisation_id, tx.on, name))


def _before(organisation: OrganisationRow, order: Order) -> tuple[str, ...]:
    """Warn of an order older than the customer's record: its past periods will all be invoiced."""
    if order.billed_until is not None or order.on >= organisation.created_on or order.trial:
        return ()
    return (
        f"{organisation.slug} is on record from {organisation.created_on}; periods from {order.on} will be "
        "invoiced: give --billed-until DATE if another system billed them",
    )


def _unpriced(terms: Terms, contract: Contract) -> tuple[str, ...]:
    """Warn of a plan without a price while others have one: its name may be mistyped."""
    phase = contract.phases[0]
    if terms.profile.names_under("plan") or terms.find(f"price.{phase.plan}.{phase.unit}") is not None:
        return ()
    priced = sorted({path.split(".")[1] for path in terms.settings if path.startswith("price.")})
    if not priced:
        return ()
    mend = f"saasctl sub change {contract.key} --plan {priced[0]} --on {contract.started_on}"
    return (f"no price is set for {phase.plan}, {phase.unit}; priced: {', '.join(priced)}; mend: {mend}",)


def _trial_words(terms: Terms, contract: Contract) -> tuple[str, ...]:
    """Say what the terms want of a trial: its plan, and that the vendor may decline or cut it."""
    said, rule = [], terms.cite("trial.price")
    plan = terms.word("trial.plan", "")
    if plan and plan != contract.phases[0].plan:
        said.append(f"a trial gives the plan {plan}, not {contract.phases[0].plan}")
    if terms.flag("trial.may_decline"):
        said.append("the vendor may decline a trial")
    if terms.find("trial.cut_notice_days") is not None:
        days = terms.integer("trial.cut_notice_days").value
        said.append(f"the vendor may cut a trial at any time, with {days} days of notice")
    named = f" ({rule.rule})" if rule and said else ""
    return tuple(f"{text}{named}" for text in said)


def _newest(tx: Transaction, organisation: OrganisationRow, name: str) -> Contract | None:
    found = subscriptions_named(tx, organisation.id, name)
    return load_contract(tx, found[0]) if found else None


def _stands_for(before: Contract, order: Order) -> bool:
    """Say whether the order is compared with the subscription of its name instead of following it."""
    if before.is_trial and not order.trial:
        return False
    return before.ended_on is None or before.started_on == order.on


def _make_room(tx: Transaction, before: Contract, order: Order) -> None:
    """Let an order follow the one of its name: a trial ends the day before; days never overlap."""
    if before.is_trial and before.ended_on is None and order.on > before.started_on:
        end_trial(tx, before, order.on)
        return
    taken_to = before.ended_on or before.started_on
    if order.on <= taken_to:
        free_from = taken_to + timedelta(days=1)
        raise SubscriptionOverlaps(before.key, before.started_on, before.ended_on, free_from)


def _unchanged(
    tx: Transaction, book: TermsBook, terms: Terms, existing: Contract, given: OrderGiven
) -> Written:
    differences = list(_differences(tx, terms, existing, given))
    if differences:
        raise SubscriptionExists(existing.key, differences)
    view = subscription_view(book, existing, tx.on)
    return Written(view, (view.key,), f"{view.key} is unchanged")


def _differences(tx: Transaction, terms: Terms, existing: Contract, given: OrderGiven) -> Iterator[str]:
    phase = existing.phases[0]
    path = f"price.{phase.plan}.{phase.unit}"
    own = [override for override in existing.overrides if override.path == path]
    prices, sources = [Decimal(one.text) for one in own], [one.source for one in own]
    pairs: list[tuple[str, object, object]] = [
        ("plan", phase.plan, given.plan),
        ("period", phase.unit, chosen_unit(terms, given.plan, given.unit)),
        ("start", existing.started_on, tx.on),
        ("trial", existing.is_trial, given.trial),
        ("credits", existing.credits, given.credits),
        ("slots", existing.movements[0].delta, given.slots or existing.movements[0].delta),
        ("unit price", prices[0] if prices else None, given.unit_price),
        ("source", sources[0] if sources and given.source else given.source, given.source),
    ]
    return (f"{name} is {held}, not {asked}" for name, held, asked in pairs if held != asked)


def _price(
    tx: Transaction, book: TermsBook, contract: Contract, price: Decimal, source: str | None
) -> Contract:
    path = f"price.{contract.phases[0].plan}.{contract.phases[0].unit}"
    add_override(tx, contract, path, format(price, "f"), source or ORDER, contract.started_on)
    priced = load_contract(tx, contract.id)
    schedule(tx, book, priced)
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
        if not source and terms.flag("override.needs_source", default=True):
            signers = terms.words("terms_change.signatures")
            raise SourceNeeded(path, terms.cite("override.needs_source"), signers)
        source = source or UNWRITTEN
        held = terms.overrides.get(path)
        told = f"{contract.key}: {path} = {value} from {tx.on} ({source})"
        if held is not None and (held.text, held.source) == (value, source):
            told = f"{contract.key} is unchanged"
        else:
            add_override(tx, contract, path, value, source, tx.on)
            contract = load_contract(tx, contract.id)
            schedule(tx, book, contract)
        view = subscription_view(book, contract, tx.on)
    return Written(view, (view.key,), told)
