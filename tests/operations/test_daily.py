"""The daily run: renewals and reductions once, missed days in order, failures left for the next."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from desk import Desk, new_desk, on
from saasctl.errors.base import NotFound
from saasctl.errors.invoices import RunPartlyFailed
from saasctl.operations.daily import list_runs, run_daily, show_run
from saasctl.operations.slots import remove_slots
from saasctl.operations.stores import check_store, dump_store
from saasctl.values.act import Act


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = new_desk(tmp_path)
    made.seller("kantree")
    made.org("acme", "kantree")
    made.sub("acme", "team", "monthly", 5, "2026-01-15", "10.00")
    yield made
    made.store.close()


RENEWALS = "SELECT on_day FROM emitted WHERE kind = 'renewal' ORDER BY on_day"


def test_renewals_are_announced_once_even_when_bills_ran_before(desk: Desk) -> None:
    desk.bill("2026-04-15")
    run_daily(desk.store, on("2026-04-20"))
    run_daily(desk.store, on("2026-04-20"))
    assert desk.rows(RENEWALS) == [("2026-02-15",), ("2026-03-15",), ("2026-04-15",)]


def test_day_by_day_equals_once_over_the_gap(tmp_path: Path) -> None:
    dumps = []
    for name, days in (("daily", range(1, 60)), ("once", [59])):
        (tmp_path / name).mkdir()
        desk = new_desk(tmp_path / name)
        desk.seller("kantree")
        for number in range(4):
            desk.org(f"o{number}", "kantree")
            desk.sub(f"o{number}", "team", "monthly", number + 1, f"2026-01-{10 + number}", "10.00")
        remove_slots(desk.store, "o3", 1, on("2026-01-20"))
        for day in days:
            run_daily(desk.store, Act(on=date.fromordinal(date(2026, 1, 20).toordinal() + day)))
        assert check_store(desk.store).ok
        dumps.append([line for line in dump_store(desk.store) if '"table":"audit' not in line])
        desk.store.close()
    assert dumps[0] == dumps[1]


def test_a_failing_customer_is_listed_and_tried_again(desk: Desk) -> None:
    desk.org("berlin", "kantree", country="DE")
    desk.sub("berlin", "team", "monthly", 1, "2026-01-20", "10.00")
    assert isinstance(run_daily(desk.store, on("2026-01-20")).failure, RunPartlyFailed)
    failed = show_run(desk.store, "R-2026-01-20.1").failed
    assert [(one.org, one.code) for one in failed] == [("berlin", "VAT-CONTRADICTED")]
    with desk.store.transaction(on("2026-01-21")) as tx:
        tx.run("UPDATE organisation SET vat_id = 'DE811907980' WHERE slug = 'berlin'")
    assert getattr(run_daily(desk.store, on("2026-01-21")).answer, "issued", None) == 1


def test_a_sandbox_moves_its_today_with_the_run(desk: Desk) -> None:
    run_daily(desk.store, on("2031-05-05"))
    with desk.store.transaction(Act()) as tx:
        assert tx.on == date(2031, 5, 5)


def test_a_dry_run_leaves_no_trace(desk: Desk) -> None:
    before = list(dump_store(desk.store))
    answer = run_daily(desk.store, Act(on=date(2026, 3, 1), dry_run=True)).answer
    assert getattr(answer, "issued", None) == 2
    assert list(dump_store(desk.store)) == before
    assert list(list_runs(desk.store).rows) == []


def test_an_unknown_run_is_not_found(desk: Desk) -> None:
    with pytest.raises(NotFound):
        show_run(desk.store, "R-1999-01-01.1")
