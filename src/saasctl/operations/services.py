"""Services ordered and delivered, and the day a subscription's accesses were sent."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from saasctl.acts.auditing import record_audit
from saasctl.acts.compromises import refuse_contested
from saasctl.acts.contracts import load_contract
from saasctl.acts.finding import organisation_named, subscription_keyed
from saasctl.acts.once import once, remember
from saasctl.acts.quote_checks import require_open
from saasctl.acts.quotes import load_quote
from saasctl.acts.scheduling import schedule
from saasctl.acts.service_bills import bill_deposit, bill_rest, bill_step
from saasctl.acts.service_days import schedule_steps
from saasctl.acts.service_orders import Placed, ordered_by, place_order, quoted_order
from saasctl.acts.servicing import Service, load_service, service_view, stream_services, terms_of_service
from saasctl.acts.terms import TermsBook
from saasctl.errors.receivables import ActUnavailable
from saasctl.errors.services import DeliveredBefore, DeliveryRefused, PartUnknown, StepUnknown
from saasctl.errors.usage import ValueMalformed
from saasctl.rules.billing.ordering import ServiceGiven
from saasctl.store.database import Store, Transaction
from saasctl.store.queries import services as queries
from saasctl.terms.resolve import Terms
from saasctl.values.act import Act
from saasctl.values.answers import Listing, Written
from saasctl.values.clock import stamp
from saasctl.values.money import Money
from saasctl.values.views.services import SERVICE_COLUMNS, AccessView, ServiceView


def order_service(store: Store, key: str, given: ServiceGiven, act: Act, quote: str | None = None) -> Written:
    """Record a service ordered by a customer, excl. VAT; a training may hold back the first invoice (B-77).

    Billed apart from the subscription (B-71, D-50): a deposit at once where the terms have one
    (B-78), the rest at its delivery. With `--key` the same order counts once.
    """
    with store.transaction(act) as tx:
        book = TermsBook(tx)
        fingerprint = f"{key} {given} {quote} {tx.on}"
        earlier = once(tx, "service.order", fingerprint)
        if earlier is None:
            placed = _place(tx, book, key, given, quote)
            service = load_service(tx, placed.ref)
            number = None if placed.known else _bill_at_order(tx, book, service)
            schedule_steps(tx, service.organisation_id)
            remember(tx, "service.order", fingerprint, placed.ref)
        else:
            placed, number = Placed(earlier, ()), None
        service = load_service(tx, placed.ref)
        view = service_view(book, service, tx.on, placed.bound_on)
        apart = terms_of_service(book, service, tx.on).flag("invoice.services_apart")
    told = f"{view.id}: {view.code} ordered, {view.price} {view.currency} excl. VAT"
    told += ", on an invoice of its own" if apart else ""
    told += f"; {number} issued" if number and not act.dry_run else ""
    return Written(view, (view.id,), told, placed.warnings)


def _place(tx: Transaction, book: TermsBook, key: str, given: ServiceGiven, ref: str | None) -> Placed:
    organisation = organisation_named(tx, key.partition("/")[0])
    terms = book.of_seller(organisation.seller_id, tx.on)
    refuse_contested(tx, terms, organisation.id, f"service {given.code} of {organisation.slug}")
    if ref is None:
        return place_order(tx, book, key, given)
    quote = load_quote(tx, ref, organisation.id)
    held = ordered_by(tx, quote, given.code)
    if held is not None:
        return held
    return place_order(tx, book, key, quoted_order(tx, terms, given, quote), quote)


def _bill_at_order(tx: Transaction, book: TermsBook, service: Service) -> str | None:
    terms = terms_of_service(book, service, tx.on)
    if service.kind == "project":
        return bill_deposit(tx, book, service, tx.on)
    when = terms.word("module.invoiced", "delivery") if service.kind == "module" else ""
    when = when or terms.word("service.invoiced", "when-complete")
    return bill_rest(tx, book, service, tx.on) if when in ("order", "at-order") else None


@dataclass(frozen=True, slots=True)
class DeliveryGiven:
    """What `service deliver` was given.

    `step` is an intermediate invoice, `part` a part of the project, `available_on` the day from which
    the customer puts the delivery off, `stalled` that the customer blocks it, with `facts` found;
    `travel` is the cost of travel where it was not known at the order.
    """

    step: int | None = None
    part: str | None = None
    available_on: date | None = None
    stalled: bool = False
    facts: tuple[str, ...] = ()
    travel: Decimal | None = None


def deliver_service(store: Store, ref: str, given: DeliveryGiven, act: Act) -> Written:
    """Record a delivery and invoice what it makes due; delivered once, whatever is repeated.

    An intermediate invoice by its number (B-79), a part of a project (B-30), the day on which it was
    available (B-29), or what the customer blocks (B-32). Raises StepUnknown, PartUnknown (exit 3),
    DeliveredBefore (exit 4), DeliveryRefused (exit 5).
    """
    with store.transaction(act) as tx:
        book = TermsBook(tx)
        service = load_service(tx, ref)
        terms = terms_of_service(book, service, tx.on)
        _check_stands(service)
        if tx.on < service.ordered_on:
            raise DeliveredBefore(ref, tx.on, service.ordered_on)
        if given.step is not None and service.delivered_on is None:
            number, said = _step(tx, book, service, given.step), f"intermediate invoice {given.step}"
        elif given.part is not None and _parts_left(tx, terms, service, given.part):
            number, said = None, f"{given.part} done"
        else:
            number, said = _deliver(tx, book, terms, service, given)
        schedule_steps(tx, service.organisation_id)
        view = service_view(book, load_service(tx, ref), tx.on)
    told = f"{view.id}: {said}"
    told += f"; {number} issued" if number and not act.dry_run else ""
    if service.kind == "module" and number:
        told += f", paid by {terms.word('module.collected', 'agreed-means')}"
    return Written(view, (number or view.id,) if not act.dry_run else (), told)


def _step(tx: Transaction, book: TermsBook, service: Service, number: int) -> str | None:
    if not 1 <= number <= len(service.steps):
        raise StepUnknown(service.ref, number, len(service.steps))
    return bill_step(tx, book, service, number, tx.on)


def _parts_left(tx: Transaction, terms: Terms, service: Service, part: str) -> tuple[str, ...]:
    """Record a part of a project as done, once; return those that the balance waits for (B-30, B-80)."""
    known = terms.words("project.complete") if service.kind == "project" else ()
    if part not in known:
        raise PartUnknown(service.ref, part, known)
    done = service.done(terms)
    if part not in done:
        _event(tx, service, "part", part)
    if terms.word("project.balance", "project-end") == "delivery":
        return ()
    return tuple(word for word in known if word not in (*done, part))


def _deliver(
    tx: Transaction, book: TermsBook, terms: Terms, service: Service, given: DeliveryGiven
) -> tuple[str | None, str]:
    if service.delivered_on is not None:
        return None, f"was delivered on {service.delivered_on}"
    on, said = tx.on, f"delivered on {tx.on}"
    if given.available_on is not None:
        on, said = _deemed(terms, service, given.available_on, tx.on)
    if given.stalled:
        said = _stalled(terms, service, given.facts)
    detail = "stalled" if given.stalled else "postponed" if given.available_on else None
    tx.run(queries.DELIVER, (on.isoformat(), service.id))
    if given.travel is not None and terms.word(f"service.{service.code}.travel", "at-cost") == "at-cost":
        tx.run(queries.TRAVEL, (Money.of(given.travel, service.currency).cents, service.id))
    _event(tx, service, "delivered", detail)
    service = replace(load_service(tx, service.ref), delivered_on=on)
    return bill_rest(tx, book, service, on), said


def _deemed(terms: Terms, service: Service, available_on: date, on: date) -> tuple[date, str]:
    """Return the day on which a delivery that the customer puts off counts as made (B-29)."""
    clause = terms.cite("delivery.postponed")
    if terms.word("delivery.postponed", "waits") != "deemed-made":
        raise DeliveryRefused(
            service.ref,
            "the terms let the customer put it off",
            clause,
            f"saasctl service deliver {service.ref} --on DATE",
        )
    if available_on > on:
        raise ValueMalformed("--available-on", available_on.isoformat(), f"a day up to {on}, the act's")
    if available_on < service.ordered_on:
        raise DeliveredBefore(service.ref, available_on, service.ordered_on)
    return available_on, f"put off by the customer, counts as delivered on {available_on}"


def _stalled(terms: Terms, service: Service, facts: tuple[str, ...]) -> str:
    """Check that a service the customer blocks may be invoiced (B-32)."""
    clause = terms.cite("project.stalled")
    if terms.word("project.stalled", "waits") != "invoiced":
        raise DeliveryRefused(service.ref, "what the customer blocks is not invoiced", clause)
    missing = [word for word in terms.words("project.stalled_needs") if word not in facts]
    if missing:
        fix = f"saasctl service deliver {service.ref} --stalled --fact {missing[0]} --on DATE"
        raise DeliveryRefused(service.ref, f"not on record: {', '.join(missing)}", clause, fix)
    return "blocked by the customer, invoiced all the same"


def _event(tx: Transaction, service: Service, kind: str, detail: str | None = None) -> None:
    values: dict[str, object] = {"service_order_id": service.id, "kind": kind, "on_day": tx.on.isoformat()}
    tx.insert("service_event", values | {"detail": detail, "recorded_at": stamp(tx.recorded_at)})
    facts: dict[str, object] = {"service": service.ref, "on": tx.on.isoformat()}
    record_audit(
        tx, service.organisation_id, f"service.{kind}", facts | ({"detail": detail} if detail else {})
    )
    tx.tell(f"{service.ref}: {kind}{f' {detail}' if detail else ''} on {tx.on}")


def ask_elements(store: Store, ref: str, act: Act) -> Written:
    """Record the vendor's written request for the customer's elements; the first one counts (B-31)."""
    with store.transaction(act) as tx:
        book = TermsBook(tx)
        service = load_service(tx, ref)
        _check_stands(service)
        if service.first("asked") is None:
            _event(tx, service, "asked")
        view = service_view(book, load_service(tx, ref), tx.on)
    until = f", to be handed over by {view.elements_due_on}" if view.elements_due_on else ""
    return Written(view, (view.id,), f"{view.id}: elements asked for{until}")


def cancel_service(store: Store, ref: str, act: Act) -> Written:
    """Take back an order of which nothing was invoiced; the same again changes nothing.

    Raises ActUnavailable (exit 5) once something was invoiced: that is credited.
    """
    with store.transaction(act) as tx:
        book, service = TermsBook(tx), load_service(tx, ref)
        if service.bills:
            number = service.bills[0].number
            why = f"{number} bills it: saasctl invoice credit {number}"
            raise ActUnavailable(f"{ref} cannot be cancelled", why)
        if service.first("cancelled") is None:
            _event(tx, service, "cancelled", act.reason)
            schedule_steps(tx, service.organisation_id)
        view = service_view(book, load_service(tx, ref), tx.on)
    return Written(view, (view.id,), f"{view.id}: cancelled, nothing of it is invoiced")


def _check_stands(service: Service) -> None:
    gone = service.first("cancelled")
    if gone is not None:
        why = f"it was cancelled on {gone.on}"
        raise ActUnavailable(
            f"{service.ref} is carried out no more",
            why,
            None,
            f"saasctl service order {service.org} {service.code}",
        )


def send_access(store: Store, key: str, act: Act) -> Written:
    """Record the day the accesses of a subscription were sent (B-77); the first day recorded counts."""
    with store.transaction(act) as tx:
        contract = load_contract(tx, subscription_keyed(tx, key))
        book = TermsBook(tx)
        known = contract.access_on
        if known is None:
            require_open(tx, book, contract)
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


def list_services(store: Store, org: str | None, as_of: date | None) -> Listing:
    """Return the services ordered up to a day, oldest first."""
    day = as_of or store.clock.today()
    return Listing("saasctl.service.list/1", SERVICE_COLUMNS, _services(store, org, day), day)


def _services(store: Store, org: str | None, day: date) -> Iterator[tuple[object, ...]]:
    with store.reading() as tx:
        book, wanted = TermsBook(tx), organisation_named(tx, org).id if org else None
        for service in stream_services(tx, wanted, day):
            view: ServiceView = service_view(book, service, day)
            yield tuple(getattr(view, column.name) for column in SERVICE_COLUMNS)
