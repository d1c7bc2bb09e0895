"""Refusals about users."""

from collections.abc import Sequence
from datetime import date

from saasctl.errors.base import Conflict, Inconsistent, NotFound, Refused, Usage
from saasctl.values.clause import ClauseRef

SHOWN = 60
"""Characters of a wrong value that a message repeats."""


class UserUnknown(NotFound):
    """No user has that address, in the organisation or in the store."""

    code = "USER-UNKNOWN"

    def __init__(self, email: str, org: str | None, near: Sequence[str]) -> None:
        where = f" in {org}" if org else ""
        listing = f"saasctl user list --org {org}" if org else "saasctl user list --q TEXT"
        super().__init__(
            f"no user {email[:SHOWN]!r}{where}",
            why=f"near: {', '.join(near)}" if near else None,
            fix=listing,
        )


class UserInSeveral(Usage):
    """The address belongs to users of several organisations and the command names none."""

    code = "USER-IN-SEVERAL"

    def __init__(self, email: str, orgs: Sequence[str]) -> None:
        super().__init__(
            f"{email} is a user of several organisations",
            why=f"organisations: {', '.join(orgs)}",
            fix=f"add --org {orgs[0]}",
        )


class UserExists(Conflict):
    """The organisation has a user of that address already, with other data."""

    code = "USER-EXISTS"

    def __init__(
        self, email: str, org: str, differences: Sequence[str], edit: str, clause: ClauseRef | None = None
    ) -> None:
        said = f"{email} is a user of {org} already"
        super().__init__(said, why="; ".join(differences), fix=edit, clause=clause)


class RoleUnavailable(Refused):
    """The terms know no such role."""

    code = "ROLE-UNAVAILABLE"

    def __init__(self, role: str, known: Sequence[str], clause: ClauseRef | None) -> None:
        super().__init__(
            f"these terms know no role {role}",
            why=f"roles: {', '.join(known)}",
            fix=f"--role {known[0]}",
            clause=clause,
        )


class KindUnavailable(Refused):
    """The terms do not let that kind of person be a user; its end users may be of other kinds."""

    code = "USER-KIND-UNAVAILABLE"

    def __init__(
        self, kind: str, known: Sequence[str], clause: ClauseRef | None, end_users: Sequence[str] = ()
    ) -> None:
        beside = f"; end users, without an account here: {', '.join(end_users)}" if end_users else ""
        super().__init__(
            f"a {kind[:SHOWN]!r} cannot be a user under these terms",
            why=f"users are: {', '.join(known)}{beside}",
            fix=f"--kind {known[0]}",
            clause=clause,
        )


class CompanyOutside(Refused):
    """The user's company is neither the customer nor one of its declared group companies."""

    code = "COMPANY-OUTSIDE"

    def __init__(
        self,
        org: str,
        company: str,
        known: Sequence[str],
        clause: ClauseRef | None,
        group: Sequence[str] = (),
    ) -> None:
        others = f"; once declared, {', '.join(group)}" if group else ""
        super().__init__(
            f"people of {company[:SHOWN]!r} cannot be users of {org}",
            why=f"companies: {', '.join(known)}{others}",
            fix=f"saasctl org edit {org} --group-company NAME  # once the customer has declared it",
            clause=clause,
        )


class GroupClosed(Refused):
    """Companies that join the customer's group after the contract began do not count as the customer."""

    code = "GROUP-CLOSED"

    def __init__(self, org: str, company: str, began: date, clause: ClauseRef | None) -> None:
        super().__init__(
            f"{company[:SHOWN]!r} cannot join the group of {org}",
            why=f"the contract began on {began}; companies that join later do not count",
            fix=f"saasctl org add {org}-2 --name NAME --seller SELLER --email EMAIL  # a customer of its own",
            clause=clause,
        )


class AcceptedTooEarly(Inconsistent):
    """An acceptance is dated before its user was invited or added."""

    code = "ACCEPTED-TOO-EARLY"

    def __init__(self, email: str, on: date, came_on: str) -> None:
        super().__init__(
            f"{email} cannot accept the terms on {on}",
            why=f"the user came on {came_on}",
            fix=f"saasctl user accept {email} --on {came_on}  # or a later day",
        )


class UserStateForbids(Refused):
    """The act does not fit the state the user is in."""

    code = "USER-STATE"

    def __init__(self, email: str, org: str, state: str, act: str) -> None:
        super().__init__(
            f"{email} cannot be {act} while {state}",
            why=f"the user of {org} is {state}",
            fix=f"saasctl user enable {email} --org {org}",
        )


class LoginChangeUnannounced(Refused):
    """A login changes at the customer's request, or once the customer was told."""

    code = "LOGIN-UNANNOUNCED"

    def __init__(self, email: str, org: str, clause: ClauseRef | None) -> None:
        super().__init__(
            f"the login {email} cannot change yet",
            why=f"nobody of {org} asked for it, and no day is given on which the customer was told",
            fix="add --requested-by EMAIL, or --informed-on DATE",
            clause=clause,
        )
