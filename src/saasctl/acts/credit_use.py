"""What a customer did with its credits in some days: bookings by user, what came and went (D-15, D-16)."""

from dataclasses import dataclass

from saasctl.acts.crediting import living_on
from saasctl.store.database import Transaction
from saasctl.store.queries import credits as queries
from saasctl.values import stored
from saasctl.values.period import Period


@dataclass(frozen=True, slots=True)
class UserUse:
    """A user's bookings and their credits, less what cancelled ones gave back in the same days."""

    email: str
    company: str | None
    bookings: int
    credits: int


@dataclass(frozen=True, slots=True)
class Use:
    """What moved in the days covered, and what is left at their end."""

    covers: Period
    credited: int
    expired: int
    bought_back: int
    left: int
    users: tuple[UserUse, ...]


def used_in(tx: Transaction, organisation_id: int, covers: Period) -> Use:
    """Return the use of a customer's credits in the days covered; users without a booking are left out."""
    between = (organisation_id, covers.start.isoformat(), covers.end.isoformat())
    last = covers.last_day.isoformat()
    lives = living_on(tx, organisation_id, covers.last_day).isoformat()
    moved = {str(kind): int(str(count)) for kind, count in tx.rows(queries.MOVED, between)}
    users = tuple(
        UserUse(str(email), stored.text_or_none(company), stored.whole(count), int(str(used)))
        for email, company, count, used in tx.rows(queries.USED, between)
    )
    return Use(
        covers,
        moved.get("credited", 0),
        -moved.get("expired", 0),
        -moved.get("bought-back", 0),
        int(str(tx.rows(queries.LEFT, (organisation_id, last, lives))[0][0])),
        users,
    )
