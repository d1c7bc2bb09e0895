"""The program as a whole: what each way of ending gives as an exit code and on which stream."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]


def test_help_and_version_are_data(saasctl: Run) -> None:
    for words in (["--help"], ["-h"], ["org", "--help"], ["org", "list", "-h"], ["--json", "--help"]):
        result = saasctl(*words)
        assert (result.exit, result.stderr) == (0, "")
        assert result.stdout.startswith("Usage: saasctl")
    assert saasctl("-V").stdout.startswith("saasctl 0.")
    assert set(saasctl("-V", "--json").json()) == {"schema", "saasctl", "python", "sqlite"}
    assert saasctl("-q", "--version").stdout == saasctl("--version").stdout


def test_every_help_names_the_global_options(saasctl: Run) -> None:
    assert "saasctl help options" in saasctl("--help").stdout
    assert "): saasctl help options" in saasctl("org", "list", "--help").stdout


def test_the_help_of_a_command_keeps_its_example_on_one_line(saasctl: Run) -> None:
    lines = saasctl("sub", "override", "--help").stdout.splitlines()
    assert any(line.strip().startswith("Example: saasctl sub override") and len(line) > 90 for line in lines)


def test_words_missing_or_malformed_are_usage(saasctl: Run) -> None:
    for words, said in (
        (["slot", "add", "acme"], "Missing argument 'N'"),
        (["slot", "add", "acme", "two"], "Invalid value for 'N': 'two' is not a valid int"),
        (["sub", "start", "acme", "--plan"], "Option '--plan' requires an argument"),
        (["slot", "show", "acme", "more"], "Got unexpected extra argument"),
    ):
        result = saasctl(*words)
        assert result.exit == 2
        assert said in result.stderr
        assert f"fix: saasctl {' '.join(words[:2])} --help" in result.stderr
        assert saasctl("--json", *words).error["exit"] == 2


def test_text_that_is_no_utf8_is_refused_and_any_other_is_read(script: Run, saasctl: Run) -> None:
    saasctl("db", "init", "--sandbox")
    bare = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    _, err = script("org", "show", "\udcff").communicate(timeout=20)
    assert "error[VALUE-MALFORMED]" in err
    _, err = script("org", "show", "é", "--json", env=bare).communicate(timeout=20)
    assert json.loads(err)["message"] == "no organisation 'é'"


def test_a_bug_is_one_line_without_a_traceback_unless_debugged(saasctl: Run, folder: Path) -> None:
    saasctl("db", "init", "--sandbox")
    broken = folder / "broken.py"
    broken.write_text(
        "import sys\nsys.argv[0] = 'saasctl'\nimport saasctl.cli.session as s\n"
        "def fail(self, words):\n    secret = 'hunter2'\n    raise KeyError('plan')\n"
        "s.Session.take = fail if '--debug' not in sys.argv else s.Session.take\n"
        "import saasctl.cli.main as m\n"
        "if '--debug' in sys.argv:\n    m._dispatch = fail\n"
        "from saasctl.__main__ import main\nmain()\n"
    )
    plain = _python(broken, folder, "org", "list")
    assert plain[0] == 1
    assert plain[2].splitlines()[0] == "error[BUG]: unexpected KeyError: 'plan'"
    assert "Traceback" not in plain[2]
    assert "broken.py:6" in plain[2]
    code, _, err = _python(broken, folder, "org", "list", "--debug")
    assert code == 1
    assert err.startswith("Traceback")
    assert "'hunter2'" not in err.replace("secret = 'hunter2'", "")


def _python(file: Path, folder: Path, *words: str) -> tuple[int, str, str]:
    import subprocess
    import sys

    ran = subprocess.run(
        [sys.executable, str(file), *words], cwd=folder, capture_output=True, text=True, check=False
    )
    return ran.returncode, ran.stdout, ran.stderr


def test_a_refusal_has_its_kind_of_exit(saasctl: Run, folder: Path) -> None:
    assert saasctl("org", "list").exit == 9
    saasctl("db", "init", "--sandbox")
    assert saasctl("org", "show", "nobody").exit == 3
    assert saasctl("org", "show", "nobody", "--json").error == {
        "schema": "saasctl.error/1",
        "code": "ORG-UNKNOWN",
        "exit": 3,
        "message": "no organisation 'nobody'",
        "why": None,
        "clause": None,
        "fix": "saasctl org list --q TEXT",
    }
    assert saasctl("org", "import", "absent.csv").exit in (1, 3, 4)
    assert folder.exists()


def test_the_demo_runs_commands_inside_the_program(saasctl: Run, folder: Path) -> None:
    result = saasctl("help", "slot", "add")
    assert result.exit == 0
    assert result.stdout.startswith("Usage: saasctl slot add")
    assert saasctl("help", "slot", "ad").exit == 2
    assert folder.exists()


@pytest.mark.parametrize("noun", ["org", "slot", "db"])
def test_a_noun_alone_is_usage_with_its_help_on_stderr(saasctl: Run, noun: str) -> None:
    result = saasctl(noun)
    assert (result.exit, result.stdout) == (2, "")
    assert result.stderr.startswith(f"Usage: saasctl {noun} [OPTIONS] COMMAND")
