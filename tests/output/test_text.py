"""Plain text and Markdown."""

import pytest

from hostile import acting, hostile
from saasctl.output.text import escaped, markdown_lines, plain_lines


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Société 株式 12\u00a0000", "Société 株式 12\u00a0000"),
        ("a\tb\r\nc", "a\\tb\\r\\nc"),
        ("\x1b[31m", "\\x1b[31m"),
        ("\u202e", "\\u202e"),
        ("\U000e0041", "\\U000e0041"),
    ],
)
def test_only_what_would_act_is_written_out(text: str, shown: str) -> None:
    assert escaped(text) == shown


@hostile
def test_a_plain_line_is_one_line_of_as_many_fields(text: str) -> None:
    lines = list(plain_lines(["slug", "name", "city"], [["acme", text, "Lyon"]], header=True))
    assert lines[0] == "slug\tname\tcity\n"
    assert len(lines) == 2
    assert lines[1].count("\n") == 1
    assert lines[1].removesuffix("\n").count("\t") == 2
    assert acting(lines[1]) == set()


def test_the_header_can_be_left_out() -> None:
    assert list(plain_lines(["slug"], [["acme"]], header=False)) == ["acme\n"]


@hostile
def test_a_markdown_row_stays_a_row(text: str) -> None:
    lines = list(markdown_lines(["slug", "name"], [["acme", text]]))
    assert lines[:2] == ["| slug | name |\n", "|---|---|\n"]
    assert len(lines) == 3
    assert lines[2].count("\n") == 1
    unescaped = lines[2].replace("\\\\", "").replace("\\|", "")
    assert unescaped.count("|") == 3
    assert acting(lines[2]) == set()


def test_markdown_markup_of_a_customer_is_shown_not_applied() -> None:
    line = list(markdown_lines(["name"], [["<b>*x* [a](b) `c`"]]))[2]
    assert line == "| \\<b\\>\\*x\\* \\[a\\](b) \\`c\\` |\n"
