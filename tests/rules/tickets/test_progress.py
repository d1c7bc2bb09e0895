"""Clocks in words: how far each has run, and what is left."""

import pytest

from judging import judged
from saasctl.rules.tickets.clocks import Clock
from saasctl.rules.tickets.progress import progress
from saasctl.values.views.tickets import TargetView

OPENED = "2026-03-09T09:00:00+01:00"


def said(profile: str, severity: str, now: str, *events: tuple[str, str] | tuple[str, str, str]) -> list[str]:
    return [progress(clock) for clock in judged(profile, severity, OPENED, now, *events).values()]


@pytest.mark.parametrize(
    ("now", "events", "words"),
    [
        ("2026-03-09T09:00:00+01:00", (), "acknowledge: 0 % of 4 h, 4 h left"),
        ("2026-03-09T11:29:59+01:00", (), "acknowledge: 62 % of 4 h, 1 h 30 left"),
        ("2026-03-09T13:00:00+01:00", (), "acknowledge: 100 % of 4 h, 0 min left"),
        ("2026-03-09T13:12:00+01:00", (), "acknowledge: 105 % of 4 h, missed, over by 12 min"),
        (
            "2026-03-10T10:00:00+01:00",
            (("ack", "2026-03-09T09:40:00+01:00"),),
            "acknowledge: 16 % of 4 h, met",
        ),
        (
            "2026-03-10T10:00:00+01:00",
            (("pause", "2026-03-09T10:00:00+01:00", "no-cooperation"),),
            "acknowledge: 25 % of 4 h, paused, 3 h left",
        ),
        (
            "2026-03-10T10:00:00+01:00",
            (("exclude", "2026-03-09T10:00:00+01:00", "sabotage"),),
            "acknowledge: 25 % of 4 h, excluded",
        ),
    ],
)
def test_a_target_in_words(now: str, events: tuple[tuple[str, str]], words: str) -> None:
    assert said("koban", "major", now, *events)[0] == words


def test_duties_without_a_target_say_what_was_spent() -> None:
    assert said("koban", "major", "2026-03-09T12:05:00+01:00")[1] == "resolve: best effort, 3 h 05"
    assert said("ksaar", "minor", "2026-03-09T12:00:00+01:00") == [
        "acknowledge: 16 % of 1 d, 15 h left",
        "resolve: not started",
    ]
    out = ("exclude", "2026-03-09T10:00:00+01:00", "network")
    assert said("koban", "minor", "2026-03-09T12:00:00+01:00", out)[0] == "acknowledge: excluded after 1 h"
    assert said("ksaar", "minor", "2026-03-09T12:00:00+01:00", out)[1] == "resolve: excluded"


def test_a_target_without_length_is_done_at_once() -> None:
    clock = Clock("resolve", "missed", None, TargetView(0, "hours"), None, 0, 0, None, "minor", (), None)
    assert progress(clock) == "resolve: 100 % of 0 h, missed, over by 0 min"
