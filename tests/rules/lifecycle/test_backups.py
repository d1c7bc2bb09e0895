"""Backups kept on a day, by BX-20 and its edges."""

from datetime import date

import pytest

from saasctl.errors.terms import BlankTerm
from saasctl.rules.lifecycle.backups import backups_kept
from saasctl.terms.load import load_profile
from saasctl.terms.resolve import Terms

D = date.fromisoformat


def test_tiers_of_age() -> None:
    """BX-20: daily 31, ten-day 34, monthly 18."""
    tiers = backups_kept(Terms(load_profile("koban")), D("2024-01-01"), D("2026-06-30"))
    assert [(len(one.days), one.days[0], one.days[-1]) for one in tiers] == [
        (31, D("2026-05-31"), D("2026-06-30")),
        (34, D("2025-07-01"), D("2026-05-27")),
        (18, D("2024-01-08"), D("2025-06-01")),
    ]


def test_a_young_service_has_only_daily_copies() -> None:
    tiers = backups_kept(Terms(load_profile("koban")), D("2026-06-20"), D("2026-06-30"))
    assert [len(one.days) for one in tiers] == [11, 0, 0]


def test_no_copy_passes_the_longest_age() -> None:
    """S-60, SX-22: a copy of 9 April is gone by 8 July."""
    (tier,) = backups_kept(Terms(load_profile("ksaar")), D("2020-01-01"), D("2026-07-08"))
    assert (tier.days[0], len(tier.days)) == (D("2026-04-09"), 91)


def test_a_silent_document_gives_no_figure() -> None:
    with pytest.raises(BlankTerm):
        backups_kept(Terms(load_profile("kantree")), D("2020-01-01"), D("2026-07-08"))
