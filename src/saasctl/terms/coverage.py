"""How each rule of a rulebook is carried out: the table that ships beside a profile."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from saasctl.errors.terms import Fault, ProfileInvalid
from saasctl.terms.load import packaged_folder
from saasctl.terms.model import Profile
from saasctl.terms.read import RULE
from saasctl.terms.tomltext import LIMIT, Lines, read_toml

MODES = (
    "computed", "scheduled", "checked", "permitted", "notified", "recorded", "not-applicable", "planned",
)  # fmt: skip
SHOWN = ("computed", "scheduled", "checked", "permitted")
"""Modes that a transcript must show."""
TEXTS, LISTS = ("says", "clause", "area", "mode", "command", "note"), ("tags", "tests")
FIELDS = (*TEXTS, *LISTS)


@dataclass(frozen=True, slots=True)
class RuleRow:
    """One rule: what it says in our words, and the command and transcripts that carry it out."""

    rule: str
    says: str
    clause: str | None
    area: str
    tags: tuple[str, ...]
    mode: str
    command: str
    tests: tuple[str, ...]
    note: str


def load_rules(profile: Profile) -> tuple[RuleRow, ...]:
    """Return the rules table of a profile in its order; empty where none lies beside it.

    The table is `<id>.rules.toml` in the profile's own folder. Raises ProfileInvalid (exit 4).
    """
    folder = Path(profile.origin).parent if profile.origin.endswith(".toml") else packaged_folder()
    file = folder / f"{profile.id}.rules.toml"
    if not file.is_file():
        return ()
    with file.open("rb") as content:
        text = content.read(LIMIT + 1)
    raw = read_toml(text, str(file))
    lines = Lines(text.decode("utf-8"))
    faults = [
        Fault(path, says, lines.of(path))
        for rule, row in raw.items()
        for path, says in _faults(profile, rule, row)
    ]
    if faults:
        raise ProfileInvalid(str(file), faults)
    return tuple(_row(rule, row) for rule, row in raw.items() if isinstance(row, dict))


def _faults(profile: Profile, rule: str, row: object) -> Iterator[tuple[str, str]]:
    if not isinstance(row, dict) or not RULE.fullmatch(rule):
        yield rule, 'a table named for a rule, as ["K-29"]'
        return
    for name in row.keys() - set(FIELDS):
        yield f"{rule}.{name}", f"unknown; accepted: {', '.join(FIELDS)}"
    for name in TEXTS:
        if not isinstance(row.get(name, ""), str):
            yield f"{rule}.{name}", "a text"
    for name in LISTS:
        if not _is_words(row.get(name, [])):
            yield f"{rule}.{name}", "a list of texts"
    for name in ("says", "area", "mode"):
        if not row.get(name):
            yield f"{rule}.{name}", "missing"
    yield from _contradictions(profile, rule, row)


def _contradictions(profile: Profile, rule: str, row: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    if row.get("mode") not in MODES:
        yield f"{rule}.mode", f"one of {', '.join(MODES)}"
    if row.get("mode") == "not-applicable" and not row.get("note"):
        yield f"{rule}.note", "a rule that does not apply needs the reason"
    clause = row.get("clause")
    if isinstance(clause, str) and clause not in profile.clauses:
        yield f"{rule}.clause", f"{clause!r} is not listed under [clauses] of the profile"


def _is_words(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(word, str) for word in value)


def _row(rule: str, row: Mapping[str, object]) -> RuleRow:
    def text(name: str) -> str:
        return str(row.get(name) or "")

    def words(name: str) -> tuple[str, ...]:
        held = row.get(name)
        return tuple(str(word) for word in held) if isinstance(held, list) else ()

    clause = text("clause") or None
    return RuleRow(
        rule,
        text("says"),
        clause,
        text("area"),
        words("tags"),
        text("mode"),
        text("command"),
        words("tests"),
        text("note"),
    )
