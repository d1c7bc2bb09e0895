"""A shell is told how a line may go on: in the real shells, without Typer, and never from the store."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from conftest import SCRIPT, environment_in
from saasctl.cli.completing import answers, commands
from saasctl.cli.shells import FILES, SHELLS

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "completions"
ASK = {
    "bash": 'source "$1"; COMP_WORDS=({words}); COMP_CWORD={at}; _saasctl; '
    'printf "%s\\n" "${{COMPREPLY[@]}}"',
    "zsh": 'compdef() {{ : }}; _files() {{ : }}; compadd() {{ print -l -- "${{@[2,-1]}}" }}; source "$1"; '
    "words=({words}); CURRENT={place}; _saasctl",
    "fish": 'source $argv[1]; complete -C "{line}"',
}
"""How each shell is asked for its completions of a line."""


def asked(shell: str, line: str, folder: Path) -> list[str]:
    words = line.split(" ")
    quoted = " ".join(f"'{word}'" for word in words)
    text = ASK[shell].format(words=quoted, at=len(words) - 1, place=len(words), line=line)
    start = {"bash": ["--norc", "-c", text, "bash"], "zsh": ["-f", "-c", text, "zsh"]}
    given = start.get(shell, ["--no-config", "-c", text])
    path = f"{SCRIPT.parent}{os.pathsep}{os.environ['PATH']}"
    ran = subprocess.run(
        [shell, *given, str(FOLDER / FILES[shell])],
        env={
            **environment_in(folder),
            "PATH": path,
            "LD_LIBRARY_PATH": os.environ.get("LD_LIBRARY_PATH", ""),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    return [found.split("\t")[0] for found in ran.stdout.splitlines() if found]


@pytest.mark.parametrize("shell", [shell for shell in SHELLS if shutil.which(shell)])
@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("saasctl confi", ["config"]),
        ("saasctl config ge", ["get"]),
        ("saasctl org ac", ["accept-terms"]),
        ("saasctl invoice list --overd", ["--overdue"]),
        ("saasctl org list -o js", ["json", "jsonl"]),
    ],
    ids=["noun", "verb", "longer-verb", "option", "value"],
)
def test_a_real_shell_offers_the_next_word(folder: Path, shell: str, line: str, offered: list[str]) -> None:
    assert asked(shell, line, folder) == offered


def test_bash_is_here_to_be_tested() -> None:
    assert shutil.which("bash")


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("--json org ac", ["accept-terms"]),
        ("--db x.db org ac", ["accept-terms"]),
        ("credit price --category d", ["desk"]),
        ("credit price --category=d", ["--category=desk"]),
        ("credit price --category = d", ["desk"]),
        ("credit price --category =", ["desk", "room", "month"]),
        ("export orgs --for excel-f", ["excel-fr"]),
        ("org show ", []),
        ("db backup --out ", []),
        ("nonsense ", []),
        ("org add --dry", ["--dry-run"]),
    ],
)
def test_a_line_goes_on(line: str, offered: list[str]) -> None:
    assert answers(line.split(" ")) == offered


def test_the_first_word_is_a_noun() -> None:
    assert {"org", "invoice", "db", "completion"} <= set(answers([""]))


def test_words_and_scripts_are_made_from_the_program() -> None:
    check = [sys.executable, str(ROOT / "tools" / "completions.py"), "--check"]
    result = subprocess.run(check, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
    assert commands()["org import"] is not None


def test_the_answer_loads_no_typer_and_opens_no_store(folder: Path, saasctl: Callable[..., Any]) -> None:
    code = (
        "import sys; sys.argv[1:] = ['__complete', 'org', 'ac']; from saasctl.__main__ import main; main();"
        "print({'typer', 'sqlite3', 'tomllib', 'saasctl.operations'} & set(sys.modules))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code], env=environment_in(folder), capture_output=True, text=True, check=False
    )
    assert ran.stdout == "accept-terms\nset()\n"


def test_no_text_that_a_customer_entered_is_offered(folder: Path, saasctl: Callable[..., Any]) -> None:
    (folder / "seller.toml").write_text('name = "Digicoop"\ncountry = "FR"\n')
    saasctl("db", "init", "--sandbox")
    saasctl("seller", "add", "digi", "--terms", "kantree", "--file", "seller.toml", "--on", "2026-01-01")
    added = ["--name", "$(touch harmed)", "--seller", "digi", "--email", "a@b.example", "--professional"]
    assert saasctl("org", "add", "harmful", *added, "--on", "2026-01-01").exit == 0
    for line in ("org show ", "org show har", "find ", "invoice run --org ", "org show $"):
        assert answers(line.split(" ")) == []
        assert "harm" not in "".join(asked("bash", f"saasctl {line}", folder))
