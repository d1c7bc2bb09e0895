"""Refusals about new versions of the terms."""

from datetime import date

from saasctl.errors.base import Conflict, NotFound, Refused
from saasctl.values.clause import ClauseRef


class AnnouncementRefused(Refused):
    """The terms do not let the vendor change them this way."""

    code = "ANNOUNCEMENT-REFUSED"

    def __init__(self, name: str, why: str, clause: ClauseRef | None, fix: str) -> None:
        super().__init__(f"{name} cannot be announced", why=why, clause=clause, fix=fix)


class AnnouncementTooLate(Refused):
    """A new version would apply before its notice has run."""

    code = "ANNOUNCEMENT-TOO-LATE"

    def __init__(self, name: str, days: tuple[date, date], clause: ClauseRef | None) -> None:
        earliest, last = days
        super().__init__(
            f"{name} cannot apply so soon",
            why=f"it may apply from {earliest} on; for the day asked, {last} was the last day to tell it",
            clause=clause,
            fix=f"--effective {earliest}",
        )


class AnnouncementExists(Conflict):
    """The version was announced for another day."""

    code = "ANNOUNCEMENT-EXISTS"

    def __init__(self, name: str, announced: date, effective: date) -> None:
        super().__init__(
            f"{name} was announced already",
            why=f"on {announced}, for {effective}: an announcement stays",
            fix="announce another version",
        )


class NothingAnnounced(NotFound):
    """No new version was announced that could be accepted or refused."""

    code = "NOTHING-ANNOUNCED"

    def __init__(self, org: str, version: str | None, profile: str) -> None:
        what = f"version {version}" if version else "no new version"
        super().__init__(
            f"{what} was announced to {org}" if not version else f"{what} was not announced to {org}",
            fix=f"saasctl terms announce {profile}@VERSION --effective DATE",
        )


class RefusalTooLate(Refused):
    """A refusal came when the new version applied already."""

    code = "REFUSAL-TOO-LATE"

    def __init__(self, org: str, version: str, effective: date, clause: ClauseRef | None) -> None:
        super().__init__(
            f"{org} cannot refuse {version} any more",
            why=f"it applies since {effective}: silence accepted it",
            clause=clause,
            fix=f"saasctl sub cancel {org}",
        )
