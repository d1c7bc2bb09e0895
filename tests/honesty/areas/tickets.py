"""Questions about what qualifies a ticket: supported access, usage problems, excluded work, versions."""

from datetime import datetime
from typing import TYPE_CHECKING

from saasctl.operations import incidents, sla_reports, tickets
from saasctl.rules.tickets.access import Access
from saasctl.values.act import Act

if TYPE_CHECKING:
    from honesty.panel import Ask, Panel

AT = datetime.fromisoformat("2026-04-14T10:00:00+02:00")
SEEN = (
    Access("firefox"),
    Access("chrome", True),
    Access(None, False, 14),
    Access(None, False, 15),
    Access(None, False, None, "US"),
    Access(None, False, None, "FR"),
)


def prepare(panel: "Panel") -> None:
    """Open requests that are no anomalies, and exclude one; say when usage problems recur."""
    if panel.profile.id not in ("koban", "ksaar"):
        return
    for path, value in (("support.training_after", "1"), ("support.excluded_rate", "90.00")):
        if panel.profile.open_at(path) is not None:
            panel.desk.setting(panel.profile.id, path, value)
    for about in ("usage", "anomaly"):
        given = tickets.TicketGiven("minor", "x", about=about)
        written = tickets.open_ticket(panel.store, "staffed", given, Act(at=AT))
    code = panel.profile.names_under("exclusion")[-1]
    tickets.act_on_ticket(panel.store, written.keys[0], tickets.Happened("exclude", code), Act(at=AT))


def asks(panel: "Panel") -> "dict[str, Ask]":
    """Return the questions by name."""
    from honesty.panel import asked

    if panel.profile.id not in ("koban", "ksaar"):
        return {}
    store, found, dry = panel.store, dict[str, "Ask"](), Act(at=AT, dry_run=True)
    for place, access in enumerate(SEEN):
        given = tickets.TicketGiven("blocking", "x", object="contact", access=access)
        found[f"open with {place}"] = asked(tickets.open_ticket, store, "staffed", given, dry)
    for about in ("usage", "undeveloped-function"):
        given = tickets.TicketGiven("minor", "x", about=about)
        found[f"open about {about}"] = asked(tickets.open_ticket, store, "staffed", given, dry)
    day = AT.replace(day=20)
    open_ones = tickets.TicketFilter()
    found["open tickets"] = asked(tickets.list_tickets, store, open_ones, day)
    found["training"] = lambda: sla_reports.report_sla(store, sla_reports.SlaFilter(), day).extra
    work = incidents.WorkGiven("deployment", "x")
    times = AT, AT.replace(minute=2)
    found["deployment"] = asked(incidents.plan_maintenance, store, panel.profile.id, times, work, dry)
    return found
