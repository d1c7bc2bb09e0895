"""Refusals about profiles, settings and the terms' blanks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from saasctl.errors.base import Inconsistent, NotConfigured, NotConfirmed, NotFound, Refused, Usage
from saasctl.values.clause import ClauseRef

LONGEST = 240
"""Characters of a fault that are told; a key of a hostile file may have a million."""
TOLD = 10


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault of a file of terms: its dotted key ("" for the file), what is wrong, and the line."""

    path: str
    says: str
    line: int | None = None

    def __str__(self) -> str:
        place = f"line {self.line}: " if self.line else ""
        key = f"{self.path}: " if self.path else ""
        told = f"{place}{key}{self.says}"
        return told if len(told) <= LONGEST else f"{told[:LONGEST]}…"


class ProfileUnknown(NotFound):
    """No profile of that name or version."""

    code = "PROFILE-UNKNOWN"

    def __init__(self, name: str, known: list[str]) -> None:
        super().__init__(
            f"no terms profile named {name}",
            why=f"known profiles: {', '.join(known) or 'none'}",
            fix="saasctl terms list --terms-path FOLDER  # the folder of your own profiles",
        )


class ProfileInvalid(Inconsistent):
    """A profile's TOML breaks the schema."""

    code = "PROFILE-INVALID"

    def __init__(self, file: str, faults: Sequence[Fault]) -> None:
        more = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
        super().__init__(
            f"{file}: {faults[0]}{more}",
            why="; ".join(str(fault) for fault in faults[1:TOLD]) or None,
            fix=f"mend the file, then: saasctl terms check {file}",
        )
        self.file = file
        self.faults = tuple(faults)


class TermsFolderMissing(NotFound):
    """The folder of the operator's own profiles is not there."""

    code = "TERMS-FOLDER-MISSING"

    def __init__(self, folder: str) -> None:
        super().__init__(
            f"no folder {folder}",
            why="--terms-path and SAASCTL_TERMS_PATH name a folder of ID@VERSION.toml files",
            fix="saasctl terms list --terms-path FOLDER",
        )


class BlankTerm(NotConfigured):
    """The document leaves the value blank and the operator has not supplied it."""

    code = "TERM-BLANK"

    def __init__(
        self,
        profile: str,
        path: str,
        example: str,
        clause: ClauseRef | None = None,
        *,
        settable: bool = True,
        day: date | None = None,
    ) -> None:
        if settable:
            why = "the document leaves it blank and nothing is assumed in its place"
            fix = f'saasctl terms set {profile} "{path}={example}"' + (f" --on {day}" if day else "")
        else:
            why = "the profile neither says it nor leaves it open, and nothing is assumed in its place"
            fix = f"add it to the profile, or mark it blank there; then: saasctl terms check {profile}"
        super().__init__(f"{path} is not set for {profile}", why=why, fix=fix, clause=clause)
        self.path = path


class SettingRefused(Refused):
    """The profile does not leave that path to the operator."""

    code = "SETTING-REFUSED"

    def __init__(self, profile: str, path: str, near: list[str], clause: ClauseRef | None = None) -> None:
        known = f"; near: {', '.join(near)}" if near else ""
        super().__init__(
            f"{path} is not a setting of {profile}",
            why=f"only blanks, conventions and readings can be set{known}",
            fix=f"saasctl terms blanks {profile}",
            clause=clause,
        )


class SettingMalformed(Usage):
    """The value does not have the form its path asks for."""

    code = "SETTING-MALFORMED"

    def __init__(self, path: str, value: str, accepted: str) -> None:
        super().__init__(f"{path} cannot be {value[:60]!r}", why=f"accepted: {accepted}")


class OverrideUnknown(Refused):
    """No parameter of the terms has that path."""

    code = "OVERRIDE-UNKNOWN"

    def __init__(self, path: str, near: list[str]) -> None:
        known = f"; near: {', '.join(near)}" if near else ""
        super().__init__(
            f"{path} is not a parameter of the terms",
            why=f"an override replaces a value that a profile can hold{known}",
        )


class ReadingUnconfirmed(NotConfirmed):
    """A doubtful reading must be confirmed once before it is used."""

    code = "READING-UNCONFIRMED"

    def __init__(self, profile: str, rule: str, says: str, clause: ClauseRef | None = None) -> None:
        super().__init__(
            f"the reading of {rule} is not confirmed for {profile}",
            why=says,
            fix=f"saasctl terms set {profile} confirm.{rule}=yes",
            clause=clause,
        )
