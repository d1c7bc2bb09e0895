"""One object, line by line."""

import io

from hostile import acting, hostile
from saasctl.output.cells import Json
from saasctl.output.records import print_record
from saasctl.output.style import Style

INVOICE: dict[str, Json] = {
    "number": "INV-1",
    "paid": None,
    "period": {"start": "2026-01-01", "last_day": "2026-01-31"},
    "tags": ["a", "b"],
    "lines": [
        {
            "ref": 1,
            "net": "10.00",
            "on": "2026-01-01",
            "clause": {"source": "terms", "article": "9", "rule": "R"},
        },
        {"ref": 2, "net": "5.50", "on": None, "clause": None},
    ],
    "steps": [{"text": "10.00 x 2 = 20.00", "clause": {"source": "law", "article": "L441-10", "rule": None}}],
}


def printed(style: Style, body: dict[str, Json] = INVOICE) -> str:
    out = io.StringIO()
    print_record(body, style, out)
    return out.getvalue()


def test_plain_text_has_every_field_and_the_lists_as_tables() -> None:
    assert printed(Style("plain")) == (
        "number\tINV-1\n"
        "paid\t\n"
        "period\t2026-01-01..2026-01-31\n"
        "tags\ta; b\n"
        "lines.ref\tlines.net\tlines.on\tlines.clause\n"
        "1\t10.00\t2026-01-01\t9 (R)\n"
        "2\t5.50\t\t\n"
        "steps.text\tsteps.clause\n"
        "10.00 x 2 = 20.00\tL441-10 [law]\n"
    )


def test_people_are_not_shown_what_is_empty() -> None:
    text = printed(Style("table", width=80))
    assert "number: INV-1\n" in text
    assert "paid" not in text
    assert "│   1 │ 10.00 │ 2026-01-01 │ 9 (R)" in text
    assert "│   2 │  5.50 │" in text


def test_steps_are_told_with_their_clauses() -> None:
    assert "\nsteps\n  10.00 x 2 = 20.00\n      L441-10 [law]\n" in printed(Style("table", width=80))


def test_a_long_value_is_wrapped_between_words() -> None:
    lines = printed(Style("table", width=30), {"says": "word " * 20}).splitlines()
    assert len(lines) > 3
    assert all(len(line) <= 30 for line in lines)


@hostile
def test_hostile_text_has_no_effect(text: str) -> None:
    for style in (Style("plain"), Style("table", width=40)):
        body: dict[str, Json] = {"name": text, "lines": [{"description": text, "net": "1.00"}]}
        assert acting(printed(style, body)) == set()


def test_the_steps_against_a_late_payer_are_told_line_by_line() -> None:
    clause: Json = {"source": "law", "article": "L441-10", "rule": None}
    step: dict[str, Json] = {"step": "suspension", "possible_from_on": "2026-04-24", "done_on": None}
    step |= {"preconditions": [{"text": "reminder first", "met": False, "evidence": None}], "clause": clause}
    done: dict[str, Json] = {**step, "done_on": "2026-04-25", "title": "Access is cut", "preconditions": []}
    waits: dict[str, Json] = {**step, "possible_from_on": None}
    body: dict[str, Json] = {"next": step, "steps": [done, waits], "ladder": {"steps": [done], "next": step}}
    assert printed(Style("table", width=80), body) == (
        "next: suspension: possible from 2026-04-24\n"
        "\nsteps\n"
        "  suspension: done on 2026-04-25 (Access is cut)\n"
        "      L441-10 [law]\n"
        "  suspension: not possible yet\n"
        "      missing: reminder first\n"
        "      L441-10 [law]\n"
    )
