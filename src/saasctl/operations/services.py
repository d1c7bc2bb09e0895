"""Services ordered with a subscription, and the day its accesses were sent."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from saasctl.acts.auditing import record_audit
from saasctl.acts.contracts import load_contract
from saasctl.acts.finding import organisation_named, subscription_keyed
from saasctl.acts.once import once, remember
from saasctl.acts.scheduling import schedule
from saasctl.acts.terms import TermsBook
from saasctl.rules.billing.contract import Contract
from saasctl.store.database import Store, Transaction
from saasctl.store.records import write_record
from saasctl.values.act import Act
from saasctl.values.answers import Column, Listing, Written
from saasctl.values.money import Money
from saasctl.values.views.subscriptions import AccessView, ServiceView

SERVICE_COLUMNS = (
    Column("id", "key", 0),
    Column("org", "key", 1),
    Column("subscription", "key", 2),
    Column("code", "text", 0),
    Column("price", "money", 1),
    Column("currency", "text", 3),
    Column("training", "bool", 1),
    Column("ordered_on", "date", 1),
    Column("delivered_on", "date", 2),
)


def order_service(store: Store, key: str, code: str, price: Decimal, training: bool, act: Act) -> Written:
    """Record a service ordered by a customer, excl. VAT; a training may hold back the first invoice (B-77).

    Billed apart from the subscription (B-71, D-50). With `--key` the same order counts once.
    """
    with store.transaction(act) as tx:
        contract = load_contract(tx, subscription_keyed(tx, key))
        book = TermsBook(tx)
        currency = book.seller(contract.seller_id).profile.currency
        amount = Money.of(price, currency)
        fingerprint = f"{contract.key} {code} {amount} {training} {tx.on}"
        earlier = once(tx, "service.order", fingerprint)
        number = int(earlier) if earlier else _record(tx, contract, code, amount, training)
        if earlier is None:
            remember(tx, "service.order", fingerprint, str(number))
            schedule(tx, book, load_contract(tx, contract.id))
        view = ServiceView(
            f"S-{number}", contract.org, contract.key, code, amount, currency, training, tx.on, None
        )
        apart = book.of(contract)(tx.on).flag("invoice.services_apart")
    told = f"{view.id}: {code} ordered, {amount} {currency} excl. VAT"
    return Written(view, (view.id,), f"{told}, on an invoice of its own" if apart else told)


def _record(tx: Transaction, contract: Contract, code: str, amount: Money, training: bool) -> int:
    values: dict[str, object] = {
        "organisation_id": contract.organisation_id,
        "subscription_id": contract.id,
        "code": code,
        "price_cents": amount.cents,
        "training": int(training),
        "ordered_on": tx.on.isoformat(),
    }
    number = write_record(tx, "service_order", values)
    facts: dict[str, object] = {"subscription": contract.key, "code": code, "price": str(amount)}
    record_audit(tx, contract.organisation_id, "service.ordered", facts | {"training": training})
    tx.tell(f"{contract.key}: {code} ordered for {amount} {amount.currency}")
    return number


def send_access(store: Store, key: str, act: Act) -> Written:
    """Record the day the accesses of a subscription were sent (B-77); the first day recorded counts."""
    with store.transaction(act) as tx:
        contract = load_contract(tx, subscription_keyed(tx, key))
        book = TermsBook(tx)
        known = contract.access_on
        if known is None:
            tx.insert("access_dispatch", {"subscription_id": contract.id, "on_day": tx.on.isoformat()})
            facts: dict[str, object] = {"subscription": contract.key, "on": tx.on.isoformat()}
            record_audit(tx, contract.organisation_id, "access.sent", facts)
            tx.tell(f"{contract.key}: accesses sent on {tx.on}")
            contract = load_contract(tx, contract.id)
            schedule(tx, book, contract)
        on = known or tx.on
        view = AccessView(contract.org, contract.key, on)
    told = f"{view.subscription}: accesses {'were already' if known else ''} sent on {on}".replace("  ", " ")
    return Written(view, (view.subscription,), told)


SERVICES = """
SELECT x.id, o.slug, s.name, x.code, x.price_cents, v.currency, x.training, x.ordered_on, x.delivered_on
FROM service_order x
JOIN organisation o ON o.id = x.organisation_id
JOIN seller v ON v.id = o.seller_id
LEFT JOIN subscription s ON s.id = x.subscription_id
WHERE (? IS NULL OR o.id = ?) AND x.ordered_on <= ? ORDER BY x.id
"""


def list_services(store: Store, org: str | None, as_of: date | None) -> Listing:
    """Return the services ordered up to a day, oldest first."""
    day = as_of or store.clock.today()
    return Listing("saasctl.service.list/1", SERVICE_COLUMNS, _services(store, org, day), day)


def _services(store: Store, org: str | None, day: date) -> Iterator[tuple[object, ...]]:
    with store.reading() as tx:
        wanted = organisation_named(tx, org).id if org else None
        for row in tx.stream(SERVICES, (wanted, wanted, day.isoformat())):
            number, slug, name, code, cents, currency, training, ordered, delivered = row
            key = f"{slug}/{name}" if name is not None else None
            yield f"S-{number}", slug, key, code, cents, currency, bool(training), ordered, delivered
