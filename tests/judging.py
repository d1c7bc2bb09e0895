"""Clocks of tickets under the four profiles, without a store."""

from datetime import datetime

from saasctl.rules.tickets.clocks import Clock, clocks_of
from saasctl.rules.tickets.desk import desk_of
from saasctl.rules.tickets.story import Event, Story
from saasctl.terms.load import load_profile
from saasctl.terms.resolve import Answer, Terms

AT = datetime.fromisoformat
HOURS = Answer("support.hours", "mon-fri 09:00-18:00", "operator", AT("2020-01-01").date())
TERMS = {
    "koban": Terms(load_profile("koban")),
    "kantree": Terms(load_profile("kantree")),
    "deskapad": Terms(load_profile("deskapad")),
    "ksaar": Terms(load_profile("ksaar"), {HOURS.path: HOURS}),
}


def judged(
    profile: str, severity: str, opened: str, now: str, *events: tuple[str, str] | tuple[str, str, str]
) -> dict[str, Clock]:
    """Return the clocks of a ticket on a contact as of `now`, by kind."""
    terms = TERMS[profile]
    held = tuple(Event(event[0], AT(event[1]), event[2] if len(event) > 2 else None) for event in events)
    story = Story(AT(opened), severity, "tool", "contact", False, False, held)
    return {clock.kind: clock for clock in clocks_of(terms, desk_of(terms), story, AT(now))}
