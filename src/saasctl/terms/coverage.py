"""How each rule of a rulebook is carried out: the table that ships beside a profile."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from saasctl.errors.terms import ProfileInvalid
from saasctl.terms.load import packaged_folder
from saasctl.terms.model import Profile

MODES = (
    "computed", "scheduled", "checked", "permitted", "notified", "recorded", "not-applicable", "planned",
)  # fmt: skip
SHOWN = ("computed", "scheduled", "checked", "permitted")
"""Modes that a transcript must show."""
FIELDS = {"says", "clause", "area", "tags", "mode", "command", "tests", "note"}


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
    try:
        raw = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, ValueError) as wrong:
        raise ProfileInvalid(str(file), [f"not TOML: {str(wrong)[:200]}"]) from None
    faults = [fault for rule, row in raw.items() for fault in _faults(profile, rule, row)]
    if faults:
        raise ProfileInvalid(str(file), faults)
    return tuple(_row(rule, row) for rule, row in raw.items())


def _faults(profile: Profile, rule: str, row: object) -> list[str]:
    if not isinstance(row, dict):
        return [f"{rule}: a table"]
    faults = [
        f"{rule}.{name}: unknown; accepted: {', '.join(sorted(FIELDS))}" for name in row.keys() - FIELDS
    ]
    faults += [f"{rule}.{name}: missing" for name in ("says", "area", "mode") if not row.get(name)]
    if row.get("mode") not in MODES:
        faults.append(f"{rule}.mode: one of {', '.join(MODES)}")
    if row.get("mode") == "not-applicable" and not row.get("note"):
        faults.append(f"{rule}.note: a rule that does not apply needs the reason")
    if row.get("clause") is not None and row["clause"] not in profile.clauses:
        faults.append(f"{rule}.clause: {row['clause']!r} is not listed under [clauses] of the profile")
    return faults


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
