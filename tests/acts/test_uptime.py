"""Months as instants, and the day by which customers are told of planned work."""

from datetime import date, datetime

import pytest

from saasctl.acts.uptime import Planned, advice_on, inform_by, month_in
from saasctl.terms.load import load_profile
from saasctl.terms.resolve import Terms

AT = datetime.fromisoformat
KOBAN, KANTREE = Terms(load_profile("koban")), Terms(load_profile("kantree"))


@pytest.mark.parametrize(("month", "hours"), [("2026-03-01", 743), ("2026-10-01", 745), ("2026-04-01", 720)])
def test_a_month_over_the_change_of_the_clocks(month: str, hours: int) -> None:
    """BX-21: March 2026 has 743 hours."""
    found = month_in("Europe/Paris", date.fromisoformat(month))
    assert (found.last - found.first).total_seconds() == hours * 3600


def test_a_month_of_notice_is_clipped_to_the_end_of_the_month() -> None:
    """BX-24."""
    assert inform_by(KOBAN, "network", AT("2026-05-30T22:00:00+02:00")) == date(2026, 4, 30)
    assert inform_by(KOBAN, "network", AT("2026-03-31T22:00:00+02:00")) == date(2026, 2, 28)
    assert inform_by(KOBAN, "repair", AT("2026-03-31T22:00:00+02:00")) is None
    assert inform_by(KANTREE, "network", AT("2026-03-31T22:00:00+02:00")) is None


def test_sixty_minutes_do_not_ask_for_an_email() -> None:
    """KX-18, B-49."""
    assert advice_on(KANTREE, Planned("maintenance", 3600, announced=True)) == []
    assert len(advice_on(KANTREE, Planned("maintenance", 3660, announced=False))) == 2
    brief = Planned("deployment", 170, announced=False, validation="release 41 signed off")
    assert advice_on(KOBAN, brief) == ["a version that cuts access so briefly needs no notice"]
    assert advice_on(KOBAN, Planned("deployment", 180, announced=True, validation="signed off")) == []


def test_a_version_without_validation_is_warned_of() -> None:
    """B-50: deployments and upgrades, not work on the network."""
    missing = "no internal validation of the version is on record: --validation TEXT"
    assert missing in advice_on(KOBAN, Planned("deployment", 170, announced=True))
    assert missing in advice_on(KOBAN, Planned("upgrade", 1700, announced=True))
    assert missing not in advice_on(KOBAN, Planned("network", 1700, announced=True))
    assert missing not in advice_on(KANTREE, Planned("upgrade", 1700, announced=True))
