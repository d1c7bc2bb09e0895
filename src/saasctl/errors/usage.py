"""Refusals of the command line itself."""

from collections.abc import Sequence
from datetime import datetime

from saasctl.errors.base import Failure, NotConfirmed, NotFound, Usage


class CommandUnknown(Usage):
    """No noun, verb or option of that name."""

    code = "COMMAND-UNKNOWN"

    def __init__(self, what: str, near: Sequence[str], fix: str) -> None:
        meant = f"did you mean {' or '.join(near)}?" if near else None
        super().__init__(what, why=meant, fix=fix)


class ValueMalformed(Usage):
    """A value does not have the form its option asks for."""

    code = "VALUE-MALFORMED"

    def __init__(self, name: str, value: str, accepted: str, fix: str | None = None) -> None:
        super().__init__(f"{name} cannot be {value[:60]!r}", why=f"accepted: {accepted}", fix=fix)
        self.name = name


def no_such_word(name: str, value: str, known: Sequence[str]) -> ValueMalformed:
    """Return the refusal of a word that an option does not take: the nearest is the fix, else all are."""
    from difflib import get_close_matches

    near = get_close_matches(value[:60].lower(), known, 1) or ["|".join(known)]
    return ValueMalformed(name, value, ", ".join(known), written_right(name, near[0]))


def written_right(name: str, likely: str | None) -> str | None:
    """Return an option, or an argument in capitals, with what was likely meant; None for other texts."""
    if name.startswith("--"):
        return f"{name} {likely}"
    return f"{likely} as {name}" if name.isupper() else None


class LocalTimeMissing(Usage):
    """A local time is skipped by a change of the clocks."""

    code = "LOCAL-TIME-MISSING"

    def __init__(self, name: str, given: datetime, zone: str, meant: datetime) -> None:
        super().__init__(
            f"{name}: {given:%H:%M} does not exist on {given:%Y-%m-%d} in {zone}",
            why="the clocks go forward over it",
            fix=f"{name} {meant.isoformat()}",
        )


class FieldUnknown(Usage):
    """The answer has no field of that name."""

    code = "FIELD-UNKNOWN"

    def __init__(self, name: str, known: Sequence[str]) -> None:
        super().__init__(f"no field {name}", why=f"fields: {', '.join(known)}", fix="--fields help")


class TopicUnknown(NotFound):
    """There is no help on that."""

    code = "TOPIC-UNKNOWN"

    def __init__(self, topic: str, known: Sequence[str]) -> None:
        super().__init__(f"no help on {topic}", why=f"topics: {', '.join(known)}")


class AnswerNeeded(NotConfirmed):
    """A question needed an answer and none could be given."""

    code = "ANSWER-NEEDED"

    def __init__(self, question: str, flag: str) -> None:
        super().__init__(question, why="nothing was changed", fix=f"repeat the command with {flag}")


class Unexpected(Failure):
    """The program failed where it should not: a bug. What was under way is undone."""

    code = "BUG"

    def __init__(self, kind: str, message: str, place: str) -> None:
        super().__init__(
            f"unexpected {kind}: {message[:200]}",
            why=f"a bug of saasctl, at {place}",
            fix="repeat the command with --debug for the traceback",
        )
