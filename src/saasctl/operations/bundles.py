"""Give a customer its data: everything the store holds of it, in one archive."""

import hashlib
from collections.abc import Iterable
from datetime import date
from io import BufferedRandom, BytesIO
from pathlib import Path

from saasctl.acts.auditing import record_audit
from saasctl.acts.bundling import Bundle
from saasctl.acts.closing import contract_end, subscriptions_held, terms_on
from saasctl.acts.finding import OrganisationRow, organisation_named
from saasctl.acts.returning import return_asked_on
from saasctl.acts.terms import TermsBook
from saasctl.errors.custody import Purged, ReturnRefused
from saasctl.formats.archive import write_archive
from saasctl.formats.files import placed_after
from saasctl.rules.lifecycle.custody import Custody, custody_after
from saasctl.store.database import Store, Transaction
from saasctl.terms.resolve import Terms
from saasctl.values.act import Act
from saasctl.values.answers import Written
from saasctl.values.clause import ClauseRef
from saasctl.values.views.custody import BundleView


def export_bundle(store: Store, org: str, out: str, evidence: str | None, act: Act) -> Written:
    """Write a customer's data to a ZIP archive of CSV files, and put on record that it was made.

    While the contract runs, in the time to export and in that of the free return nothing more is
    needed; later an accepted offer or a consent is (`evidence`), as the terms say. Raises
    ReturnRefused (exit 5), Purged (exit 5), Conflict (exit 6) for a file that is there.
    """
    target = Path(out)
    with placed_after(target) as opened, store.transaction(act) as tx:
        organisation = organisation_named(tx, org)
        if organisation.status == "purged":
            raise Purged(organisation.slug)
        terms = terms_on(TermsBook(tx), organisation, tx.on)
        asked = return_asked_on(tx, terms, organisation.id, tx.on)
        custody, paid, clause = _allowed(tx, terms, organisation, evidence, asked)
        bundle = Bundle(tx, organisation.id)
        files = bundle.files(organisation.slug, tx.on.isoformat())
        if act.dry_run:
            digest = _archived(BytesIO(), files)
        else:
            with opened() as file:
                digest = _archived(file, files)
        facts: dict[str, object] = {
            "file": str(target),
            "sha256": digest,
            "rows": bundle.rows,
            "evidence": evidence,
        }
        record_audit(tx, organisation.id, "data.bundled", facts)
        tx.tell(f"{target}: {bundle.rows} rows of {organisation.slug}")
    price = terms.find("return.price") if paid else None
    view = BundleView(
        organisation.slug,
        str(target),
        tx.on,
        None if act.dry_run else digest,
        len(bundle.listed),
        bundle.rows,
        custody.export_until if custody else None,
        custody.returns_until if custody else None,
        paid,
        str(price.value) if price else None,
        clause,
        asked,
    )
    warnings: tuple[str, ...] = ()
    if paid and price is None:
        warnings = ("the price of this return is not set: return.price",)
    if custody is not None and _unasked(terms, custody, tx.on, asked):
        kind = terms.word("return.case", "")
        wanted = f"a return is given {terms.word('return.delivered', '')}, {terms.word('return.request', '')}"
        warnings += (f"{wanted}: put it on record with saasctl case open {org} {kind} --fact wanted=data",)
    told = f"{view.org}: {view.rows} rows in {view.tables} tables written to {target}"
    return Written(view, (str(target),), told, warnings)


def _archived(file: BufferedRandom | BytesIO, files: Iterable[tuple[str, Iterable[str]]]) -> str:
    write_archive(file, files)
    file.seek(0)
    return hashlib.file_digest(file, "sha256").hexdigest()


def _unasked(terms: Terms, custody: Custody, on: date, asked: date | None) -> bool:
    """Say whether a free return after the time to export rests on a request that nobody recorded (B-112)."""
    free = custody.returns_until is not None and on <= custody.returns_until
    exported = custody.export_until is not None and on <= custody.export_until
    on_request = terms.word("return.request", "none") != "none"
    return bool(terms.word("return.case", "")) and on_request and free and not exported and asked is None


def _allowed(
    tx: Transaction,
    terms: Terms,
    organisation: OrganisationRow,
    evidence: str | None,
    asked: date | None,
) -> tuple[Custody | None, bool, ClauseRef | None]:
    """Return the days after the end, whether the return is paid, and the clause it rests on.

    A free return asked for in time is free whenever it is given (B-112).
    """
    held = subscriptions_held(tx, organisation.id, tx.on)
    over = organisation.closed_on is not None or (
        bool(held) and all(one.ended_on is not None and one.ended_on < tx.on for one in held)
    )
    if not over:
        return None, False, terms.cite("export.anytime") or terms.cite("export.window")
    custody = custody_after(terms, contract_end(held, organisation.closed_on or tx.on))
    trial = bool(held) and all(one.is_trial for one in held)
    free = [(custody.export_until, "export.window"), (custody.returns_until, "return.free")]
    for until, path in [] if trial and not terms.flag("trial.returns") else free:
        in_time = asked is not None and path == "return.free" and until is not None and asked <= until
        if until is not None and (tx.on <= until or in_time):
            return custody, False, terms.cite(path)
    paid = custody.paid_returns_until
    if paid is not None and tx.on <= paid and not trial:
        _needs(
            organisation, evidence, f"free until {custody.returns_until}, then by offer", terms, "return.paid"
        )
        return custody, True, terms.cite("return.paid")
    last = max((day for day, _ in free if day is not None), default=None)
    _needs(organisation, evidence, _late(terms, last), terms, "export.afterwards")
    return custody, False, terms.cite("export.afterwards") or terms.cite("export.window")


def _late(terms: Terms, last: date | None) -> str:
    wanted = "express consent" if terms.word("export.afterwards", "none") == "consent" else "nothing is owed"
    return f"the time for it ended on {last}; after it: {wanted}" if last else f"after the end: {wanted}"


def _needs(organisation: OrganisationRow, evidence: str | None, why: str, terms: Terms, path: str) -> None:
    if not evidence:
        raise ReturnRefused(organisation.slug, why, terms.cite(path) or terms.cite("export.window"))
