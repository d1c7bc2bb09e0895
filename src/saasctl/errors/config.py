"""Refusals of the operator's file of defaults."""

from collections.abc import Sequence

from saasctl.errors.base import Failure, Findings, NotConfigured, NotFound


class ConfigInvalid(NotConfigured):
    """The file of defaults cannot be read as one."""

    code = "CONFIG-INVALID"

    def __init__(self, path: str, why: str) -> None:
        super().__init__(f"{path} is not a configuration", why=why, fix=f"mend {path}, or remove it")


class ConfigUnknown(NotFound):
    """The file of defaults sets nothing of that name."""

    code = "CONFIG-UNKNOWN"

    def __init__(self, name: str, known: Sequence[str]) -> None:
        super().__init__(f"no setting {name!r}", why=f"known: {', '.join(known)}", fix="saasctl config show")


class ExaminationFailed(Failure):
    """Something that the commands rely on is not as it must be."""

    code = "DOCTOR-FAILED"

    def __init__(self, name: str, why: str, fix: str | None) -> None:
        super().__init__(f"{name} is not as it must be", why=why, fix=fix)


class WarningsFound(Findings):
    """The examination found something to mend, and --exit-code was given."""

    code = "DOCTOR-WARNINGS"

    def __init__(self, count: int) -> None:
        said = "1 warning" if count == 1 else f"{count} warnings"
        super().__init__(said, fix="mend what the checks name, or leave --exit-code away")
