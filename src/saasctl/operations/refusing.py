"""A customer, or one of its users alone, refuses a new version of the terms."""

from saasctl.acts.finding import organisation_named, user_of
from saasctl.acts.permitting import require_permission
from saasctl.acts.terms import TermsBook
from saasctl.acts.versions import latest_change, put_answer
from saasctl.errors.versions import NothingAnnounced, RefusalTooLate
from saasctl.rules.lifecycle.versions import refused_in_time
from saasctl.store.database import Store
from saasctl.values.act import Act
from saasctl.values.answers import Written
from saasctl.values.views.versions import AnswerView

ENDS = "access-ends-slot-billed"


def refuse_terms(store: Store, org: str, version: str | None, user: str | None, act: Act) -> Written:
    """Record a refusal; the old version stays where it came in time.

    NothingAnnounced (exit 3) where no version was; RefusalTooLate (exit 5) once it applies (K-07).
    """
    with store.transaction(act) as tx:
        held = organisation_named(tx, org)
        book = TermsBook(tx)
        terms = book.of_seller(held.seller_id, tx.on)
        require_permission(tx, terms, held.id, act.requested_by, "org.accept-terms")
        change = latest_change(tx, held.seller_id, held.id, version, tx.on)
        if change is None:
            raise NothingAnnounced(held.slug, version, terms.profile.id)
        before = book.of_seller(held.seller_id, change.announced_on)
        clause = before.cite("terms_change.refusal_until") or before.cite("terms_change.applies")
        if not refused_in_time(before, change, tx.on):
            raise RefusalTooLate(held.slug, change.version, change.effective_on, clause)
        person = user_of(tx, user, held.slug) if user else None
        put_answer(tx, held.id, person.id if person else None, change.version, "refused")
        if person is not None:
            ends = before.word("terms_change.user_refusal", "none") == ENDS
            clause = before.cite("terms_change.user_refusal") or clause
            bar = f"saasctl user bar {person.email} --org {held.slug} --on {change.effective_on}"
            follows = f"the slot stays billed; access ends: {bar}" if ends else "nothing is said of it"
        else:
            follows = f"saasctl sub cancel {held.slug} --cause terms-refused --on {tx.on}"
        view = AnswerView(
            held.slug,
            person.email if person else None,
            change.version,
            "refused",
            tx.on,
            change.effective_on,
            follows,
            clause,
        )
    who = view.user or view.org
    return Written(view, (who,), f"{who}: {view.version} refused; {follows}")
