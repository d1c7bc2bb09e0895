"""Refusals about tickets."""

from collections.abc import Sequence
from datetime import datetime

from saasctl.errors.base import Findings, Inconsistent, NotFound, Refused
from saasctl.values.clause import ClauseRef


class TicketUnknown(NotFound):
    """No ticket has that reference."""

    code = "TICKET-UNKNOWN"

    def __init__(self, ref: str) -> None:
        super().__init__(f"no ticket {ref!r}", fix="saasctl ticket list --all")


class TicketStateForbids(Refused):
    """A ticket's state does not let an act happen."""

    code = "TICKET-STATE"

    def __init__(self, ref: str, act: str, state: str) -> None:
        super().__init__(f"{ref} cannot {act}", why=f"it is {state}", fix=f"saasctl ticket show {ref}")


class TicketOutOfOrder(Inconsistent):
    """An event is dated before the ticket, or before what it follows."""

    code = "TICKET-ORDER"

    def __init__(self, ref: str, act: str, at: datetime, after: datetime, what: str) -> None:
        before = after.astimezone(at.tzinfo).isoformat()
        super().__init__(
            f"{ref} cannot {act} at {at.isoformat()}",
            why=f"{what} at {before}",
            fix=f"--at {before}, or later",
        )


class SeverityUnknown(Refused):
    """The terms have no such severity, or none at all."""

    code = "SEVERITY-UNKNOWN"

    def __init__(self, severity: str, known: Sequence[str], clause: ClauseRef | None) -> None:
        super().__init__(
            f"{severity} is no severity of the terms",
            why=f"known: {', '.join(known)}",
            clause=clause,
            fix=f"--severity {known[0]}" if known else None,
        )


class SupportClosed(Refused):
    """The terms take no request outside the hours of support."""

    code = "SUPPORT-CLOSED"

    def __init__(self, at: datetime, opens: datetime, clause: ClauseRef | None) -> None:
        super().__init__(
            f"support takes no request at {at.isoformat()}",
            why=f"it opens at {opens.isoformat()}",
            clause=clause,
        )


class PauseUnavailable(Refused):
    """The terms have no pause for that reason."""

    code = "PAUSE-UNAVAILABLE"

    def __init__(self, ref: str, reason: str | None, known: Sequence[str], clause: ClauseRef | None) -> None:
        listed = ", ".join(known)
        super().__init__(
            f"the clocks of {ref} cannot be paused {f'for {reason}' if reason else 'without a reason'}",
            why=f"the terms pause for: {listed}" if known else "the terms have no pause",
            clause=clause,
            fix=f"--reason {known[0]}" if known else f"saasctl ticket exclude {ref} --reason CODE",
        )


class ExclusionUnknown(Refused):
    """The terms have no such exclusion."""

    code = "EXCLUSION-UNKNOWN"

    def __init__(self, reason: str | None, known: Sequence[str], clause: ClauseRef | None) -> None:
        super().__init__(
            f"{reason} puts no ticket out of the vendor's charge"
            if reason
            else "a ticket is put out of the vendor's charge for a cause of the terms, named with --reason",
            why=f"the terms list: {', '.join(known)}" if known else "the terms list no exclusion",
            clause=clause,
            fix=f"--reason {known[0]}" if known else None,
        )


class NoIndemnity(Refused):
    """The terms give no indemnity for a ticket."""

    code = "NO-INDEMNITY"

    def __init__(self, ref: str, why: str, clause: ClauseRef | None, fix: str | None = None) -> None:
        super().__init__(f"{ref} gives no indemnity", why=why, clause=clause, fix=fix)


class ClocksFound(Findings):
    """A check for missed or nearly missed clocks found some."""

    code = "CLOCKS-FOUND"

    def __init__(self, refs: Sequence[str], what: str) -> None:
        listed = ", ".join(refs[:3]) + (f" and {len(refs) - 3} more" if len(refs) > 3 else "")
        super().__init__(f"{len(refs)} tickets with a clock {what}: {listed}", fix="saasctl ticket list")


class CalendarScopeUnknown(NotFound):
    """No profile, seller or customer has that name."""

    code = "CALENDAR-SCOPE"

    def __init__(self, scope: str) -> None:
        super().__init__(f"no profile, seller or organisation {scope!r}", fix="saasctl terms list")
