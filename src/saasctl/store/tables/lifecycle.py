"""Notices given and received, endings of subscriptions, and times in which access is cut."""

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field

from saasctl.store.tables.columns import STRICT, Day, Id, Instant, MaybeDay, MaybeWords, Table, Words, one_of

PARTIES = ("customer", "vendor")
STATUSES = ("recorded", "effective", "no-effect", "withdrawn", "to-send", "sending", "sent", "unknown")
TO_SEND = "status IN ('to-send', 'sending', 'unknown')"
"""Which notices wait in the outbox: what the agenda looks for by day."""


class Notice(Table, table=True):
    """A letter or e-mail between the parties, given or due; its status and dates of sending may change."""

    __table_args__ = (
        Index("notice_by_organisation", "organisation_id", "kind", "sent_on"),
        Index("notice_to_send", "due_on", sqlite_where=text(TO_SEND), postgresql_where=text(TO_SEND)),
        one_of("by_party", PARTIES),
        one_of("status", STATUSES),
        STRICT,
    )

    id: Id = None
    organisation_id: int = Field(foreign_key="organisation.id")
    subscription_id: int | None = Field(default=None, foreign_key="subscription.id")
    invoice_id: int | None = Field(default=None, foreign_key="invoice.id")
    kind: Words
    form: Words
    by_party: Words
    sent_on: MaybeDay = None
    received_on: MaybeDay = None
    due_on: MaybeDay = None
    status: Words
    effect: MaybeWords = None
    evidence: MaybeWords = None
    clause_id: int | None = Field(default=None, foreign_key="clause.id")
    recorded_at: Instant


class Outgoing(Table, table=True):
    """The paper of a notice that the vendor sends: to whom, in which language, with which facts.

    `natural_key` keeps the same letter from being written twice. The row holds personal data and may
    be deleted once the notice need not be printed any more; the notice itself stays.
    """

    __table_args__ = (UniqueConstraint("notice_id"), UniqueConstraint("natural_key"), STRICT)

    id: Id = None
    notice_id: int = Field(foreign_key="notice.id")
    natural_key: Words
    addressee: Words
    address: MaybeWords = None
    language: Words
    facts: Words
    message_id: MaybeWords = None
    tracking: MaybeWords = None


class Ending(Table, table=True):
    """The end of a subscription, as asked for: its last day and the day up to which it is owed.

    `withdrawn_on` is set where the customer stays after all.
    """

    __table_args__ = (
        Index("ending_by_subscription", "subscription_id"),
        Index(
            "ending_by_day",
            "last_day",
            sqlite_where=text("withdrawn_on IS NULL"),
            postgresql_where=text("withdrawn_on IS NULL"),
        ),
        one_of("by_party", PARTIES),
        STRICT,
    )

    id: Id = None
    subscription_id: int = Field(foreign_key="subscription.id")
    notice_id: int | None = Field(default=None, foreign_key="notice.id")
    cause: Words
    by_party: Words
    asked_on: Day
    last_day: Day
    owed_until: Day
    withdrawn_on: MaybeDay = None
    clause_id: int | None = Field(default=None, foreign_key="clause.id")


class Suspension(Table, table=True):
    """Access cut from a day on; `until_on` is the first day on which it is back."""

    __table_args__ = (Index("suspension_by_organisation", "organisation_id", "from_on"), STRICT)

    id: Id = None
    organisation_id: int = Field(foreign_key="organisation.id")
    cause: Words
    scope: Words
    from_on: Day
    until_on: MaybeDay = None
    evidence: MaybeWords = None
    clause_id: int | None = Field(default=None, foreign_key="clause.id")
