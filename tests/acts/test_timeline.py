"""A customer's life on a line."""

from datetime import date
from pathlib import Path

from desk import new_desk
from saasctl.acts.finding import organisation_named
from saasctl.acts.timeline import timeline_items


def test_a_life_runs_from_the_opening_to_the_next_invoice(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    desk.org("acme", desk.seller("kantree"))
    desk.sub("acme", "team", "monthly", 1, "2026-06-15", "10.00")
    desk.bill("2026-06-15")
    with desk.store.reading() as tx:
        items = timeline_items(tx, organisation_named(tx, "acme"), date(2026, 6, 20))
    assert [item.on for item in items] == sorted(item.on for item in items)
    assert [(item.source, item.past) for item in items][:3] == [
        ("organisation", True),
        ("subscription", True),
        ("invoice", True),
    ]
    assert ("main: began", date(2026, 6, 15)) in [(item.what, item.on) for item in items]
    assert ("acme/main: invoice", date(2026, 7, 15)) in [(item.what, item.on) for item in items]
    desk.store.close()
