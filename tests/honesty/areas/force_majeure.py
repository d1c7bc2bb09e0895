"""Questions about a contract that force majeure suspends: its dates, bills, ends and the ladder."""

from datetime import date
from typing import TYPE_CHECKING

from desk import on
from saasctl.operations.cancelling import CancelGiven, cancel
from saasctl.operations.cases import CaseGiven, open_case
from saasctl.operations.daily import run_daily
from saasctl.operations.subscription_lists import subscription_dates
from saasctl.operations.suspensions import statement

if TYPE_CHECKING:
    from honesty.panel import Ask, Panel

ORG = "flooded"
CASE = "force-majeure"
BEGAN = "2025-03-10"
TOLD = "notified_on", "2025-03-12"


def prepare(panel: "Panel") -> None:
    """Open a case of force majeure on a billed customer, where the profile has such a case."""
    profile = panel.profile
    if f"case.{CASE}.title" not in profile.entries:
        return
    plan = next((name for name in profile.names_under("plan") if name not in ("free", "on-demand")), "team")
    panel.desk.org(ORG, profile.id)
    panel.desk.sub(ORG, plan, "monthly", 2, "2025-03-01", "31.00")
    panel.desk.bill("2025-03-01", ORG)
    told = (TOLD,) if f"case.{CASE}.facts.{TOLD[0]}" in profile.entries else ()
    open_case(panel.store, ORG, CASE, CaseGiven((("event", "flood"), *told)), on(BEGAN))


def asks(panel: "Panel") -> "dict[str, Ask]":
    """Return the questions by name."""
    from honesty.panel import asked, dry

    if f"case.{CASE}.title" not in panel.profile.entries:
        return {}
    found: dict[str, Ask] = {}
    store = panel.store
    for cause in panel.profile.names_under("ending"):
        if not cause.startswith(CASE):
            continue
        for by in ("customer", "vendor"):
            for form in ("in-app", "registered-letter"):
                for day in ("2025-03-20", "2025-04-20", "2025-05-20"):
                    given = CancelGiven(by, form, cause, facts=panel.profile_facts(cause))
                    ask = asked(cancel, store, f"{ORG}/main", given, dry(date.fromisoformat(day)))
                    found[f"{cause} {by} {form} {day}"] = ask
    for day in ("2025-04-20", "2025-05-20"):
        found[f"flooded dates {day}"] = asked(
            subscription_dates, store, f"{ORG}/main", date.fromisoformat(day)
        )
        found[f"flooded steps {day}"] = asked(statement, store, ORG, date.fromisoformat(day))
    found["flooded run"] = asked(run_daily, store, dry(date(2025, 5, 20)))
    return found
