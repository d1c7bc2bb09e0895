"""Refusals about profiles, settings and the terms' blanks."""

from saasctl.errors.base import Inconsistent, NotConfigured, NotConfirmed, NotFound, Refused, Usage
from saasctl.values.clause import ClauseRef


class ProfileUnknown(NotFound):
    """No profile of that name or version."""

    code = "PROFILE-UNKNOWN"

    def __init__(self, name: str, known: list[str]) -> None:
        super().__init__(
            f"no terms profile named {name}",
            why=f"known profiles: {', '.join(known) or 'none'}",
            fix="saasctl terms list",
        )


class ProfileInvalid(Inconsistent):
    """A profile's TOML breaks the schema."""

    code = "PROFILE-INVALID"

    def __init__(self, file: str, faults: list[str]) -> None:
        more = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
        super().__init__(
            f"{file}: {faults[0]}{more}",
            why="; ".join(faults[1:10]) or None,
            fix=f"mend the file, then: saasctl terms check {file}",
        )
        self.faults = faults


class BlankTerm(NotConfigured):
    """The document leaves the value blank and the operator has not supplied it."""

    code = "TERM-BLANK"

    def __init__(self, profile: str, path: str, example: str, clause: ClauseRef | None = None) -> None:
        super().__init__(
            f"{path} is not set for {profile}",
            why="the document leaves it blank and nothing is assumed in its place",
            fix=f'saasctl terms set {profile} "{path}={example}"',
            clause=clause,
        )
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
