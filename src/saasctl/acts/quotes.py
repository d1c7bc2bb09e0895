"""Load quotes, say in which state they are, and read them as they are printed."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from saasctl.acts.terms import TermsBook
from saasctl.errors.quotes import QuoteUnknown
from saasctl.rules.billing.ordering import signers
from saasctl.rules.billing.quoting import Binding, Condition
from saasctl.store.queries import quotes as queries
from saasctl.store.queries.clauses import clause_by_id
from saasctl.store.queries.contracts import rows_for
from saasctl.store.transaction import Transaction
from saasctl.terms.resolve import Terms
from saasctl.values import stored
from saasctl.values.clause import ClauseRef
from saasctl.values.money import Money
from saasctl.values.views.quotes import ConditionView, GateView, QuoteLineView, QuoteView

Row = tuple[object, ...]
ROUND = 1000
EVER = date.max
"""The day on which all that is recorded has happened, acts dated later than the one at hand included."""
ACCEPTED = "terms-accepted"
"""The gate that a customer's signature of the quote meets (D-03)."""
PROJECT_PLAN = "project.plan"
"""How the services of a quote are paid in parts: a condition of theirs."""
CITED = (
    "quote.signed_by",
    "quote.gates",
    "quote.valid_days",
    "quote.change_days",
    "quote.states",
    "service.needs_quote",
)


@dataclass(frozen=True, slots=True)
class QuoteLine:
    """A line of a quote as kept. Amounts are cents."""

    ref: int
    kind: str
    code: str | None
    description: str
    quantity: int
    unit_cents: int
    net_cents: int
    basis: dict[str, int | str]
    training: bool
    people: int | None
    clause: ClauseRef | None
    price_clause: ClauseRef | None


@dataclass(frozen=True, slots=True)
class QuoteEvent:
    """A signature, a gate met, a refusal, the entry into force."""

    kind: str
    on: date
    detail: str
    person: str | None


@dataclass(frozen=True, slots=True)
class Quote:
    """A quote with all that was recorded of it, later days included: `until` leaves those out."""

    id: int
    ref: str
    organisation_id: int
    org: str
    seller_id: int
    currency: str
    subscription_id: int | None
    subscription: str | None
    changes: str | None
    issued_on: date
    valid_until: date | None
    title: str | None
    name: str | None
    plan: str | None
    unit: str | None
    slots: int
    credits: int
    starts_on: date | None
    lines: tuple[QuoteLine, ...]
    terms: tuple[Condition, ...]
    events: tuple[QuoteEvent, ...]
    services: tuple[int, ...]

    def event(self, kind: str, detail: str | None = None) -> QuoteEvent | None:
        """Return the first event of a kind, and of a detail where one is named."""
        wanted = (one for one in self.events if one.kind == kind and detail in (None, one.detail))
        return next(wanted, None)

    @property
    def signed(self) -> dict[str, date]:
        """The day of each party's signature."""
        return {one.detail: one.on for one in reversed(self.events) if one.kind == "signed"}

    @property
    def offers_services_alone(self) -> bool:
        """Whether it offers nothing but services: no plan, no credits, no conditions beyond their plan."""
        own = [one for one in self.terms if one.path != PROJECT_PLAN]
        if self.plan is not None or not self.lines or own:
            return False
        return all(line.kind in ("service", "one-off") for line in self.lines)

    @property
    def net_cents(self) -> int:
        """The sum of its lines in cents."""
        return sum(line.net_cents for line in self.lines)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a quote stands on a day: its signatures, its gates, and what follows from them."""

    status: str
    signed: dict[str, date]
    binding_on: date | None
    gates: tuple[GateView, ...]
    validated_on: date | None
    declined: QuoteEvent | None

    @property
    def open_gates(self) -> tuple[str, ...]:
        """The gates that are not met."""
        return tuple(gate.name for gate in self.gates if gate.met_on is None)


def load_quote(tx: Transaction, ref: str, organisation_id: int | None = None) -> Quote:
    """Return the quote of that key. Raises QuoteUnknown (exit 3), also where it is another customer's."""
    found = load_quotes(tx, tx.rows(queries.BY_REF, (ref,)))
    if not found or organisation_id not in (None, found[0].organisation_id):
        raise QuoteUnknown(ref)
    return found[0]


def load_quotes(tx: Transaction, rows: Sequence[Row]) -> list[Quote]:
    """Return the quotes of rows of QUOTES with all that belongs to them."""
    ids = [stored.whole(row[0]) for row in rows]
    lines, terms = _grouped(tx, queries.LINES, ids), _grouped(tx, queries.TERMS, ids)
    events, services = _grouped(tx, queries.EVENTS, ids), _grouped(tx, queries.SERVICES, ids)
    return [
        _quote(
            row,
            tuple(_line(tx, line) for line in lines.get(row[0], ())),
            tuple(Condition(str(p), str(v), stored.whole(n)) for p, v, n in terms.get(row[0], ())),
            tuple(
                QuoteEvent(str(kind), stored.day(on), str(detail), stored.text_or_none(who))
                for kind, on, detail, who in events.get(row[0], ())
            ),
            tuple(stored.whole(key) for (key,) in services.get(row[0], ())),
        )
        for row in rows
    ]


def stream_quotes(tx: Transaction, organisation_id: int | None, day: date) -> Iterator[Quote]:
    """Yield the quotes made up to a day, oldest first, a thousand at a time."""
    rows = tx.rows(queries.LISTED, (organisation_id, organisation_id, day.isoformat()))
    for start in range(0, len(rows), ROUND):
        yield from load_quotes(tx, rows[start : start + ROUND])


def quotes_of(tx: Transaction, organisation_id: int) -> list[Quote]:
    """Return all quotes of a customer, oldest first."""
    return load_quotes(tx, tx.rows(queries.OF_ORGANISATION, (organisation_id,)))


def _grouped(tx: Transaction, statement: str, ids: Sequence[int]) -> dict[object, list[Row]]:
    groups: dict[object, list[Row]] = {}
    for row in rows_for(tx, statement, ids):
        groups.setdefault(row[0], []).append(row[1:])
    return groups


def _line(tx: Transaction, row: Row) -> QuoteLine:
    ref, kind, code, text, quantity, unit, net, basis, training, people, clause, price_clause = row
    return QuoteLine(
        stored.whole(ref),
        str(kind),
        stored.text_or_none(code),
        str(text),
        stored.whole(quantity),
        stored.whole(unit),
        stored.whole(net),
        json.loads(str(basis)),
        bool(training),
        None if people is None else stored.whole(people),
        None if clause is None else clause_by_id(tx, stored.whole(clause)),
        None if price_clause is None else clause_by_id(tx, stored.whole(price_clause)),
    )


def _quote(
    row: Row,
    lines: tuple[QuoteLine, ...],
    terms: tuple[Condition, ...],
    events: tuple[QuoteEvent, ...],
    services: tuple[int, ...],
) -> Quote:
    key, ref, customer, org, seller, currency, subscription, held, changes, issued, valid, *rest = row
    title, name, plan, unit, slots, credits_, starts = rest
    return Quote(
        id=stored.whole(key),
        ref=str(ref),
        organisation_id=stored.whole(customer),
        org=str(org),
        seller_id=stored.whole(seller),
        currency=str(currency),
        subscription_id=None if subscription is None else stored.whole(subscription),
        subscription=None if held is None else f"{org}/{held}",
        changes=stored.text_or_none(changes),
        issued_on=stored.day(issued),
        valid_until=stored.day_or_none(valid),
        title=stored.text_or_none(title),
        name=stored.text_or_none(name),
        plan=stored.text_or_none(plan),
        unit=stored.text_or_none(unit),
        slots=stored.whole(slots),
        credits=stored.whole(credits_),
        starts_on=stored.day_or_none(starts),
        lines=lines,
        terms=terms,
        events=events,
        services=services,
    )


def terms_of_quote(book: TermsBook, quote: Quote) -> Terms:
    """Return the seller's terms on the day a quote was made: they govern how it is accepted."""
    return book.of_seller(quote.seller_id, quote.issued_on)


def standing(terms: Terms, quote: Quote, day: date) -> Standing:
    """Return where a quote stands at the end of `day`.

    It binds on the day of the later signature (D-08); it is validated once every gate is met (D-09),
    where the terms have gates.
    """
    signed = {party: on for party, on in quote.signed.items() if on <= day}
    binding = Binding(signers(terms, of_service=quote.offers_services_alone), signed).on
    gates = tuple(_gate(quote, name, signed, day) for name in terms.words("quote.gates"))
    met = [gate.met_on for gate in gates]
    days = [one for one in (binding, *met) if one is not None]
    validated = max(days) if gates and binding is not None and None not in met else None
    declined = quote.event("declined")
    declined = declined if declined is not None and declined.on <= day else None
    status = "open"
    if declined is not None:
        status = "declined"
    elif validated is not None:
        status = "validated"
    elif binding is not None:
        status = "bound"
    elif signed:
        status = "signed"
    elif quote.valid_until is not None and quote.valid_until < day:
        status = "expired"
    return Standing(status, signed, binding, gates, validated, declined)


def _gate(quote: Quote, name: str, signed: dict[str, date], day: date) -> GateView:
    event = quote.event("gate", name)
    met = event.on if event is not None and event.on <= day else None
    if met is None and name == ACCEPTED:
        met = signed.get("customer")
    return GateView(name, met)


def change_until(terms: Terms, binding_on: date | None) -> date | None:
    """Return the last day on which a change cannot be refused for its lateness (B-26), or None."""
    days = terms.find("quote.change_days")
    if days is None or binding_on is None or not isinstance(days.value, int):
        return None
    return binding_on + timedelta(days=days.value)


def quote_view(book: TermsBook, quote: Quote, day: date) -> QuoteView:
    """Return a quote as printed, as of a day."""
    terms, unit = terms_of_quote(book, quote), quote.currency
    found = standing(terms, quote, day)
    until = change_until(terms, found.binding_on)
    late = until is not None and day > until
    change = None if until is None else terms.word("quote.change_after", "refusable") if late else "open"
    cited = (terms.cite(path) for path in CITED)
    return QuoteView(
        ref=quote.ref,
        org=quote.org,
        status=found.status,
        title=quote.title,
        issued_on=quote.issued_on,
        valid_until=quote.valid_until,
        net=Money(quote.net_cents, unit),
        currency=unit,
        customer_signed_on=found.signed.get("customer"),
        vendor_signed_on=found.signed.get("vendor"),
        binding_on=found.binding_on,
        validated_on=found.validated_on,
        change_until=until,
        change=change,
        declined_on=found.declined.on if found.declined else None,
        declined_for=found.declined.detail if found.declined else None,
        subscription=quote.subscription,
        changes=quote.changes,
        plan=quote.plan,
        period_unit=quote.unit,
        slots=quote.slots or None,
        credits=quote.credits,
        starts_on=quote.starts_on,
        services=tuple(f"S-{key}" for key in quote.services),
        states=terms.words("quote.states"),
        lines=tuple(_line_view(line, unit) for line in quote.lines),
        terms=tuple(ConditionView(one.path, one.value, one.after_months) for one in quote.terms),
        gates=found.gates,
        clauses=tuple(dict.fromkeys(clause for clause in cited if clause is not None)),
    )


def _line_view(line: QuoteLine, unit: str) -> QuoteLineView:
    return QuoteLineView(
        str(line.ref),
        line.kind,
        line.code,
        line.description,
        line.quantity,
        Money(line.unit_cents, unit),
        Money(line.net_cents, unit),
        line.basis,
        line.clause,
        line.price_clause,
    )
