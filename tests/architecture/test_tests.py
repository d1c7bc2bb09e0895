"""Every module and every refusal is tested where one looks for it."""

import re
from pathlib import Path

from reference import refusals

ROOT = Path(__file__).parents[2]
SOURCE, TESTS = ROOT / "src" / "saasctl", ROOT / "tests"
ELSEWHERE = {
    "cli": "a noun's commands have transcripts, by test_commands.py",
    "errors": "a refusal has a transcript, by the test below",
    "values/views": "fields without behaviour, seen in the transcripts",
    "store/migrations": "tests/store/test_migrating.py runs them",
}
"""Folders whose modules are tested in another form, and where."""
FRAMEWORK = ("main", "session", "globals", "parsing")
"""Modules of cli that are no nouns."""


def test_every_module_has_a_test_file() -> None:
    missing = []
    for path in sorted(SOURCE.rglob("*.py")):
        name = path.relative_to(SOURCE)
        elsewhere = any(str(name).startswith(f"{folder}/") for folder in ELSEWHERE)
        if path.stem == "__init__" or (elsewhere and path.stem not in FRAMEWORK):
            continue
        wanted = TESTS / name.parent / f"test_{path.stem.strip('_')}.py"
        if not wanted.exists():
            missing.append(str(wanted.relative_to(ROOT)))
    assert not missing, "\n".join(missing)


NEEDS_MORE_THAN_COMMANDS = {
    "AnswerNeeded": "tests/cli/test_globals.py",
    "AuditBroken": "tests/cli/test_audit.py",
    "CheckFailed": "tests/cli/test_db.py",
    "CopyDiffers": "tests/store/test_transfer.py",
    "StoreLost": "tests/store/test_undone.py",
    "StoreUndone": "tests/store/test_undone.py",
    "StoreUnsure": "tests/store/test_undone.py",
    "ExaminationFailed": "tests/operations/test_doctoring.py",
    "MissingRate": "tests/terms/law/test_rates.py",
    "RecordInvalid": "tests/store/test_records.py",
    "StoreBusy": "tests/cli/test_db.py",
    "StoreDamaged": "tests/cli/test_db.py",
    "StoreTooNew": "tests/cli/test_db.py",
    "StoreUnmigrated": "tests/store/test_database.py",
    "WarningsFound": "tests/operations/test_doctoring.py",
    "Unexpected": "tests/cli/test_main.py",
}
"""Refusals that no command gives in an honest store, or only a later one will: Python shows them."""


def test_every_refusal_has_a_transcript_named_after_its_class() -> None:
    missing = []
    for kind in refusals():
        path = TESTS / "scripts" / "errors" / f"{kind.__name__}.console"
        if kind.__name__ in NEEDS_MORE_THAN_COMMANDS:
            continue
        if not path.exists():
            missing.append(f"{path.relative_to(ROOT)} ({kind.code}, exit {kind.exit}): {kind.__doc__}")
        elif f"error[{kind.code}]" not in path.read_text(encoding="utf-8"):
            missing.append(f"{path.relative_to(ROOT)} does not show error[{kind.code}]")
    assert not missing, "\n".join(missing)


def test_a_refusal_that_needs_more_than_commands_is_shown_in_python() -> None:
    codes = {kind.__name__: kind.code for kind in refusals()}
    missing = []
    for name, path in NEEDS_MORE_THAN_COMMANDS.items():
        text = (ROOT / path).read_text(encoding="utf-8")
        if codes[name] not in text and f"raises({name})" not in text:
            missing.append(f"{path} does not show {name} ({codes[name]})")
    assert not missing, "\n".join(missing)


def raising(name: str, text: str) -> bool:
    return f"{name}(" in text or f"raise {name}\n" in text


def test_every_refusal_is_raised_somewhere() -> None:
    errors = SOURCE / "errors"
    texts = [path.read_text(encoding="utf-8") for path in SOURCE.rglob("*.py") if errors not in path.parents]
    dead = [kind.__name__ for kind in refusals() if not any(raising(kind.__name__, text) for text in texts)]
    assert dead == []


def test_every_refusal_has_a_code_of_its_own() -> None:
    codes = [kind.code for kind in refusals()]
    assert sorted(set(codes)) == sorted(codes)
    assert all(re.fullmatch(r"[A-Z]+(-[A-Z]+)*", code) for code in codes)
