"""Users of an organisation: what they may be, the slot they hold, and the states they pass through."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from shlex import quote

from saasctl.acts.auditing import record_audit
from saasctl.acts.describing_organisations import companies_of
from saasctl.acts.details import FieldFault, check_field
from saasctl.acts.finding import OrganisationRow, UserRow
from saasctl.acts.seating import Seat, release_slot, seating_contract, take_slot
from saasctl.acts.terms import TermsBook
from saasctl.errors.base import SaasctlError
from saasctl.errors.usage import ValueMalformed
from saasctl.errors.users import (
    CompanyOutside,
    KindUnavailable,
    RoleUnavailable,
    UserExists,
    UserStateForbids,
)
from saasctl.store.database import Transaction
from saasctl.store.records import edit_record, write_record
from saasctl.terms.resolve import Terms
from saasctl.terms.schema.customers import ROLES
from saasctl.values.clause import ClauseRef
from saasctl.values.clock import stamp
from saasctl.values.identity import normal_email

COLLABORATOR = "collaborator"
"""The kind of user that the terms may let work without a slot (K-14)."""
FIELDS = ("role", "display_name", "kind", "company", "authorised_by")
"""What may be given of a user, beside the address."""
OPTIONS = {"display_name": "name", "authorised_by": "authorised-by"}
"""Options named otherwise than their field."""
WITHOUT_ACCESS = ("disabled", "barred")
NO_SLOT = Seat(False, None, None)


@dataclass(frozen=True, slots=True)
class UserGiven:
    """A user as asked for: texts by field; `invited` waits for the person to come."""

    email: str
    fields: Mapping[str, str]
    invited: bool


@dataclass(frozen=True, slots=True)
class UserChecked:
    """Values as they are kept, and every fault."""

    given: UserGiven
    email: str
    values: Mapping[str, str | None]
    faults: tuple[FieldFault, ...]


def terms_of_customer(tx: Transaction, book: TermsBook, organisation: OrganisationRow) -> Terms:
    """Return the terms in force for a customer: with its own conditions once it has a subscription."""
    contract = seating_contract(tx, organisation.id)
    return book.of(contract)(tx.on) if contract else book.of_seller(organisation.seller_id, tx.on)


def check_user(tx: Transaction, terms: Terms, organisation: OrganisationRow, given: UserGiven) -> UserChecked:
    """Check a user's details, and them against the terms: role, kind of person, company (D-02, S-07)."""
    faults: list[FieldFault] = []
    email = ""
    try:
        email = str(check_field("email", given.email))
    except ValueMalformed as error:
        faults.append(FieldFault("email", error))
    values: dict[str, str | None] = {"role": "member"}
    if (company := own_company(terms, organisation)) is not None:
        values["company"] = company
    for field, text in given.fields.items():
        try:
            values[field] = check_user_field(tx, terms, organisation, field, text)
        except SaasctlError as error:
            faults.append(FieldFault(field, error))
    return UserChecked(given, email, values, tuple(faults))


def check_user_field(
    tx: Transaction, terms: Terms, organisation: OrganisationRow, field: str, text: str
) -> str | None:
    """Return the value of one field as it is kept; an empty text takes it away.

    Raises ValueMalformed (exit 2), RoleUnavailable, KindUnavailable and CompanyOutside (exit 5).
    """
    if field == "role":
        return _role(terms, text.strip())
    if not text.strip():
        return own_company(terms, organisation) if field == "company" else None
    if field == "kind":
        return _kind(terms, text.strip())
    words = str(check_field("name", text))
    return _company(tx, terms, organisation, words) if field == "company" else words


def _role(terms: Terms, text: str) -> str:
    if text not in ROLES:
        raise ValueMalformed("role", text, f"one of {', '.join(ROLES)}")
    known = terms.words("users.roles")
    if known and text not in known:
        raise RoleUnavailable(text, known, terms.cite("users.roles"))
    return text


def _kind(terms: Terms, text: str) -> str:
    known = terms.words("users.kinds")
    if known and text not in (*known, COLLABORATOR):
        raise KindUnavailable(text, known, terms.cite("users.kinds"), terms.words("end_users.kinds"))
    return str(check_field("name", text))


def _company(tx: Transaction, terms: Terms, organisation: OrganisationRow, text: str) -> str:
    allowed = terms.find("users.company")
    if allowed is None:
        return text
    companies = companies_of(tx, organisation.id) if allowed.value == "group" else ()
    known = [organisation.name, *(company.name for company in companies)]
    if text == organisation.slug:
        return organisation.name
    for name in known:
        if name.casefold() == text.casefold():
            return name
    group = terms.words("group.companies") if allowed.value == "group" else ()
    raise CompanyOutside(organisation.slug, text, known, allowed.clause, group)


def own_company(terms: Terms, organisation: OrganisationRow) -> str | None:
    """Return the company of a user of whom none is named: the customer's own where it is kept (D-02)."""
    return organisation.name if terms.flag("group.recorded") else None


def differences(held: UserRow, asked: UserChecked) -> dict[str, str]:
    """Return what is asked otherwise than held, in words by field."""
    return {
        field: f"{field} is {getattr(held, field)}, not {asked.values[field]}"
        for field in asked.given.fields
        if getattr(held, field) != asked.values[field]
    }


def same_user(terms: Terms, organisation: OrganisationRow, held: UserRow, asked: UserChecked) -> None:
    """Accept a user that is asked for again as it is; UserExists (exit 6) otherwise."""
    clause = one_person(terms)
    found = differences(held, asked)
    where = f"{held.email} --org {organisation.slug}"
    if held.state in WITHOUT_ACCESS:
        told = [f"the user is {held.state}", *found.values()]
        raise UserExists(held.email, organisation.slug, told, f"saasctl user enable {where}", clause)
    if found:
        options = [f"--{OPTIONS.get(f, f)} {quote(asked.values[f] or '')}" for f in found]
        edit = " ".join([f"saasctl user edit {where}", *options])
        raise UserExists(held.email, organisation.slug, list(found.values()), edit, clause)


def one_person(terms: Terms) -> ClauseRef | None:
    """Return the clause that keeps an account to one person (K-08), None where the terms have none."""
    return None if terms.flag("users.shared_account", default=True) else terms.cite("users.shared_account")


def login_of(terms: Terms) -> str:
    """Say who gives a new user its login and its password (K-19, B-14, S-06); empty where unsaid."""
    issuer = terms.word("login.issued_by", "")
    said = [f"login issued by the {issuer}"] if issuer else []
    if terms.word("users.login", "email") == "chosen":
        said = ["login chosen by the user"]
    if (changer := terms.word("password.changed_by", "")) != "":
        said.append(f"password changed by the {changer}")
    return "".join(f", {one}" for one in said)


def needs_slot(terms: Terms, kind: str | None) -> bool:
    """Say whether such a user occupies a slot where users hold slots; a collaborator may not (K-14)."""
    return kind != COLLABORATOR or terms.flag("slots.collaborators", default=True)


def first_state(terms: Terms, *, invited: bool) -> str:
    """Return the state a new user is in: no access opens before an acceptance that must come first."""
    return "invited" if invited or terms.flag("acceptance.before_access") else "active"


def only_invited(asked: UserChecked) -> UserChecked:
    """Return a user as one who is invited: access does not open yet."""
    return replace(asked, given=replace(asked.given, invited=True))


def seat_new(
    tx: Transaction, book: TermsBook, terms: Terms, organisation: OrganisationRow, asked: UserChecked
) -> Seat:
    """Take the slot of a user who is about to be put on record; raises NoFreeSlot (exit 5)."""
    if not needs_slot(terms, asked.values.get("kind")):
        return NO_SLOT
    return slot_for(tx, book, terms, organisation.id)


def slot_for(tx: Transaction, book: TermsBook, terms: Terms, organisation_id: int) -> Seat:
    """Take a slot, or claim one of the subscription that is still to start: it begins with as many."""
    if seating_contract(tx, organisation_id) is not None:
        return take_slot(tx, book, organisation_id, tx.on)
    return Seat(terms.word("slots.held_by", "nobody") == "users", None, terms.cite("slots.held_by"))


def put_user(
    tx: Transaction,
    terms: Terms,
    organisation: OrganisationRow,
    asked: UserChecked,
    seat: Seat,
    *,
    one_of_many: bool = False,
) -> None:
    """Put a new user on record with the slot taken: an invited one holds it from the invitation on.

    One of many is written without its SQLModel class: its values are checked here already.
    """
    state = first_state(terms, invited=asked.given.invited)
    values: dict[str, object] = {
        **asked.values,
        "organisation_id": organisation.id,
        "email": asked.email,
        "authorised_by": asked.values.get("authorised_by") or _requester(tx),
        "state": state,
        "holds_slot": int(seat.taken),
        "invited_at": stamp(tx.at),
    }
    if state == "active":
        values |= {"activated_at": stamp(tx.at), "password_set_on": tx.on.isoformat()}
    key = tx.insert("org_user", values) if one_of_many else write_record(tx, "org_user", values)
    for what, detail in (("state", state), ("role", asked.values["role"]), ("slot", str(int(seat.taken)))):
        note_event(tx, key, what, detail)
    act = "user.invited" if asked.given.invited else "user.added"
    record_audit(tx, organisation.id, act, {"email": asked.email, "state": state, **asked.values})
    if not one_of_many:
        tx.tell(f"{organisation.slug}: user {asked.email}, {asked.values['role']}, {state}")


def _requester(tx: Transaction) -> str | None:
    return normal_email(tx.act.requested_by) if tx.act.requested_by else None


def note_event(tx: Transaction, user_id: int, what: str, detail: str | None) -> None:
    """Keep a dated fact about a user: `state`, `role` and `slot` with their new value, and others."""
    tx.insert("user_event", {"user_id": user_id, "what": what, "on_day": tx.on.isoformat(), "detail": detail})


def change_user(
    tx: Transaction, organisation: OrganisationRow, user: UserRow, values: Mapping[str, object]
) -> None:
    """Write new values of a user, with a dated event for each that has a history."""
    edit_record(tx, "org_user", user.id, dict(values))
    for field, what in (("state", "state"), ("role", "role"), ("holds_slot", "slot"), ("email", "login")):
        if field in values:
            note_event(tx, user.id, what, str(values[field]))
    told = {field: str(value) for field, value in values.items()}
    record_audit(tx, organisation.id, "user.changed", {"email": user.email, "after": told})
    for field, text in told.items():
        tx.tell(f"{user.email}: {field} {getattr(user, field)} -> {text}")


def activate(tx: Transaction, organisation: OrganisationRow, user: UserRow) -> None:
    """Open the access of an invited user, who chooses a password then; and note the use.

    Raises UserStateForbids (exit 5) for a disabled or barred one.
    """
    if user.state in WITHOUT_ACCESS:
        raise UserStateForbids(user.email, organisation.slug, user.state, "given access")
    if user.state == "invited":
        values = {"state": "active", "activated_at": tx.at, "password_set_on": tx.on, "last_active_on": tx.on}
        change_user(tx, organisation, user, values)


def seat_again(
    tx: Transaction, book: TermsBook, terms: Terms, organisation: OrganisationRow, user: UserRow
) -> Seat:
    """Take a slot for a user who comes back, unless one is held; raises NoFreeSlot (exit 5)."""
    if user.holds_slot or not needs_slot(terms, user.kind):
        return Seat(user.holds_slot, None, None)
    return slot_for(tx, book, terms, organisation.id)


def unseat(tx: Transaction, book: TermsBook, organisation: OrganisationRow, user: UserRow) -> None:
    """Let the terms decide what becomes of the slot a user held, once the user is written without it."""
    if user.holds_slot:
        release_slot(tx, book, organisation.id, tx.on)
