"""Lists and objects in every format."""

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

import pytest

from hostile import acting, hostile
from saasctl.errors.usage import FieldUnknown
from saasctl.output.printing import HELD, print_listing, print_object
from saasctl.output.style import FORMATS, Format, Style
from saasctl.values.answers import Column, Listing
from saasctl.values.money import Money

COLUMNS = (
    Column("slug", "key", 0),
    Column("balance", "money", 0),
    Column("share", "percent"),
    Column("period", "period"),
    Column("facts", "object"),
)
ROWS: list[tuple[object, ...]] = [
    ("b", 900, "9.5", ("2026-01-01", "2026-02-01"), {"x": 1}),
    ("a", 10000, "10", None, None),
    ("c", None, None, None, None),
]
LISTING = Listing("saasctl.thing.list/1", COLUMNS, ROWS, date(2026, 3, 1))


def printed(listing: Listing, style: Style) -> tuple[str, str]:
    out, talk = io.StringIO(), io.StringIO()
    print_listing(listing, style, out, talk)
    return out.getvalue(), talk.getvalue()


def test_json_is_one_document_with_schema_day_count_and_items() -> None:
    assert json.loads(printed(LISTING, Style("json"))[0]) == {
        "schema": "saasctl.thing.list/1",
        "as_of": "2026-03-01",
        "count": 3,
        "items": [
            {
                "slug": "b",
                "balance": "9.00",
                "share": "9.5",
                "period": {"start": "2026-01-01", "last_day": "2026-01-31"},
                "facts": {"x": 1},
            },
            {"slug": "a", "balance": "100.00", "share": "10", "period": None, "facts": None},
            {"slug": "c", "balance": None, "share": None, "period": None, "facts": None},
        ],
    }


def test_a_long_json_list_is_the_same_document_though_it_is_streamed() -> None:
    rows = ((f"org-{i}", i, None, None, None) for i in range(HELD + 5))
    body = json.loads(printed(Listing("s/1", COLUMNS, rows, extra={"failed": []}), Style("json"))[0])
    assert (body["count"], len(body["items"]), body["failed"]) == (HELD + 5, HELD + 5, [])


@pytest.mark.parametrize("format_", ["json", "jsonl", "csv", "plain"])
def test_rows_are_printed_while_they_are_read(format_: Format) -> None:
    class Watched(io.StringIO):
        def tell_written(self) -> int:
            return len(self.getvalue())

    out = Watched()
    written: list[int] = []

    def rows() -> Iterator[tuple[object, ...]]:
        for number in range(3 * HELD):
            written.append(out.tell_written()) if number % HELD == 0 else None
            yield (f"org-{number}", 1, None, None, None)

    print_listing(Listing("s/1", COLUMNS, rows()), Style(format_), out, io.StringIO())
    assert written[0] <= written[1] < written[2]


def test_jsonl_is_one_bare_object_a_line() -> None:
    lines = printed(LISTING, Style("jsonl", fields=("slug", "balance")))[0].splitlines()
    assert json.loads(lines[0]) == {"slug": "b", "balance": "9.00"}
    assert len(lines) == 3


def test_rows_come_in_the_order_asked_for() -> None:
    text = printed(LISTING, Style("plain", fields=("slug",), sort="-balance", header=False))[0]
    assert text == "a\nb\nc\n"


def test_a_limit_cuts_and_says_so_to_people_only() -> None:
    assert printed(LISTING, Style("plain", limit=2)) == (
        "slug\tbalance\tshare\tperiod\nb\t9.00\t9.5\t2026-01-01..2026-01-31\na\t100.00\t10\t\n",
        "the first 2; --all for the rest\n",
    )
    assert (
        printed(LISTING._replace(total=3), Style("plain", limit=2))[1]
        == "the first 2 of 3; --all for the rest\n"
    )
    assert printed(LISTING, Style("plain", limit=3))[1] == ""
    assert printed(LISTING, Style("plain", limit=2, quiet=True))[1] == ""
    body, talk = printed(LISTING, Style("json", limit=2))
    assert (json.loads(body)["count"], talk) == (2, "")


def test_a_machine_reads_no_row_more_than_asked_for() -> None:
    rows = iter(ROWS)
    printed(Listing("s/1", COLUMNS, rows), Style("jsonl", limit=2))
    assert next(rows)[0] == "c"


def test_fields_are_chosen_ordered_and_listed() -> None:
    assert printed(LISTING, Style("plain", fields=("balance", "slug")))[0].startswith(
        "balance\tslug\n9.00\tb\n"
    )
    assert printed(LISTING, Style("json", fields=("help",)))[0] == "slug\nbalance\nshare\nperiod\nfacts\n"
    with pytest.raises(FieldUnknown) as refused:
        printed(LISTING, Style("json", fields=("slug", "nmae")))
    assert refused.value.exit == 2
    assert refused.value.why == "fields: slug, balance, share, period, facts"
    with pytest.raises(FieldUnknown):
        printed(LISTING, Style("json", sort="-nmae"))


@hostile
@pytest.mark.parametrize("format_", FORMATS)
def test_hostile_text_passes_through_every_format(text: str, format_: Format) -> None:
    columns = (Column("slug", "key", 0), Column("name", "text", 0))
    listing = Listing("s/1", columns, [("acme", text), ("zeta", "Z")])
    body, _ = printed(listing, Style(format_, width=80 if format_ == "table" else None))
    if format_ in ("json", "jsonl"):
        items = json.loads(body)["items"] if format_ == "json" else [json.loads(x) for x in body.splitlines()]
        assert items == [{"slug": "acme", "name": text}, {"slug": "zeta", "name": "Z"}]
    elif format_ == "csv":
        csv.field_size_limit(2_000_000)
        read = list(csv.reader(io.StringIO(body, newline="")))
        assert read == [["slug", "name"], ["acme", text], ["zeta", "Z"]]
    if format_ != "csv":
        assert acting(body) == set()
    shown, _ = printed(listing, Style(format_, terminal=True))
    assert acting(shown) == set()


@dataclass(frozen=True)
class Thing:
    SCHEMA: ClassVar[str] = "saasctl.thing/1"

    slug: str
    price: Money
    count: int
    done: bool
    parts: tuple[str, ...]


THING = Thing("acme", Money(1999), 3, True, ("x",))


def shown(style: Style) -> str:
    out = io.StringIO()
    print_object(THING, style, out, io.StringIO())
    return out.getvalue()


def test_an_object_has_its_schema_and_all_its_fields() -> None:
    body = {
        "schema": "saasctl.thing/1",
        "slug": "acme",
        "price": "19.99",
        "count": 3,
        "done": True,
        "parts": ["x"],
    }
    assert json.loads(shown(Style("json"))) == body
    assert shown(Style("jsonl")) == shown(Style("json"))


def test_an_object_in_the_other_formats() -> None:
    assert shown(Style("csv")) == "slug,price,count,done\r\nacme,19.99,3,yes\r\n"
    assert shown(Style("csv", target="excel-fr")) == "\ufeffslug;price;count;done\r\nacme;19,99;3;yes\r\n"
    assert shown(Style("md")).splitlines()[2] == "| acme | 19.99 | 3 | yes |"
    assert shown(Style("plain", fields=("price",))) == "price\t19.99\n"
    assert shown(Style("table", width=80)).splitlines()[0] == "slug: acme"
    assert shown(Style("plain", fields=("help",))).split() == ["slug", "price", "count", "done", "parts"]
    with pytest.raises(FieldUnknown):
        shown(Style("json", fields=("nmae",)))
