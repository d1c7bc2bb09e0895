"""Bands, tiers and ladders that do not fit together."""

import pytest

from saasctl.terms.check.findings import Finding
from saasctl.terms.check.scales import scale_findings
from saasctl.terms.load import load_profile
from saasctl.terms.model import Profile
from saasctl.terms.resolve import Terms
from small import small


def findings(profile: Profile) -> list[Finding]:
    return list(scale_findings(Terms(profile)))


def bands(*edges: tuple[str, str], more: str = "") -> Profile:
    rows = ", ".join(f'{{ from = "{low}", to = "{high}", percent = 10 }}' for low, high in edges)
    return small(more=f'[commission]\nclause = "1"\nrule = "Z-08"\nbands = [{rows}]\n{more}')


def test_ksaar_has_gaps_below_between_and_above() -> None:
    assert [(one.severity, one.path, one.message) for one in findings(load_profile("ksaar"))] == [
        ("warning", "commission.bands", "no band between 100.00 and 101.00"),
        ("warning", "commission.bands", "no band below 1.00"),
        ("warning", "commission.bands", "no band above 499.00"),
    ]


@pytest.mark.parametrize(
    ("edges", "more", "messages"),
    [
        pytest.param(
            [("0.01", "100.00"), ("100.01", "499.00")], "rate_above = 15\n", [], id="mended-to-the-cent"
        ),
        pytest.param(
            [("0.00", "100.00"), ("100.01", "499.00")], "", ["no band above 499.00"], id="open-above"
        ),
        pytest.param(
            [("1.00", "100.00"), ("100.02", "499.00")],
            "rate_below = 1\nrate_above = 1\n",
            ["no band between 100.00 and 100.02"],
            id="gap-of-a-cent",
        ),
        pytest.param(
            [("0.00", "100.00"), ("100.00", "499.00")],
            "rate_above = 1\n",
            ["two bands hold 100.00 to 100.00"],
            id="bound-in-both",
        ),
        pytest.param(
            [("0.00", "100.00"), ("150.00", "120.00")],
            "rate_above = 1\n",
            ["a band ends at 120.00 before it starts at 150.00", "no band between 100.00 and 150.00"],
            id="upside-down",
        ),
    ],
)
def test_bands_are_held_against_each_other(
    edges: list[tuple[str, str]], more: str, messages: list[str]
) -> None:
    assert [one.message for one in findings(bands(*edges, more=more))] == messages


def tiers(rows: str, more: str = 'tier_applies = "by-slice"\n') -> Profile:
    return small(more=f'[credits]\nclause = "1"\nrule = "Z-09"\ntiers = [{rows}]\n{more}')


@pytest.mark.parametrize(
    ("rows", "messages"),
    [
        pytest.param('{up_to = 10, price = "6.00"}, {price = "5.00"}', [], id="fits"),
        pytest.param(
            '{up_to = 10, price = "6.00"}, {up_to = 20, price = "5.00"}', ["no tier above 20"], id="open"
        ),
        pytest.param(
            '{up_to = 20, price = "6.00"}, {up_to = 10, price = "5.00"}, {price = "4.00"}',
            ["the tier up to 10 follows the one up to 20"],
            id="order",
        ),
        pytest.param(
            '{price = "6.00"}, {up_to = 10, price = "5.00"}',
            ["only the last tier may lack its bound"],
            id="bound",
        ),
    ],
)
def test_tiers_rise_and_the_last_is_open(rows: str, messages: list[str]) -> None:
    assert [one.message for one in findings(tiers(rows))] == messages


def test_a_lower_price_for_the_whole_order_makes_more_cost_less() -> None:
    rows = '{up_to = 10, price = "6.00"}, {price = "5.80"}'
    found = findings(tiers(rows, 'tier_applies = "whole-order"\n'))
    assert [one.message for one in found] == [
        "just above 10 the whole order falls from 6.00 to 5.80 each: more can cost less"
    ]
    assert findings(tiers(rows)) == []


def test_a_step_of_the_ladder_follows_a_step_that_exists() -> None:
    ladder = """[ladder.reminder]
clause = "2"
rule = "Z-10"
act = "reminder"
after = [{ step = "due-date", days = 5 }]
[ladder.closing]
clause = "2"
rule = "Z-10"
act = "closing"
after = [{ step = "STEP", days = 5 }]
"""
    found = findings(small(more=ladder.replace("STEP", "suspension")))
    assert [(one.severity, one.path, one.message) for one in found] == [
        ("error", "ladder.closing.after", "follows suspension, which is no step of the ladder")
    ]
    assert findings(small(more=ladder.replace("STEP", "reminder"))) == []
