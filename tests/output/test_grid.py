"""Lists as rows of text."""

import csv
import io

from saasctl.output.cells import Json
from saasctl.output.grid import print_grid
from saasctl.output.style import Style
from saasctl.values.answers import Column

COLUMNS = [
    Column("slug", "key", 0),
    Column("balance", "money", 0),
    Column("share", "percent"),
    Column("period", "period"),
    Column("facts", "object"),
]
JANUARY: Json = {"start": "2026-01-01", "last_day": "2026-01-31"}


def printed(style: Style) -> tuple[str, str]:
    out, talk = io.StringIO(), io.StringIO()
    rows: list[list[Json]] = [["b", "9.00", "9.5", JANUARY, {"x": 1}], ["a", "100.00", "10", None, None]]
    print_grid(COLUMNS, rows, style, out, talk)
    return out.getvalue(), talk.getvalue()


def test_plain_has_a_header_and_leaves_objects_out() -> None:
    assert printed(Style("plain")) == (
        "slug\tbalance\tshare\tperiod\nb\t9.00\t9.5\t2026-01-01..2026-01-31\na\t100.00\t10\t\n",
        "",
    )


def test_a_field_that_was_asked_for_is_shown_though_it_is_an_object() -> None:
    names = tuple(column.name for column in COLUMNS)
    lines = printed(Style("plain", fields=names, header=False))[0].splitlines()
    assert lines == ["b\t9.00\t9.5\t2026-01-01..2026-01-31\tx=1", "a\t100.00\t10\t\t"]


def test_csv_spells_nested_fields_out_with_a_dot() -> None:
    text = printed(Style("csv"))[0]
    assert text.splitlines() == [
        "slug,balance,share,period.start,period.last_day",
        "b,9.00,9.5,2026-01-01,2026-01-31",
        "a,100.00,10,,",
    ]
    assert text.count("\r\n") == 3


def test_csv_spells_out_the_parts_a_column_names_and_the_clause() -> None:
    out = io.StringIO()
    columns = [Column("c", "clause"), Column("o", "object", parts=("x", "y"))]
    clause: dict[str, Json] = {
        "source": "terms",
        "profile": "p",
        "version": "1",
        "article": "9",
        "rule": "R",
        "says": "s",
    }
    print_grid(columns, [[clause, {"y": 2}]], Style("csv"), out, out)
    assert list(csv.reader(io.StringIO(out.getvalue()))) == [
        ["c.source", "c.profile", "c.version", "c.article", "c.rule", "c.says", "o.x", "o.y"],
        ["terms", "p", "1", "9", "R", "s", "", "2"],
    ]


def test_columns_without_room_are_named_on_the_other_stream() -> None:
    talk = printed(Style("table", width=24))[1]
    assert talk == "hidden: share, period; a wider terminal, --fields or -o json shows them\n"
    assert printed(Style("table", width=24, quiet=True))[1] == ""


def test_markdown_is_a_table() -> None:
    assert printed(Style("md"))[0].splitlines()[0] == "| slug | balance | share | period |"
