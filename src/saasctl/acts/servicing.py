"""Load the services ordered, and read them as they are printed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from saasctl.acts.contracts import load_contracts
from saasctl.acts.terms import TermsBook
from saasctl.errors.services import ServiceUnknown
from saasctl.rules.billing.contract import Contract
from saasctl.rules.billing.ordering import Kind, project_parts
from saasctl.rules.billing.parts import PlanStep, parse_plan
from saasctl.rules.lifecycle.custody import add_span
from saasctl.store.queries import services as queries
from saasctl.store.queries.clauses import clause_by_id
from saasctl.store.queries.contracts import rows_for
from saasctl.store.transaction import Transaction
from saasctl.terms.resolve import Terms
from saasctl.values import stored
from saasctl.values.clause import ClauseRef
from saasctl.values.money import Money
from saasctl.values.views.services import PartView, ServiceView

Row = tuple[object, ...]
ROUND = 1000
KINDS: dict[str, Kind] = {"service": "service", "project": "project", "module": "module"}


@dataclass(frozen=True, slots=True)
class Happened:
    """What happened in the course of a service."""

    kind: str
    on: date
    detail: str | None


@dataclass(frozen=True, slots=True)
class Bill:
    """A part of a service that was invoiced."""

    what: str
    net_cents: int
    number: str
    issued_on: date
    due_on: date


@dataclass(frozen=True, slots=True)
class Service:
    """A service ordered, with what happened and what was billed. Amounts are cents excl. VAT."""

    id: int
    organisation_id: int
    org: str
    seller_id: int
    contract: Contract | None
    subscription: str | None
    code: str
    price_cents: int
    currency: str
    training: bool
    ordered_on: date
    delivered_on: date | None
    description: str | None
    quote: str | None
    kind: Kind
    hours: int | None
    people: int | None
    travel_cents: int
    plan: str | None
    elements_by: date | None
    price_clause: ClauseRef | None
    events: tuple[Happened, ...]
    bills: tuple[Bill, ...]

    @property
    def ref(self) -> str:
        """The service's key, as `S-12`."""
        return f"S-{self.id}"

    @property
    def steps(self) -> tuple[PlanStep, ...]:
        """The intermediate invoices agreed at the order."""
        return parse_plan(self.plan) if self.plan else ()

    @property
    def total_cents(self) -> int:
        """Its price and the cost of travel."""
        return self.price_cents + self.travel_cents

    @property
    def billed_cents(self) -> int:
        """What was invoiced of it."""
        return sum(bill.net_cents for bill in self.bills)

    def bill(self, what: str) -> Bill | None:
        """Return the invoice of one part, or None."""
        return next((bill for bill in self.bills if bill.what == what), None)

    def first(self, kind: str) -> Happened | None:
        """Return the first event of a kind, or None."""
        return next((event for event in self.events if event.kind == kind), None)

    def done(self, terms: Terms) -> tuple[str, ...]:
        """Return the parts of the project that are done, in the terms' order (B-30)."""
        held = {event.detail for event in self.events if event.kind == "part"}
        return tuple(word for word in terms.words("project.complete") if word in held)


def service_id(ref: str) -> int:
    """Return the id of `S-12`. Raises ServiceUnknown (exit 3)."""
    digits = ref.removeprefix("S-")
    if not (digits.isascii() and digits.isdigit()):
        raise ServiceUnknown(ref)
    return int(digits)


def load_service(tx: Transaction, ref: str) -> Service:
    """Return one service. Raises ServiceUnknown (exit 3)."""
    found = load_services(tx, tx.rows(queries.BY_ID, (service_id(ref),)))
    if not found:
        raise ServiceUnknown(ref)
    return found[0]


def load_services(tx: Transaction, rows: Sequence[Row]) -> list[Service]:
    """Return the services of rows of SERVICES with their events and bills."""
    ids = [stored.whole(row[0]) for row in rows]
    events, bills = _grouped(tx, queries.EVENTS, ids), _grouped(tx, queries.BILLS, ids)
    held = {subscription for _, _, _, _, subscription, *_ in rows if subscription is not None}
    wanted = sorted(stored.whole(subscription) for subscription in held)
    contracts = {contract.id: contract for contract in load_contracts(tx, wanted)}
    return [_service(tx, row, contracts, events.get(row[0], []), bills.get(row[0], [])) for row in rows]


def stream_services(tx: Transaction, organisation_id: int | None, day: date) -> Iterator[Service]:
    """Yield the services ordered up to a day, oldest first, a thousand at a time."""
    rows = tx.rows(queries.LISTED, (organisation_id, organisation_id, day.isoformat()))
    for start in range(0, len(rows), ROUND):
        yield from load_services(tx, rows[start : start + ROUND])


def _grouped(tx: Transaction, statement: str, ids: Sequence[int]) -> dict[object, list[Row]]:
    groups: dict[object, list[Row]] = {}
    for row in rows_for(tx, statement, ids):
        groups.setdefault(row[0], []).append(row[1:])
    return groups


def _service(
    tx: Transaction, row: Row, contracts: dict[int, Contract], events: list[Row], bills: list[Row]
) -> Service:
    key, customer, org, seller, subscription, code, price, currency, training, ordered, delivered, *rest = row
    said, quote, kind, hours, people, travel, plan, elements, clause, name = rest
    return Service(
        id=stored.whole(key),
        organisation_id=stored.whole(customer),
        org=str(org),
        seller_id=stored.whole(seller),
        contract=None if subscription is None else contracts[stored.whole(subscription)],
        subscription=None if name is None else f"{org}/{name}",
        code=str(code),
        price_cents=stored.whole(price),
        currency=str(currency),
        training=bool(training),
        ordered_on=stored.day(ordered),
        delivered_on=stored.day_or_none(delivered),
        description=stored.text_or_none(said),
        quote=stored.text_or_none(quote),
        kind=KINDS.get(str(kind), "service"),
        hours=None if hours is None else stored.whole(hours),
        people=None if people is None else stored.whole(people),
        travel_cents=stored.whole(travel or 0),
        plan=stored.text_or_none(plan),
        elements_by=stored.day_or_none(elements),
        price_clause=None if clause is None else clause_by_id(tx, stored.whole(clause)),
        events=tuple(Happened(str(k), stored.day(on), stored.text_or_none(what)) for k, on, what in events),
        bills=tuple(
            Bill(str(what), stored.whole(net), str(number), stored.day(on), stored.day(due))
            for what, net, number, on, due in bills
        ),
    )


def terms_of_service(book: TermsBook, service: Service, day: date) -> Terms:
    """Return the terms in force for a service on a day: its subscription's, or the seller's."""
    if service.contract is None:
        return book.of_seller(service.seller_id, day)
    return book.of(service.contract)(day)


def elements_due(terms: Terms, service: Service, bound_on: date | None) -> date | None:
    """Return the last day for the customer to hand over what the vendor needs, or None (B-31).

    A day of the plan goes first where the terms say so; else so long after the vendor's written
    request, or after the signature, that day not counted.
    """
    length = terms.find("project.elements")
    if length is None or not isinstance(length.value, tuple):
        return None
    if service.elements_by is not None and terms.word("project.elements_plan", "first") == "first":
        return service.elements_by
    asked = service.first("asked")
    if terms.word("project.elements_from", "request") == "signature":
        start: date | None = bound_on or service.ordered_on
    else:
        start = asked.on if asked else None
    number, unit = length.value
    return None if start is None else add_span(start, (int(number), str(unit)))


def service_view(book: TermsBook, service: Service, day: date, bound_on: date | None = None) -> ServiceView:
    """Return a service as printed, with the parts of its price that were and will be invoiced."""
    terms, unit = terms_of_service(book, service, day), service.currency
    delivered = service.delivered_on
    state = "delivered" if delivered is not None and delivered <= day else "ordered"
    if (gone := service.first("cancelled")) is not None and gone.on <= day:
        state = "cancelled"
    paths = (f"service.{service.code}.title", "project.deposit", "delivery.times", "project.elements")
    cited = [service.price_clause, *(terms.cite(path) for path in paths)]
    return ServiceView(
        id=service.ref,
        org=service.org,
        subscription=service.subscription,
        code=service.code,
        price=Money(service.price_cents, unit),
        currency=unit,
        training=service.training,
        ordered_on=service.ordered_on,
        delivered_on=delivered,
        title=service.description or terms.word(f"service.{service.code}.title", service.code),
        kind=service.kind,
        state=state,
        travel=Money(service.travel_cents, unit),
        people=service.people,
        minutes=terms.number(f"service.{service.code}.minutes", 0) or None,
        means=terms.word(f"service.{service.code}.means", "") or None,
        quote=service.quote,
        billed=Money(service.billed_cents, unit),
        unbilled=Money(service.total_cents - service.billed_cents, unit),
        parts=tuple(_parts(terms, service)),
        parts_done=service.done(terms),
        parts_left=_left(terms, service),
        elements_due_on=elements_due(terms, service, bound_on),
        times=terms.word("delivery.times", "unsaid"),
        late_gives_no=terms.words("delivery.late_gives_no"),
        clauses=tuple(dict.fromkeys(clause for clause in cited if clause is not None)),
    )


def _left(terms: Terms, service: Service) -> tuple[str, ...]:
    if service.kind != "project" or service.delivered_on is not None:
        return ()
    done = service.done(terms)
    return tuple(word for word in terms.words("project.complete") if word not in done)


def _parts(terms: Terms, service: Service) -> Iterator[PartView]:
    """Yield the parts of the price: those invoiced as they were, the others as they will be."""
    unit, planned = service.currency, {f"step-{n}": step for n, step in enumerate(service.steps, 1)}
    if service.kind != "project":
        bill = service.bills[0] if service.bills else None
        yield PartView(
            "whole",
            None,
            Money(service.total_cents, unit),
            None,
            bill.number if bill else None,
            bill.issued_on if bill else None,
            bill.due_on if bill else None,
        )
        return
    for part in project_parts(terms, service.price_cents, service.steps, Decimal(0)):
        bill, step = service.bill(part.what), planned.get(part.what)
        left = service.total_cents - sum(b.net_cents for b in service.bills if b.what != "balance")
        to_come = left if part.what == "balance" and service.delivered_on else part.net_cents
        yield PartView(
            part.what,
            part.basis.percent,
            Money(bill.net_cents if bill else to_come, unit),
            step.on if step else None,
            bill.number if bill else None,
            bill.issued_on if bill else None,
            bill.due_on if bill else None,
        )
