"""Cells as JSON and the flat formats hold them."""

import json
from zoneinfo import ZoneInfo

import pytest

from hostile import HOSTILE, acting, hostile
from saasctl.output.cells import cited, dumps, encode_cell, flat
from saasctl.output.encoding import encode
from saasctl.values.answers import Column, Kind
from saasctl.values.clause import ClauseRef


@pytest.mark.parametrize(
    ("kind", "raw", "encoded"),
    [
        ("money", 123456, "1234.56"),
        ("money", None, None),
        ("bool", 1, True),
        ("int", 1, 1),
        ("date", "2026-01-31", "2026-01-31"),
        ("instant", "2026-01-01T09:00:00Z", "2026-01-01T09:00:00Z"),
        ("period", ("2026-01-01", "2026-02-01"), {"start": "2026-01-01", "last_day": "2026-01-31"}),
    ],
)
def test_a_raw_cell_is_read_by_the_kind_of_its_column(kind: Kind, raw: object, encoded: object) -> None:
    assert encode_cell(Column("x", kind), raw, "EUR") == encoded


def test_instants_are_shown_in_the_zone_asked_for() -> None:
    paris = ZoneInfo("Europe/Paris")
    cell = encode_cell(Column("at", "instant"), "2026-01-01T09:00:00Z", "EUR", paris)
    assert cell == "2026-01-01T10:00:00+01:00"


@hostile
def test_json_holds_any_text_and_acts_on_no_terminal(text: str) -> None:
    printed = dumps({"name": text})
    assert json.loads(printed) == {"name": text}
    assert acting(printed) == set()
    assert "\n" not in printed
    assert "\t" not in printed


def test_json_is_utf8_text_and_not_escapes() -> None:
    assert dumps("Société 株式") == '"Société 株式"'
    assert dumps(HOSTILE["right-to-left"]).count("\\u202e") == 1


def test_a_flat_cell_is_one_text() -> None:
    assert flat(None) == ""
    assert flat(True) == "yes"
    assert flat({"start": "2026-01-01", "last_day": "2026-01-31"}) == "2026-01-01..2026-01-31"
    assert flat(["a", {"b": 1, "c": None}]) == "a; b=1"


def test_a_citation_reads_article_rule_and_what_it_says() -> None:
    clause = encode(ClauseRef("terms", "p", "1", "9.3", "D-62", "Tacit renewal"))
    assert isinstance(clause, dict)
    assert cited(clause) == "9.3 (D-62): Tacit renewal"
    assert cited(clause, brief=True) == "9.3 (D-62)"
    convention = encode(ClauseRef("convention", "p", "1", "9.3", "D-62"))
    assert isinstance(convention, dict)
    assert cited(convention) == "9.3 (D-62) [convention]"
