"""Service levels: counts, median and 90th percentile by hand."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from desk import new_desk
from saasctl.operations.sla_reports import SlaFilter, report_sla
from saasctl.operations.tickets import Happened, TicketGiven, act_on_ticket, open_ticket
from saasctl.values.act import Act

START = datetime.fromisoformat("2026-03-09T09:00:00+01:00")


def test_met_and_missed_of_a_month(tmp_path: Path) -> None:
    """Acknowledged after 1, 2, 3 and 5 hours where 4 are allowed: 3 met of 4, median 2.5, the 90th 5."""
    desk = new_desk(tmp_path)
    desk.org("acme", desk.seller("koban"))
    for number, hours in enumerate((1, 2, 3, 5), 1):
        open_ticket(desk.store, "acme", TicketGiven("major", "x"), Act(at=START))
        act_on_ticket(desk.store, f"T-{number}", Happened("ack"), Act(at=START + timedelta(hours=hours)))
    march = SlaFilter("acme", "koban", date(2026, 3, 1), date(2026, 3, 31))
    rows = list(report_sla(desk.store, march, None).rows)
    assert rows[0] == (
        "koban", "acme", "major", "2026-03", "acknowledge", 4, 3, 1, 0,
        Decimal("75.0"), Decimal("2.50"), Decimal("5.00"), "#######...",
    )  # fmt: skip
    end = datetime.fromisoformat("2026-04-01T00:00:00+02:00")
    assert report_sla(desk.store, march, end).as_of == date(2026, 3, 31), "31 March is reported to its end"
    assert list(report_sla(desk.store, SlaFilter(first=date(2026, 4, 1)), None).rows) == []
    assert list(report_sla(desk.store, SlaFilter(last=date(2026, 3, 8)), None).rows) == []
    assert len(list(report_sla(desk.store, SlaFilter(last=date(2026, 3, 9)), None).rows)) == 2
    act_on_ticket(desk.store, "T-4", Happened("resolve"), Act(at=START + timedelta(hours=6)))
    best_effort = list(report_sla(desk.store, march, None).rows)[1]
    assert best_effort[4:9] == ("resolve", 4, 0, 0, 3), "best effort is neither met nor missed, and over"
    desk.store.close()


def test_recurring_usage_problems_lead_to_a_training(tmp_path: Path) -> None:
    """B-36: two of three months before; anomalies and older requests do not count."""
    desk = new_desk(tmp_path)
    desk.org("acme", desk.seller("koban"))
    for day, about in ((9, "usage"), (10, "usage"), (11, "anomaly")):
        at = START.replace(day=day)
        open_ticket(desk.store, "acme", TicketGiven("minor", "x", about=about), Act(at=at))
    open_ticket(desk.store, "acme", TicketGiven("minor", "x", about="usage"), Act(at=START.replace(month=1)))

    def training() -> list[tuple[object, object]]:
        found = report_sla(desk.store, SlaFilter(), START.replace(month=4)).extra["training"]
        assert isinstance(found, list)
        return [(proposal["problems"], proposal["propose"]) for proposal in found]

    assert training() == [(3, False)]
    desk.setting("koban", "support.training_window", "2 months")
    desk.setting("koban", "support.training_after", "2")
    assert training() == [(2, True)]
    desk.setting("koban", "support.training_after", "3")
    assert training() == []
    desk.store.close()
