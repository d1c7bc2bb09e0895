"""What terms say of clocks."""

import pytest

from judging import TERMS
from saasctl.rules.tickets.sheet import Sheet


@pytest.mark.parametrize(
    ("profile", "kinds", "guarantees", "from_report"),
    [
        ("koban", ("acknowledge", "resolve", "restore"), {"restore"}, {"acknowledge", "resolve", "restore"}),
        ("ksaar", ("acknowledge", "resolve"), set(), {"acknowledge"}),
        ("deskapad", (), set(), set()),
    ],
)
def test_the_clocks_of_a_profile(
    profile: str, kinds: tuple[str, ...], guarantees: set[str], from_report: set[str]
) -> None:
    sheet = Sheet(TERMS[profile])
    assert sheet.kinds == kinds
    assert set(sheet.guarantees) == guarantees
    assert set(sheet.from_report) == from_report


def test_a_target_cites_its_rule_or_that_of_the_clock() -> None:
    sheet = Sheet(TERMS["koban"])
    span, clause = sheet.target("major", "acknowledge")
    assert span == (4, "business-hours")
    assert clause is not None
    assert "B-43" in str(clause.rule)
    span, clause = sheet.target("minor", "resolve")
    assert span is None
    assert clause is not None
