"""`saasctl org` through the command line: what transcripts cannot write."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
SELLER = 'name = "S"\ncountry = "FR"\nvat_id = "FR40303265045"\n'
HOSTILE = "=1+1\x1b[31m\x07\u202e\nline\t<b>[bold]x[/bold]"


@pytest.fixture
def shop(folder: Path, saasctl: Run) -> Run:
    """A sandbox store with a seller."""
    (folder / "s.toml").write_text(SELLER, encoding="utf-8")
    assert saasctl("db", "init", "--sandbox").exit == 0
    assert (
        saasctl("seller", "add", "crm", "--terms", "koban", "--file", "s.toml", "--on", "2026-01-01").exit
        == 0
    )
    return saasctl


def add(shop: Run, *more: str) -> Any:
    return shop("org", "add", "acme", "--seller", "crm", "--email", "a@a.fr", "--on", "2026-01-05", *more)


@pytest.mark.parametrize("shape", ["table", "plain", "json", "jsonl", "md"])
def test_a_hostile_name_has_no_effect_on_a_terminal(shop: Run, shape: str) -> None:
    assert add(shop, "--name", HOSTILE).exit == 0
    for words in (("org", "list"), ("org", "show", "acme"), ("find", "acme")):
        printed = shop(*words, "-o", shape)
        assert printed.exit == 0
        assert "\x1b" not in printed.stdout
        assert "\x07" not in printed.stdout
        assert "bold" in printed.stdout


def test_the_name_comes_back_whole_in_json(shop: Run) -> None:
    add(shop, "--name", HOSTILE)
    assert shop("org", "show", "acme", "--json").json()["name"] == HOSTILE


def test_a_megabyte_of_name_passes_through_import_and_lists(shop: Run, folder: Path) -> None:
    name = "M" * 1_048_576
    (folder / "big.csv").write_text(f"slug,name,email\nbig,{name},b@b.fr\n", encoding="utf-8")
    assert shop("org", "import", "big.csv", "--seller", "crm").exit == 0
    assert shop("org", "list", "--json").json()["items"][0]["name"] == name
    assert shop("org", "list", "-o", "table", "--width", "80").exit == 0


def test_a_file_in_latin_1_or_of_a_spreadsheet_is_refused(shop: Run, folder: Path) -> None:
    (folder / "latin.csv").write_bytes("slug,name,email\nx1,Café,a@a.fr\n".encode("latin-1"))
    (folder / "book.xlsx").write_bytes(b"PK\x03\x04" + bytes(100))
    for name in ("latin.csv", "book.xlsx"):
        refused = shop("org", "import", name, "--seller", "crm", "--json")
        assert (refused.exit, refused.error["code"]) == (4, "IMPORT-UNREADABLE")
        assert refused.error["clause"]["rule"] == "B-33"


def test_errors_in_json_name_the_clause(shop: Run) -> None:
    assert add(shop, "--name", "A").exit == 0
    refused = shop("user", "add", "u@a.fr", "--org", "acme", "--role", "owner", "--json")
    assert (refused.exit, refused.error["code"], refused.error["clause"]["rule"]) == (
        5,
        "ROLE-UNAVAILABLE",
        "B-16",
    )
