"""Remind late payers: a reminder or a formal notice goes into the outbox."""

from dataclasses import dataclass

from saasctl.acts.finding import OrganisationRow, organisation_named, organisation_with
from saasctl.acts.noticing import NOTICES, notice_view
from saasctl.acts.outbox import Draft, queue_notice
from saasctl.acts.owing import OpenInvoice, invoices_owed
from saasctl.acts.suspending import disputed_on, late_of
from saasctl.acts.terms import TermsBook
from saasctl.errors.invoices import InvoiceUnknown
from saasctl.errors.letters import NothingLate
from saasctl.rules.receivables.ladder import right_forms
from saasctl.store.database import Store, Transaction
from saasctl.terms.resolve import Terms
from saasctl.values.act import Act
from saasctl.values.answers import Listing, Written
from saasctl.values.money import Money
from saasctl.values.views.lifecycle import NOTICE_COLUMNS

LATE = "i.kind <> 'credit_note' AND i.due_on < ? AND i.issued_on <= ?"


@dataclass(frozen=True, slots=True)
class RemindGiven:
    """Whom `invoice remind` is about, and what is written; without either, all that is late."""

    invoice: str | None = None
    org: str | None = None
    kind: str = "reminder"
    form: str | None = None


def remind(store: Store, given: RemindGiven, act: Act) -> Written:
    """Write a reminder for each late invoice into the outbox, once a day; it leaves with `notice send`.

    The first form that the terms accept for the step is taken, else e-mail. What is wholly disputed is
    left out. An invoice that is named but not late: NothingLate (exit 5).
    """
    with store.transaction(act) as tx:
        book, views = TermsBook(tx), []
        organisations: dict[int, OrganisationRow] = {}
        for late in _late(tx, given):
            held = organisations.setdefault(late.organisation_id, organisation_with(tx, late.organisation_id))
            terms = book.of(late.contract)(tx.on) if late.contract else book.of_seller(late.seller_id, tx.on)
            notice, _ = queue_notice(tx, held, _draft(tx, terms, late, given), terms.profile.language)
            views.append(notice_view(tx, tx.rows(f"{NOTICES} WHERE n.id = ?", (notice,))[0]))
    keys = tuple(view.id for view in views)
    told = f"{len(views)} notices in the outbox: saasctl notice send"
    if given.invoice is not None:
        return Written(views[0], keys, f"{views[0].id}: {given.kind} of {given.invoice} is in the outbox")
    rows = [tuple(getattr(view, column.name) for column in NOTICE_COLUMNS) for view in views]
    return Written(Listing("saasctl.notice.list/1", NOTICE_COLUMNS, rows, tx.on, len(rows)), keys, told)


def _late(tx: Transaction, given: RemindGiven) -> list[OpenInvoice]:
    on = tx.on.isoformat()
    where, parameters = LATE, [on, on]
    if given.org is not None:
        where += " AND i.organisation_id = ?"
        parameters.append(str(organisation_named(tx, given.org).id))
    if given.invoice is not None:
        where += " AND i.number = ?"
        parameters.append(given.invoice)
    found = [one for one in invoices_owed(tx, where, parameters) if late_of(one, tx.on) > 0]
    kept = [one for one in found if _disputed(tx, one) < late_of(one, tx.on)]
    if given.invoice is not None and not kept:
        if tx.one("SELECT id FROM invoice WHERE number = ?", (given.invoice,)) is None:
            raise InvoiceUnknown(given.invoice, [])
        why = "it is disputed" if found else "it is paid, or its due date has not passed"
        raise NothingLate(given.invoice, why)
    return kept


def _disputed(tx: Transaction, one: OpenInvoice) -> int:
    return disputed_on(tx, one.organisation_id, tx.on).get(one.number, 0)


def _draft(tx: Transaction, terms: Terms, late: OpenInvoice, given: RemindGiven) -> Draft:
    forms = right_forms(terms, given.kind, None)
    balance, due_on = Money(late_of(late, tx.on), late.currency), late.owed.due_at(tx.on)
    return Draft(
        given.kind,
        given.form or (forms[0] if forms else "email"),
        tx.on,
        {
            "invoice": late.number,
            "invoice_due_on": due_on.isoformat(),
            "balance": f"{balance} {late.currency}",
            "days_late": str((tx.on - due_on).days),
        },
        terms.cite(f"ladder.{given.kind}.forms") or terms.cite("late_interest.reading"),
        "billing",
        late.subscription_id,
        late.id,
    )
