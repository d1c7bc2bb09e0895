"""Users as printed."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from saasctl.values.answers import Column


@dataclass(frozen=True, slots=True)
class UserEventView:
    """A dated fact about a user: what changed (state, role, slot, login) and its new value."""

    on: date
    what: str
    value: str | None


@dataclass(frozen=True, slots=True)
class UserView:
    """One user as of a day.

    `has_slot` says whether the user occupies a paid slot. `pending_version` is the version of the
    terms that the user still has to accept, None where none is.
    """

    SCHEMA: ClassVar[str] = "saasctl.user/1"

    email: str
    org: str
    display_name: str | None
    role: str
    state: str
    has_slot: bool
    invited_at: str | None
    activated_at: str | None
    last_active_on: date | None
    password_expires_on: date | None
    kind: str | None
    company: str | None
    authorised_by: str | None
    accepted_version: str | None
    pending_version: str | None
    history: tuple[UserEventView, ...]


USER_COLUMNS = (
    Column("email", "key", 0),
    Column("org", "key", 0),
    Column("display_name", "text", 1),
    Column("role", "text", 1),
    Column("state", "text", 0),
    Column("has_slot", "bool", 2),
    Column("invited_at", "instant", 4),
    Column("activated_at", "instant", 4),
    Column("last_active_on", "date", 3),
    Column("password_expires_on", "date", 5),
    Column("kind", "text", 5),
    Column("company", "text", 6),
    Column("authorised_by", "text", 7),
    Column("accepted_version", "text", 5),
    Column("pending_version", "text", 3),
)
"""The fields of a user in a list, in the order of its JSON object."""
