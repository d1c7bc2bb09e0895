"""Files of terms that anybody may hand in: refused with exit 3 or 4 in every verb, never with a traceback."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import Result
from small import SMALL, changed, small_file

Run = Callable[..., Result]


def hostile(folder: Path) -> dict[str, tuple[str, int]]:
    """Make hostile files and return their names with the exit that a verb must have."""
    texts: dict[str, bytes] = {
        "unknown-key": changed(('timing = "advance"', 'timming = "advance"')).encode(),
        "float-for-money": changed(('team.monthly = "9.00"', "team.monthly = 9.00")).encode(),
        "unlisted-clause": changed(
            ('value = "actual", clause = "1"', 'value = "actual", clause = "9"')
        ).encode(),
        "negative-period": changed(("commitment_months = 1", "commitment_months = -1")).encode(),
        "gigantic": SMALL.encode() + b"# " + b"x" * 5_000_000,
        "nested": b"a = " + b"[" * 200_000,
        "not-utf-8": SMALL.encode().replace(b"Small", b"Sm\xffll"),
        "huge-number": changed(("due_days = 30", f"due_days = {'9' * 5000}")).encode(),
        "hex-number": changed(("due_days = 30", f"due_days = 0x{'f' * 5000}")).encode(),
        "nan": changed(('multiple = "3"', "multiple = nan")).encode(),
        "infinity": changed(('multiple = "3"', "multiple = -inf")).encode(),
        "same-key": changed(("due_days = 30", "due_days = 30\ndue_days = 31")).encode(),
        "empty": b"",
        "nul": b"\0" * 100,
        "escape-codes": changed(('vendor = "Small SAS"', 'vendor = "\\u001b[31mred"')).encode(),
        "markup-key": SMALL.encode() + b'"[red]x[/red]\\u001b[2J" = 1\n',
        "passwords": b"root:x:0:0:root:/root:/bin/bash\n",
    }
    for name, content in texts.items():
        (folder / f"{name}.toml").write_bytes(content)
    (folder / "folder.toml").mkdir()
    (folder / "loop.toml").symlink_to("loop.toml")
    (folder / "broken-link.toml").symlink_to("nowhere")
    os.mkfifo(folder / "pipe.toml")
    exits = dict.fromkeys([*texts, "folder", "loop", "broken-link", "pipe"], 4)
    names = {name: (f"./{name}.toml", code) for name, code in exits.items()}
    more = {"missing": "./missing.toml", "outside": "../../../nowhere/x"}
    return {**names, **{name: (path, 3) for name, path in more.items()}, "device": ("/dev/zero", 4)}


VERBS = (["show"], ["check"], ["blanks"], ["coverage"], ["diff", "kantree"])


def test_a_hostile_file_is_refused_in_every_verb(saasctl: Run, folder: Path) -> None:
    for name, (path, code) in hostile(folder).items():
        for verb in VERBS:
            result = saasctl("terms", *verb, path)
            told = result.stdout + result.stderr
            assert result.exit == code, (name, verb, told[:500])
            assert "error[PROFILE-" in result.stderr, (name, verb)
            assert "Traceback" not in told
            assert "\x1b" not in told
            assert "bash" not in told
            assert len(result.stderr) < 5000, (name, verb)


def test_a_hostile_file_is_refused_in_json_too(saasctl: Run, folder: Path) -> None:
    for name, (path, code) in hostile(folder).items():
        result = saasctl("terms", "show", path, "--json")
        assert (result.exit, result.error["exit"], result.stdout) == (code, code, ""), name


def test_hostile_files_in_the_folder_of_terms_do_not_hide_the_others(saasctl: Run, folder: Path) -> None:
    own = folder / "own"
    own.mkdir()
    hostile(own)
    for file in sorted(own.iterdir()):
        file.rename(file.with_name(f"{file.stem}@1.toml"))
    small_file(own)
    listed = saasctl("terms", "list", "--terms-path", "own", "--json").json()
    faults = {item["profile"]: item["faults"] for item in listed["items"]}
    assert (faults["small"], faults["koban"]) == (0, 0)
    assert faults["unknown-key"] == 1
    assert saasctl("terms", "show", "small", "--terms-path", "own").exit == 0
    assert saasctl("explain", "slots.invoice", "--terms-path", "own").exit == 0


@pytest.mark.parametrize(
    "name", ["", "@", "..", "-", "koban@", "koban@..", "@2026-03", "k\u202eoban", "🙂", "x" * 5000, "a\nb"]
)
def test_a_strange_name_is_an_unknown_profile(saasctl: Run, name: str) -> None:
    result = saasctl("terms", "show", "--", name)
    assert result.exit == 3, result.stderr[:300]
    assert "error[PROFILE-UNKNOWN]" in result.stderr
    assert "\u202e" not in result.stderr
