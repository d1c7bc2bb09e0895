"""CSV for machines and for spreadsheets."""

import csv
import io

import pytest

from hostile import hostile
from saasctl.formats.csvtext import RISKY, TARGETS, For, csv_lines, guarded

NAMES, KINDS = ["slug", "name", "net", "rate", "on"], ["key", "text", "money", "percent", "date"]
ROW = ["acme", 'A "B", C', "-1234.50", "5.5", "2026-03-01"]


def written(to: For, row: list[str] | None = None, *, header: bool = True) -> str:
    return "".join(csv_lines(NAMES, KINDS, [row or ROW], to=to, header=header))


def test_a_machine_gets_rfc_4180() -> None:
    assert written("machine") == ('slug,name,net,rate,on\r\nacme,"A ""B"", C",-1234.50,5.5,2026-03-01\r\n')


def test_excel_in_french_gets_a_mark_semicolons_and_commas() -> None:
    assert written("excel-fr") == (
        '\ufeffslug;name;net;rate;on\r\nacme;"A ""B"", C";-1234,50;5,5;2026-03-01\r\n'
    )


def test_excel_in_english_gets_a_mark_and_libreoffice_none() -> None:
    assert written("excel-en").startswith("\ufeffslug,name")
    assert written("libreoffice").startswith("slug,name")


def test_without_a_header_there_is_no_mark_either() -> None:
    assert written("excel-fr", header=False).startswith("acme;")


@pytest.mark.parametrize("first", RISKY)
def test_a_text_that_begins_like_a_formula_gets_an_apostrophe(first: str) -> None:
    assert guarded(f"{first}1") == f"'{first}1"
    assert guarded(f"  {first}1") == f"'  {first}1"


def test_ordinary_texts_are_left_alone() -> None:
    for text in ("Acme", "a=b", "12-3", "", "'x"):
        assert guarded(text) == text


@pytest.mark.parametrize("to", [target for target in TARGETS if target != "machine"])
def test_typed_columns_are_exempt_and_text_columns_are_not(to: For) -> None:
    row = ["-k", "=1+1", "-5.00", "-2", "2026-03-01"]
    read = next(
        csv.reader(io.StringIO(written(to, row, header=False)), delimiter=";" if to == "excel-fr" else ",")
    )
    comma = "-5,00" if to == "excel-fr" else "-5.00"
    assert read == ["'-k", "'=1+1", comma, "-2", "2026-03-01"]


@hostile
@pytest.mark.parametrize("to", TARGETS)
def test_any_text_comes_back_as_it_was(to: For, text: str) -> None:
    csv.field_size_limit(2_000_000)
    lines = "".join(csv_lines(["name"], ["text"], [[text]], to=to, header=False))
    read = list(csv.reader(io.StringIO(lines, newline=""), delimiter=";" if to == "excel-fr" else ","))
    assert [[cell.removeprefix("'") for cell in row] for row in read] == [[text.removeprefix("'")]]
    if to != "machine":
        assert not read[0][0].lstrip(" ").startswith(RISKY)
