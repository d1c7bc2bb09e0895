"""Users as printed."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar


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
    terms that the user still has to accept, None where none is, and `terms_url` where they are read.
    `password_change` says what an
    expired password brings. `rights` are the acts that the terms let the user's role ask for; lists
    leave them out.
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
    terms_url: str | None
    password_change: str | None
    rights: tuple[str, ...]
    history: tuple[UserEventView, ...]
