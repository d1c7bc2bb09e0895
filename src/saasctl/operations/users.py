"""Invite, add, edit, disable, enable and bar an organisation's users."""

from collections.abc import Mapping
from datetime import date

from saasctl.acts.accepting import accept_for_user, chosen_version
from saasctl.acts.compromises import refuse_contested
from saasctl.acts.describing_users import user_view
from saasctl.acts.finding import (
    OrganisationRow,
    organisation_named,
    organisation_with,
    user_in,
    user_of,
    user_with,
)
from saasctl.acts.permitting import require_permission
from saasctl.acts.quote_checks import access_waits
from saasctl.acts.seating import Seat
from saasctl.acts.terms import TermsBook
from saasctl.acts.user_edits import check_user_edit, moves_slot, reseat, rights_for
from saasctl.acts.users import (
    NO_SLOT,
    UserGiven,
    activate,
    change_user,
    check_user,
    login_of,
    only_invited,
    put_user,
    same_user,
    seat_again,
    seat_new,
    terms_of_customer,
    unseat,
)
from saasctl.errors.users import UserStateForbids
from saasctl.rules.billing.slots import slots_in_words
from saasctl.store.database import Store, Transaction
from saasctl.terms.resolve import Terms
from saasctl.values.act import Act
from saasctl.values.answers import Written


def invite_user(store: Store, email: str, org: str, fields: Mapping[str, str], act: Act) -> Written:
    """Invite a person, who holds a slot from the invitation on where users hold slots.

    Open to whom `permission.user.invite` names (K-14, K-15). The same again changes nothing. Raises
    UserExists (exit 6), NoFreeSlot, RoleUnavailable, KindUnavailable, CompanyOutside (exit 5).
    """
    return _put(store, org, UserGiven(email, fields, invited=True), "user.invite", act)


def add_user(store: Store, email: str, org: str, fields: Mapping[str, str], act: Act) -> Written:
    """Add a user with access at once, unless the terms want each user's acceptance first (S-02).

    While gates of the quote are not met the user is invited only (D-09). Open to whom
    `permission.user.add` names (K-16). Otherwise as `invite_user`.
    """
    return _put(store, org, UserGiven(email, fields, invited=False), "user.add", act)


def _put(store: Store, org: str, given: UserGiven, right: str, act: Act) -> Written:
    with store.transaction(act) as tx:
        held, book, terms = _opened(tx, org)
        require_permission(tx, terms, held.id, act.requested_by, right)
        refuse_contested(tx, terms, held.id, f"account of {given.email}")
        asked = check_user(tx, terms, held, given)
        if asked.faults:
            raise asked.faults[0].error
        known = user_in(tx, held.id, asked.email)
        seat, waits = NO_SLOT, None
        if known is not None:
            same_user(terms, held, known, asked)
        else:
            waits = access_waits(tx, book, held.id)
            seat = seat_new(tx, book, terms, held, asked)
            put_user(tx, terms, held, asked if waits is None else only_invited(asked), seat)
        user = known or user_in(tx, held.id, asked.email)
        if user is None:
            raise ValueError("the user is not on record")
        view = user_view(tx, book, user, tx.on)
    done = "is unchanged" if known else "invited" if given.invited or waits else "added"
    undo = "" if known else f"; undo: saasctl user disable {view.email} --org {view.org}"
    issued = "" if known else login_of(terms)
    told = f"{view.org}: {view.email} {done}{_seated(seat)}{issued}{undo}"
    return Written(view, (view.email,), told, (f"{waits.message}; {waits.why}",) if waits else ())


def _opened(tx: Transaction, org: str) -> tuple[OrganisationRow, TermsBook, Terms]:
    held = organisation_named(tx, org)
    book = TermsBook(tx)
    return held, book, terms_of_customer(tx, book, held)


def _seated(seat: Seat) -> str:
    if seat.added:
        invoice = f", invoice {seat.invoice}" if seat.invoice else ""
        return f", {slots_in_words(seat.added)} added{invoice}"
    return ", on a slot" if seat.taken else ""


def accept_by_user(store: Store, email: str, org: str | None, version: str | None, act: Act) -> Written:
    """Record that a user accepted the terms, by a tick or by first use, and open the access.

    The same again changes nothing. Raises UserStateForbids (exit 5) for a disabled or barred user,
    GatesOpen (D-09; exit 5), VersionUnknown (exit 3).
    """
    with store.transaction(act) as tx:
        user = user_of(tx, email, org)
        held = organisation_with(tx, user.organisation_id)
        book = TermsBook(tx)
        terms = terms_of_customer(tx, book, held)
        chosen = chosen_version(tx, terms, version, held.terms_version)
        if user.state == "invited" and (waits := access_waits(tx, book, held.id)) is not None:
            raise waits
        recorded = accept_for_user(tx, held, user, chosen)
        activate(tx, held, user)
        view = user_view(tx, book, user, tx.on)
    told = f"{user.email}: terms {chosen} {'accepted' if recorded else 'accepted already'}"
    if user.state == "invited" and terms.word("users.confirmed_by", "") == "email":
        told += "; the confirmation of the account by e-mail is due now"
    return Written(view, (user.email,), told)


def edit_user(
    store: Store, email: str, org: str | None, fields: Mapping[str, str], informed_on: date | None, act: Act
) -> Written:
    """Change a user's details; role, login and the rest each need the right that the terms name.

    A login changes at the customer's request, or once the customer was told (B-15). A kind that takes
    a slot or gives it back is for whom `permission.slot.assign` names (K-14). Raises
    LoginChangeUnannounced (exit 5), UserExists (exit 6) for an address that is taken.
    """
    with store.transaction(act) as tx:
        user = user_of(tx, email, org)
        held = organisation_with(tx, user.organisation_id)
        book = TermsBook(tx)
        terms = terms_of_customer(tx, book, held)
        for right in rights_for(terms, fields):
            require_permission(tx, terms, held.id, act.requested_by, right)
        values = check_user_edit(tx, terms, held, user, fields, informed_on)
        if "kind" in values and moves_slot(terms, user, values["kind"]):
            require_permission(tx, terms, held.id, act.requested_by, "slot.assign")
        seat = reseat(tx, book, terms, user, values["kind"]) if "kind" in values else None
        if seat is not None:
            values["holds_slot"] = int(seat.taken)
        if values:
            change_user(tx, held, user, values)
        if seat is not None and not seat.taken:
            unseat(tx, book, held, user)
        view = user_view(tx, book, user_with(tx, user.id), tx.on)
    told = f"{view.org}: {view.email} {', '.join(values) or 'nothing'} changed{_seated(seat or NO_SLOT)}"
    before = ", ".join(f"{name} {getattr(user, name)}" for name in values)
    return Written(view, (view.email,), f"{told}; before: {before}" if values else told)


def disable_user(store: Store, email: str, org: str | None, act: Act) -> Written:
    """Delete a user's access: the slot is free, and in automatic mode reduced in time (K-28, K-30).

    The same again changes nothing.
    """
    with store.transaction(act) as tx:
        user = user_of(tx, email, org)
        held = organisation_with(tx, user.organisation_id)
        book = TermsBook(tx)
        terms = terms_of_customer(tx, book, held)
        require_permission(tx, terms, held.id, act.requested_by, "user.disable")
        if user.state != "disabled":
            change_user(
                tx, held, user, {"state": "disabled"} | ({"holds_slot": 0} if user.holds_slot else {})
            )
            unseat(tx, book, held, user)
        view = user_view(tx, book, user_with(tx, user.id), tx.on)
    if user.state == "disabled":
        return Written(view, (view.email,), f"{view.org}: {view.email} is disabled already")
    undo = f"undo: saasctl user enable {view.email} --org {view.org}"
    return Written(view, (view.email,), f"{view.org}: {view.email} disabled; {undo}")


def enable_user(store: Store, email: str, org: str | None, act: Act) -> Written:
    """Give a disabled user access again, on a slot; lift a bar or a lock.

    A user who never came is invited again. The same again changes nothing. Raises NoFreeSlot.
    """
    with store.transaction(act) as tx:
        user = user_of(tx, email, org)
        held = organisation_with(tx, user.organisation_id)
        book = TermsBook(tx)
        terms = terms_of_customer(tx, book, held)
        require_permission(tx, terms, held.id, act.requested_by, "user.enable")
        seat = NO_SLOT
        if user.state not in ("active", "invited"):
            seat = seat_again(tx, book, terms, held, user)
            state = "active" if user.activated_at else "invited"
            taken = {"holds_slot": 1} if seat.taken and not user.holds_slot else {}
            change_user(tx, held, user, {"state": state, **taken})
        view = user_view(tx, book, user_with(tx, user.id), tx.on)
    if user.state in ("active", "invited"):
        return Written(view, (view.email,), f"{view.org}: {view.email} is {user.state} already")
    undo = (
        f"undo: saasctl user {'bar' if user.state == 'barred' else 'disable'} {view.email} --org {view.org}"
    )
    return Written(
        view, (view.email,), f"{view.org}: {view.email} is {view.state} again{_seated(seat)}; {undo}"
    )


def bar_user(store: Store, email: str, org: str | None, act: Act) -> Written:
    """Bar one person, who keeps the slot until the bar is lifted (K-50). The same again changes nothing."""
    with store.transaction(act) as tx:
        user = user_of(tx, email, org)
        held = organisation_with(tx, user.organisation_id)
        book = TermsBook(tx)
        require_permission(tx, terms_of_customer(tx, book, held), held.id, act.requested_by, "user.bar")
        if user.state == "disabled":
            raise UserStateForbids(user.email, held.slug, user.state, "barred")
        if user.state != "barred":
            change_user(tx, held, user, {"state": "barred"})
        view = user_view(tx, book, user_with(tx, user.id), tx.on)
    done = "is barred already" if user.state == "barred" else "barred, its slot kept"
    undo = f"undo: saasctl user enable {view.email} --org {view.org}"
    return Written(view, (view.email,), f"{view.org}: {view.email} {done}; {undo}")
