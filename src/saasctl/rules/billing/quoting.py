"""The lines of a price offer, and the conditions of the customer's own that it brings once signed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from saasctl.errors.usage import ValueMalformed
from saasctl.rules.billing.lines import Basis
from saasctl.rules.billing.ordering import ServiceGiven, ordered, price_of, service_clause
from saasctl.rules.credits.purchase import Order, Purchase, tiered_purchase
from saasctl.terms.resolve import Terms
from saasctl.values.clause import Cited, ClauseRef
from saasctl.values.money import Money, divide_half_up, format_percent

WORDS = "quote"
CHANGED = "changed-order"
ONE_OFF = "one-off"


@dataclass(frozen=True, slots=True)
class OfferedPlan:
    """The subscription that a quote offers. `unit_price` None asks the terms for theirs."""

    plan: str
    unit: str
    slots: int
    name: str = "main"
    unit_price: Decimal | None = None
    discount: Decimal = Decimal(0)
    free_months: int = 0


@dataclass(frozen=True, slots=True)
class OfferedService:
    """A service of a quote; `count` are its hours where it is priced so, else how many."""

    given: ServiceGiven
    count: int = 1
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """What a quote offers. `users` are those that the credits are priced for.

    `bought` is what credits without a plan cost this customer, where it is known already.
    """

    plan: OfferedPlan | None = None
    credits: int = 0
    users: int = 0
    services: tuple[OfferedService, ...] = ()
    one_off: tuple[tuple[str, int, Decimal], ...] = ()
    changes: bool = False
    rise: Decimal | None = None
    bought: Purchase | None = None


@dataclass(frozen=True, slots=True)
class OfferLine:
    """One line of a quote with its arithmetic; `taken_off` says how its price was made from another."""

    kind: str
    code: str | None
    description: str
    basis: Basis
    clause: ClauseRef
    price_clause: ClauseRef
    training: bool = False
    people: int | None = None
    taken_off: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Condition:
    """A path of the terms and its value for this customer, from so many months after the start."""

    path: str
    value: str
    after_months: int = 0


@dataclass(frozen=True, slots=True)
class _Rates:
    """The price of one slot in cents and the rhythm it is billed in."""

    price: Cited[int]
    net: int
    months: int
    price_months: int
    invoice_months: int


def offer_lines(terms: Terms, offer: Offer) -> tuple[OfferLine, ...]:
    """Return the lines of an offer, each rounded once, half up.

    A subscription counts for its first commitment, or for one invoice where it has none; a discount
    and free months are lines of their own. Raises BlankTerm (exit 7) for a price nobody has set.
    """
    lines = list(_plan_lines(terms, offer.plan)) if offer.plan else []
    lines += _credit_lines(terms, offer)
    lines += [_service_line(terms, service) for service in offer.services]
    lines += [_one_off(terms, *one) for one in offer.one_off]
    if offer.changes and terms.word("quote.changed_offer", "none") == "new-quote":
        lines.append(_rise(terms, offer.rise))
    return tuple(lines)


def offer_conditions(terms: Terms, offer: Offer) -> tuple[Condition, ...]:
    """Return the conditions that the plan of an offer brings: its own price, and what it is in free months.

    A free month is one at no price; a billing period that is free in part has its part of the price.
    """
    plan = offer.plan
    if plan is None:
        return ()
    rates, path = _rates(terms, plan), f"price.{plan.plan}.{plan.unit}"
    own = plan.unit_price is not None or bool(plan.discount)
    found = [Condition(path, _amount(terms, rates.net))] if own else []
    if plan.free_months and rates.invoice_months:
        found = [
            Condition(path, _amount(terms, cents), months) for months, cents in _free_prices(rates, plan)
        ]
    return tuple(found)


def _rates(terms: Terms, plan: OfferedPlan) -> _Rates:
    path = f"price.{plan.plan}.{plan.unit}"
    if plan.unit_price is not None:
        price = Cited(Money.of(plan.unit_price, terms.profile.currency).cents, ordered(terms, WORDS))
    else:
        found = terms.decimal(path)
        for rule in (found.clause.rule or "").split():
            if found.clause.source in ("terms", "convention"):
                terms.confirmed(rule)
        price = Cited(Money.of(found.value, terms.profile.currency).cents, found.clause)
    billed = terms.number(f"period.{plan.unit}.invoice_months", 0)
    stated = terms.find("commitment.months")
    months = terms.number(f"period.{plan.unit}.commitment_months", 0)
    if stated is not None and isinstance(stated.value, int) and months:
        months = stated.value
    return _Rates(
        price,
        price.value - _discount(price.value, plan.discount),
        months or billed,
        terms.number(f"period.{plan.unit}.price_months", 1),
        billed,
    )


def _discount(cents: int, percent: Decimal) -> int:
    top, bottom = percent.as_integer_ratio()
    return divide_half_up(cents * top, 100 * bottom)


def _plan_lines(terms: Terms, plan: OfferedPlan) -> Iterator[OfferLine]:
    rates = _rates(terms, plan)
    if not rates.months:
        return
    counted = terms.cite(f"period.{plan.unit}.commitment_months") or terms.cite(
        f"period.{plan.unit}.invoice_months"
    )
    clause, agreed = counted or rates.price.clause, ordered(terms, WORDS)
    slots = f"{plan.slots} slot{'s' if plan.slots != 1 else ''}"
    months = f"{rates.months} month{'s' if rates.months != 1 else ''}"
    text = f"{plan.plan}, {plan.unit}: {slots} for {months}"
    whole = Basis("whole", plan.slots, rates.price.value, rates.months, rates.price_months)
    yield OfferLine("subscription", plan.plan, text, whole, clause, rates.price.clause)
    off = rates.net - rates.price.value
    if off:
        basis = Basis("whole", plan.slots, off, rates.months, rates.price_months)
        text = f"discount of {format_percent(plan.discount)} %"
        percent = format_percent(plan.discount)
        made = {"price": _amount(terms, rates.price.value), "percent": percent}
        yield OfferLine("discount", plan.plan, text, basis, agreed, agreed, taken_off=made)
    yield from _free_lines(terms, plan, rates)


def _free_lines(terms: Terms, plan: OfferedPlan, rates: _Rates) -> Iterator[OfferLine]:
    if not plan.free_months or not rates.invoice_months:
        return
    if plan.free_months > rates.months:
        offered = f"{rates.months} month{'s' if rates.months != 1 else ''}"
        raise ValueMalformed("--free-months", str(plan.free_months), f"at most the {offered} offered")
    agreed = ordered(terms, WORDS)
    whole, part = divmod(plan.free_months, rates.invoice_months)
    if whole:
        months = whole * rates.invoice_months
        basis = Basis("whole", plan.slots, -rates.net, months, rates.price_months)
        text = f"{months} month{'s' if months != 1 else ''} free"
        made = {"price": _amount(terms, rates.net)}
        yield OfferLine("free-months", plan.plan, text, basis, agreed, agreed, taken_off=made)
    if part:
        off = rates.net - _part_price(rates, part)
        basis = Basis("whole", plan.slots, -off, rates.invoice_months, rates.price_months)
        text = f"{part} of {rates.invoice_months} months free"
        made = {"price": _amount(terms, rates.net), "billed": str(rates.invoice_months), "free": str(part)}
        yield OfferLine("free-months", plan.plan, text, basis, agreed, agreed, taken_off=made)


def _part_price(rates: _Rates, free: int) -> int:
    return divide_half_up(rates.net * (rates.invoice_months - free), rates.invoice_months)


def _free_prices(rates: _Rates, plan: OfferedPlan) -> Iterator[tuple[int, int]]:
    whole, part = divmod(plan.free_months, rates.invoice_months)
    if whole:
        yield 0, 0
    if part:
        yield whole * rates.invoice_months, _part_price(rates, part)
    yield (whole + bool(part)) * rates.invoice_months, rates.net


def _amount(terms: Terms, cents: int) -> str:
    return str(Money(cents, terms.profile.currency))


def _credit_lines(terms: Terms, offer: Offer) -> Iterator[OfferLine]:
    if not offer.credits:
        return
    text = f"{offer.credits} credits"
    if offer.plan is not None and terms.number(f"period.{offer.plan.unit}.invoice_months", 0):
        price = terms.decimal("credits.periodic_price")
        unit = Money.of(price.value, terms.profile.currency).cents
        basis = Basis("unit", offer.credits, unit)
        yield OfferLine("credits", None, text, basis, price.clause, price.clause)
        return
    users = offer.users or (offer.plan.slots if offer.plan else 0)
    if users < 1:
        raise ValueMalformed("--users", str(users), "the number of users that the credits are for")
    bought = offer.bought or tiered_purchase(terms, Order(offer.credits, users))
    for part in bought.parts:
        words = text if len(bought.parts) == 1 else f"{part.credits} of {text}"
        basis = Basis("unit", part.credits, part.unit_price.cents)
        told = f"{words} for {users} user{'s' if users != 1 else ''}"
        yield OfferLine("credits", None, told, basis, bought.clause, bought.clause, people=users)


def _service_line(terms: Terms, service: OfferedService) -> OfferLine:
    given = service.given
    price = price_of(terms, given, WORDS)
    count = price.quantity if price.quantity > 1 else service.count
    title = service.text or terms.word(f"service.{given.code}.title", given.code)
    basis = Basis("unit", count, price.unit.value)
    clause = service_clause(terms, given.code, "service")
    return OfferLine(
        "service", given.code, title, basis, clause, price.unit.clause, given.training, given.people
    )


def _one_off(terms: Terms, text: str, count: int, price: Decimal) -> OfferLine:
    agreed = ordered(terms, WORDS)
    basis = Basis("unit", count, Money.of(price, terms.profile.currency).cents)
    return OfferLine("one-off", ONE_OFF, text, basis, agreed, agreed)


def _rise(terms: Terms, rise: Decimal | None) -> OfferLine:
    """Return the line by which a changed offer costs more (B-27)."""
    given = ServiceGiven(CHANGED, rise)
    price = price_of(terms, given, WORDS)
    clause = terms.cite("quote.changed_offer") or price.unit.clause
    title = terms.word(f"service.{CHANGED}.title", CHANGED)
    return OfferLine("rise", CHANGED, title, Basis("unit", 1, price.unit.value), clause, price.unit.clause)


def net_of(lines: Sequence[OfferLine]) -> int:
    """Return the sum of an offer's lines in cents."""
    return sum(line.basis.net_cents for line in lines)


@dataclass(frozen=True, slots=True)
class Binding:
    """When a quote binds: on the day of the later signature, once all who must sign have (D-08, S-04)."""

    signers: tuple[str, ...]
    signed: dict[str, date]

    @property
    def on(self) -> date | None:
        """The day, or None while a signature is missing."""
        if any(party not in self.signed for party in self.signers):
            return None
        return max(self.signed[party] for party in self.signers)


@dataclass(frozen=True, slots=True)
class Signature:
    """A party's signature: by whom, in which form, and what came with it.

    `copies` None means that their number was not told.
    """

    by: str
    person: str | None = None
    title: str | None = None
    authority: bool = False
    form: str | None = None
    copies: int | None = None
    attachments: tuple[str, ...] = ()

    @property
    def words(self) -> str | None:
        """The signatory's title and what was declared, as kept with the signature."""
        said = [self.title, "capacity and authority declared" if self.authority else None, self.form]
        return "; ".join(word for word in said if word) or None
