"""The customers' people: users, what happened to them, and the documents they accepted."""

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from saasctl.store.tables.columns import (
    STRICT,
    Day,
    Flag,
    Id,
    MaybeDay,
    MaybeInstant,
    MaybeWords,
    Table,
    Words,
    flag,
    one_of,
)


class OrgUser(Table, table=True):
    """A user of an organisation; one row for each address, kept when access ends."""

    __table_args__ = (
        UniqueConstraint("organisation_id", "email"),
        Index("org_user_by_email", "email"),
        one_of("role", ("owner", "administrator", "member")),
        one_of("state", ("invited", "active", "locked", "disabled", "barred")),
        flag("holds_slot"),
        STRICT,
    )

    id: Id = None
    organisation_id: int = Field(foreign_key="organisation.id")
    email: Words
    display_name: MaybeWords = None
    role: Words
    kind: MaybeWords = None
    company: MaybeWords = None
    state: Words
    holds_slot: Flag = 0
    authorised_by: MaybeWords = None
    invited_at: MaybeInstant = None
    activated_at: MaybeInstant = None
    last_active_on: MaybeDay = None
    password_set_on: MaybeDay = None


class UserEvent(Table, table=True):
    """Something dated that happened to a user."""

    __table_args__ = (Index("user_event_by_user", "user_id", "on_day"), STRICT)

    id: Id = None
    user_id: int = Field(foreign_key="org_user.id")
    what: Words
    on_day: Day
    detail: MaybeWords = None


class Acceptance(Table, table=True):
    """The acceptance of one version of a document by an organisation or one of its users.

    `accepted_at` is the instant, where more than the day is known.
    """

    __table_args__ = (
        Index("acceptance_by_organisation", "organisation_id", "document", "version"),
        STRICT,
    )

    id: Id = None
    organisation_id: int = Field(foreign_key="organisation.id")
    user_id: int | None = Field(default=None, foreign_key="org_user.id")
    document: Words
    version: Words
    on_day: Day
    person: MaybeWords = None
    accepted_at: MaybeInstant = None
