"""Report which backups the terms keep on a day, and until when a customer's data age out of them."""

from datetime import date

from saasctl.acts.finding import organisation_named, seller_named, sellers_by_id
from saasctl.acts.terms import TermsBook
from saasctl.rules.lifecycle.backups import backups_kept
from saasctl.store.database import Store, Transaction
from saasctl.values import stored
from saasctl.values.views.custody import BackupsView, BackupTierView

CREATED = "SELECT created_on FROM seller WHERE id = ?"


def report_backups(
    store: Store, seller: str | None, org: str | None, since: date | None, as_of: date | None
) -> BackupsView:
    """Return the copies kept on a day by tier, of a service that runs since a day.

    Since the seller's first day unless named; of the only seller where neither is named. For a
    customer the copies that may hold its data: made up to the day it was closed. Raises BlankTerm
    (exit 7) where the document says nothing of backups.
    """
    day = as_of or store.clock.today()
    with store.reading() as tx:
        organisation = organisation_named(tx, org) if org else None
        seller_id = organisation.seller_id if organisation is not None else _seller(tx, seller)
        terms = TermsBook(tx).of_seller(seller_id, day)
        slug = TermsBook(tx).seller(seller_id).slug
        row = tx.one(CREATED, (seller_id,))
    began = since or (organisation.created_on if organisation else stored.day(row[0] if row else None))
    tiers = backups_kept(terms, began, day)
    last = organisation.closed_on if organisation else None
    views = tuple(
        BackupTierView(
            tier.every,
            tier.until,
            len(kept),
            kept[0] if kept else None,
            kept[-1] if kept else None,
            kept,
            tier.clause,
        )
        for tier in tiers
        for kept in [tuple(one for one in tier.days if last is None or one <= last)]
    )
    return BackupsView(
        slug,
        org,
        day,
        began,
        terms.word("backup.kind", "") or None,
        terms.word("backup.restores", "") or None,
        sum(view.count for view in views),
        min((view.first_on for view in views if view.first_on is not None), default=None),
        views,
    )


def _seller(tx: Transaction, slug: str | None) -> int:
    known = sellers_by_id(tx)
    return next(iter(known)) if slug is None and len(known) == 1 else seller_named(tx, slug or "").id
