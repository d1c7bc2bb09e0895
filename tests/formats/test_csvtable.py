"""Reading a CSV table that somebody hands in."""

from pathlib import Path

import pytest

from saasctl.errors.imports import FileMissing, ImportUnreadable
from saasctl.formats.csvtable import TableForm, TableRow, read_table

KNOWN = ("slug", "name", "email")


def rows(file: Path, content: bytes | str, form: TableForm | None = None) -> list[TableRow]:
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return list(read_table(str(file), KNOWN, ("slug",), form))


def cells(file: Path, content: bytes | str, form: TableForm | None = None) -> list[dict[str, str]]:
    return [dict(row.cells) for row in rows(file, content, form)]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file to write."""
    return tmp_path / "table.csv"


@pytest.mark.parametrize(
    "content",
    [
        pytest.param("slug,name\nacme,Acmé\n", id="comma"),
        pytest.param("slug;name\nacme;Acmé\n", id="semicolon"),
        pytest.param("name;slug\nAcmé;acme\n", id="other-order"),
        pytest.param("\ufeffslug,name\r\nacme,Acmé\r\n", id="byte-order-mark-and-crlf"),
        pytest.param('"slug","name"\n"acme"," Acmé "', id="quotes-and-no-last-newline"),
        pytest.param("slug,name\n,\n\nacme,Acmé\n , \n", id="empty-rows"),
    ],
)
def test_separator_order_and_mark_are_free(file: Path, content: str) -> None:
    assert cells(file, content) == [{"slug": "acme", "name": "Acmé"}]


def test_rows_are_numbered_as_a_spreadsheet_shows_them(file: Path) -> None:
    content = 'slug,name\na,"two\nlines"\n\nb,x\n'
    assert [(row.number, row.cells["slug"]) for row in rows(file, content)] == [(2, "a"), (4, "b")]


def test_empty_cells_are_left_out(file: Path) -> None:
    assert cells(file, "slug,name,email\na,,x\n") == [{"slug": "a", "email": "x"}]


def test_a_row_of_another_width_says_so(file: Path) -> None:
    assert [row.width_fault for row in rows(file, "slug,name\na\nb,x,y\nc,z\n")] == [
        "1 cells under 2 columns",
        "3 cells under 2 columns",
        None,
    ]


def test_a_megabyte_in_one_cell_is_read(file: Path) -> None:
    assert cells(file, f"slug,name\na,{'x' * 1_048_576}\n")[0]["name"] == "x" * 1_048_576


@pytest.mark.parametrize(
    ("content", "why"),
    [
        pytest.param("slug,name\na,Caf\xe9\n".encode("latin-1"), "not UTF-8", id="latin-1"),
        pytest.param("slug\na\n".encode("utf-16"), "null bytes", id="utf-16"),
        pytest.param(b"PK\x03\x04more", "spreadsheet", id="xlsx"),
        pytest.param("slug,nom\na,b\n", "unknown columns 'nom'", id="unknown-column"),
        pytest.param("slug,slug\na,b\n", "stands twice", id="column-twice"),
        pytest.param("name\na\n", "column slug is missing", id="missing-column"),
        pytest.param("", "unknown columns|missing", id="empty"),
        pytest.param('slug,name\na,"open\n', "no CSV", id="open-quote"),
        pytest.param(f"slug,name\na,{'x' * 10_200_000}\n", "no CSV", id="a-cell-without-end"),
    ],
)
def test_what_is_no_such_table_is_refused_whole(file: Path, content: bytes | str, why: str) -> None:
    with pytest.raises(ImportUnreadable) as refused:
        rows(file, content)
    assert any(part in (refused.value.why or "") for part in why.split("|"))


def test_the_terms_may_want_one_separator_order_or_no_mark(file: Path) -> None:
    with pytest.raises(ImportUnreadable):
        rows(file, "slug,name\na,b\n", TableForm(separator="semicolon"))
    with pytest.raises(ImportUnreadable):
        rows(file, "\ufeffslug,name\na,b\n", TableForm(byte_order_mark=False))
    with pytest.raises(ImportUnreadable, match="cannot be imported"):
        rows(file, "name,slug\na,b\n", TableForm(any_order=False))
    latin = "slug,name\na,Café\n".encode("latin-1")
    assert cells(file, latin, TableForm(utf8=False)) == [{"slug": "a", "name": "Café"}]
    assert cells(file, "slug,name\na,Café\n", TableForm(utf8=False)) == [{"slug": "a", "name": "Café"}]


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileMissing) as refused:
        list(read_table(str(tmp_path / "none.csv"), KNOWN, ("slug",)))
    assert refused.value.exit == 3
    with pytest.raises(FileMissing):
        list(read_table(str(tmp_path), KNOWN, ("slug",)))
