"""What a quote brings once it holds: a subscription, conditions of the customer's own, services, credits."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from saasctl.acts.contracts import load_contract
from saasctl.acts.credit_buying import BOUGHT, LotGiven, invoice_credits, price_of, write_lot
from saasctl.acts.crediting import account_of
from saasctl.acts.quote_events import note
from saasctl.acts.quotes import PROJECT_PLAN, Quote
from saasctl.acts.scheduling import schedule
from saasctl.acts.service_bills import bill_deposit
from saasctl.acts.service_days import schedule_steps
from saasctl.acts.service_orders import place_order
from saasctl.acts.servicing import load_service
from saasctl.acts.subscribing import Order, add_override, end_trial, start
from saasctl.acts.terms import TermsBook
from saasctl.errors.subscriptions import SubscriptionExists
from saasctl.rules.billing.contract import Contract
from saasctl.rules.billing.ordering import ServiceGiven
from saasctl.rules.billing.slots import slots_on
from saasctl.rules.calendars.months import months_after
from saasctl.rules.credits.purchase import Part
from saasctl.store.queries import quotes as queries
from saasctl.store.queries.contracts import subscriptions_named
from saasctl.store.transaction import Transaction
from saasctl.values.money import Money


@dataclass(frozen=True, slots=True)
class Brought:
    """What a quote brought about: its subscription, services and invoices, by key; what it left as it was."""

    subscription: str | None
    services: tuple[str, ...]
    invoices: tuple[str, ...]
    warnings: tuple[str, ...] = ()


def apply_quote(tx: Transaction, book: TermsBook, quote: Quote, on: date) -> Brought:
    """Carry a quote out, once: start its subscription, add its conditions, order its services.

    A signed quote is the source of the conditions it states. Raises SubscriptionExists (exit 6)
    where a subscription of that name runs on another plan, and the refusals of each order.
    """
    if quote.event("applied") is not None:
        return Brought(quote.subscription, tuple(f"S-{key}" for key in quote.services), ())
    contract, started = _contract(tx, book, quote, quote.starts_on or on)
    if contract is not None:
        _conditions(tx, book, quote, contract, quote.starts_on or on)
        tx.run(queries.BECAME, (contract.id, quote.id))
    orders = list(_services(tx, book, quote, contract))
    schedule_steps(tx, quote.organisation_id)
    credited = None if started and _periodic(quote) else _credits(tx, book, quote, contract)
    note(tx, quote, "applied", contract.key if contract else quote.org)
    services = tuple(ref for ref, _ in orders)
    invoices = tuple(number for number in (*(number for _, number in orders), credited) if number)
    kept = () if started or contract is None else _kept(quote, contract, quote.starts_on or on)
    return Brought(contract.key if contract else None, services, invoices, kept)


def _kept(quote: Quote, contract: Contract, day: date) -> tuple[str, ...]:
    """Warn of a subscription that ran before its quote, and keeps the slots that it has (D-14)."""
    held = slots_on(contract.movements, day)
    if quote.plan is None or quote.slots == held:
        return ()
    more, words = quote.slots - held, f"{held} slot{'s' if held != 1 else ''}"
    fix = f"saasctl slot {'add' if more > 0 else 'remove'} {contract.key} {abs(more)}"
    return (f"{contract.key} ran already and keeps its {words}; for the {quote.slots} of {quote.ref}: {fix}",)


def _contract(tx: Transaction, book: TermsBook, quote: Quote, first: date) -> tuple[Contract | None, bool]:
    """Return the subscription that a quote is for, started by it or running before; whether it started it."""
    if quote.plan is None:
        known = quote.subscription_id
        return None if known is None else load_contract(tx, known), False
    name = quote.name or "main"
    held = subscriptions_named(tx, quote.organisation_id, name)
    running = load_contract(tx, held[0]) if held else None
    if running is not None and running.ended_on is None and not running.is_trial:
        if running.phase_on(first).plan != quote.plan:
            raise SubscriptionExists(
                running.key, [f"plan is {running.phase_on(first).plan}, not {quote.plan}"]
            )
        return running, False
    if running is not None and running.ended_on is None:
        end_trial(tx, running, first)
    terms = book.of_seller(quote.seller_id, first)
    order = Order(name, quote.plan, quote.unit, quote.slots or 1, first, credits=_periodic(quote))
    return start(tx, book, quote.organisation_id, terms, order), True


def _periodic(quote: Quote) -> int:
    return quote.credits if any(line.kind == "subscription" for line in quote.lines) else 0


def _conditions(tx: Transaction, book: TermsBook, quote: Quote, contract: Contract, first: date) -> None:
    for one in quote.terms:
        from_on = months_after(first, one.after_months)
        add_override(tx, contract, one.path, one.value, quote.ref, from_on)
    schedule(tx, book, load_contract(tx, contract.id))


def _services(
    tx: Transaction, book: TermsBook, quote: Quote, contract: Contract | None
) -> Iterator[tuple[str, str | None]]:
    plan = next((one.value for one in quote.terms if one.path == PROJECT_PLAN), None)
    for line in quote.lines:
        if line.kind not in ("service", "one-off", "rise") or line.code is None:
            continue
        given = ServiceGiven(
            line.code,
            Money(line.net_cents, quote.currency).amount,
            line.training,
            people=line.people,
            plan=plan,
            facts=("acceptance",),
        )
        key = contract.key if contract else quote.org
        text = line.description if line.kind == "one-off" else None
        placed = place_order(tx, book, key, given, quote, text)
        service = load_service(tx, placed.ref)
        yield placed.ref, bill_deposit(tx, book, service, tx.on) if service.kind == "project" else None


def _credits(tx: Transaction, book: TermsBook, quote: Quote, contract: Contract | None) -> str | None:
    """Credit an account with the credits of a quote, invoiced at its prices (D-05); None without any."""
    lines = [line for line in quote.lines if line.kind == "credits"]
    if not lines:
        return None
    first = tx.on if contract is None else max(tx.on, contract.started_on)
    account = account_of(tx, book, contract.key if contract else quote.org, first)
    users = lines[0].people or 1
    found = price_of(tx, account, quote.credits, users)
    quoted = tuple(Part(line.quantity, Money(line.unit_cents, quote.currency)) for line in lines)
    net = Money(sum(line.net_cents for line in lines), quote.currency)
    purchase = replace(found, parts=quoted, net=net, clause=lines[0].price_clause or found.clause)
    issued = invoice_credits(tx, book, account, purchase)
    cents = purchase.unit_price.cents
    given = LotGiven(BOUGHT, quote.credits, users, tx.on, cents, quote.ref, from_on=first)
    write_lot(tx, book, account, given, issued.id)
    return issued.number
