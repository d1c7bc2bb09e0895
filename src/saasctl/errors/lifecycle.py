"""Refusals about notices, endings, suspensions."""

from collections.abc import Sequence
from datetime import date

from saasctl.errors.base import NotFound, Refused
from saasctl.values.clause import ClauseRef


class NoticeUnknown(NotFound):
    """No notice has that id."""

    code = "NOTICE-UNKNOWN"

    def __init__(self, notice: str) -> None:
        super().__init__(f"no notice {notice!r}", fix="saasctl notice list")


class NoticeWithoutEffect(Refused):
    """A notice is late or has the wrong form: it is recorded as received without effect."""

    code = "NOTICE-WITHOUT-EFFECT"

    def __init__(
        self,
        key: str,
        why: str,
        ends: tuple[date | None, date | None],
        clause: ClauseRef | None,
        fix: str | None,
    ) -> None:
        deadline, next_end = ends
        after = f"; the next possible end is {next_end}" if next_end else ""
        super().__init__(
            f"the notice for {key} has no effect; it is recorded as received",
            why=f"{why}{after}",
            clause=clause,
            fix=fix,
        )
        self.deadline_on, self.next_end = deadline, next_end


class EndingUnavailable(Refused):
    """The terms do not let a contract end this way, or not yet."""

    code = "ENDING-UNAVAILABLE"

    def __init__(
        self, key: str, cause: str, why: str, clause: ClauseRef | None, fix: str | None = None
    ) -> None:
        super().__init__(f"{key} cannot end for {cause}", why=why, clause=clause, fix=fix)


class EndsAlready(Refused):
    """An end of the subscription is booked already."""

    code = "ENDS-ALREADY"

    def __init__(self, key: str, last_day: date) -> None:
        super().__init__(f"{key} ends on {last_day} already", fix=f"saasctl sub keep {key}")


class NothingToKeep(Refused):
    """No end is booked that could be withdrawn."""

    code = "NOTHING-TO-KEEP"

    def __init__(self, key: str, why: str) -> None:
        super().__init__(f"{key} has no end to withdraw", why=why, fix=f"saasctl sub show {key}")


class QuoteUnsigned(Refused):
    """A contract renews only by a new quote that both signed."""

    code = "QUOTE-UNSIGNED"

    def __init__(self, key: str, path: str, renewal: date, clause: ClauseRef | None) -> None:
        super().__init__(
            f"{key} is not renewed without a new quote",
            why="no price of a quote that both signed is on record since the change",
            clause=clause,
            fix=f'saasctl sub override {key} {path}=AMOUNT --source "signed quote" --on {renewal}',
        )


class SuspensionUnavailable(Refused):
    """The terms do not let access be cut for that cause, or not yet."""

    code = "SUSPENSION-UNAVAILABLE"

    def __init__(
        self, org: str, cause: str, why: str, clause: ClauseRef | None, known: Sequence[str] = ()
    ) -> None:
        super().__init__(
            f"{org} cannot be suspended for {cause}",
            why=why,
            clause=clause,
            fix=f"--cause {known[0]}" if known else f"saasctl org statement {org}",
        )


class RestorationRefused(Refused):
    """Access is not given back before what the terms ask for is done."""

    code = "RESTORATION-REFUSED"

    def __init__(self, org: str, why: str, clause: ClauseRef | None, fix: str | None) -> None:
        super().__init__(f"{org} cannot be restored", why=why, clause=clause, fix=fix)
