"""What is said of a ticket comes from its terms."""

from datetime import UTC, datetime

from saasctl.rules.tickets.story import Event, Story
from saasctl.rules.tickets.words import sayings
from saasctl.terms.load import load_profile
from saasctl.terms.resolve import Terms

AT = datetime(2026, 3, 9, 9, tzinfo=UTC)


def test_a_guaranteed_ticket_and_an_excluded_one() -> None:
    koban = Terms(load_profile("koban"))
    said = list(sayings(koban, Story(AT, "blocking", "tool", "contact", False, False, ())))
    assert "guaranteed: create, edit of contact" in said
    assert "a missed target gives: indemnity" in said
    out = (Event("exclude", AT, "network-failure"),)
    said = list(sayings(koban, Story(AT, "major", "tool", "contact", False, False, out)))
    assert said[-1] == "excluded: Failure of communication networks"


def test_terms_that_say_nothing() -> None:
    deskapad = Terms(load_profile("deskapad"))
    assert list(sayings(deskapad, Story(AT, "major", "tool", None, False, False, ()))) == [
        "targets: best-efforts"
    ]
