"""Texts that a customer may enter and that must have no effect anywhere."""

import pytest

HOSTILE = {
    "formula": '=HYPERLINK("http://evil.example","pay here")',
    "formula-plus": "+33 1 23 45",
    "formula-full-width": "＝1+1",
    "colour": "\x1b[31mred\x1b[0m",
    "window-title": "\x1b]0;owned\x07",
    "clipboard": "\x1b]52;c;ZXZpbA==\x07",
    "eight-bit-control": "\x9b31mred",
    "markup": "[bold]loud[/bold] [/nothing] :smile:",
    "right-to-left": "invoice \u202e00.001\u202c \u2067x\u2069 \u200f",
    "lines": "one\r\ntwo\nthree\u2028four",
    "tab": "a\tb",
    "null": "a\x00b",
    "html": "<script>alert(1)</script> | ![x](javascript:1)",
    "shell": "\\$(touch x) `touch y`",
    "quotes": "\"a\",'b';c",
    "wide": "株式会社 🏢 e\u0301",
    "megabyte": "x" * 1_048_576,
}
hostile = pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in HOSTILE.items()])
CONTROLS = {chr(code) for code in (*range(32), *range(127, 160))} | set(
    "\u200e\u200f\u2028\u2029\u061c\ufeff"
)
CONTROLS |= {chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))}


def acting(printed: str) -> set[str]:
    """Return the characters of a printed text that a terminal would act on; line ends are none."""
    return {ch for ch in printed if ch in CONTROLS} - {"\n", "\t", "\r"}
