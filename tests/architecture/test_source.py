"""What the source may not hold, read from its syntax trees."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "saasctl"
FILES = sorted(SOURCE.rglob("*.py"))
CALCULATING = [path for path in FILES if path.relative_to(SOURCE).parts[0] in ("rules", "acts")]
NUMBERS = {0, 1, 2, 7, 12, 24, 30, 60, 100, 360, 365, 366, 1000, 3600}
VENDORS = ("kantree", "digicoop", "koban", "ksaar", "deskapad")
CLOCKS = {
    "date.today",
    "datetime.today",
    "datetime.now",
    "datetime.utcnow",
    "time.time",
    "time.localtime",
    "time.gmtime",
}
VAGUE = {"utils", "helpers", "common", "core", "misc", "manager"}
LONGEST = 400


def nodes(path: Path) -> Iterator[ast.AST]:
    return ast.walk(ast.parse(path.read_text(encoding="utf-8")))


def place(path: Path, node: ast.AST) -> str:
    return f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 1)}"


def calls(path: Path) -> Iterator[tuple[str, ast.Call]]:
    for node in nodes(path):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func), node


def test_no_number_of_a_contract_stands_in_rules_or_acts() -> None:
    found = [
        f"{place(path, node)}: {node.value!r}"
        for path in CALCULATING
        for node in nodes(path)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, int | float | complex)
        and not isinstance(node.value, bool)
        and (not isinstance(node.value, int) or node.value not in NUMBERS)
    ]
    assert not found, "\n".join(found)


def test_rules_and_acts_compute_without_floats() -> None:
    found = [place(path, node) for path in CALCULATING for name, node in calls(path) if name == "float"]
    assert not found, "\n".join(found)


def test_rules_open_no_file() -> None:
    rules = [path for path in CALCULATING if "rules" in path.parts]
    found = [
        place(path, node) for path in rules for name, node in calls(path) if name.split(".")[-1] == "open"
    ]
    assert not found, "\n".join(found)


def test_no_vendor_is_named_in_python() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
        for path in FILES
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if any(vendor in line.lower() for vendor in VENDORS)
    ]
    assert not found, "\n".join(found)


def test_today_enters_through_the_one_clock() -> None:
    clock = SOURCE / "system" / "clock.py"
    found = [
        f"{place(path, node)}: {name}"
        for path in FILES
        if path != clock
        for name, node in calls(path)
        if name in CLOCKS
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_a_file_is_short_and_named_after_what_it_holds(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST
    assert not VAGUE & set(path.relative_to(SOURCE).with_suffix("").parts)


def test_nothing_is_silenced() -> None:
    places = [ROOT / name for name in ("src", "tools", "benchmarks")]
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for folder in places
        for path in sorted(folder.rglob("*.py"))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if "# no" + "qa" in line or "# type: " + "ignore" in line
    ]
    assert not found, "\n".join(found)


def test_typer_carries_its_own_click() -> None:
    found = [
        place(path, node)
        for path in FILES
        for node in nodes(path)
        if (isinstance(node, ast.Import) and any(name.name.split(".")[0] == "click" for name in node.names))
        or (isinstance(node, ast.ImportFrom) and (node.module or "").startswith(("click", "typer._click")))
    ]
    assert not found, "\n".join(found)
