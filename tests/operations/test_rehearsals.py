"""A rehearsal equals the run that follows it, and touches nothing."""

from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from desk import Desk, new_desk, on
from saasctl.errors.base import SaasctlError
from saasctl.operations.daily import run_daily
from saasctl.operations.rehearsals import rehearse

END = date(2041, 3, 31)


def _desk(folder: Path) -> Desk:
    desk = new_desk(folder)
    for profile, plan, unit, price in (
        ("kantree", "team", "monthly", "10.00"),
        ("koban", "crm", "annual", "1200.00"),
        ("deskapad", "periodic", "monthly", "40.00"),
    ):
        desk.org(f"of-{profile}", desk.seller(profile))
        desk.sub(f"of-{profile}", plan, unit, 3, "2040-01-31", price)
    run_daily(desk.store, on("2040-02-10"))
    return desk


def test_its_figures_are_those_of_the_daily_run_and_the_store_is_untouched(tmp_path: Path) -> None:
    desk = _desk(tmp_path)
    before = sha256(desk.path.read_bytes()).hexdigest()
    view = rehearse(desk.store, END, None, [("price.team.monthly", "11.00")])
    assert sha256(desk.path.read_bytes()).hexdigest() == before
    held = {row[0] for row in desk.rows("SELECT number FROM invoice")}
    run_daily(desk.store, on(END.isoformat()))
    found = desk.rows("SELECT number, net_cents FROM invoice ORDER BY issued_on, number")
    assert [(one.number, one.net.cents) for one in view.invoices] == [
        row for row in found if row[0] not in held
    ]
    assert {one.difference.cents for one in view.compared} == {300}
    desk.store.close()


def test_a_path_that_no_profile_has_is_refused(tmp_path: Path) -> None:
    desk = _desk(tmp_path)
    with pytest.raises(SaasctlError):
        rehearse(desk.store, END, "of-koban", [("no.such.path", "1")])
    desk.store.close()
