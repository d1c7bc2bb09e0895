"""One step of the daily run."""

from datetime import date
from pathlib import Path

from desk import new_desk, on
from saasctl.acts.daily import run_next
from saasctl.acts.running import RunSoFar


def test_each_step_takes_the_earliest_day_until_nothing_is_due(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    desk.seller("kantree")
    desk.org("acme", "kantree")
    desk.sub("acme", "team", "monthly", 1, "2026-01-15", "10.00")
    run, steps = RunSoFar(), 0
    with desk.store.transaction(on("2026-03-20")) as tx:
        while run_next(tx, date(2026, 3, 20), run):
            steps += 1
    assert (steps, len(run.issued), run.organisations, run.failed) == (3, 3, {1}, [])
    assert desk.rows("SELECT kind, on_day FROM emitted ORDER BY on_day") == [
        ("renewal", "2026-02-15"),
        ("renewal", "2026-03-15"),
    ]
    desk.store.close()
