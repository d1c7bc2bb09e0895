"""Questions about quotes and services: offers, signatures, gates, orders, deliveries."""

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from saasctl.errors.base import SaasctlError
from saasctl.operations import credits as credits_
from saasctl.operations import importing_users, quotes, services, subscriptions
from saasctl.rules.billing.ordering import ServiceGiven
from saasctl.rules.billing.quoting import Offer, OfferedPlan, OfferedService, Signature
from saasctl.values.act import Act

if TYPE_CHECKING:
    from honesty.panel import Ask, Panel

MADE, SIGNED, LATE = date(2025, 2, 3), date(2025, 2, 10), date(2025, 3, 20)
PRICE = Decimal("17.31")
ODD, SMALL = Decimal("100.05"), Decimal("0.08")
ANSWERS = {"module.first_period": "prorated", "service.due_days": "9", "quote.valid_days": "30"}
"""What the operator answers; each other blank of a service gets its example."""
SETUP = ServiceGiven("setup", ODD)
PLANNED = ServiceGiven("setup", ODD, plan="40 % later")
CAUSES = (
    "existing-dispute",
    "earlier-subscription-unpaid",
    "debit-authorisation-refused",
    "non-payment-or-part-payment",
    "another",
)
GATES = ("terms-accepted", "payment-confirmed", "confirmation-sent")


def prepare(panel: "Panel") -> None:
    """Make a customer with quotes in every state and services on their way."""
    from honesty.panel import _sold, plans

    desk, profile = panel.desk, panel.profile
    for mark in profile.opens:
        answer = ANSWERS.get(mark.path) or (mark.example if mark.path.startswith("service.") else None)
        if mark.kind == "blank" and answer:
            desk.setting(profile.id, mark.path, answer)
    desk.org("quoted", profile.id)
    plan = plans(profile)[-1]
    unit = _sold(profile, plan)[0]
    if profile.open_at("sessions.plans") is not None:
        desk.setting(profile.id, "sessions.plans", plan)
    given = subscriptions.OrderGiven("main", plan, unit, 3, unit_price=PRICE)
    subscriptions.start_subscription(panel.store, "quoted", given, Act(on=MADE))
    offered = OfferedPlan(plan, unit, 2, "second", PRICE)
    setup = OfferedService(SETUP)
    line = ("Import", 1, PRICE)
    for offer in (Offer(offered), Offer(one_off=(line,)), Offer(services=(setup,)), Offer(one_off=(line,))):
        quotes.add_quote(panel.store, "quoted", quotes.QuoteGiven(offer), Act(on=MADE))
    for number, parties in (
        ("002", ("customer",)),
        ("003", ("customer", "vendor")),
        ("001", ("customer", "vendor")),
    ):
        for day, party in zip((SIGNED, SIGNED + timedelta(days=2)), parties, strict=False):
            quotes.sign_quote(panel.store, f"Q-2025-{number}", Signature(party), Act(on=day))
    _services(panel)


def _services(panel: "Panel") -> None:
    """Order a project, one asked for its elements, a module and two sessions."""
    orders = (
        PLANNED if "project.deposit" in panel.profile.entries else SETUP,
        ServiceGiven("website", ODD, elements_by=LATE),
        ServiceGiven("sms", PRICE, module=True),
        ServiceGiven("mission", PRICE),
    )
    for given in orders:
        services.order_service(panel.store, "quoted/main", given, Act(on=SIGNED))
    for ref in _refs(panel)[:3]:
        services.ask_elements(panel.store, ref, Act(on=SIGNED + timedelta(days=5)))
    if "sessions.per_month" in panel.profile.entries:
        for day in (SIGNED, LATE):
            for _ in range(2):
                services.order_service(panel.store, "quoted/main", ServiceGiven("session"), Act(on=day))


def _refs(panel: "Panel") -> list[str]:
    return [f"S-{row[0]}" for row in panel.desk.rows(OWN)]


OWN = """
SELECT x.id FROM service_order x JOIN organisation o ON o.id = x.organisation_id
WHERE o.slug = 'quoted' ORDER BY x.id
"""


def asks(panel: "Panel") -> "dict[str, Ask]":
    """Return the questions by name."""
    return _offers(panel) | _signatures(panel) | _states(panel) | _orders(panel) | _deliveries(panel)


def _offers(panel: "Panel") -> "dict[str, Ask]":
    from honesty.panel import asked, dry, plans, units

    def add(given: quotes.QuoteGiven, day: date) -> "Ask":
        return asked(quotes.add_quote, panel.store, "quoted", given, dry(day))

    found = {}
    for plan in plans(panel.profile):
        for unit in units(panel.profile):
            offered = OfferedPlan(plan, unit, 3, "new", PRICE, Decimal(10), 1)
            found[f"offer {plan} {unit}"] = add(quotes.QuoteGiven(Offer(offered)), LATE)
            found[f"offer credits {plan} {unit}"] = add(
                quotes.QuoteGiven(Offer(OfferedPlan(plan, unit, 3, "new", PRICE), credits=5)), LATE
            )
    for code in (*panel.profile.names_under("service"), "other"):
        for price in (None, PRICE):
            service = OfferedService(ServiceGiven(code, price, hours=2), 2)
            found[f"offer {code} {price}"] = add(quotes.QuoteGiven(Offer(services=(service,))), LATE)
    for rise in (None, PRICE):
        for day in (SIGNED + timedelta(days=2 + n) for n in (0, 15, 16)):
            given = quotes.QuoteGiven(Offer(rise=rise), changes="Q-2025-003")
            found[f"change {rise} {day}"] = add(given, day)
    found["offer logged"] = add(
        quotes.QuoteGiven(Offer(one_off=(("Setup", 1, PRICE),)), logged=("questions",)), LATE
    )
    found["import of a wrong file"] = lambda: _import(panel)
    if "credits.due_days" in panel.profile.entries:
        bought = credits_.BuyGiven(60, 10)
        found["credits at once"] = asked(credits_.buy_credits, panel.store, "quoted", bought, dry(LATE))
    return found


def _import(panel: "Panel") -> object:
    """Answer how a file that does not conform may be mended."""
    from honesty.panel import dry

    try:
        return importing_users.import_users(
            panel.store, str(panel.folder / "users-wrong.csv"), "staffed", dry(LATE)
        )
    except SaasctlError as refused:
        return refused.fix


def _signatures(panel: "Panel") -> "dict[str, Ask]":
    from honesty.panel import asked, dry

    def sign(ref: str, given: Signature, day: date) -> "Ask":
        return asked(quotes.sign_quote, panel.store, ref, given, dry(day))

    papers = ("bank-identity-slip",)
    wanted = {
        "bare": Signature("customer"),
        "one copy": Signature("customer", copies=1),
        "whole": Signature("customer", "Ada", "Director", True, "email", 2, papers),
        "by fax": Signature("customer", form="fax"),
        "by letter": Signature("customer", form="letter"),
        "vendor": Signature("vendor"),
    }
    found = {f"sign {name}": sign("Q-2025-004", given, SIGNED) for name, given in wanted.items()}
    found["countersign"] = sign("Q-2025-002", Signature("vendor"), LATE)
    found["sign late"] = sign("Q-2025-004", Signature("customer"), LATE)
    return found


def _states(panel: "Panel") -> "dict[str, Ask]":
    from honesty.panel import asked, dry

    store, found = panel.store, {}
    for number in (1, 2, 3, 4):
        ref = f"Q-2025-{number:03d}"
        for day in (SIGNED, SIGNED + timedelta(days=17), SIGNED + timedelta(days=18), LATE):
            found[f"show {ref} {day}"] = asked(quotes.show_quote, store, ref, day)
        for gates in ((), *((gate,) for gate in GATES)):
            found[f"confirm {ref} {gates}"] = asked(quotes.confirm_quote, store, ref, gates, dry(LATE))
        for code in CAUSES:
            found[f"decline {ref} {code}"] = asked(
                quotes.decline_quote, store, ref, "vendor", code, None, dry(LATE)
            )
    found["confirmed"] = lambda: _confirmed(panel)
    found["access to be opened"] = asked(services.send_access, store, "quoted/second", dry(LATE))
    return found


def _confirmed(panel: "Panel") -> object:
    """Answer what a confirmation tells the customer, and in which form."""
    from honesty.panel import dry
    from saasctl.acts.quote_checks import confirmation
    from saasctl.acts.quotes import load_quote
    from saasctl.acts.terms import TermsBook

    with panel.store.transaction(dry(LATE)) as tx:
        quote = load_quote(tx, "Q-2025-001")
        confirmation(tx, TermsBook(tx).of_seller(quote.seller_id, LATE), quote)
        return tx.rows("SELECT form, effect FROM notice WHERE kind = 'order-confirmation'")


def _orders(panel: "Panel") -> "dict[str, Ask]":
    from honesty.panel import asked, dry

    def order(given: ServiceGiven, quote: str | None = None, day: date = LATE) -> "Ask":
        return asked(services.order_service, panel.store, "quoted/main", given, dry(day), quote)

    found = {}
    for code in (*panel.profile.names_under("service"), "other"):
        for price in (None, PRICE):
            given = ServiceGiven(code, price, hours=2, people=10, travel=PRICE)
            found[f"order {code} {price}"] = order(given)
        found[f"order {code} for eleven"] = order(ServiceGiven(code, PRICE, people=11))
        found[f"order {code} as found"] = order(
            ServiceGiven(code, PRICE, facts=("acceptance", "client-mistake"))
        )
    for name, given in {
        "odd": ServiceGiven("setup", ODD),
        "small": ServiceGiven("setup", SMALL),
        "planned": PLANNED,
        "module": ServiceGiven("sms", PRICE, module=True),
        "session": ServiceGiven("session"),
    }.items():
        found[f"order {name}"] = order(given)
    for quote in ("Q-2025-002", "Q-2025-003"):
        found[f"order by {quote}"] = order(ServiceGiven("setup"), quote)
    for day in (SIGNED, date(2025, 2, 28), date(2025, 3, 2), date(2025, 3, 4), date(2025, 4, 15)):
        found[f"session on {day}"] = order(ServiceGiven("session"), day=day)
    return found


def _deliveries(panel: "Panel") -> "dict[str, Ask]":
    from honesty.panel import asked, dry

    wanted = {
        "whole": services.DeliveryGiven(),
        "step": services.DeliveryGiven(step=1),
        "postponed": services.DeliveryGiven(available_on=SIGNED + timedelta(days=3)),
        "stalled": services.DeliveryGiven(stalled=True),
        "stalled as found": services.DeliveryGiven(stalled=True, facts=("deliberate-delay-found",)),
        "with travel": services.DeliveryGiven(travel=PRICE),
        **{
            part: services.DeliveryGiven(part=part)
            for part in ("training", "configuration", "import", "credentials", "another")
        },
    }
    found = {
        f"deliver {ref} {name}": asked(services.deliver_service, panel.store, ref, given, dry(LATE))
        for ref in _refs(panel)[:5]
        for name, given in wanted.items()
    }
    found["services"] = asked(services.list_services, panel.store, "quoted", LATE)
    return found
