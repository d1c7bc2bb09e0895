"""Explain a subscription: each of its dates as arithmetic, what force majeure moves or holds included."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from saasctl.acts.describing import dates_view, notice_term
from saasctl.acts.ending import booked_end
from saasctl.acts.leaving import booked_leaving, leaving_on
from saasctl.acts.terms import TermsBook
from saasctl.rules.billing.composing import recurring_dues
from saasctl.rules.billing.contract import NEVER, Contract, rhythm_on
from saasctl.rules.billing.pauses import suspending, through
from saasctl.rules.billing.rhythm import Rhythm
from saasctl.rules.lifecycle.custody import custody_after
from saasctl.rules.lifecycle.date_steps import boundary_steps, days_step, said_step, span_step
from saasctl.rules.lifecycle.notice import deadline_step
from saasctl.store.queries.clauses import clause_by_id
from saasctl.store.transaction import Transaction
from saasctl.terms.resolve import Terms
from saasctl.values.clause import Step
from saasctl.values.views.invoices import Explanation
from saasctl.values.views.subscriptions import DatesView

DAY = timedelta(days=1)
HELD = {
    "moved": "bills not due yet come later by those days",
    "held": "bills of periods that begin in them wait for the day after",
    "not-billed": "those days are not billed",
    "continues": "bills go on",
}


def explain_subscription(tx: Transaction, book: TermsBook, contract: Contract, day: date) -> Explanation:
    """Return the steps to what `sub dates` tells of a subscription as of a day."""
    view = dates_view(book, contract, day, contract.trial_until, leaving_on(tx, book, contract, day))
    began = max(day, contract.started_on)
    terms = book.of(contract)(began)
    counted = replace(contract, pauses=through(suspending(contract.pauses, terms), began))
    rhythm = rhythm_on(counted, book.of(contract), began)
    steps = [*_pauses(terms, view), *_periods(contract, terms, rhythm, view, began)]
    steps += [*_notice(contract, terms, view, began), *_next_invoice(book, contract, terms)]
    steps += [*_end(tx, book, contract, view, day)]
    last = contract.ended_on or (view.if_cancelled.last_day if view.if_cancelled else None)
    if last is not None and not contract.is_trial:
        steps += [*_after(book.of(contract)(last), contract, last)]
    title = f"{contract.phase_on(began).plan}, {terms.profile.name}, as of {day}"
    return Explanation(contract.key, title, tuple(steps))


def _pauses(terms: Terms, view: DatesView) -> Iterator[Step]:
    effect = HELD[terms.word("force_majeure.billing", "continues")]
    clause = terms.cite("force_majeure.billing")
    for one in view.pauses:
        if one.last_day is None:
            yield said_step("force majeure", str(one.since), f" and on: {effect}", clause)
        else:
            yield said_step("force majeure", f"{one.since} to {one.last_day}", f": {effect}", clause)


def _periods(
    contract: Contract, terms: Terms, rhythm: Rhythm, view: DatesView, began: date
) -> Iterator[Step]:
    unit, moves = contract.phase_on(began).unit, terms.cite("force_majeure.moves")
    if view.period is not None:
        months = rhythm.months_to(rhythm.index_at(began) + 1)
        clause = terms.cite(f"period.{unit}.invoice_months")
        yield from boundary_steps("next period", (rhythm.anchor, months), rhythm.shifts, (clause, moves))
        yield days_step("period, last day", view.period.end, -1, "", clause)
    if view.free_exit_until is not None and rhythm.free_exit_months:
        clause = terms.cite("commitment.free_exit_months")
        counted = rhythm.anchor, rhythm.free_exit_months
        yield from boundary_steps("commitment begins", counted, rhythm.term_shifts, (clause, moves))
        yield said_step("free exit until", str(view.free_exit_until), "", clause)
    if view.commitment is not None:
        counted = rhythm.anchor, rhythm.months_to_renewal(began)
        clause = terms.cite("commitment.months") or terms.cite(f"period.{unit}.commitment_months")
        yield from boundary_steps("renewal", counted, rhythm.term_shifts, (clause, moves))
        yield days_step("commitment, last day", view.commitment.end, -1, "", clause)
    if view.trial_until is not None:
        days = (view.trial_until - contract.started_on).days
        yield days_step("trial, last day", contract.started_on, days, "", terms.cite("trial.days"))


def _notice(contract: Contract, terms: Terms, view: DatesView, began: date) -> Iterator[Step]:
    term = notice_term(terms, contract.phase_on(began).unit)
    if term is None or view.renewal_on is None or view.notice is None:
        return
    step = deadline_step(view.renewal_on, term)
    yield replace(step, text=f"notice, last day: {step.text}")
    deadline, post_by = view.notice.deadline_on, view.notice.post_by_on
    if post_by is not None and post_by != deadline:
        words = ": the last working day"
        yield days_step("notice, to be posted", deadline, (post_by - deadline).days, words, None)


def _next_invoice(book: TermsBook, contract: Contract, terms: Terms) -> Iterator[Step]:
    due = next(recurring_dues(contract, book.of(contract)), None)
    if due is None or due.obligation.on == NEVER:
        return
    on, used = due.obligation.on, due.obligation.used
    usual = used.start if due.rhythm.timing == "advance" else used.end
    words = f" {due.rhythm.timing}, for {used.start} to {used.last_day}"
    clause = terms.cite("invoice.timing")
    if on == usual:
        yield said_step("next invoice", str(on), f", in{words}", clause)
    else:
        path = "force_majeure.billing" if due.rhythm.holds else "invoice.first"
        held = f" that it waits, for {used.start} to {used.last_day}"
        yield days_step("next invoice", usual, (on - usual).days, held, terms.cite(path))


def _end(tx: Transaction, book: TermsBook, contract: Contract, view: DatesView, day: date) -> Iterator[Step]:
    booked, leaving = booked_end(tx, contract), view.if_cancelled
    if booked is not None:
        clause = None if booked.clause_id is None else clause_by_id(tx, booked.clause_id)
        words = f", {booked.cause}, asked on {booked.asked_on}"
        ends = {one.end for one in (view.commitment, view.period) if one is not None}
        if booked.last_day + DAY in ends:
            yield days_step("contract, last day", booked.last_day + DAY, -1, words, clause)
        else:
            yield said_step("contract, last day", str(booked.last_day), words, clause)
        leaving = booked_leaving(tx, book, contract, day)
    elif leaving is not None:
        if view.renewal_on is not None and leaving.last_day + DAY == view.renewal_on:
            yield days_step(f"left on {day}, last day", view.renewal_on, -1, "", leaving.clause)
        else:
            yield said_step(f"left on {day}, last day", str(leaving.last_day), "", leaving.clause)
    if leaving is not None and leaving.still_owed is not None:
        words = f" {leaving.currency}: {leaving.unpaid} unpaid, {leaving.unbilled} still to be billed"
        yield said_step("still owed", str(leaving.still_owed), words, leaving.clause)


def _after(terms: Terms, contract: Contract, last: date) -> Iterator[Step]:
    """Yield the steps to the days of the data after the contract's last day."""
    custody = custody_after(terms, last, contract.returned_at)
    later = last if terms.word("exit.closed_on", "last-access-day") == "last-access-day" else last + DAY
    days = (
        ("export until", "export", "export.window", custody.export_until),
        ("free return until", "return", "return.free", custody.returns_until),
        ("paid return until", "return", "return.paid", custody.paid_returns_until),
        ("deletion", "deletion", "deletion.after", custody.purge_due_on),
        ("last backup until", "backup", "backup.most", custody.backups_until),
    )
    for name, table, path, found in days:
        closing = terms.word(f"{table}.counted_from", "contract-end") == "closing"
        base = later if closing else last
        if found is None:
            continue
        step = span_step(terms, (name, path), base, found)
        words = f", by {custody.purge_due_at}" if custody.purge_due_at else ""
        yield step or said_step(name, str(found), words, terms.cite(path))
