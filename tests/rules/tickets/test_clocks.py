"""Clocks through severities, exclusions and reopenings, by the four rulebooks."""

import pytest

from judging import AT, judged


@pytest.mark.parametrize(
    ("done", "state"),
    [
        ("2026-03-09T10:45:00+01:00", "met"),
        ("2026-03-09T10:45:01+01:00", "missed"),
    ],
)
def test_bx_14_to_the_second(done: str, state: str) -> None:
    found = judged(
        "koban", "blocking", "2026-03-06T16:45:00+01:00", "2026-03-20T09:00:00+01:00", ("ack", done)
    )
    assert found["acknowledge"].state == state
    assert found["acknowledge"].due_at == AT("2026-03-09T10:45:00+01:00")
    assert found["restore"].due_at == AT("2026-03-19T09:45:00+01:00")
    assert found["restore"].state == "missed"
    assert found["resolve"].state == "best_effort"


def test_a_late_taking_in_charge_starts_the_treatment_at_the_real_time() -> None:
    """SX-5, taken Monday 16:00: the first clock is missed, the second runs from there (S-54)."""
    taken = ("ack", "2026-07-13T16:00:00+02:00")
    found = judged("ksaar", "blocking", "2026-07-10T17:30:00+02:00", "2026-07-13T17:00:00+02:00", taken)
    assert found["acknowledge"].state == "missed"
    assert found["resolve"].started_at == AT("2026-07-13T16:00:00+02:00")
    assert found["resolve"].due_at == AT("2026-07-15T11:00:00+02:00")
    assert "restore" not in found


def test_a_new_severity_counts_from_the_start_and_a_miss_stays_on_record() -> None:
    """S-52: blocking for two hours, missed; then minor, a working day from the report."""
    change = ("severity", "2026-07-13T11:00:00+02:00", "minor")
    found = judged("ksaar", "blocking", "2026-07-13T09:00:00+02:00", "2026-07-13T12:00:00+02:00", change)
    clock = found["acknowledge"]
    assert (clock.state, clock.severity, clock.missed_earlier) == ("running", "minor", ("blocking",))
    assert clock.due_at == AT("2026-07-15T18:00:00+02:00")


def test_a_judged_clock_stays_so_where_the_terms_say_so() -> None:
    """B-41: missed as blocking after 2 h, it stays missed once a way round was found."""
    change = ("severity", "2026-03-09T12:00:00+01:00", "major")
    found = judged("koban", "blocking", "2026-03-09T09:00:00+01:00", "2026-03-09T12:30:00+01:00", change)
    assert (found["acknowledge"].state, found["acknowledge"].severity) == ("missed", "blocking")


def test_an_exclusion_stops_the_clocks_and_keeps_the_time() -> None:
    """B-47, S-56."""
    out = ("exclude", "2026-03-09T10:00:00+01:00", "network-failure")
    found = judged("koban", "major", "2026-03-09T09:00:00+01:00", "2026-03-12T10:00:00+01:00", out)
    assert (found["acknowledge"].state, found["acknowledge"].elapsed_seconds) == ("excluded", 3600)
    back = ("reopen", "2026-03-09T12:00:00+01:00")
    again = judged("koban", "major", "2026-03-09T09:00:00+01:00", "2026-03-09T13:30:00+01:00", out, back)
    assert (again["acknowledge"].state, again["acknowledge"].elapsed_seconds) == ("missed", 16_200)
    before = judged("ksaar", "major", "2026-03-09T09:00:00+01:00", "2026-03-12T10:00:00+01:00", out)
    assert before["resolve"].state == "excluded"


def test_a_pause_shows_as_such() -> None:
    stop = ("pause", "2026-03-09T10:00:00+01:00", "no-cooperation")
    found = judged("koban", "major", "2026-03-09T09:00:00+01:00", "2026-03-09T17:00:00+01:00", stop)
    assert (found["acknowledge"].state, found["acknowledge"].due_at) == ("paused", None)


def test_terms_without_figures_have_statistics_and_terms_without_clocks_none() -> None:
    """K-44: a statistic, never a breach; D-91: nothing is invented."""
    found = judged("kantree", "minor", "2026-03-09T09:00:00+01:00", "2026-04-09T09:00:00+02:00")
    assert {clock.state for clock in found.values()} == {"best_effort", "waiting"}
    assert judged("deskapad", "minor", "2026-03-09T09:00:00+01:00", "2026-04-09T09:00:00+02:00") == {}


def test_a_reopened_ticket_runs_on_from_its_own_start() -> None:
    events = (("resolve", "2026-03-10T09:00:00+01:00"), ("reopen", "2026-03-11T09:00:00+01:00"))
    found = judged("koban", "blocking", "2026-03-09T09:00:00+01:00", "2026-03-12T09:00:00+01:00", *events)
    assert (found["restore"].state, found["restore"].elapsed_seconds) == ("running", 27 * 3600)


def test_what_is_resolved_waits_for_no_acknowledgement() -> None:
    """Resolved after three of four hours, never taken in charge before: met; after five: missed by one."""
    soon = ("resolve", "2026-03-09T12:00:00+01:00")
    clock = judged("koban", "major", "2026-03-09T09:00:00+01:00", "2026-04-01T09:00:00+02:00", soon)[
        "acknowledge"
    ]
    assert (clock.state, clock.elapsed_seconds, clock.done_at) == ("met", 3 * 3600, AT(soon[1]))
    late = ("resolve", "2026-03-09T14:00:00+01:00")
    clock = judged("koban", "major", "2026-03-09T09:00:00+01:00", "2026-04-01T09:00:00+02:00", late)[
        "acknowledge"
    ]
    assert (clock.state, clock.elapsed_seconds, clock.remaining_seconds) == ("missed", 5 * 3600, -3600)
