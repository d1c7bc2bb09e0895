"""Service levels: counts, median and 90th percentile by hand."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from desk import new_desk
from saasctl.operations.sla_reports import report_sla
from saasctl.operations.tickets import Happened, TicketGiven, act_on_ticket, open_ticket
from saasctl.values.act import Act

START = datetime.fromisoformat("2026-03-09T09:00:00+01:00")


def test_met_and_missed_of_a_month(tmp_path: Path) -> None:
    """Acknowledged after 1, 2, 3 and 5 hours where 4 are allowed: 3 met of 4, median 2, 90th percentile 5."""
    desk = new_desk(tmp_path)
    desk.org("acme", desk.seller("koban"))
    for number, hours in enumerate((1, 2, 3, 5), 1):
        open_ticket(desk.store, "acme", TicketGiven("major", "x"), Act(at=START))
        act_on_ticket(desk.store, f"T-{number}", Happened("ack"), Act(at=START + timedelta(hours=hours)))
    rows = list(report_sla(desk.store, "acme", (date(2026, 3, 1), date(2026, 3, 31)), None).rows)
    assert rows[0] == (
        "koban", "acme", "major", "2026-03", "acknowledge", 4, 3, 1, 0,
        Decimal("75.0"), Decimal("2.00"), Decimal("5.00"), "#######...",
    )  # fmt: skip
    assert list(report_sla(desk.store, None, (date(2026, 4, 1), None), None).rows) == []
    assert list(report_sla(desk.store, None, (None, date(2026, 2, 1)), None).rows) == []
    desk.store.close()
