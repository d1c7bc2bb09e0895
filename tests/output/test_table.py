"""Tables for people."""

import io

import pytest
from rich.cells import cell_len

from hostile import HOSTILE, acting, hostile
from saasctl.output.style import Style
from saasctl.output.table import Head, print_table

HEADS = [
    Head("number", "key", 0),
    Head("org", "text", 2),
    Head("issued_on", "date", 1),
    Head("gross", "money", 0),
]
ROW = ["INV-2026-000123", "Établissements Martin et fils", "2026-03-01", "1234567.89"]


def drawn(style: Style, rows: list[list[str]], heads: list[Head] | None = None) -> tuple[str, list[str]]:
    out = io.StringIO()
    hidden = print_table(out, heads or HEADS, rows, style)
    return out.getvalue(), hidden


def test_a_table_without_a_width_takes_what_it_needs() -> None:
    text, hidden = drawn(Style("table"), [ROW])
    assert hidden == []
    assert all(cell in text for cell in ROW)
    assert len({len(line) for line in text.splitlines()}) == 1


@pytest.mark.parametrize("width", [40, 50, 60, 80, 120])
def test_keys_dates_and_amounts_are_never_cut(width: int) -> None:
    text, hidden = drawn(Style("table", width=width), [ROW])
    assert all(len(line) <= width for line in text.splitlines())
    for head, cell in zip(HEADS, ROW, strict=True):
        if head.kind != "text" and head.name not in hidden:
            assert cell in text
    assert "number" not in hidden
    assert "gross" not in hidden


def test_columns_drop_by_priority_and_are_named() -> None:
    assert drawn(Style("table", width=80), [ROW])[1] == []
    assert drawn(Style("table", width=50), [ROW])[1] == ["org"]
    assert drawn(Style("table", width=36), [ROW])[1] == ["org", "issued_on"]


def test_where_even_the_first_columns_do_not_fit_each_record_stands_on_lines() -> None:
    text, hidden = drawn(Style("table", width=20), [ROW, ROW])
    assert hidden == []
    assert text.splitlines()[:4] == [
        "number: INV-2026-000123",
        "org: Établissements Martin et fils",
        "issued_on: 2026-03-01",
        "gross: 1234567.89",
    ]
    assert text.count("\n\n") == 1


def test_amounts_stand_at_the_right() -> None:
    text, _ = drawn(Style("table"), [["1.00"], ["1000.00"]], [Head("gross", "money", 0)])
    assert "    1.00 " in text


def test_ascii_draws_no_box_characters() -> None:
    assert drawn(Style("table", ascii_only=True), [["a"]], [Head("x", "text", 0)])[0].isascii()


def test_colour_is_off_unless_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b" not in drawn(Style("table"), [ROW])[0]
    assert "\x1b" in drawn(Style("table", colour=True, width=120), [ROW])[0]


def test_a_dumb_terminal_does_not_narrow_the_table(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "dumb")
    assert max(map(len, drawn(Style("table", width=150), [ROW])[0].splitlines())) > 70


@hostile
@pytest.mark.parametrize("width", [None, 60, 25])
def test_hostile_text_is_shown_and_has_no_effect(text: str, width: int | None) -> None:
    heads = [Head("slug", "key", 0), Head("name", "text", 1)]
    printed, _ = drawn(Style("table", width=width), [["acme", text]], heads)
    assert acting(printed) == set()
    assert "acme" in printed
    assert len(printed) < 1_100_000


def test_markup_is_text() -> None:
    heads = [Head("name", "text", 0)]
    assert "[bold]loud[/bold] [/nothing] :smile:" in drawn(Style("table"), [[HOSTILE["markup"]]], heads)[0]


def test_wide_characters_count_twice() -> None:
    text, _ = drawn(Style("table"), [["株式会社", "INV-1"]], [Head("n", "text", 0), Head("k", "key", 0)])
    assert "INV-1" in text
    assert len({cell_len(line) for line in text.splitlines()}) == 1


GAUGES = [Head("ref", "key", 0), Head("progress", "gauge", 1)]
CELL = "acknowledge: 75 % of 4 h, 1 h left; resolve: best effort, 3 h"


def test_a_gauge_is_a_bar_on_a_terminal_and_words_elsewhere() -> None:
    words = drawn(Style("table"), [["T-1", CELL]], GAUGES)[0]
    assert CELL in words
    bars = drawn(Style("table", terminal=True, width=90), [["T-1", CELL]], GAUGES)[0]
    assert "━━━━━━━╸   acknowledge: 75 % of 4 h, 1 h left" in bars
    assert "           resolve: best effort, 3 h" in bars
    plain = drawn(Style("table", terminal=True, ascii_only=True, width=90), [["T-1", CELL]], GAUGES)[0]
    assert "#######... acknowledge" in plain
    assert "━" not in plain


def test_a_gauge_above_the_whole_is_full_and_an_empty_one_is_nothing() -> None:
    style = Style("table", terminal=True, ascii_only=True)
    assert "########## a: 250 %" in drawn(style, [["T-1", "a: 250 % of 4 h"]], GAUGES)[0]
    assert "#" not in drawn(style, [["T-1", ""]], GAUGES)[0]


def test_the_bar_is_coloured_where_colour_is_wanted() -> None:
    text = drawn(Style("table", terminal=True, colour=True, width=90), [["T-1", CELL]], GAUGES)[0]
    assert "\x1b[" in text
    assert "╸" in text
