"""Questions about commissions on sales and about use that is measured."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from desk import on
from saasctl.operations.agendas import agenda_of
from saasctl.operations.commissions import (
    DeclarationGiven,
    SaleGiven,
    declare_sales,
    reconcile_commission,
    state_commission,
)
from saasctl.operations.corrections import reject_debit
from saasctl.operations.invoicing import preview_invoices
from saasctl.operations.slots import add_slots
from saasctl.operations.subscriptions import override_terms
from saasctl.operations.suspensions import suspend_org
from saasctl.operations.usage import ReadingGiven, check_usage, record_reading
from saasctl.operations.users import add_user
from saasctl.values.act import Act
from saasctl.values.answers import Listing

if TYPE_CHECKING:
    from honesty.panel import Ask, Panel

PRICES = (
    "0",
    "1",
    "1.01",
    "50",
    "100",
    "100.01",
    "100.50",
    "100.99",
    "101",
    "101.01",
    "499",
    "499.01",
    "0.5",
)
YEAR = 2031
"""A year of which no other area asks."""
SENT = datetime(2031, 3, 6, 10, tzinfo=UTC)


def prepare(panel: "Panel") -> None:
    """Declare sales and record readings where the profile speaks of them."""
    if "commission.bands" in panel.profile.entries:
        _sell(panel)
    if "usage.bounces.metric" in panel.profile.entries:
        _send(panel)


def _sell(panel: "Panel") -> None:
    name = panel.profile.id
    for path, value in {
        "commission.due_days": "30",
        "plan.business.end_users": "50",
        "overage.end_users.price": "2.00",
    }.items():
        panel.desk.setting(name, path, value)
    for slug, plan in (("selling", "free"), ("short", "business"), ("idle", "business")):
        panel.desk.org(slug, name)
        panel.desk.sub(slug, plan, "monthly", 1, f"{YEAR}-01-01", "149.00")
    for place, price in enumerate(PRICES):
        first = date(YEAR + place // 12, place % 12 + 1, 1)
        _declare(panel, "selling", DeclarationGiven(first, (SaleGiven(Decimal(price), 7),)))
    part = (SaleGiven(Decimal(50), 3), SaleGiven(Decimal(120), 2), SaleGiven(Decimal(50), 1, "user"))
    first = date(YEAR, 3, 1)
    third = SaleGiven(Decimal(50), 9, "third-party")
    _declare(
        panel, "short", DeclarationGiven(first, (*part, third), None, date(YEAR, 3, 11), date(YEAR, 3, 20))
    )
    _like_seats(panel)
    _declare(panel, "idle", DeclarationGiven(first, (SaleGiven(Decimal(50), 1),)))
    _declare(panel, "short", DeclarationGiven(date(YEAR, 4, 1), (SaleGiven(Decimal(400), 9),)))
    for read, month, dom in ((40, 3, 2), (63, 3, 12), (55, 3, 31), (61, 5, 9)):
        at = datetime(YEAR, month, dom, 10, tzinfo=UTC)
        record_reading(panel.store, "short", ReadingGiven("end_users", str(read)), Act(at=at))
    panel.desk.bill(f"{YEAR}-04-01", "short")
    (row,) = panel.desk.rows("SELECT number FROM invoice WHERE kind = 'commission' AND issued_on > '2031'")
    reject_debit(panel.store, str(row[0]), on(f"{YEAR}-04-03"))


def _like_seats(panel: "Panel") -> None:
    """Give a customer conditions under which users hold its slots, paid in advance."""
    for path, value in {"slots.held_by": "users", "invoice.timing": "advance"}.items():
        override_terms(panel.store, "idle", path, value, "order", on(f"{YEAR}-01-01"))
    add_user(panel.store, "first@idle.example", "idle", {}, on(f"{YEAR}-01-02"))


def _declare(panel: "Panel", slug: str, given: DeclarationGiven) -> None:
    declare_sales(panel.store, slug, given, on(f"{YEAR + 2}-12-31"))


def _send(panel: "Panel") -> None:
    panel.desk.setting(panel.profile.id, "usage.volume.limit", "5")
    panel.desk.org("sending", panel.profile.id)
    panel.desk.sub("sending", "professional", "annual", 1, "2031-01-01", "540.00")
    for subject, bounces in (("spring", 501), ("summer", 500), ("autumn", 502)):
        _read(panel, "campaign-sent", 10_000, subject=subject)
        _read(panel, "bounces", bounces, subject=subject)
    _read(panel, "bounces", 1, 5 * 24 - 5, "spring")
    for hours in (0, -5 * 24):
        _read(panel, "emailing-sent", 10_000, hours)
    for hours, complaints in ((0, 2), (4 * 24, 1), (4 * 24 - 5, 1), (5 * 24 - 5, 1), (-24, 3)):
        _read(panel, "complaints", complaints, hours)
    _read(panel, "complaints", 1, subject="spring")
    for metric, value in (("accounts", 99_999), ("contacts", 1), ("volume", 7)):
        _read(panel, metric, value)
    _read(panel, "contacts", 5, subject="second")
    panel.desk.org("campaigning", panel.profile.id)
    panel.desk.sub("campaigning", "professional", "annual", 1, "2031-01-01", "540.00")
    for metric, value, hours in (("campaign-sent", 10_000, 0), ("complaints", 4, 0), ("complaints", 2, -24)):
        _read(panel, metric, value, hours, org="campaigning")
    for metric in ("engaged-leads", "qualified-leads"):
        _read(panel, metric, 1, -24)
    _read(panel, "spf", 1)


def _read(
    panel: "Panel", metric: str, value: int, hours: int = 0, subject: str | None = None, org: str = "sending"
) -> None:
    act = Act(at=SENT - timedelta(hours=hours))
    record_reading(panel.store, org, ReadingGiven(metric, str(value), subject), act)


def asks(panel: "Panel") -> "dict[str, Ask]":
    """Return the questions by name."""
    found: dict[str, Ask] = {}
    if "commission.bands" in panel.profile.entries:
        found |= _commissions(panel)
    if "usage.bounces.metric" in panel.profile.entries:
        found |= _checks(panel)
    return found


def _commissions(panel: "Panel") -> "dict[str, Ask]":
    from honesty.panel import asked, dry

    store, found = panel.store, {}
    for place in range(len(PRICES)):
        first = date(YEAR + place // 12, place % 12 + 1, 1)
        found[f"statement {PRICES[place]}"] = asked(state_commission, store, "selling", first)
    for month in (3, 4):
        found[f"statement {month}"] = asked(state_commission, store, "short", date(YEAR, month, 1))
    for month in (1, 3):
        found[f"year {month}"] = asked(reconcile_commission, store, "short", date(YEAR, month, 1))
    later = dry(date(YEAR, 3, 9))
    found["idle user"] = asked(add_user, store, "second@idle.example", "idle", {}, later)
    found["idle slot"] = asked(add_slots, store, "idle", 1, later)
    found["idle year"] = asked(reconcile_commission, store, "idle", date(YEAR, 3, 1))
    for by in ("vendor", "customer"):
        given = DeclarationGiven(date(YEAR, 5, 1), (SaleGiven(Decimal(50), 1),), by)
        found[f"declared by the {by}"] = asked(declare_sales, store, "short", given, dry(date(YEAR, 6, 1)))
    for slug in ("selling", "short"):
        for day in (date(YEAR, 4, 1), date(YEAR, 5, 31), date(YEAR, 6, 1), date(YEAR + 1, 4, 2)):
            found[f"preview {slug} {day}"] = asked(preview_invoices, store, slug, day)
    for day in (date(YEAR, 3, 31), date(YEAR, 4, 15)):
        found[f"use {day}"] = asked(_used, panel, "short", day)
    return found


def _checks(panel: "Panel") -> "dict[str, Ask]":
    from honesty.panel import asked, dry

    found: dict[str, Ask] = {}
    for place in (6, 7):
        noon = SENT.replace(day=place, hour=11)
        for org in ("sending", "campaigning"):
            found[f"use of {org} at {noon}"] = asked(_used, panel, org, noon)
    for cause in ("campaign", "emailing"):
        act = dry(date(2031, 3, 7))
        found[f"suspended {cause}"] = asked(suspend_org, panel.store, "sending", cause, "figures", act)
    for day in (date(2031, 3, 6), date(2031, 3, 7), date(2031, 3, 11)):
        found[f"agenda of use {day}"] = asked(agenda_of, panel.store, 1, "sending", day)
        found[f"use on {day}"] = asked(_used, panel, "sending", day)
    return found


def _used(panel: "Panel", org: str, when: date) -> object:
    answer = check_usage(panel.store, org, when, fails=False).answer
    assert isinstance(answer, Listing)
    return list(answer.rows)
