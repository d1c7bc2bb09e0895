"""A ticket's story: states, pauses, severities, what is guaranteed."""

from datetime import UTC, datetime, timedelta

import pytest

from saasctl.rules.tickets.story import Event, Story, is_guaranteed, starts_clocks
from saasctl.terms.load import load_profile
from saasctl.terms.resolve import Terms

START = datetime(2026, 3, 9, 9, tzinfo=UTC)
KOBAN, KSAAR = Terms(load_profile("koban")), Terms(load_profile("ksaar"))


def story(*events: tuple[str, int] | tuple[str, int, str]) -> Story:
    """A major ticket with events a number of minutes after its start."""
    held = tuple(
        Event(event[0], START + timedelta(minutes=event[1]), event[2] if len(event) > 2 else None)
        for event in events
    )
    return Story(START, "major", "tool", None, False, False, held)


@pytest.mark.parametrize(
    ("kinds", "state"),
    [
        ((), "open"),
        (("ack",), "acknowledged"),
        (("ack", "pause"), "paused"),
        (("ack", "pause", "resume"), "acknowledged"),
        (("pause", "resume"), "open"),
        (("pause", "ack"), "paused"),
        (("pause", "ack", "resume"), "acknowledged"),
        (("pause", "ack", "pause", "resume"), "acknowledged"),
        (("ack", "resolve"), "resolved"),
        (("ack", "resolve", "reopen"), "acknowledged"),
        (("resolve", "close", "reopen"), "open"),
        (("exclude",), "excluded"),
        (("ack", "close"), "closed"),
    ],
)
def test_states(kinds: tuple[str, ...], state: str) -> None:
    assert story(*((kind, number) for number, kind in enumerate(kinds))).state() == state


def test_what_was_resolved_and_opened_again_is_not_done() -> None:
    done = story(("resolve", 5), ("close", 6)).resolved()
    assert done is not None
    assert done.kind == "resolve"
    assert story(("resolve", 5), ("reopen", 6)).resolved() is None
    assert story(("resolve", 5)).until(START).events == ()


def test_a_pause_ends_by_any_end_of_the_work() -> None:
    at = [START + timedelta(minutes=minutes) for minutes in (1, 4, 7)]
    assert story(("pause", 1), ("resume", 4), ("pause", 7)).pauses() == [(at[0], at[1]), (at[2], None)]
    assert story(("pause", 1), ("resolve", 4)).pauses() == [(at[0], at[1])]


def test_a_way_round_makes_a_major_anomaly_minor_where_the_terms_say_so() -> None:
    """B-41; Ksaar has no such rule."""
    events = (("workaround", 3), ("severity", 9, "blocking"))
    names = [name for _, name in story(*events).severities(KOBAN)]
    assert names == ["major", "minor", "blocking"]
    assert [name for _, name in story(*events).severities(KSAAR)] == ["major", "blocking"]


def test_only_the_tool_starts_clocks_at_koban() -> None:
    """B-40, S-51."""
    assert [starts_clocks(KOBAN, word) for word in ("tool", "phone")] == [True, False]
    assert starts_clocks(KSAAR, "email")
    assert starts_clocks(Terms(load_profile("kantree")), "email")


@pytest.mark.parametrize(
    ("severity", "about", "external_link", "custom_fields", "guaranteed"),
    [
        ("blocking", "contact", False, False, True),
        ("blocking", "calendar", False, False, False),
        ("blocking", None, False, False, False),
        ("major", "contact", False, False, False),
        ("blocking", "contact", True, False, False),
        ("blocking", "quote", False, True, False),
    ],
)
def test_the_guarantee_is_for_six_objects_without_links_or_fields(
    severity: str, about: str | None, external_link: bool, custom_fields: bool, guaranteed: bool
) -> None:
    told = Story(START, severity, "tool", about, external_link, custom_fields, ())
    assert is_guaranteed(KOBAN, told, severity) is guaranteed
