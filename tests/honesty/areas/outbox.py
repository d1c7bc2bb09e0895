"""Questions about new versions of the terms, new prices, reminders, and the forms of letters."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from desk import on
from saasctl.acts.versions import put_announcement
from saasctl.operations.announcing import AnnounceGiven, announce
from saasctl.operations.cancelling import CancelGiven, cancel
from saasctl.operations.refusing import refuse_terms
from saasctl.operations.repricing import RepriceGiven, reprice
from saasctl.operations.subscription_lists import show_subscription
from saasctl.operations.subscriptions import OrderGiven, start_subscription
from saasctl.operations.suspensions import CauseEnded, restore_org
from saasctl.rules.lifecycle.versions import Change
from saasctl.values.act import Act

if TYPE_CHECKING:
    from honesty.panel import Ask, Panel

TOLD, APPLIES = date(2025, 4, 20), date(2025, 5, 5)
OTHER = "reworded"
NOTICE = "15 days"


def prepare(panel: "Panel") -> None:
    """Open a customer to whom a version was announced, and answer what the profile leaves blank."""
    from honesty.panel import plans, units

    if panel.profile.open_at("terms_change.notice") is not None:
        panel.desk.setting(panel.profile.id, "terms_change.notice", NOTICE)
    if panel.profile.open_at("confirm.K-07") is not None:
        panel.desk.setting(panel.profile.id, "confirm.K-07", "yes")
    for mark in panel.profile.opens:
        asked_for = any("sub cancel --cause" in one for one in mark.needed_by)
        if asked_for and mark.example and not mark.path.startswith("confirm."):
            panel.desk.setting(panel.profile.id, mark.path, mark.example)
    panel.desk.org("told", panel.profile.id)
    unit = next(one for one in units(panel.profile) if one != "on-demand")
    plan = next(one for one in plans(panel.profile) if one != "on-demand")
    given = OrderGiven("main", plan, unit, 2, unit_price=Decimal("17.31"))
    start_subscription(panel.store, "told", given, on("2025-01-10"))
    idle = panel.desk.org("asleep", panel.profile.id)
    with panel.store.transaction(on("2024-03-01")) as tx:
        cut = {"organisation_id": idle, "cause": "other", "scope": "organisation", "from_on": "2024-03-01"}
        tx.insert("suspension", cut)
    with panel.store.transaction(on(TOLD.isoformat())) as tx:
        row = tx.one("SELECT id, seller_id FROM organisation WHERE slug = 'told'")
        assert row is not None
        version = panel.profile.version
        put_announcement(tx, int(str(row[1])), int(str(row[0])), Change(version, TOLD, APPLIES), None)


def asks(panel: "Panel") -> "dict[str, Ask]":
    """Return the questions by name."""
    found = _versions(panel) | _refusals(panel) | _prices(panel) | _breaches(panel)
    return found | _restorations(panel)


def _restorations(panel: "Panel") -> "dict[str, Ask]":
    """Ask by when access is to be back over the change to summer time, for a customer and on trial."""
    from honesty.panel import asked

    ceased, inquiry = datetime(2024, 3, 26, 9, 0, tzinfo=UTC), datetime(2024, 3, 27, 9, 0, tzinfo=UTC)
    found: dict[str, Ask] = {}
    for slug in ("cut", "asleep"):
        for at in (datetime(2024, 4, 2, 7, 0, tzinfo=UTC), datetime(2024, 4, 2, 8, 0, tzinfo=UTC)):
            for ended in (CauseEnded(ceased), CauseEnded(ceased, inquiry)):
                act = Act(at=at, dry_run=True)
                found[f"restore {slug} {at} {ended}"] = asked(restore_org, panel.store, slug, act, ended)
    return found


def _breaches(panel: "Panel") -> "dict[str, Ask]":
    """Ask for ends for listed causes, one or several, whose blanks are answered by their examples."""
    from honesty.panel import asked, dry

    found: dict[str, Ask] = {}
    for cause in panel.profile.names_under("ending"):
        codes = panel.profile.entries.get(f"ending.{cause}.causes")
        listed = [str(code) for code in codes.value] if codes and isinstance(codes.value, tuple) else []
        needs = panel.profile.entries.get(f"ending.{cause}.needs")
        needed = tuple(str(one) for one in needs.value) if needs and isinstance(needs.value, tuple) else ()
        for facts in ((), ("forbid-3",), ("forbid-1",), ("mood", "temper", "whim"), tuple(listed[:1])):
            given = CancelGiven("vendor", "email-ack", cause, date(2025, 5, 12), False, (*needed, *facts))
            found[f"{cause} for {facts}"] = asked(cancel, panel.store, "told", given, dry(date(2025, 5, 10)))
    return found


def _versions(panel: "Panel") -> "dict[str, Ask]":
    from honesty.panel import asked, dry

    name, store = panel.profile.name, panel.store
    found: dict[str, Ask] = {}
    for day in (date(2025, 5, 4), date(2025, 5, 5), date(2025, 6, 1), date(2026, 3, 1)):
        for law in (None, "a rule of law"):
            for amendment in (False, True):
                given = AnnounceGiven(name, day, law, amendment)
                found[f"announce {given}"] = asked(announce, store, given, dry(TOLD))
    for day in (date(2025, 5, 4), date(2025, 5, 5), date(2026, 2, 1)):
        found[f"version on {day}"] = asked(show_subscription, store, "told", day)
    return found


def _refusals(panel: "Panel") -> "dict[str, Ask]":
    from honesty.panel import asked, dry

    store, found = panel.store, {}
    for day in (date(2025, 5, 4), date(2025, 5, 5)):
        found[f"refused {day}"] = asked(refuse_terms, store, "told", None, None, dry(day))
        for by in ("customer", "vendor"):
            for cause in (None, "terms-refused"):
                given = CancelGiven(by, None, cause)
                found[f"end {cause} {by} {day}"] = asked(cancel, store, "told", given, dry(day))
    found["refused by a user"] = asked(
        refuse_terms, store, "staffed", None, "member@x.example", dry(date(2025, 5, 1))
    )
    return found


def _prices(panel: "Panel") -> "dict[str, Ask]":
    from honesty.panel import asked, dry

    given = RepriceGiven(percent=Decimal(10))
    days = (date(2025, 6, 1), date(2025, 11, 20))
    return {
        f"new prices {day}": asked(reprice, panel.store, panel.profile.id, given, dry(day)) for day in days
    }
