"""The tables that say how each rule is carried out are complete, and what they say is so."""

import re
import typing
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest
import typer

from saasctl.cli.registry import NOUNS
from saasctl.terms.coverage import SHOWN, RuleRow, load_rules
from saasctl.terms.load import load_profile, profile_names
from transcripts import included

SCRIPTS = Path(__file__).parents[1] / "scripts"
BUILT = "main-job"
"""The areas that are built; rules of every other one are planned."""


def ids(letter: str, last: int, convention: str, conventions: int) -> list[str]:
    """Return the ids of a rulebook: its rules, then its conventions."""
    rules = [f"{letter}-{number:02d}" for number in range(1, last + 1)]
    return [*rules, *(f"{letter}-{convention}{number}" for number in range(1, conventions + 1))]


RULEBOOKS = {
    "kantree": ids("K", 72, "D", 12),
    "koban": ids("B", 135, "D", 14),
    "ksaar": ids("S", 86, "C", 13),
    "deskapad": ids("D", 96, "C", 12),
}
MODES = {
    "compute": "computed",
    "schedule": "scheduled",
    "check": "checked",
    "permit": "permitted",
    "notify": "notified",
    "record": "recorded",
}
LISTS = Path(__file__).with_name("unshown.txt")
"""Transcripts that a row names and that are missing or do not run its command: may only shrink."""


@cache
def rows_of(name: str) -> dict[str, RuleRow]:
    return {row.rule: row for row in load_rules(load_profile(name))}


def every_row() -> Iterator[RuleRow]:
    for name in RULEBOOKS:
        yield from rows_of(name).values()


@cache
def commands() -> frozenset[str]:
    """Return every command of the real tree, as `terms rates add`."""
    return frozenset(
        word for noun, known in NOUNS.items() for word in _leaves(noun, import_module(known.module).app)
    )


def _leaves(path: str, app: typer.Typer) -> Iterator[str]:
    alone = len(app.registered_commands) == 1 and not app.registered_groups
    for command in app.registered_commands:
        function = typing.cast("typing.Callable[..., object]", command.callback)
        name = command.name or function.__name__.strip("_").replace("_", "-")
        yield path if alone and name == path else f"{path} {name}"
    for group in app.registered_groups:
        if group.typer_instance is not None:
            yield from _leaves(f"{path} {group.name}", group.typer_instance)


def fault(row: RuleRow) -> str | None:
    """Return what is wrong with the transcripts of a row, or None."""
    files = [SCRIPTS / f"{test}.console" for test in row.tests]
    gone = [str(file.relative_to(SCRIPTS)) for file in files if not file.is_file()]
    if gone or not files:
        return f"{row.rule} missing {' '.join(gone) or 'any transcript'}"
    pattern = re.compile(rf"^\$ ([A-Z_]+=\S+ )*saasctl( --?\S+)* {row.command}( |$)", re.MULTILINE)
    if not any(pattern.search(included(file)) for file in files):
        return f"{row.rule} no {row.command} in {' '.join(row.tests)}"
    return None


def test_every_rulebook_has_its_profile() -> None:
    assert {name.split("@")[0] for name in profile_names()} == set(RULEBOOKS)


@pytest.mark.parametrize("name", RULEBOOKS)
def test_no_id_of_a_rulebook_is_missing_and_none_is_invented(name: str) -> None:
    assert sorted(rows_of(name)) == sorted(RULEBOOKS[name])


@pytest.mark.parametrize("name", RULEBOOKS)
def test_of_the_area_that_is_built_only_conventions_of_commands_to_come_are_planned(name: str) -> None:
    planned = [row for row in rows_of(name).values() if row.area == BUILT and row.mode == "planned"]
    assert [row.rule for row in planned if "convention" not in row.tags] == []
    assert [row.rule for row in planned if not row.command or row.command in commands()] == []


@pytest.mark.parametrize("name", RULEBOOKS)
def test_a_rule_is_carried_out_as_its_tags_say(name: str) -> None:
    wrong = [
        f"{row.rule} {row.mode}, tagged {' '.join(row.tags)}"
        for row in rows_of(name).values()
        if row.mode not in ("planned", "not-applicable")
        and (modes := [MODES[tag] for tag in row.tags if tag in MODES])
        and row.mode not in modes
    ]
    assert wrong == []


@pytest.mark.parametrize("name", RULEBOOKS)
def test_every_command_named_by_a_rule_that_is_built_exists(name: str) -> None:
    rows = [row for row in rows_of(name).values() if row.mode != "planned"]
    assert [
        f"{row.rule} {row.command}" for row in rows if row.command and row.command not in commands()
    ] == []
    assert [row.rule for row in rows if row.mode in SHOWN and not row.command] == []


def test_every_rule_that_is_shown_has_a_transcript_that_runs_its_command() -> None:
    shown = [row for row in every_row() if row.mode in SHOWN or (row.mode != "planned" and row.tests)]
    found = {wrong for row in shown if (wrong := fault(row))}
    listed = {line for line in LISTS.read_text(encoding="utf-8").splitlines() if line}
    assert sorted(found - listed) == []
    assert sorted(listed - found) == [], "listed, yet shown: take it off the list"
