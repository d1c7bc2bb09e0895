"""Close a customer once its contract is over; erase its data once they may go."""

import hashlib
from datetime import date

from saasctl.acts.auditing import purge_payloads, record_audit
from saasctl.acts.chains import verify_chains
from saasctl.acts.closing import (
    Deletion,
    close_customer,
    closing_blocks,
    contract_end,
    copies_of,
    deletion_of,
    delivered_at,
    kept_after,
    last_access_day,
    purge_blocks,
    subscriptions_held,
    terms_on,
)
from saasctl.acts.finding import OrganisationRow, organisation_named, organisation_with
from saasctl.acts.sayings import sayings
from saasctl.acts.terms import TermsBook
from saasctl.errors.custody import ClosingBlocked, DeletionNotAsked, PurgeBlocked, Purged
from saasctl.rules.lifecycle.custody import custody_after
from saasctl.store.database import Store, Transaction
from saasctl.store.erasing import erase_customer
from saasctl.store.queries import custody as queries
from saasctl.terms.resolve import Terms
from saasctl.values import stored
from saasctl.values.act import Act
from saasctl.values.answers import Written
from saasctl.values.money import Money
from saasctl.values.views.custody import ClosingView, ErasedView, PurgeView


def close_org(store: Store, org: str, act: Act) -> Written:
    """Close a customer whose contract is over and billed; a trial is cut (K-24, B-118).

    The closing day is the last on which access existed (B-D13). The same again changes nothing.
    Raises ClosingBlocked (exit 5) with what stands in the way.
    """
    with store.transaction(act) as tx:
        organisation = organisation_named(tx, org)
        _refuse_purged(organisation)
        terms = terms_on(TermsBook(tx), organisation, tx.on)
        held = subscriptions_held(tx, organisation.id, tx.on)
        if organisation.closed_on is None:
            if blocks := closing_blocks(tx, organisation, held):
                raise ClosingBlocked(organisation.slug, blocks, terms.cite("exit.access_ends"))
            close_customer(tx, organisation, last_access_day(terms, held, tx.on))
            organisation = organisation_with(tx, organisation.id)
        view = _closing(tx, terms, organisation)
    told = f"{view.org}: closed, last day of access {view.closed_on}"
    told += f", data to be deleted on {view.purge_due_on}" if view.purge_due_on else ""
    return Written(view, (view.org,), told)


def _refuse_purged(organisation: OrganisationRow) -> None:
    if organisation.status == "purged":
        raise Purged(organisation.slug)


def _closing(tx: Transaction, terms: Terms, organisation: OrganisationRow) -> ClosingView:
    closed_on = organisation.closed_on or tx.on
    held = subscriptions_held(tx, organisation.id, tx.on)
    trial = bool(held) and all(one.is_trial for one in held)
    custody = custody_after(terms, contract_end(held, closed_on), delivered_at(tx, organisation.id))
    owed = sum(stored.whole(cents) for _, cents in tx.rows(queries.UNPAID, (organisation.id,)))
    erased = trial and terms.word("trial.erased", "never") == "closing-day"
    returns = not trial or terms.flag("trial.returns", default=not erased)
    clauses = [terms.cite("exit.access_ends"), *custody.clauses]
    if trial:
        clauses = [
            terms.cite("trial.at_end"),
            terms.cite("trial.cut_notice_days"),
            terms.cite("trial.erased"),
        ]
    unit = terms.profile.currency
    return ClosingView(
        organisation.slug,
        "closed",
        closed_on,
        custody.export_until if returns else None,
        custody.returns_until if returns else None,
        custody.paid_returns_until if returns else None,
        deletion_of(tx, terms, organisation, None).due_on if erased else custody.purge_due_on,
        custody.backups_until,
        Money(owed, unit),
        unit,
        tuple(dict.fromkeys(clause for clause in clauses if clause is not None)),
        custody.purge_due_at,
        sayings(terms, "export", "return", "deletion"),
    )


def purge_org(store: Store, org: str, requested_on: date | None, witness: str | None, act: Act) -> Written:
    """Erase a closed customer's personal data for good, and keep what the law keeps.

    Raises PurgeBlocked (exit 5) with everything that stands in the way, DeletionNotAsked (exit 5)
    where the terms honour no earlier request, BlankTerm (exit 7) where the document has no deletion.
    Invoices and the ledger stay as they are, the record of acts keeps its chain without its contents.
    """
    with store.transaction(act) as tx:
        organisation = organisation_named(tx, org)
        _refuse_purged(organisation)
        terms = terms_on(TermsBook(tx), organisation, tx.on)
        deletion = _deletion(tx, terms, organisation, requested_on)
        if organisation.closed_on is None:
            held = subscriptions_held(tx, organisation.id, tx.on)
            blocks = closing_blocks(tx, organisation, held)
            blocks.append((f"{org} is not closed", f"saasctl org close {org}"))
            raise PurgeBlocked(org, [*blocks, *purge_blocks(tx, organisation, deletion)], deletion.clause)
        if blocks := purge_blocks(tx, organisation, deletion):
            raise PurgeBlocked(org, blocks, deletion.clause)
        unsent = len(tx.rows(queries.TO_SEND, (organisation.id,)))
        view = _purge(tx, terms, organisation, deletion, (requested_on, witness))
    if not act.dry_run:
        store.engine.compact()
    people = terms.number("deletion.people", 1)
    warnings: tuple[str, ...] = ()
    if people > max(1, len(view.people)):
        warnings = (f"a deletion is best confirmed by {people} people: --witness NAME",)
    if unsent:
        warnings += (f"{unsent} notices were never sent; their text is erased",)
    told = f"{view.org}: data erased, {view.audit_payloads} entries of the record emptied, certificate "
    return Written(view, (view.org,), told + view.certificate, warnings)


def _deletion(
    tx: Transaction, terms: Terms, organisation: OrganisationRow, requested_on: date | None
) -> Deletion:
    deletion = deletion_of(tx, terms, organisation, requested_on)
    if requested_on is not None and not terms.flag("deletion.on_request"):
        clause = terms.cite("deletion.on_request") or deletion.clause
        raise DeletionNotAsked(organisation.slug, deletion.due_on, clause)
    return deletion


def _purge(
    tx: Transaction,
    terms: Terms,
    organisation: OrganisationRow,
    deletion: Deletion,
    asked: tuple[date | None, str | None],
) -> PurgeView:
    requested_on, witness = asked
    copies = copies_of(tx, organisation.id)
    kept = kept_after(tx, terms, organisation.id, organisation.closed_on or tx.on, deletion.custody)
    row = tx.one(queries.INVOICES, (organisation.id,))
    invoiced = row is not None and row[1] is not None
    erased = erase_customer(tx, organisation.id, invoiced=invoiced)
    tx.run(queries.DISABLE, (organisation.id,))
    tx.run(queries.DISABLED, (tx.on.isoformat(), organisation.id))
    tx.run(queries.UNDUE, (organisation.id,))
    tx.run(queries.PURGE, (organisation.id,))
    because = f"deletion under {deletion.clause.rule}" if deletion.clause else "deletion"
    emptied = purge_payloads(tx, organisation.id, because)
    after = organisation_with(tx, organisation.id)
    people = tuple(name for name in (tx.act.actor, witness) if name)
    text = f"{after.slug}|{tx.on}|{because}|{sorted(erased.items())}|{emptied}|{people}"
    certificate = hashlib.sha256(text.encode()).hexdigest()
    facts: dict[str, object] = {"customer": after.id, "because": because, "certificate": certificate}
    record_audit(tx, None, "org.purged", facts | {"erased": dict(sorted(erased.items()))})
    tx.tell(f"{organisation.slug}: {sum(erased.values())} rows erased, {emptied} entries emptied")
    return PurgeView(
        after.slug,
        "purged",
        tx.on,
        deletion.due_on,
        deletion.due_at,
        requested_on,
        people,
        because,
        tuple(ErasedView(table, rows) for table, rows in sorted(erased.items())),
        emptied,
        kept,
        copies,
        verify_chains(tx).ok,
        certificate,
        deletion.clause,
        sayings(terms, "deletion", "data.roles"),
    )
