"""Clauses that rows cite, and the two indexes of time: what is due, and what was emitted."""

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field

from saasctl.store.tables.columns import STRICT, AnyWords, Day, Id, Table, Words, one_of


class Clause(Table, table=True):
    """One citation, kept once; an absent part is the empty text, so that the key holds."""

    __table_args__ = (
        UniqueConstraint("source", "profile", "version", "article", "rule", "says"),
        one_of("source", ("override", "setting", "terms", "convention", "law")),
        STRICT,
    )

    id: Id = None
    source: Words
    profile: AnyWords = ""
    version: AnyWords = ""
    article: AnyWords = ""
    rule: AnyWords = ""
    says: AnyWords = ""


class Due(Table, table=True):
    """The next day something of a kind falls due. An index: `db check --rebuild` makes it anew."""

    __table_args__ = (
        Index(
            "due_natural_key", "organisation_id", text("coalesce(subscription_id, 0)"), "kind", unique=True
        ),
        Index("due_by_day", "kind", "on_day", "organisation_id"),
        STRICT,
    )

    id: Id = None
    organisation_id: int = Field(foreign_key="organisation.id")
    subscription_id: int | None = Field(default=None, foreign_key="subscription.id")
    kind: Words
    on_day: Day
    clause_id: int | None = Field(default=None, foreign_key="clause.id")


class Emitted(Table, table=True):
    """A dated fact that a run has announced, so that it is announced once."""

    __table_args__ = (
        Index(
            "emitted_natural_key",
            "organisation_id",
            text("coalesce(subscription_id, 0)"),
            "kind",
            "on_day",
            unique=True,
        ),
        STRICT,
    )

    id: Id = None
    organisation_id: int = Field(foreign_key="organisation.id")
    subscription_id: int | None = Field(default=None, foreign_key="subscription.id")
    kind: Words
    on_day: Day
