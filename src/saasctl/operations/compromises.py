"""Record a report that a login or data are compromised, and what followed it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from saasctl.acts.compromises import Known, compromises_of, record_report, report_key
from saasctl.acts.finding import OrganisationRow, UserRow, organisation_with, user_of
from saasctl.acts.terms import TermsBook
from saasctl.acts.users import change_user, note_event, terms_of_customer
from saasctl.errors.compromises import CompromiseKindUnknown, MeasureUnavailable
from saasctl.errors.usage import ValueMalformed
from saasctl.rules.lifecycle.liability import Report, cut_off_at
from saasctl.store.database import Store, Transaction
from saasctl.terms.resolve import Terms
from saasctl.values.act import Act
from saasctl.values.answers import Written
from saasctl.values.clause import ClauseRef
from saasctl.values.clock import stamp
from saasctl.values.views.compromises import CompromiseView

SUSPEND = "suspend"
"""The measure that cuts the login off until `user enable` (K-13)."""


@dataclass(frozen=True, slots=True)
class CompromiseGiven:
    """What `user report-compromise` was given; `kind` is the first of the terms unless named."""

    kind: str | None = None
    channel: str | None = None
    measures: tuple[str, ...] = ()
    changed_at: datetime | None = None
    confirmed_on: date | None = None


def report_compromise(store: Store, email: str, org: str | None, given: CompromiseGiven, act: Act) -> Written:
    """Record a report at the act's instant, the measures taken, the change of the login, the letter.

    From then on what the login buys is contested where the terms say so (K-12); the same report
    again adds what came later. The measure `suspend` locks the login. Raises CompromiseKindUnknown,
    MeasureUnavailable (exit 5), BlankTerm (exit 7) where the address for reports is blank.
    """
    with store.transaction(act) as tx:
        user = user_of(tx, email, org)
        held = organisation_with(tx, user.organisation_id)
        terms = terms_of_customer(tx, TermsBook(tx), held)
        kind = _checked(terms, given)
        record_report(tx, held, user, kind, tx.at)
        _follow(tx, held, user, given, compromises_of(tx, user.id).of(kind, tx.at))
        known = compromises_of(tx, user.id)
        named = user.email, held.slug, given.channel
        view = _view(terms, named, known, known.of(kind, tx.at))
    told = f"{view.org}: {view.kind} of {view.email} reported at {stamp(view.reported_at)}"
    if view.cut_off_at is not None:
        told += f"; the customer is liable up to {stamp(view.cut_off_at)}"
    if _locks(user, given):
        told += f"; locked, undo: saasctl user enable {view.email} --org {view.org}"
    return Written(view, (view.email,), told, tuple(f"not on record yet: {name}" for name in view.missing))


def _checked(terms: Terms, given: CompromiseGiven) -> str:
    kinds = terms.words("compromise.kinds")
    clause = terms.cite("compromise.kinds")
    kind = given.kind or (kinds[0] if kinds else "")
    if kind not in kinds:
        raise CompromiseKindUnknown(kind, kinds, clause)
    if terms.profile.open_at("compromise.address") is not None:
        terms.need("compromise.address")
    measures = terms.words("compromise.measures")
    for measure in given.measures:
        if measure not in measures:
            raise MeasureUnavailable(measure, measures, terms.cite("compromise.measures"))
    return kind


def _follow(
    tx: Transaction, held: OrganisationRow, user: UserRow, given: CompromiseGiven, report: Report
) -> None:
    known = compromises_of(tx, user.id)
    for measure in given.measures:
        if measure not in known.measures:
            note_event(tx, user.id, "compromise-measure", measure)
    if _locks(user, given) and SUSPEND not in known.measures:
        change_user(tx, held, user, {"state": "locked"})
    if given.changed_at is not None and report.changed_at != given.changed_at:
        note_event(tx, user.id, "compromise-changed", f"{stamp(given.changed_at)} {report_key(report)}")
        change_user(tx, held, user, {"password_set_on": given.changed_at.date()})
    if given.confirmed_on is not None and given.confirmed_on < tx.on:
        raise ValueMalformed(
            "--confirmed-on", given.confirmed_on.isoformat(), f"a day from {tx.on}, the report's"
        )
    if given.confirmed_on is not None and report.confirmed_on is None:
        detail = f"confirmed {report_key(report)}"
        values = {"user_id": user.id, "what": "compromise-confirmed", "detail": detail}
        tx.insert("user_event", values | {"on_day": given.confirmed_on.isoformat()})


def _locks(user: UserRow, given: CompromiseGiven) -> bool:
    return SUSPEND in given.measures and user.state == "active"


def _view(terms: Terms, named: tuple[str, str, str | None], known: Known, report: Report) -> CompromiseView:
    email, org, channel = named
    form = terms.word("compromise.confirmed_by", "")
    missing = [f"confirmation by {form}"] if form and report.confirmed_on is None else []
    if terms.word("compromise.liable_until", "") == "change" and report.changed_at is None:
        missing.append("the change of the identifiers")
    return CompromiseView(
        email,
        org,
        report.kind,
        report.reported_at,
        terms.word("compromise.delay", "") or None,
        channel or terms.word("compromise.channel", "") or None,
        terms.word("compromise.address", "") or None,
        terms.word("compromise.liable_until", "") or None,
        cut_off_at(terms, report),
        terms.word("compromise.afterwards", "") or None,
        terms.words("compromise.measures"),
        known.measures,
        report.changed_at,
        report.confirmed_on,
        tuple(missing),
        terms.word("compromise.recovery", "") or None,
        _cited(
            terms, ("kinds", "delay", "liable_until", "cut_off_kinds", "afterwards", "measures", "recovery")
        ),
    )


def _cited(terms: Terms, names: Iterable[str]) -> tuple[ClauseRef, ...]:
    found = (terms.cite(f"compromise.{name}") for name in names)
    return tuple(dict.fromkeys(clause for clause in found if clause is not None))
