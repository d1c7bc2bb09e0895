"""TOML that anybody may have written: refused in time, with the line, never with a traceback."""

from decimal import Decimal

import pytest

from saasctl.errors.terms import ProfileInvalid
from saasctl.terms.tomltext import LIMIT, Lines, read_toml


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param(b"a = 1\nb = \xff", "f: line 2: not UTF-8", id="other-encoding"),
        pytest.param(b"a = 1\n" * (LIMIT // 6 + 1), f"more than {LIMIT} bytes", id="gigantic"),
        pytest.param(b"a = " + b"[" * 100_000, "nested too deeply", id="nested-lists"),
        pytest.param(b"a = " + b"{a = " * 40_000, "nested too deeply", id="nested-tables"),
        pytest.param(b"x = 1\n" + b"a." * 100_000 + b"a = 1", "line 2: a key of more than", id="long-chain"),
        pytest.param(b'"a" . ' * 40_000 + b"a = 1", "line 1: a key of more than", id="quoted-chain"),
        pytest.param(b"[" + b"a." * 40 + b"a]", "line 1: a key of more than", id="deep-header"),
        pytest.param(b"a = 1\na = 2\nb = 3", "line 2: not TOML: Cannot overwrite a value", id="same-key"),
        pytest.param(b"[a]\n[a]\n", "line 2: not TOML: Cannot declare", id="same-table"),
        pytest.param(b"a = " + b"9" * 5000, "not TOML: ", id="endless-integer"),
        pytest.param(b"a = 1e" + b"9" * 30, "a number out of range", id="endless-exponent"),
        pytest.param(b"a = '\0'", "line 1: not TOML: Found invalid character", id="nul"),
        pytest.param(b"\xef\xbb\xbfa = 1", "line 1: not TOML", id="byte-order-mark"),
        pytest.param(b"a = 1\r\nb = \x0b2", "line 2: not TOML", id="control-character"),
        pytest.param(b"a = 2026-02-30", "not TOML", id="no-such-day"),
        pytest.param(b"hello", "not TOML", id="no-toml"),
    ],
)
def test_a_hostile_text_is_refused_with_its_line(text: bytes, said: str) -> None:
    with pytest.raises(ProfileInvalid) as refused:
        read_toml(text, "f")
    assert said in refused.value.message
    assert len(refused.value.message) < 400


def test_numbers_with_a_point_are_exact() -> None:
    assert read_toml(b"a = 0.1", "f")["a"] == Decimal("0.1")


def test_a_sentence_with_many_points_is_no_key() -> None:
    text = 'a = "one. two. three. four. five. six. seven. eight. nine. ten. eleven. twelve. thirteen. end"'
    assert read_toml(text.encode(), "f")


def test_a_line_is_found_by_the_dotted_path_of_its_key() -> None:
    lines = Lines(
        '[a]\nb = 1\n[clauses."9.3"]\ntitle = ""\n[[warning]]\nsays = ""\n[[warning]]\n[x.y]\nz.w = 2\n'
    )
    places = {
        "a.b": 2,
        "a.b.missing": 2,
        "clauses.9.3": 3,
        "clauses.9.3.title": 4,
        "warning 2": 7,
        "x.y.z.w": 9,
        "nothing": None,
    }
    assert {path: lines.of(path) for path in places} == places
