"""New versions of a seller's terms, and what customers and users said of them."""

from sqlalchemy import Index
from sqlmodel import Field

from saasctl.store.tables.columns import STRICT, Day, Id, MaybeWords, Table, Words, one_of


class TermsAnnouncement(Table, table=True):
    """A new version: for all customers of a seller, or by an amendment for one of them."""

    __table_args__ = (
        Index("terms_announcement_once", "seller_id", "version", "organisation_id", unique=True),
        STRICT,
    )

    id: Id = None
    seller_id: int = Field(foreign_key="seller.id")
    organisation_id: int | None = Field(default=None, foreign_key="organisation.id")
    version: Words
    announced_on: Day
    effective_on: Day
    cause: MaybeWords = None


class TermsAnswer(Table, table=True):
    """A customer, or one of its users alone, accepted or refused a new version on a day."""

    __table_args__ = (
        Index("terms_answer_by_organisation", "organisation_id", "version"),
        one_of("answer", ("accepted", "refused")),
        STRICT,
    )

    id: Id = None
    organisation_id: int = Field(foreign_key="organisation.id")
    user_id: int | None = Field(default=None, foreign_key="org_user.id")
    version: Words
    answer: Words
    on_day: Day
