"""Mandates of direct debit: take one on record, list them, revoke one."""

from dataclasses import dataclass
from datetime import date

from saasctl.acts.auditing import record_audit
from saasctl.acts.finding import OrganisationRow, organisation_named
from saasctl.acts.permitting import require_permission
from saasctl.acts.terms import TermsBook
from saasctl.errors.mandates import IbanWrong, MandateExists, MandateUnknown
from saasctl.store.database import Store, Transaction
from saasctl.store.records import write_record
from saasctl.terms.resolve import Terms
from saasctl.values import stored
from saasctl.values.act import Act
from saasctl.values.answers import Listing, Written
from saasctl.values.clause import ClauseRef
from saasctl.values.identity import normal_iban
from saasctl.values.views.mandates import MANDATE_COLUMNS, MandateView

MANDATES = """
SELECT m.reference, o.slug, m.debtor, m.iban, m.bic, m.scheme, m.one_off, m.signed_on, m.revoked_on,
       o.seller_id, m.id
FROM mandate m JOIN organisation o ON o.id = m.organisation_id
"""
OPEN = """
SELECT m.reference FROM mandate m
WHERE m.organisation_id = ? AND m.iban = ? AND m.revoked_on IS NULL ORDER BY m.id
"""
COUNT = "SELECT count(*) FROM mandate WHERE organisation_id = ?"
REVOKE = "UPDATE mandate SET revoked_on = ? WHERE id = ?"


@dataclass(frozen=True, slots=True)
class MandateGiven:
    """What `mandate add` was given; without a reference the next one of the customer is taken."""

    iban: str
    bic: str | None = None
    reference: str | None = None
    debtor: str | None = None
    scheme: str = "CORE"
    one_off: bool = False
    signed_on: date | None = None
    told_by: str | None = None


def add_mandate(store: Store, org: str, given: MandateGiven, act: Act) -> Written:
    """Record a customer's consent to direct debits; a new account replaces nothing by itself.

    The same account again changes nothing. Who of the customer's people may ask is the terms' table
    of rights (`payment.manage`). Raises IbanWrong (exit 2), MandateExists (exit 6), BlankTerm
    (exit 7) where the day of a debit is blank in the terms. Undo: `mandate revoke`.
    """
    iban = normal_iban(given.iban)
    if iban is None:
        raise IbanWrong(given.iban)
    with store.transaction(act) as tx:
        organisation = organisation_named(tx, org)
        terms = TermsBook(tx).of_seller(organisation.seller_id, tx.on)
        require_permission(tx, terms, organisation.id, act.requested_by, "payment.manage")
        terms.need("payment.debit_on") if terms.profile.open_at("payment.debit_on") else None
        reference = _known(tx, organisation, given, iban) or _write(tx, organisation, given, iban)
        view = _view(tx, reference)
    warnings = _warnings(terms, given)
    undo = f"undo: saasctl mandate revoke {reference}"
    return Written(view, (reference,), f"{reference}: mandate of {view.org}; {undo}", warnings)


def _warnings(terms: Terms, given: MandateGiven) -> tuple[str, ...]:
    means = terms.words("payment.means")
    said = []
    if means and "debit" not in means:
        said.append(f"the terms know payment by {', '.join(means)}; a debit needs the customer's consent")
    if terms.word("payment.bank_change", "") == "writing" and given.told_by != "writing":
        said.append("the terms want a change of account told in writing: --told-by writing")
    return tuple(said)


def _known(tx: Transaction, organisation: OrganisationRow, given: MandateGiven, iban: str) -> str | None:
    if given.reference is None:
        row = tx.one(OPEN, (organisation.id, iban))
        return None if row is None else str(row[0])
    row = tx.one(f"{MANDATES} WHERE m.reference = ?", (given.reference,))
    if row is None:
        return None
    same = row[1] == organisation.slug and row[3] == iban and row[8] is None
    if not same:
        raise MandateExists(given.reference, str(row[1]), stored.day(row[7]))
    return given.reference


def _write(tx: Transaction, organisation: OrganisationRow, given: MandateGiven, iban: str) -> str:
    count = tx.one(COUNT, (organisation.id,))
    number = 1 + (stored.whole(count[0]) if count else 0)
    reference = given.reference or f"{organisation.slug.upper()}-M{number}"
    signed = given.signed_on or tx.on
    row: dict[str, object] = {
        "organisation_id": organisation.id,
        "reference": reference,
        "debtor": given.debtor or organisation.name,
        "iban": iban,
        "bic": given.bic,
        "scheme": given.scheme,
        "one_off": given.one_off,
        "signed_on": signed,
        "told_by": given.told_by,
    }
    write_record(tx, "mandate", row)
    facts: dict[str, object] = {"reference": reference, "signed_on": signed.isoformat()}
    record_audit(tx, organisation.id, "mandate.added", facts | {"told_by": given.told_by})
    tx.tell(f"{reference}: a mandate of {organisation.slug} from {signed}")
    return reference


def revoke_mandate(store: Store, reference: str, act: Act) -> Written:
    """End a mandate on the act's day; revoking it again changes nothing. MandateUnknown (exit 3)."""
    with store.transaction(act) as tx:
        row = tx.one(f"{MANDATES} WHERE m.reference = ?", (reference,))
        if row is None:
            raise MandateUnknown(reference)
        if row[8] is None:
            organisation = organisation_named(tx, str(row[1]))
            terms = TermsBook(tx).of_seller(organisation.seller_id, tx.on)
            require_permission(tx, terms, organisation.id, act.requested_by, "payment.manage")
            tx.run(REVOKE, (tx.on.isoformat(), row[10]))
            facts: dict[str, object] = {"reference": reference, "revoked_on": tx.on.isoformat()}
            record_audit(tx, organisation.id, "mandate.revoked", facts)
            tx.tell(f"{reference}: revoked on {tx.on}")
        view = _view(tx, reference)
    return Written(view, (reference,), f"{reference}: revoked on {view.revoked_on}")


def _view(tx: Transaction, reference: str) -> MandateView:
    row = tx.one(f"{MANDATES} WHERE m.reference = ?", (reference,))
    if row is None:
        raise MandateUnknown(reference)
    return _viewed(row, TermsBook(tx), tx.on)


def _viewed(row: tuple[object, ...], book: TermsBook, day: date) -> MandateView:
    reference, org, debtor, iban, bic, scheme, one_off, signed, revoked, seller, _ = row
    terms = book.of_seller(stored.whole(seller), day)
    debit_on, clause = _debit_day(terms)
    ended = stored.day_or_none(revoked)
    return MandateView(
        str(reference),
        str(org),
        str(debtor),
        str(iban),
        stored.text_or_none(bic),
        str(scheme),
        bool(one_off),
        stored.day(signed),
        ended,
        "revoked" if ended is not None and ended <= day else "active",
        debit_on,
        clause,
    )


def _debit_day(terms: Terms) -> tuple[str | None, ClauseRef | None]:
    found = terms.find("payment.debit_on")
    if found is None:
        return None, terms.cite("payment.bank_change") or terms.cite("payment.means")
    if found.value == "fixed-day":
        return f"day {terms.integer('payment.debit_day').value} of the month", found.clause
    return str(found.value), found.clause


def list_mandates(store: Store, org: str | None, as_of: date | None) -> Listing:
    """Return the mandates signed up to a day, in the order of recording."""
    day = as_of or store.clock.today()
    with store.reading() as tx:
        book, terms = TermsBook(tx), [("m.signed_on <= ?", day.isoformat())]
        where = " AND ".join(text for text, _ in terms)
        parameters: tuple[object, ...] = (day.isoformat(),)
        if org is not None:
            where, parameters = f"{where} AND o.id = ?", (*parameters, organisation_named(tx, org).id)
        rows = tx.rows(f"{MANDATES} WHERE {where} ORDER BY m.id", parameters)
        views = [_viewed(row, book, day) for row in rows]
    items = [tuple(getattr(view, column.name) for column in MANDATE_COLUMNS) for view in views]
    return Listing("saasctl.mandate.list/1", MANDATE_COLUMNS, items, day)
