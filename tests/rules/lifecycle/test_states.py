"""The table of transitions, and the page made from it."""

from pathlib import Path

from saasctl.rules.lifecycle.states import TRANSITIONS, diagram, leads_to, subjects
from states import page

ROOT = Path(__file__).parents[3]


def test_the_page_is_made_from_the_table() -> None:
    assert (ROOT / "docs" / "states.md").read_text(encoding="utf-8") == page()


def test_every_state_can_be_reached() -> None:
    for of in subjects():
        reached: set[str | None] = {None}
        for _ in TRANSITIONS:
            reached |= {one.after for one in TRANSITIONS if one.of == of and one.before in reached}
        assert {one.before for one in TRANSITIONS if one.of == of} <= reached


def test_nothing_leaves_what_is_purged_and_no_row_stands_twice() -> None:
    assert not any(one.before == "purged" for one in TRANSITIONS)
    assert len(set(TRANSITIONS)) == len(TRANSITIONS)
    assert leads_to("notice", "sending", "unknown")
    assert not leads_to("notice", "sent", "sending")
    assert "    [*] --> to_send: " in diagram("notice")
