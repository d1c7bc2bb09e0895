"""Notices: record, list, show."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from saasctl.acts.finding import organisation_named
from saasctl.acts.letters import letter_of
from saasctl.acts.noticing import NOTICES, Letter, notice_view, record_notice
from saasctl.acts.outbox import waiting
from saasctl.acts.suspending import days_before_next
from saasctl.acts.terms import TermsBook
from saasctl.errors.invoices import InvoiceUnknown
from saasctl.errors.lifecycle import NoticeUnknown
from saasctl.errors.usage import ValueMalformed
from saasctl.rules.receivables.ladder import right_forms
from saasctl.store.database import Store, Transaction
from saasctl.terms.resolve import Terms
from saasctl.values.act import Act
from saasctl.values.answers import Listing, Written
from saasctl.values.views.lifecycle import NOTICE_COLUMNS, NoticeTextView

INVOICE = "SELECT id FROM invoice WHERE number = ? AND organisation_id = ?"


@dataclass(frozen=True, slots=True)
class NoticeGiven:
    """What `notice record` was given."""

    kind: str
    sent_on: date
    received_on: date | None = None
    form: str | None = None
    by: str = "vendor"
    invoice: str | None = None
    citing: str | None = None


def record(store: Store, org: str, given: NoticeGiven, act: Act) -> Written:
    """Record a notice with its dates; the same again changes nothing but a receipt that came later.

    A step of the ladder in another form than the terms want counts as none and is warned of.
    """
    if given.received_on is not None and given.received_on < given.sent_on:
        raise ValueMalformed("--received-on", given.received_on.isoformat(), "a day not before the sending")
    with store.transaction(act._replace(on=act.on or given.sent_on)) as tx:
        organisation = organisation_named(tx, org)
        terms = TermsBook(tx).of_seller(organisation.seller_id, given.sent_on)
        form = given.form or _usual(terms, given.kind)
        right = right_forms(terms, given.kind, given.citing)
        wrong = bool(right) and form not in right
        letter = Letter(
            given.kind,
            form,
            given.by,
            given.sent_on,
            given.received_on,
            _invoice(tx, organisation.id, given.invoice),
            status="no-effect" if wrong else "recorded",
            effect=f"wrong form: {' or '.join(right)}" if wrong else None,
            evidence=f"citing {given.citing}" if given.citing else act.reason,
            clause=terms.cite(f"ladder.{given.kind}.forms") or terms.cite(f"ladder.{given.kind}.after"),
        )
        key = record_notice(tx, organisation.id, letter)
        view = notice_view(tx, tx.rows(f"{NOTICES} WHERE n.id = ?", (key,))[0])
        weak = None if wrong else _weak(tx, terms, organisation.id, given)
    warnings = (f"a {given.kind} by {form} does not count: {' or '.join(right)}",) if wrong else ()
    warnings = (*warnings, weak) if weak else warnings
    return Written(view, (view.id,), f"{view.id}: {view.kind} by {view.form}, sent {view.sent_on}", warnings)


def _weak(tx: Transaction, terms: Terms, organisation_id: int, given: NoticeGiven) -> str | None:
    """Say that a step leaves less time before the next one than the terms' least (B-94)."""
    least = terms.number(f"ladder.{given.kind}.least_days", 0)
    if not least or given.by != "vendor":
        return None
    left = days_before_next(tx, terms, organisation_id, given.kind, given.sent_on)
    if left is None or left >= least:
        return None
    return f"this {given.kind} leaves {left} days before the next step is possible: under {least} it is weak"


def _usual(terms: Terms, kind: str) -> str:
    forms = terms.words(f"ladder.{kind}.forms")
    return forms[0] if forms else "email"


def _invoice(tx: Transaction, organisation_id: int, number: str | None) -> int | None:
    if number is None:
        return None
    row = tx.one(INVOICE, (number, organisation_id))
    if row is None:
        raise InvoiceUnknown(number, [])
    return int(str(row[0]))


@dataclass(frozen=True, slots=True)
class NoticeFilter:
    """What a list of notices is narrowed to."""

    org: str | None = None
    kind: str | None = None
    status: str | None = None


def list_notices(store: Store, wanted: NoticeFilter, as_of: date | None) -> Listing:
    """Return the notices sent, or waiting to be sent, up to a day, in the order of recording."""
    day = as_of or store.clock.today()
    return Listing("saasctl.notice.list/1", NOTICE_COLUMNS, _rows(store, wanted, day), day)


def _rows(store: Store, wanted: NoticeFilter, day: date) -> Iterator[tuple[object, ...]]:
    with store.reading() as tx:
        terms: list[tuple[str, object]] = [("coalesce(n.sent_on, '') <= ?", day.isoformat())]
        if wanted.org:
            terms.append(("n.organisation_id = ?", organisation_named(tx, wanted.org).id))
        if wanted.kind:
            terms.append(("n.kind = ?", wanted.kind))
        if wanted.status:
            terms.append(("n.status = ?", wanted.status))
        where = " AND ".join(text for text, _ in terms)
        for row in tx.rows(f"{NOTICES} WHERE {where} ORDER BY n.id", tuple(value for _, value in terms)):
            view = notice_view(tx, row)
            yield tuple(getattr(view, column.name) for column in NOTICE_COLUMNS)


def show_notice(store: Store, notice: str, language: str | None = None) -> NoticeTextView:
    """Return one notice, with its text where it was written here. NoticeUnknown (exit 3)."""
    digits = notice.removeprefix("N-")
    key = int(digits) if digits.isascii() and digits.isdigit() else 0
    with store.reading() as tx:
        rows = tx.rows(f"{NOTICES} WHERE n.id = ?", (key,))
        if not rows:
            raise NoticeUnknown(notice)
        view = notice_view(tx, rows[0])
        papers = waiting(tx, "n.id = ?", (key,))
        written = letter_of(tx, papers[0], language) if papers else None
        held = {column.name: getattr(view, column.name) for column in NOTICE_COLUMNS}
    subject, text = (written.subject, written.text) if written else (None, None)
    return NoticeTextView(**held, subject=subject, text=text)
