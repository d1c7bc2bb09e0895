"""The audit chains: entries that are only added, and payloads that can be purged."""

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field

from saasctl.store.tables.columns import STRICT, Id, Instant, MaybeWords, Table, Words


class AuditEntry(Table, table=True):
    """One entry of a chain ("store" or "org:ID").

    `digest` covers the previous digest, `header` (the canonical text of the columns) and
    `payload_digest`, so that any later change of one of them shows.
    """

    __table_args__ = (UniqueConstraint("chain", "seq"), STRICT)

    id: Id = None
    chain: Words
    seq: int = Field(ge=1)
    previous: Words
    digest: Words
    payload_digest: Words
    header: Words
    what: Words
    actor: MaybeWords = None
    operation: Words
    recorded_at: Instant


class AuditPayload(Table, table=True):
    """What an entry says, and the salt of its digest; both NULL once purged, with the reason."""

    __table_args__ = (
        CheckConstraint(
            "(payload IS NULL) = (purged_because IS NOT NULL) AND (payload IS NULL) = (salt IS NULL)",
            name="purged_with_reason",
        ),
        STRICT,
    )

    entry_id: int = Field(
        foreign_key="audit_entry.id", primary_key=True, sa_column_kwargs={"autoincrement": False}
    )
    salt: MaybeWords
    payload: MaybeWords
    purged_because: MaybeWords = None
