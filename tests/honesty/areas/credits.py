"""Questions about credits: prices, orders, balances, bookings, buy-back, expiry, reports of use."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from saasctl.acts.credit_agenda import credit_items
from saasctl.acts.credit_days import run_credit_days
from saasctl.acts.credit_terms import PriceAsked
from saasctl.acts.running import RunSoFar
from saasctl.acts.terms import TermsBook
from saasctl.operations.bookings import BookingGiven, book_workspace
from saasctl.operations.credit_prices import credit_price, credit_quote
from saasctl.operations.credits import (
    BuyGiven,
    allot_credits,
    buy_credits,
    buy_credits_back,
    credit_balance,
)
from saasctl.operations.subscriptions import OrderGiven, start_subscription
from saasctl.rules.credits.purchase import Order
from saasctl.values.act import Act

if TYPE_CHECKING:
    from honesty.panel import Ask, Panel

BEGAN, AFTER, YEARS = date(2025, 1, 31), date(2025, 4, 15), date(2026, 1, 31)
DAY = timedelta(days=1)
DAYS = (AFTER, date(2025, 5, 3), YEARS - DAY, YEARS, YEARS + DAY, date(2026, 2, 1))
ACCOUNTS = ("pool", "flex", "ended", "again")
ANSWERS = {
    "credits.buyback.due_days": "30",
    "credits.buyback.vat": "yes",
    "credits.buyback.document": "credit-note",
    "credits.collected_rate": "4 a day",
    "credits.low_balance": "50",
    "credits.capacity.most": "20",
}


def sells_credits(panel: "Panel") -> bool:
    """Say whether the profile has credits."""
    return "credits.tiers" in panel.profile.entries


def prepare(panel: "Panel") -> None:
    """Open an account on demand, one of a subscription, one whose subscription ended, one refilled since."""
    if not sells_credits(panel):
        return
    desk, store = panel.desk, panel.store
    for path, value in ANSWERS.items():
        desk.setting(panel.profile.id, path, value)
    for slug in ACCOUNTS:
        organisation = desk.org(slug, panel.profile.id)
        for name, role in (("one", "administrator"), ("two", "member"), ("idle", "member")):
            with store.transaction(Act(on=BEGAN)) as tx:
                values: dict[str, object] = {
                    "email": f"{name}@{slug}.example",
                    "role": role,
                    "state": "active",
                }
                values |= {"organisation_id": organisation, "last_active_on": BEGAN.isoformat()}
                tx.insert("org_user", values | {"activated_at": "2025-01-31T09:00:00Z", "holds_slot": 0})
        if slug != "pool":
            order = OrderGiven("main", "periodic", "monthly", 2, credits=40, unit_price=Decimal(20))
            start_subscription(store, slug, order, Act(on=BEGAN))
            allot_credits(store, slug, "all", 12, Act(on=BEGAN))
    for count, source in ((30, "bought"), (10, "collected")):
        given = BuyGiven(count, 3, source, True, BEGAN - DAY * 5)
        buy_credits(store, "pool", given, Act(on=BEGAN))
    allot_credits(store, "pool", "one@pool.example", 35, Act(on=BEGAN))
    allot_credits(store, "pool", "two@pool.example", 5, Act(on=BEGAN))
    buy_credits(store, "flex", BuyGiven(7, 3), Act(on=AFTER - DAY))
    for slug in ("pool", "flex"):
        price = PriceAsked("desk", Decimal(22))
        act = Act(at=datetime(2025, 4, 14, 9, tzinfo=UTC))
        book_workspace(store, slug, f"one@{slug}.example", BookingGiven(price, True), act)
    with store.transaction(Act(on=AFTER)) as tx:
        tx.run(
            "UPDATE subscription SET ended_on = '2025-03-30' WHERE organisation_id ="
            " (SELECT id FROM organisation WHERE slug = 'ended')"
        )
        tx.run(
            "UPDATE subscription SET ended_on = '2025-03-30' WHERE organisation_id ="
            " (SELECT id FROM organisation WHERE slug = 'again')"
        )
    buy_credits(store, "again", BuyGiven(10, 3), Act(on=date(2025, 4, 1)))
    allot_credits(store, "again", "one@again.example", 10, Act(on=date(2025, 4, 1)))


def asks(panel: "Panel") -> "dict[str, Ask]":
    """Return the questions by name."""
    found = _prices(panel) | _quotes(panel)
    if sells_credits(panel):
        found |= _balances(panel) | _bookings(panel) | _backs(panel) | _days(panel)
    return found


def _prices(panel: "Panel") -> "dict[str, Ask]":
    from honesty.panel import asked

    found = {}
    name = panel.profile.id
    kinds = panel.profile.names_under("credits.category")
    shown = ["0", "0.49", "1.50", "22", "250", "250.01", "300", "500", "501", "1001", "2500", "2501", "4300"]
    for kind in (*kinds, "unknown"):
        for price in shown:
            given = PriceAsked(kind, Decimal(price))
            found[f"price {kind} {price}"] = asked(credit_price, name, given, None, None, None)
        for length in ("hour", "day", "month", "year"):
            given = PriceAsked(kind, Decimal(22), length)
            found[f"price {kind} by the {length}"] = asked(credit_price, name, given, None, None, None)
        for months in (None, 1, 2, 3, 13):
            for reason in (None, "lease"):
                given = PriceAsked(kind, Decimal(22), None, 3, months, reason)
                found[f"own price {kind} {months} {reason}"] = asked(
                    credit_price, name, given, None, None, None
                )
    return found


def _quotes(panel: "Panel") -> "dict[str, Ask]":
    from honesty.panel import asked

    orders = [
        Order(count, users) for users in (1, 3, 10) for count in (*range(1, 60), 100, 250, 251, 500, 501)
    ]
    return {
        f"quote {order}": asked(credit_quote, panel.profile.id, order, None, None, None) for order in orders
    }


def _balances(panel: "Panel") -> "dict[str, Ask]":
    from honesty.panel import asked

    store, found = panel.store, {}
    for slug in ACCOUNTS:
        for day in DAYS:
            found[f"balance {slug} {day}"] = asked(credit_balance, store, slug, day)
        for source in ("bought", "collected", "opening"):
            for accepted in (True, False):
                given = BuyGiven(21, 2, source, accepted, AFTER - DAY)
                act = Act(on=AFTER, dry_run=True)
                found[f"buy {slug} {source} {accepted}"] = asked(buy_credits, store, slug, given, act)
        for name, count in (("one", 3), ("one", 21), ("all", 4)):
            email = name if name == "all" else f"{name}@{slug}.example"
            for who in (None, "one", "two"):
                act = Act(on=AFTER, dry_run=True, requested_by=f"{who}@{slug}.example" if who else None)
                found[f"allot {slug} {name} {count} {who}"] = asked(
                    allot_credits, store, slug, email, count, act
                )
    return found


def _bookings(panel: "Panel") -> "dict[str, Ask]":
    from honesty.panel import asked

    store, found = panel.store, {}
    at, starts = datetime(2025, 4, 15, 9, tzinfo=UTC), datetime(2025, 4, 20, 9, tzinfo=UTC)
    for slug in ACCOUNTS:
        for price in ("22", "60", "190", "900"):
            for accepts in (True, False):
                given = BookingGiven(PriceAsked("desk", Decimal(price)), accepts, starts)
                act = Act(at=at, dry_run=True)
                found[f"book {slug} {price} {accepts}"] = asked(
                    book_workspace, store, slug, f"one@{slug}.example", given, act
                )
    return found


def _backs(panel: "Panel") -> "dict[str, Ask]":
    from honesty.panel import asked

    store, found = panel.store, {}
    for slug in ACCOUNTS:
        for count, named in ((1, ()), (6, (("one@pool.example", 6),)), (33, ()), (35, ()), (40, ())):
            for who in (None, "one", "two"):
                act = Act(on=AFTER, dry_run=True, requested_by=f"{who}@{slug}.example" if who else None)
                found[f"back {slug} {count} {named} {who}"] = asked(
                    buy_credits_back, store, slug, count, named, act
                )
    return found


def _days(panel: "Panel") -> "dict[str, Ask]":
    found: dict[str, Ask] = {}
    for day in (
        AFTER,
        date(2025, 6, 15),
        date(2025, 7, 31),
        date(2025, 9, 1),
        date(2025, 10, 15),
        YEARS + DAY,
    ):
        found[f"agenda of credits {day}"] = _agenda(panel, day)
    found["days of credits"] = lambda: _run(panel)
    return found


def _agenda(panel: "Panel", day: date) -> "Ask":
    def ask() -> object:
        with panel.store.reading() as tx:
            return list(credit_items(tx, TermsBook(tx), day, day + DAY * 40, None))

    return ask


def _run(panel: "Panel") -> object:
    """Answer what the days up to two years later bring."""
    with panel.store.transaction(Act(on=date(2026, 7, 1), dry_run=True)) as tx:
        run, rounds = RunSoFar(), 0
        while run_credit_days(tx, tx.on, run, None) and rounds < 100:
            rounds += 1
        return (
            tx.rows("SELECT organisation_id, due_on FROM notice WHERE kind = 'usage-report' ORDER BY id"),
            tx.rows("SELECT facts FROM outgoing ORDER BY notice_id"),
            tx.rows(
                "SELECT lot_id, quantity, on_day FROM credit_movement WHERE kind = 'expired' ORDER BY id"
            ),
        )
