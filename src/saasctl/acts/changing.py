"""Change the plan or the rhythm of a subscription when the terms let it take effect."""

from dataclasses import dataclass, replace
from datetime import date

from saasctl.acts.auditing import record_audit
from saasctl.acts.contracts import load_contract
from saasctl.acts.scheduling import schedule
from saasctl.acts.subscribing import append_phase, chosen_unit, has_free_exit
from saasctl.acts.terms import TermsBook
from saasctl.errors.subscriptions import ChangeTooEarly
from saasctl.rules.billing.contract import Contract, Phase, rhythm_on
from saasctl.rules.billing.rhythm import Rhythm
from saasctl.store.database import Transaction
from saasctl.terms.resolve import Terms
from saasctl.values.clause import Cited, ClauseRef


@dataclass(frozen=True, slots=True)
class Changed:
    """What a change did: the facts after it, its first day, and the clause."""

    contract: Contract
    effective_on: date
    clause: ClauseRef | None


def change_plan(
    tx: Transaction, book: TermsBook, contract: Contract, plan: str, unit: str | None, on: date
) -> Changed:
    """Move a subscription to `plan` and `unit`, from `on` or the later day that the terms give.

    From a free plan to a paid one the change is the trigger: it takes effect at once and the periods
    are counted from it (S-14, S-15). A dearer plan at once keeps the periods and the end of the term
    (S-19), a cheaper one waits (S-17). On the first day of an order of which nothing is invoiced, a
    plan that the terms do not list may be mended. The plan in force asked for again takes back a change
    that waits. Raises BlankTerm (exit 7) where the terms are silent.
    """
    terms = book.of(contract)(on)
    held = contract.phase_on(on)
    new_unit = chosen_unit(terms, plan, unit or _kept(terms, plan, held.unit))
    if (plan, new_unit) == (held.plan, held.unit):
        return _keep(tx, book, contract, on)
    wanted = Phase(on, plan, new_unit, held.anchor, False)
    mended = _is_mended(contract, terms, on)
    effect, effective, anchor = (None, on, on) if mended else _effect(book, contract, terms, wanted)
    if (waiting := waiting_change(contract, on)) and _is(waiting, effective, plan, new_unit):
        return Changed(contract, effective, effect.clause if effect else None)
    later = [] if mended else [phase.from_on for phase in contract.phases if phase.from_on >= effective]
    if later or on < contract.started_on:
        raise ChangeTooEarly(contract.key, on, later[0] if later else contract.started_on)
    free = has_free_exit(tx, terms, contract.organisation_id, plan)
    append_phase(tx, contract.id, Phase(effective, plan, new_unit, anchor, free or _same_run(held, anchor)))
    after = load_contract(tx, contract.id)
    facts: dict[str, object] = {
        "subscription": contract.key,
        "from": f"{held.plan}/{held.unit}",
        "to": f"{plan}/{new_unit}",
        "effective_on": effective.isoformat(),
    }
    record_audit(tx, contract.organisation_id, "subscription.changed", facts)
    tx.tell(f"{contract.key}: {plan}, {new_unit} from {effective}")
    schedule(tx, book, after)
    return Changed(after, effective, effect.clause if effect else None)


def _keep(tx: Transaction, book: TermsBook, contract: Contract, on: date) -> Changed:
    held, waiting = contract.phase_on(on), waiting_change(contract, on)
    if waiting is None:
        return Changed(contract, on, None)
    if contract.billed_to > waiting.from_on:
        raise ChangeTooEarly(contract.key, on, waiting.from_on)
    append_phase(tx, contract.id, replace(held, from_on=waiting.from_on))
    after = load_contract(tx, contract.id)
    facts: dict[str, object] = {
        "subscription": contract.key,
        "kept": f"{held.plan}/{held.unit}",
        "not": f"{waiting.plan}/{waiting.unit}",
        "effective_on": waiting.from_on.isoformat(),
    }
    record_audit(tx, contract.organisation_id, "subscription.change-withdrawn", facts)
    schedule(tx, book, after)
    return Changed(after, on, None)


def _is(phase: Phase, from_on: date, plan: str, unit: str) -> bool:
    return (phase.from_on, phase.plan, phase.unit) == (from_on, plan, unit)


def waiting_change(contract: Contract, day: date) -> Phase | None:
    """Return the next plan or rhythm of a contract that has not begun by `day`."""
    return next((phase for phase in contract.phases[1:] if phase.from_on > day), None)


def _is_mended(contract: Contract, terms: Terms, on: date) -> bool:
    """Say whether a change only mends the name of an order's plan, where the terms list no plans.

    On the first day of a subscription that nothing was invoiced of: no clause on changes is asked.
    """
    unlisted = not terms.profile.names_under("plan")
    billed = contract.billed_to > contract.started_on or any(m.is_billed for m in contract.movements)
    return unlisted and on == contract.started_on and not billed


def _kept(terms: Terms, plan: str, unit: str) -> str | None:
    periods = terms.words(f"plan.{plan}.periods")
    return unit if not periods or unit in periods else None


def _same_run(held: Phase, anchor: date) -> bool:
    return held.free_exit and held.anchor == anchor


def _effect(
    book: TermsBook, contract: Contract, terms: Terms, wanted: Phase
) -> tuple[Cited[str] | None, date, date]:
    on = wanted.from_on
    held = contract.phase_on(on)
    if not terms.flag(f"plan.{held.plan}.paid", default=True):
        return None, on, on
    same_unit = wanted.unit == held.unit
    direction = _direction(terms, held.plan, wanted.plan)
    effect = terms.text(f"plan_change.{direction}" if same_unit else "plan_change.period")
    effective = _effective(rhythm_on(contract, book.of(contract), on), effect.value, on)
    return effect, effective, held.anchor if same_unit else effective


def _effective(rhythm: Rhythm, effect: str, on: date) -> date:
    if effect == "at-once" or not rhythm.is_recurring:
        return on
    term = rhythm.commitment_at(on) if effect == "commitment-end" else None
    return term.end if term is not None else rhythm.period_at(on).end


def _direction(terms: Terms, old: str, new: str) -> str:
    return (
        "downgrade"
        if terms.number(f"plan.{new}.rank", 0) < terms.number(f"plan.{old}.rank", 0)
        else "upgrade"
    )
