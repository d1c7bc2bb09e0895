"""Billing runs: once, in order, whole organisations, whatever happens."""

import os
import random
import signal
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from desk import Desk, new_desk, on
from saasctl.errors.base import SaasctlError
from saasctl.errors.invoices import RunPartlyFailed
from saasctl.errors.terms import BlankTerm
from saasctl.errors.vat import VatContradicted
from saasctl.operations.invoices import verify_invoices
from saasctl.operations.invoicing import preview_invoices, run_invoices
from saasctl.operations.stores import check_store, dump_store
from saasctl.rules.calendars.months import months_after
from saasctl.store.database import open_store
from saasctl.system.clock import system_clock
from saasctl.values.act import Act


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = new_desk(tmp_path)
    yield made
    made.store.close()


NUMBERS = "SELECT number, issued_on, obligation_on, net_cents FROM invoice ORDER BY id"


def test_running_twice_issues_once(desk: Desk) -> None:
    desk.seller("kantree")
    desk.org("acme", "kantree")
    desk.sub("acme", "team", "monthly", 3, "2026-01-15", "10.00")
    assert desk.bill("2026-02-20") == ("INV-2026-000001", "INV-2026-000002")
    assert desk.bill("2026-02-20") == ()
    assert len(desk.rows(NUMBERS)) == 2


def test_missed_days_are_caught_up_day_by_day_across_customers(desk: Desk) -> None:
    desk.seller("kantree")
    for slug, day in (("late", "2026-01-31"), ("early", "2026-01-05")):
        desk.org(slug, "kantree")
        desk.sub(slug, "team", "monthly", 1, day, "10.00")
    desk.bill("2026-03-05")
    issued = [row[1] for row in desk.rows(NUMBERS)]
    assert issued == ["2026-01-05", "2026-01-31", "2026-02-05", "2026-02-28", "2026-03-05"]
    assert verify_invoices(desk.store).ok


def test_one_customer_that_cannot_be_billed_leaves_the_others_alone(desk: Desk) -> None:
    desk.seller("kantree")
    desk.org("berlin", "kantree", country="DE")
    desk.org("acme", "kantree")
    for slug in ("berlin", "acme"):
        desk.sub(slug, "team", "monthly", 1, "2026-01-01", "10.00")
    done = run_invoices(desk.store, None, on("2026-02-01"))
    assert done.keys == ("INV-2026-000001", "INV-2026-000002")
    assert isinstance(done.failure, RunPartlyFailed)
    assert done.failure.message == "1 organisations failed, 2 invoices were issued"
    assert len(desk.rows(NUMBERS)) == 2
    with desk.store.transaction(on("2026-02-01")) as tx:
        tx.run("UPDATE organisation SET vat_id = 'DE811907980' WHERE slug = 'berlin'")
    assert desk.bill("2026-02-01") == ("INV-2026-000003", "INV-2026-000004")


def test_the_only_cause_is_the_runs_own_exit(desk: Desk) -> None:
    desk.seller("kantree")
    desk.org("berlin", "kantree", country="DE")
    desk.sub("berlin", "team", "monthly", 1, "2026-01-01", "10.00")
    with pytest.raises(VatContradicted):
        desk.bill("2026-01-01")


def test_a_blank_setting_is_named_and_nothing_is_written(desk: Desk) -> None:
    desk.seller("kantree")
    desk.org("acme", "kantree")
    desk.sub("acme", "team", "monthly", 1, "2026-01-01")
    with pytest.raises(BlankTerm, match=r"price\.team\.monthly") as refused:
        desk.bill("2026-01-01")
    assert refused.value.exit == 7
    assert desk.rows(NUMBERS) == []


def test_a_dry_run_burns_no_number_and_changes_nothing(desk: Desk) -> None:
    desk.seller("kantree")
    desk.org("acme", "kantree")
    desk.sub("acme", "team", "monthly", 1, "2026-01-01", "10.00")
    before = list(dump_store(desk.store))
    rehearsed = run_invoices(desk.store, None, Act(on=date(2026, 3, 1), dry_run=True))
    assert (rehearsed.keys, rehearsed.told) == ((), "issued 3 invoices up to 2026-03-01")
    assert list(dump_store(desk.store)) == before
    assert desk.bill("2026-01-01") == ("INV-2026-000001",)


def test_a_preview_is_what_the_run_issues(desk: Desk) -> None:
    desk.seller("ksaar")
    desk.org("acme", "ksaar")
    desk.sub("acme", "starter", "monthly", 2, "2026-01-31", "99.00")
    shown = [row[13:16] for row in preview_invoices(desk.store, "acme", date(2026, 5, 31)).rows]
    desk.bill("2026-05-31")
    issued = desk.rows("SELECT net_cents, vat_cents, gross_cents FROM invoice ORDER BY id")
    assert [tuple(getattr(money, "cents", None) for money in row) for row in shown] == issued


def test_a_real_store_never_dates_an_invoice_before_the_last_one(tmp_path: Path) -> None:
    desk = new_desk(tmp_path, sandbox=False)
    desk.seller("kantree")
    for slug, day in (("first", "2026-03-10"), ("second", "2026-02-01")):
        desk.org(slug, "kantree")
        desk.sub(slug, "team", "annual", 1, day, "120.00")
        desk.bill("2026-03-10", slug)
    assert [row[:3] for row in desk.rows(NUMBERS)] == [
        ("INV-2026-000001", "2026-03-10", "2026-03-10"),
        ("INV-2026-000002", "2026-03-10", "2026-02-01"),
    ]
    assert [row[0] for row in desk.rows("SELECT due_on FROM invoice ORDER BY id")] == ["2026-04-09"] * 2
    assert verify_invoices(desk.store).ok
    desk.store.close()


def test_numbers_restart_each_year(desk: Desk) -> None:
    desk.seller("kantree")
    desk.org("acme", "kantree")
    desk.sub("acme", "team", "monthly", 1, "2025-11-15", "10.00")
    assert desk.bill("2026-01-15") == ("INV-2025-000001", "INV-2025-000002", "INV-2026-000001")


def test_two_sellers_have_series_of_their_own(desk: Desk) -> None:
    for profile in ("kantree", "koban"):
        desk.seller(profile)
        desk.org(f"{profile}-client", profile)
        desk.sub(f"{profile}-client", "pro", "monthly", 1, "2026-01-01", "10.00")
    assert sorted(desk.bill("2026-01-01")) == ["INV-2026-000001", "KOBAN-INV-2026-000001"]


@pytest.mark.parametrize(
    ("customer", "category", "rate", "gross", "mention"),
    [
        pytest.param({}, "S", "20", 12000, None, id="at-home"),
        pytest.param(
            {"country": "DE", "vat_id": "DE811907980"}, "AE", "0", 10000, "Autoliquidation", id="intra-eu"
        ),
        pytest.param({"country": "US"}, "O", "0", 10000, "259-1", id="outside-the-union"),
        pytest.param({"postcode": "97400"}, "S", "8.5", 10850, None, id="reunion"),
        pytest.param({"postcode": "97300"}, "O", "0", 10000, "294-1", id="guyane"),
    ],
)
def test_vat_follows_where_the_customer_is(
    desk: Desk, customer: dict[str, object], category: str, rate: str, gross: int, mention: str | None
) -> None:
    desk.seller("kantree")
    desk.org("acme", "kantree", **customer)
    desk.sub("acme", "team", "monthly", 10, "2026-01-01", "10.00")
    desk.bill("2026-01-01")
    assert desk.rows("SELECT category, rate FROM invoice_vat") == [(category, rate)]
    found = desk.rows("SELECT gross_cents, mention FROM invoice")[0]
    assert found[0] == gross
    assert mention is None or mention in str(found[1])


def billed_in_child(path: Path, act: Act, ready: int) -> int:
    """Fork a process that waits for a byte on `ready`, then runs the bills; returns its pid."""
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        os.read(ready, 1)
        store = open_store(str(path), lock_timeout=30, clock=system_clock())
        run_invoices(store, None, act)
        store.close()
        code = 0
    except SaasctlError as refused:
        code = refused.exit
    finally:
        os._exit(code)


def test_two_processes_at_once_bill_every_period_once_200_times(desk: Desk) -> None:
    desk.seller("kantree")
    desk.org("acme", "kantree")
    desk.sub("acme", "team", "monthly", 2, "2020-01-31", "10.00")
    for number in range(200):
        act = Act(on=months_after(date(2020, 1, 31), number))
        ready, go = os.pipe()
        children = [billed_in_child(desk.path, act, ready) for _ in range(2)]
        os.write(go, b"xx")
        codes = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
        os.close(ready)
        os.close(go)
        assert codes == [0, 0]
    assert desk.rows("SELECT count(*), count(DISTINCT period_start) FROM invoice") == [(200, 200)]
    assert desk.rows("SELECT sum(net_cents) FROM invoice") == [(200 * 2000,)]
    assert verify_invoices(desk.store).ok


def filled(folder: Path) -> Desk:
    folder.mkdir()
    desk = new_desk(folder)
    desk.seller("kantree")
    for number in range(12):
        desk.org(f"org-{number}", "kantree")
        desk.sub(f"org-{number}", "team", "monthly", number + 1, f"2024-01-{number + 1:02d}", "10.00")
    return desk


def test_a_run_killed_anywhere_and_started_again_equals_one_that_was_not(tmp_path: Path) -> None:
    whole = filled(tmp_path / "whole")
    whole.bill("2025-12-31")
    expected = list(dump_store(whole.store))
    whole.store.close()
    killed = filled(tmp_path / "killed")
    chance = random.Random(7)
    for _ in range(12):
        ready, go = os.pipe()
        child = billed_in_child(killed.path, Act(on=date(2025, 12, 31)), ready)
        os.write(go, b"x")
        time.sleep(chance.uniform(0.005, 0.2))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(ready)
        os.close(go)
    killed.bill("2025-12-31")
    assert list(dump_store(killed.store)) == expected
    assert check_store(killed.store).ok
    killed.store.close()


def test_a_mistyped_customer_is_not_found(saasctl: Callable[..., object], desk: Desk) -> None:
    desk.seller("kantree")
    with pytest.raises(SaasctlError) as refused:
        run_invoices(desk.store, "nobody", on("2026-01-01"))
    assert refused.value.exit == 3
