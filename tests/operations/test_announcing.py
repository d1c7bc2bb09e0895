"""Announcing a version: the notice runs, each letter is written once."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from desk import Desk, new_desk, on
from saasctl.errors.terms import ProfileUnknown
from saasctl.errors.versions import AnnouncementRefused, AnnouncementTooLate
from saasctl.operations.announcing import AnnounceGiven, announce
from saasctl.values.views.versions import AnnouncementView

NAME = "kantree@2021-04-07"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A customer of Kantree; the version announced is the one it has, so that no file is needed."""
    found = new_desk(tmp_path)
    found.org("acme", found.seller("kantree"))
    yield found
    found.store.close()


@pytest.mark.parametrize(
    ("told", "effective", "in_time"),
    [
        pytest.param("2026-04-20", "2026-05-05", True, id="KX-14"),
        pytest.param("2026-04-20", "2026-05-04", False, id="KX-14-a-day-too-soon"),
        pytest.param("2026-09-16", "2026-10-01", True, id="KX-14-october"),
        pytest.param("2026-09-17", "2026-10-01", False, id="KX-14-october-late"),
        pytest.param("2024-02-15", "2024-03-01", True, id="leap-year"),
        pytest.param("2025-02-15", "2025-03-01", False, id="no-leap-year"),
    ],
)
def test_fifteen_days_run_before_it_applies(desk: Desk, told: str, effective: str, in_time: bool) -> None:
    given = AnnounceGiven(NAME, date.fromisoformat(effective))
    if in_time:
        announce(desk.store, given, on(told))
    else:
        with pytest.raises(AnnouncementTooLate):
            announce(desk.store, given, on(told))


def test_every_letter_is_written_once(desk: Desk) -> None:
    given = AnnounceGiven(NAME, date(2026, 5, 5))
    views = [announce(desk.store, given, on("2026-04-20")).answer for _ in range(2)]
    assert [view.notices for view in views if isinstance(view, AnnouncementView)] == [("N-1",), ("N-1",)]


def test_a_version_without_file_and_a_profile_without_seller(desk: Desk) -> None:
    with pytest.raises(ProfileUnknown):
        announce(desk.store, AnnounceGiven("kantree@9", date(2026, 5, 5)), on("2026-04-20"))
    with pytest.raises(AnnouncementRefused, match="koban"):
        announce(desk.store, AnnounceGiven("koban@2026-03", date(2026, 5, 5)), on("2026-04-20"))
