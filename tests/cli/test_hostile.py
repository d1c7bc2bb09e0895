"""Hostile names, kept in the store, through every output of the commands that show them."""

import csv
import io
import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from hostile import HOSTILE, acting

Run = Callable[..., Any]
NAMES = {name: text.replace("\x00", "") for name, text in HOSTILE.items()}


@pytest.fixture
def store(folder: Path, saasctl: Run) -> Path:
    """A store in which every customer has a hostile name."""
    assert saasctl("db", "init", "--sandbox").exit == 0
    (folder / "s.toml").write_text('name = "S"\ncountry = "FR"\n')
    assert saasctl("seller", "add", "digi", "--terms", "kantree", "--file", "s.toml").exit == 0
    with sqlite3.connect(folder / "store.db") as connection:
        connection.executemany(
            "INSERT INTO organisation (slug, seller_id, name, country, professional, created_on, status)"
            " VALUES (?, 1, ?, 'FR', 1, '2026-01-01', 'active')",
            NAMES.items(),
        )
    connection.close()
    return folder


@pytest.mark.parametrize("format_", ["table", "plain", "json", "jsonl", "md"])
def test_nothing_acts_on_a_terminal_or_a_line(store: Path, saasctl: Run, format_: str) -> None:
    for words in (("org", "list"), ("find", "e"), ("export", "orgs"), ("org", "show", "clipboard")):
        result = saasctl(*words, "-o", format_, "--width", "80")
        assert result.exit == 0, result.stderr
        assert acting(result.stdout) == set()
        assert acting(result.stderr) == set()
    lines = saasctl("org", "list", "-o", "plain", "--no-header").stdout.splitlines()
    assert sorted(line.split("\t")[0] for line in lines) == sorted(NAMES)
    assert store.exists()


def test_every_name_comes_back_whole_from_json_and_csv(store: Path, saasctl: Run) -> None:
    items = saasctl("org", "list", "--json").json()["items"]
    assert {item["slug"]: item["name"] for item in items} == NAMES
    lines = saasctl("org", "list", "-o", "jsonl").stdout.splitlines()
    assert {item["slug"]: item["name"] for item in map(json.loads, lines)} == NAMES
    csv.field_size_limit(2_000_000)
    out = store / "orgs.csv"
    assert saasctl("export", "orgs", "--out", str(out)).exit == 0
    with out.open(encoding="utf-8", newline="") as file:
        assert {row["slug"]: row["name"] for row in csv.DictReader(file)} == NAMES


def test_a_spreadsheet_is_given_no_formula(store: Path, saasctl: Run) -> None:
    csv.field_size_limit(2_000_000)
    for target, separator in (("excel-fr", ";"), ("excel-en", ","), ("libreoffice", ",")):
        out = store / f"{target}.csv"
        assert saasctl("export", "orgs", "--for", target, "--out", str(out)).exit == 0
        text = out.read_text(encoding="utf-8-sig")
        for row in csv.DictReader(io.StringIO(text, newline=""), delimiter=separator):
            assert not row["name"].lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝"))


def test_a_refusal_that_repeats_what_was_typed_is_harmless(store: Path, saasctl: Run) -> None:
    for text in NAMES.values():
        if len(text) < 1000:
            for words in (["org", "show", text], [text], ["org", text], ["org", "list", f"--{text}"]):
                result = saasctl(*words)
                assert result.exit in (2, 3)
                assert acting(result.stdout + result.stderr) == set()
                assert len(result.stderr.splitlines()) <= 4
    assert store.exists()
