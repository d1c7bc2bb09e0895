"""Suspend and restore a customer, as the terms allow; its statement with the next lawful step."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from saasctl.acts.finding import OrganisationRow, organisation_named
from saasctl.acts.owing import OpenInvoice, invoices_owed
from saasctl.acts.pausing import known_pauses, settle_pauses
from saasctl.acts.penalising import DUE_FROM, penalise
from saasctl.acts.sayings import sayings
from saasctl.acts.suspending import (
    NON_PAYMENT,
    Suspended,
    disputed_on,
    ladder_on,
    late_invoices,
    late_of,
    prepayment,
    reconnect,
    restore,
    suspend,
    suspensions_on,
)
from saasctl.acts.terms import TermsBook
from saasctl.errors.lifecycle import RestorationRefused, SuspensionUnavailable
from saasctl.rules.lifecycle.restoring import DUE, Restoring, restoring
from saasctl.rules.receivables.ladder import Step
from saasctl.store.database import Store, Transaction
from saasctl.terms.resolve import Terms
from saasctl.values.act import Act
from saasctl.values.answers import Written
from saasctl.values.clock import zone_named
from saasctl.values.money import Money, format_cents
from saasctl.values.views.invoices import InstalmentView
from saasctl.values.views.lifecycle import (
    ConditionView,
    LadderView,
    OwedView,
    StatementView,
    StepView,
    SuspensionView,
)

FREE = """
SELECT coalesce(sum(p.amount_cents - (SELECT coalesce(sum(a.amount_cents), 0) FROM allocation a
                                      WHERE a.payment_id = p.id AND a.on_day <= ?)), 0)
FROM payment p WHERE p.organisation_id = ? AND p.received_on <= ? AND p.method <> 'rebate'
"""
PARAMETERS = ("causes", "billing_continues")


def suspend_org(store: Store, org: str, cause: str, evidence: str | None, act: Act) -> Written:
    """Cut a customer's access for a cause of its terms, from the act's day. Undo: `org restore`.

    Raises SuspensionUnavailable (exit 5) where no clause grants it, where what it needs is not on
    record, or before the day on which the ladder allows it (B-93, D-71, S-41).
    """
    with store.transaction(act) as tx:
        organisation = organisation_named(tx, org)
        book = TermsBook(tx)
        terms = book.of_seller(organisation.seller_id, tx.on)
        way = _way_of(terms, cause)
        _check_cause(terms, organisation, way, evidence)
        if way != cause:
            evidence, cause = f"{cause}: {evidence}" if evidence else cause, way
        if cause == NON_PAYMENT:
            _check_ladder(tx, terms, organisation)
        held = next((one for one in suspensions_on(tx, organisation.id, tx.on) if one.cause == cause), None)
        if held is None:
            before = known_pauses(tx, organisation.id)
            held = suspend(tx, organisation, terms, cause, evidence)
            settle_pauses(tx, book, organisation.id, before)
        view = _view(terms, organisation, held, None)
    bills = "bills go on" if view.billing_continues else "bills stop"
    told = f"{view.org}: suspended from {view.from_on} ({cause}), {bills}; undo: saasctl org restore {org}"
    return Written(view, (view.org,), told)


def _way_of(terms: Terms, cause: str) -> str:
    """Return the suspension that a code is a cause of, as forbid-3 of forbidden conduct (K-39, B-64)."""
    ways = [name for name in terms.profile.names_under("suspension") if name not in PARAMETERS]
    if cause in ways or cause in terms.words("suspension.causes"):
        return cause
    return next((way for way in ways if cause in terms.words(f"suspension.{way}.causes")), cause)


def _check_cause(terms: Terms, organisation: OrganisationRow, cause: str, evidence: str | None) -> None:
    known = [name for name in terms.profile.names_under("suspension") if name not in PARAMETERS]
    listed = terms.words("suspension.causes")
    causes = tuple(dict.fromkeys([*known, *listed]))
    clause = terms.cite(f"suspension.{cause}.title") or terms.cite("suspension.causes")
    if cause not in causes:
        why = f"the terms grant it for: {', '.join(causes)}" if causes else "no clause grants a suspension"
        raise SuspensionUnavailable(organisation.slug, cause, why, clause, causes)
    needs = [need for need in terms.words(f"suspension.{cause}.needs") if need != "formal-notice"]
    if needs and not evidence:
        why = f"to be shown with --evidence: {', '.join(needs)}"
        raise SuspensionUnavailable(organisation.slug, cause, why, clause)


def _check_ladder(tx: Transaction, terms: Terms, organisation: OrganisationRow) -> None:
    steps = ladder_on(tx, terms, organisation.id, tx.on)
    step = next((one for one in steps if one.act == "suspension"), None)
    if step is None:
        return
    if step.possible_from_on is None:
        missing = ", ".join(one.text for one in step.preconditions if not one.met)
        raise SuspensionUnavailable(organisation.slug, NON_PAYMENT, f"missing: {missing}", step.clause)
    if tx.on < step.possible_from_on:
        why = f"it is possible from {step.possible_from_on}"
        raise SuspensionUnavailable(organisation.slug, NON_PAYMENT, why, step.clause)


@dataclass(frozen=True, slots=True)
class CauseEnded:
    """When the cause of a suspension ceased, and when an inquiry into it was over."""

    ceased_at: datetime | None = None
    inquiry_at: datetime | None = None


def restore_org(store: Store, org: str, act: Act, ended: CauseEnded = CauseEnded()) -> Written:
    """Give a customer's access back from the act's day, once the terms' conditions are met.

    After a suspension for non-payment the overdue principal must be paid, and the remaining
    instalments in advance on a repeat (B-96, B-98); reconnection is billed where the terms do (B-97).
    Later than the terms allow after the cause ceased, it is warned that an end is due (K-49).
    """
    with store.transaction(act) as tx:
        organisation = organisation_named(tx, org)
        book = TermsBook(tx)
        terms = book.of_seller(organisation.seller_id, tx.on)
        held = suspensions_on(tx, organisation.id, tx.on)
        if not held:
            raise RestorationRefused(
                organisation.slug, "it is not suspended", None, f"saasctl org show {org}"
            )
        fee, before = None, known_pauses(tx, organisation.id)
        for one in held:
            if (
                one.cause == NON_PAYMENT
                and terms.word("suspension.non-payment.lifted", "payment") == "payment"
            ):
                _check_paid(tx, book, terms, organisation)
            restore(tx, organisation, one)
            fee = reconnect(tx, book, organisation, terms, one.cause) or fee
        settle_pauses(tx, book, organisation.id, before)
        last = held[-1]
        done = Suspended(last.id, last.cause, last.scope, last.from_on, tx.on, last.evidence, last.clause)
        restore_by = _restore_by(tx, terms, organisation, last)
        view = _view(terms, organisation, done, fee[0] if fee else None, restore_by)
        limit = _limit(tx, terms, organisation, ended)
        late = limit is not None and limit.is_late(tx.at)
        if limit is not None:
            due = late and limit.failed == DUE
            view = replace(view, restore_before_at=limit.before_at, termination_due=due)
    said = f", reconnection {format_cents(fee[1])} on {fee[0]}, due {fee[2]}" if fee else ""
    warnings: tuple[str, ...] = (_too_late(terms, view.org),) if view.termination_due else ()
    if restore_by is not None and view.until_on is not None and view.until_on > restore_by:
        warnings = (*warnings, f"access was to be given back by {restore_by}")
    return Written(view, (view.org,), f"{view.org}: restored on {view.until_on}{said}", warnings)


def _limit(
    tx: Transaction, terms: Terms, organisation: OrganisationRow, ended: CauseEnded
) -> Restoring | None:
    """Return by when access had to be back; a trial has no such right unless the terms say so (K-24)."""
    if ended.ceased_at is None:
        return None
    if not terms.flag("restoration.trials", default=True) and on_trial(tx, organisation.id, tx.on):
        return None
    zone = zone_named(terms.profile.timezone)
    return restoring(terms, ended.ceased_at, ended.inquiry_at, zone)


def _too_late(terms: Terms, org: str) -> str:
    clause = terms.cite("restoration.failed")
    rule = f" ({clause.rule})" if clause and clause.rule else ""
    command = f"saasctl sub cancel {org} --cause not-restored --fact restoration-limit-passed"
    return f"access came back too late{rule}: an end is due, the operator confirms it: {command}"


TRIAL = "SELECT count(*) FROM subscription WHERE organisation_id = ? AND trial = 0 AND started_on <= ?"


def on_trial(tx: Transaction, organisation_id: int, day: date) -> bool:
    """Say whether a customer had nothing but trials up to a day."""
    row = tx.one(TRIAL, (organisation_id, day.isoformat()))
    return row is None or row[0] == 0


LAST_PAID = "SELECT max(received_on) FROM payment WHERE organisation_id = ? AND received_on <= ?"


def _restore_by(tx: Transaction, terms: Terms, organisation: OrganisationRow, held: Suspended) -> date | None:
    """Return the last day on which access is to be given back after a full payment (D-71)."""
    within = terms.find("regularised.restored_within")
    if within is None or not isinstance(within.value, tuple) or held.cause != NON_PAYMENT:
        return None
    row = tx.one(LAST_PAID, (organisation.id, tx.on.isoformat()))
    if row is None or row[0] is None:
        return None
    return date.fromisoformat(str(row[0])) + timedelta(days=int(str(within.value[0])))


def _check_paid(tx: Transaction, book: TermsBook, terms: Terms, organisation: OrganisationRow) -> None:
    owed = _to_pay(tx, book, terms, organisation, tx.on)
    free = _free(tx, organisation.id, tx.on)
    if owed > free:
        short = format_cents(owed - free)
        why = f"{short} is to be paid first"
        fix = f"saasctl payment record {organisation.slug} {short}"
        clause = terms.cite("regularised.by") or terms.cite("suspension.non-payment.lifted")
        raise RestorationRefused(organisation.slug, why, clause, fix)


def _to_pay(tx: Transaction, book: TermsBook, terms: Terms, organisation: OrganisationRow, day: date) -> int:
    """Return what must be paid to reopen, in cents: overdue sums as the terms count them, any prepayment."""
    by = terms.word("regularised.by", "everything")
    late = late_invoices(tx, organisation.id, day)
    kinds = {"principal": ("penalty", "fee"), "principal-and-claimed": ("fee",)}.get(by, ())
    due = sum(late_of(one, day) for one in late if one.owed.kind not in kinds)
    return due + prepayment(tx, book, organisation, day)[0]


def _free(tx: Transaction, organisation_id: int, day: date) -> int:
    row = tx.one(FREE, (day.isoformat(), organisation_id, day.isoformat()))
    return int(str(row[0])) if row else 0


def _view(
    terms: Terms,
    organisation: OrganisationRow,
    held: Suspended,
    fee: str | None,
    restore_by: date | None = None,
) -> SuspensionView:
    bills = terms.flag("suspension.billing_continues", default=True)
    return SuspensionView(
        organisation.slug,
        held.cause,
        held.scope,
        held.from_on,
        held.until_on,
        held.evidence,
        terms.flag(f"suspension.{held.cause}.billing_continues", default=bills),
        fee,
        held.clause,
        restore_within=_within(terms),
        terms=sayings(terms, f"suspension.{held.cause}", "restoration"),
        title=terms.word(f"suspension.{held.cause}.title", "") or None,
        lifted=terms.word(f"suspension.{held.cause}.lifted", "") or None,
        restore_by_on=restore_by,
    )


def _within(terms: Terms) -> str | None:
    """Return the time to give access back once the cause has ceased, as the terms say it (K-48)."""
    found = terms.find("restoration.within")
    if found is None or not isinstance(found.value, tuple):
        return None
    less = "less than " if terms.flag("restoration.strict") else ""
    return f"{less}{found.value[0]} {found.value[1]}"


def statement(store: Store, org: str, as_of: date | None) -> StatementView:
    """Return what a customer owes as of a day, the ladder, and the next lawful step with its date."""
    with store.reading() as tx:
        day = as_of or store.clock.today()
        organisation, book = organisation_named(tx, org), TermsBook(tx)
        terms = book.of_seller(organisation.seller_id, day)
        unit = terms.profile.currency
        found = invoices_owed(
            tx, "i.organisation_id = ? AND i.issued_on <= ?", (organisation.id, day.isoformat())
        )
        disputed = disputed_on(tx, organisation.id, day)
        invoices = [
            _owed(one, day, Money(disputed.get(one.number, 0), unit))
            for one in found
            if one.owed.kind != "credit_note" and one.owed.at_end_of(day) > 0
        ]
        late = invoices_owed(tx, f"i.organisation_id = ? AND {DUE_FROM}", (organisation.id, day.isoformat()))
        penalties = sum(one.interest_left + one.fee_left for one in penalise(tx, book, late, day))
        steps = tuple(_step(step) for step in ladder_on(tx, terms, organisation.id, day))
        suspended = any(one.cause == NON_PAYMENT for one in suspensions_on(tx, organisation.id, day))
        reopening = _to_pay(tx, book, terms, organisation, day) if suspended else None
        free = _free(tx, organisation.id, day)
    return _statement(organisation.slug, day, unit, invoices, (free, penalties, reopening), steps)


def _owed(one: OpenInvoice, day: date, disputed: Money) -> OwedView:
    """Return an open invoice; of one that is paid in parts, the oldest part unpaid says when it was due."""
    due_on, unit = one.owed.due_at(day), one.currency
    parts = one.owed.open_parts(day) if one.owed.parts else []
    return OwedView(
        one.number,
        one.owed.kind,
        due_on,
        max(0, (day - due_on).days),
        Money(one.owed.at_end_of(day), unit),
        disputed,
        Money(late_of(one, day), unit),
        tuple(InstalmentView(due, Money(cents, unit)) for due, cents in parts),
    )


def _statement(
    org: str,
    day: date,
    unit: str,
    invoices: list[OwedView],
    sums: tuple[int, int, int | None],
    steps: tuple[StepView, ...],
) -> StatementView:
    free, penalties, reopening = sums
    balance = sum(one.balance.cents for one in invoices)
    overdue = sum(one.overdue.cents for one in invoices)
    coming = next((step for step in steps if step.done_on is None and overdue), None)
    total = Money(balance, unit)
    return StatementView(
        org,
        day,
        unit,
        total,
        Money(overdue, unit),
        Money(free, unit),
        Money(max(0, penalties), unit),
        tuple(invoices),
        steps,
        coming,
        LadderView(org, total, steps, coming),
        None if reopening is None else Money(max(0, reopening - free), unit),
    )


def _step(step: Step) -> StepView:
    conditions = tuple(ConditionView(one.text, one.met, one.evidence) for one in step.preconditions)
    return StepView(
        step.step,
        step.act,
        step.possible_from_on,
        step.done_on,
        conditions,
        step.clause,
        step.title,
        step.duty,
        step.ending,
        step.ending_title,
        step.automatic,
    )
