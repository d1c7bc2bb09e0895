"""The kinds of refusal; each kind owns one exit status of the command-line contract."""

from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from saasctl.values.clause import ClauseRef

Block = tuple[str, str]
"""What stands in the way, and the command that clears it."""


class SaasctlError(Exception):
    """A refusal with what happened, why, the clause, and a command that mends it."""

    code: ClassVar[str] = "FAILURE"
    exit: ClassVar[int] = 1

    def __init__(
        self,
        message: str,
        *,
        why: str | None = None,
        fix: str | None = None,
        clause: "ClauseRef | None" = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.why = why
        self.fix = fix
        self.clause = clause


class Failure(SaasctlError):
    """Input or output failed outside the program's control."""


class Usage(SaasctlError):
    """The command's words or a value's form are off."""

    code = "USAGE"
    exit = 2


class NotFound(SaasctlError):
    """No such key."""

    code = "NOT-FOUND"
    exit = 3


class Inconsistent(SaasctlError):
    """Well-formed input that contradicts itself or the store."""

    code = "INCONSISTENT"
    exit = 4


class Refused(SaasctlError):
    """The terms, the law or the state forbid it."""

    code = "REFUSED"
    exit = 5


class Recorded(Refused):
    """A refusal that is itself put on record: what the act wrote before it is kept."""


class Blocked(Refused):
    """Matters stand in the way; the first command that clears one of them is the fix."""

    def __init__(self, message: str, blocks: "Sequence[Block]", clause: "ClauseRef | None") -> None:
        fix = blocks[0][1] if blocks else None
        super().__init__(message, why="; ".join(says for says, _ in blocks), fix=fix, clause=clause)
        self.blocks = tuple(blocks)


class Conflict(SaasctlError):
    """The key exists with other content."""

    code = "CONFLICT"
    exit = 6


class NotConfigured(SaasctlError):
    """A setting, blank or rate that the operator must supply is missing."""

    code = "NOT-CONFIGURED"
    exit = 7


class NotConfirmed(SaasctlError):
    """A question was not answered with yes."""

    code = "NOT-CONFIRMED"
    exit = 8


class StoreFault(SaasctlError):
    """The store is missing, unmigrated or damaged."""

    code = "STORE"
    exit = 9


class Findings(SaasctlError):
    """A check that was asked to fail on findings found some."""

    code = "FINDINGS"
    exit = 10


class PartlyFailed(SaasctlError):
    """A batch finished; some of its independent items failed."""

    code = "PARTLY-FAILED"
    exit = 11


class Busy(SaasctlError):
    """Another process holds the lock."""

    code = "BUSY"
    exit = 75
