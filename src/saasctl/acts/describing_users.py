"""Describe users as of a day: state, role and slot are read from their dated events."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from saasctl.acts.permitting import rights_of
from saasctl.acts.terms import TermsBook
from saasctl.store.database import Transaction
from saasctl.store.queries import users as queries
from saasctl.store.queries.customer_rows import UserRow, user_from
from saasctl.store.queries.organisations import marks
from saasctl.terms.resolve import Terms
from saasctl.values.views.customer_columns import USER_COLUMNS
from saasctl.values.views.users import UserEventView, UserView

Row = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """A user with what the listing knows of its organisation."""

    org: str
    seller_id: int
    terms_version: str | None
    user: UserRow


def listed(row: Row) -> Listed:
    """Return a row of the listing's statement as its class."""
    org, seller_id, version, *user = row
    return Listed(
        str(org), int(str(seller_id)), None if version is None else str(version), user_from(tuple(user))
    )


def user_view(tx: Transaction, book: TermsBook, user: UserRow, day: date) -> UserView:
    """Return one user with its history and rights, as of `day`."""
    row = listed(tx.rows(queries.LISTED + " WHERE u.id = ?", (user.id,))[0])
    view = user_views(tx, book, [row], day)[0]
    return replace(view, rights=rights_of(book.of_seller(row.seller_id, day), view.role, view.state))


def user_views(
    tx: Transaction, book: TermsBook, rows: Sequence[Listed], day: date, *, there: bool = False
) -> list[UserView]:
    """Return users as of `day`, in their order; two statements for any number of them.

    A user who came later than `day` is left out with `there`; otherwise the latest values are shown.
    """
    ids = tuple(one.user.id for one in rows)
    events: dict[int, list[UserEventView]] = {}
    for key, what, on, detail in tx.rows(queries.EVENTS.format(marks=marks(len(ids))), ids):
        view = UserEventView(date.fromisoformat(str(on)), str(what), None if detail is None else str(detail))
        events.setdefault(int(str(key)), []).append(view)
    accepted: dict[int, str] = {}
    for key, version in tx.rows(queries.ACCEPTED.format(marks=marks(len(ids))), (*ids, day.isoformat())):
        accepted[int(str(key))] = str(version)
    return [
        _view(
            one,
            [e for e in events.get(one.user.id, ()) if e.on <= day],
            accepted.get(one.user.id),
            book.of_seller(one.seller_id, day),
            day,
        )
        for one in rows
        if not there or _came(one, events.get(one.user.id, ()), day)
    ]


def _came(one: Listed, events: Sequence[UserEventView], day: date) -> bool:
    if events:
        return events[0].on <= day
    return (one.user.invited_at or "")[: len("2026-01-01")] <= day.isoformat()


def _view(
    one: Listed, events: Sequence[UserEventView], accepted: str | None, terms: Terms, day: date
) -> UserView:
    user = one.user
    known = {event.what: event.value for event in events}
    state = known.get("state") or user.state
    pending = _pending(terms, state, one.terms_version, accepted)
    if pending and state == "active" and terms.word("terms_change.user_pending", "allowed") == "blocked":
        state = "locked"
    return UserView(
        email=user.email,
        org=one.org,
        display_name=user.display_name,
        role=known.get("role") or user.role,
        state=state,
        has_slot=known["slot"] == "1" if "slot" in known else user.holds_slot,
        invited_at=user.invited_at,
        activated_at=user.activated_at,
        last_active_on=user.last_active_on,
        password_expires_on=_password_expires(user, terms),
        kind=user.kind,
        company=user.company,
        authorised_by=user.authorised_by,
        accepted_version=accepted,
        pending_version=pending,
        terms_url=terms.word("terms.url", "") or None if pending else None,
        password_change=_password_change(user, terms, day),
        rights=(),
        history=tuple(events),
    )


def _password_expires(user: UserRow, terms: Terms) -> date | None:
    found = terms.find("password.expiry_days")
    if found is None or not isinstance(found.value, int) or user.password_set_on is None:
        return None
    return user.password_set_on + timedelta(days=found.value)


def _password_change(user: UserRow, terms: Terms, day: date) -> str | None:
    """Return what an expired password brings: nobody loses access, a change is asked for (K-10)."""
    expires = _password_expires(user, terms)
    return terms.word("password.expired", "none") if expires is not None and day > expires else None


def _pending(terms: Terms, state: str, version: str | None, accepted: str | None) -> str | None:
    if terms.word("acceptance.user", "none") == "none" or state in ("disabled", "barred"):
        return None
    if accepted is not None and not terms.flag("acceptance.each_version"):
        return None
    current = version or terms.profile.version
    return None if accepted == current else current


def user_cells(view: UserView) -> tuple[object, ...]:
    """Return a user as a row of USER_COLUMNS."""
    return tuple(getattr(view, column.name) for column in USER_COLUMNS)
