"""Describe subscriptions as of a day: what `sub show`, `sub list` and `sub dates` print."""

from dataclasses import replace
from datetime import date, timedelta

from saasctl.acts.scheduling import renewal_after
from saasctl.acts.terms import TermsBook
from saasctl.errors.terms import BlankTerm, ReadingUnconfirmed
from saasctl.rules.billing.composing import next_due, unit_price
from saasctl.rules.billing.contract import NEVER, Contract, Phase, price_terms, rhythm_on
from saasctl.rules.billing.pauses import Pause, shifts_of, suspending, through
from saasctl.rules.billing.rhythm import Rhythm
from saasctl.rules.billing.slots import slots_on
from saasctl.rules.calendars.days import calendar_of
from saasctl.rules.lifecycle.leaving import free_exit_on
from saasctl.rules.lifecycle.notice import NoticeTerm, deadline_for
from saasctl.terms.resolve import Terms
from saasctl.values.clause import ClauseRef
from saasctl.values.money import Money
from saasctl.values.views.subscriptions import (
    DatesView,
    LeavingView,
    NoticeView,
    OverrideView,
    PauseView,
    PlanChangeView,
    SubscriptionView,
)


def subscription_view(book: TermsBook, contract: Contract, day: date) -> SubscriptionView:
    """Return one subscription as of `day`. The unit price is None while nobody has set it."""
    terms_on = book.of(contract)
    terms, phase = terms_on(day), contract.phase_on(day)
    rhythm = rhythm_on(contract, terms_on, day)
    began = max(day, contract.started_on)
    invoice = next_due(contract, terms_on)
    return SubscriptionView(
        key=contract.key,
        org=contract.org,
        plan=phase.plan,
        period_unit=phase.unit,
        status=_ended(status_on(contract, day), contract, rhythm, invoice, day),
        started_on=contract.started_on,
        period=rhythm.period_at(began) if rhythm.is_recurring else None,
        commitment=None if contract.is_trial else rhythm.commitment_at(began),
        slots=slots_on(contract.movements, began),
        unit_price=_unit_price(contract, price_terms(phase, terms_on, began), phase),
        currency=terms.profile.currency,
        overrides=tuple(OverrideView(o.path, o.text, o.source, o.from_on) for o in contract.overrides),
        terms=terms.profile.name,
        next_invoice_on=None if invoice == NEVER else invoice,
        clauses=cited(terms, f"period.{phase.unit}.invoice_months", f"price.{phase.plan}.{phase.unit}"),
        credits=contract.credits,
        plan_changes=tuple(
            PlanChangeView(one.from_on, one.plan, one.unit) for one in contract.phases if one.from_on > began
        ),
    )


def _ended(status: str, contract: Contract, rhythm: Rhythm, invoice: date | None, day: date) -> str:
    billed_out = rhythm.is_recurring and invoice is None and contract.billed_to <= day
    return "ended" if billed_out and status == "active" else status


def _unit_price(contract: Contract, terms: Terms, phase: Phase) -> Money | None:
    """Return the price of one slot; that of a trial where the terms have one (B-117)."""
    if contract.is_trial and terms.find("trial.price") is not None:
        return Money.of(terms.decimal("trial.price").value, terms.profile.currency)
    return known_price(terms, phase)


def known_price(terms: Terms, phase: Phase) -> Money | None:
    """Return the price of one slot, or None while it is blank or its reading not confirmed."""
    try:
        return Money(unit_price(phase, terms).value, terms.profile.currency)
    except (BlankTerm, ReadingUnconfirmed):
        return None


def status_on(contract: Contract, day: date) -> str:
    """Return the subscription's state as of `day`: pending before its first day, trial, active or ended."""
    if day < contract.started_on:
        return "pending"
    last = contract.ended_on or (contract.trial_until if contract.is_trial else None)
    if last is not None and last < day:
        return "ended"
    return "trial" if contract.is_trial else "active"


def cited(terms: Terms, *paths: str) -> tuple[ClauseRef, ...]:
    """Return what the values at `paths` rest on, each once, those without a value left out."""
    found = (terms.cite(path) for path in paths)
    return tuple(dict.fromkeys(clause for clause in found if clause is not None))


def notice_term(terms: Terms, unit: str) -> NoticeTerm | None:
    """Return the notice that the terms ask for under a rhythm, or None where they have none."""
    length = terms.find(f"notice.{unit}.length")
    if length is None or not isinstance(length.value, int):
        return None
    return NoticeTerm(
        length.value,
        "months" if terms.text(f"notice.{unit}.unit").value == "months" else "days",
        terms.text(f"notice.{unit}.form").value,
        "renewal-day" if terms.text("notice.anchor").value == "renewal-day" else "last-day",
        "receipt" if terms.word("notice.counted_from", "dispatch") == "receipt" else "dispatch",
        length.clause,
    )


def dates_view(
    book: TermsBook, contract: Contract, day: date, trial_until: date | None, leaving: LeavingView | None
) -> DatesView:
    """Return the dates of a subscription as of `day`, seen from its own start when that is later."""
    terms_on = book.of(contract)
    began = max(day, contract.started_on)
    terms, phase = terms_on(began), contract.phase_on(began)
    invoice = next_due(contract, terms_on)
    paused = suspending(contract.pauses, terms)
    contract = replace(contract, pauses=through(paused, began))
    rhythm = rhythm_on(contract, terms_on, began)
    renewal = renewal_after(contract, terms_on, began)
    term = notice_term(terms, phase.unit)
    free = None if contract.is_trial else free_exit_on(contract, terms_on, began)
    return DatesView(
        org=contract.org,
        subscription=contract.key,
        period=rhythm.period_at(began) if rhythm.is_recurring else None,
        commitment=None if contract.is_trial else rhythm.commitment_at(began),
        renewal_on=renewal,
        notice=_notice(renewal, term, terms, phase.unit) if renewal and term else None,
        next_invoice_on=None if invoice == NEVER else invoice,
        free_exit_until=free.until if free else None,
        trial_until=trial_until if contract.is_trial else None,
        if_cancelled=leaving,
        withdrawal_until=_withdrawal(terms, contract, day),
        payment_means=_means(terms),
        clauses=cited(
            terms,
            f"period.{phase.unit}.invoice_months",
            f"period.{phase.unit}.commitment_months",
            f"period.{phase.unit}.renews",
            f"notice.{phase.unit}.length",
            "commitment.free_exit_months",
            *(("force_majeure.moves",) if contract.pauses else ()),
        ),
        pauses=tuple(
            _pause(one, counted, terms, contract.started_on)
            for one, counted in zip(paused, contract.pauses, strict=True)
        ),
    )


def _pause(pause: Pause, counted: Pause, terms: Terms, since: date) -> PauseView:
    """Return a time of force majeure as printed; its days are those by which the term moves, so far."""
    shifts = shifts_of((counted,), terms, "renewal", since)
    days = shifts[0].days if shifts else 0
    return PauseView(pause.from_on, pause.last_day, days, terms.cite("force_majeure.counts"))


def _notice(renewal_on: date, term: NoticeTerm, terms: Terms, unit: str) -> NoticeView:
    found = deadline_for(renewal_on, term, calendar_of(terms))
    days = found.deadline_on, found.post_by_on
    by = terms.words(f"notice.{unit}.by")
    return NoticeView(found.length, found.unit, found.form, *days, found.clause, by)


def _withdrawal(terms: Terms, contract: Contract, day: date) -> date | None:
    """Return the last day to withdraw from the order, its own day not counted; None without one (D-01)."""
    days = terms.number("customer.withdrawal_days", 0)
    until = contract.started_on + timedelta(days=days)
    return until if days and day <= until else None


def _means(terms: Terms) -> tuple[str, ...]:
    usual = terms.word("payment.default", "")
    means = terms.words("payment.means")
    return tuple(dict.fromkeys([usual, *means] if usual else means))
