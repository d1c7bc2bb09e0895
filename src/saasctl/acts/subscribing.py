"""Start a subscription and append the phases of its life."""

from dataclasses import dataclass
from datetime import date, timedelta

from saasctl.acts.auditing import record_audit
from saasctl.acts.contracts import load_contract
from saasctl.acts.credit_buying import credit_order
from saasctl.acts.due import set_due
from saasctl.acts.scheduling import KINDS, schedule
from saasctl.acts.terms import TermsBook
from saasctl.errors.subscriptions import PeriodNeeded, PeriodUnavailable, PlanUnknown, TrialUnavailable
from saasctl.errors.usage import ValueMalformed
from saasctl.rules.billing.contract import Contract, Phase
from saasctl.rules.billing.slots import slots_in_words
from saasctl.store.database import Transaction
from saasctl.store.queries.clauses import clause_id
from saasctl.store.records import write_record
from saasctl.terms.resolve import Terms
from saasctl.terms.schema.parameter import NAME


@dataclass(frozen=True, slots=True)
class Order:
    """What a customer ordered. Prices are overrides and recorded apart."""

    name: str
    plan: str
    unit: str | None
    slots: int
    on: date
    trial: bool = False
    billed_until: date | None = None
    credits: int = 0


def chosen_unit(terms: Terms, plan: str, unit: str | None) -> str:
    """Return the rhythm of an order, checked against the plans and periods of the terms.

    A silent order gets `period.default` (B-10, D-60). Raises PlanUnknown, PeriodUnavailable
    (exit 5), PeriodNeeded (exit 7), and ValueMalformed (exit 2) for what no path of the terms can name.
    """
    plans = terms.profile.names_under("plan")
    if not plans and NAME.fullmatch(plan) is None:
        raise ValueMalformed("plan", plan, "letters, digits and dashes, as team-2")
    if plans and plan not in plans:
        path = next(path for path in terms.profile.entries if path.startswith("plan."))
        raise PlanUnknown(plan, plans, terms.cite(path))
    periods = terms.words(f"plan.{plan}.periods")
    units = periods or tuple(name for name in terms.profile.names_under("period") if name != "default")
    if unit is None:
        if len(units) == 1:
            return units[0]
        default = terms.find("period.default")
        if default is None:
            raise PeriodNeeded(units)
        return str(default.value)
    if unit not in units:
        clause = terms.cite(f"plan.{plan}.periods") or terms.cite(f"period.{units[0]}.invoice_months")
        raise PeriodUnavailable(plan, unit, units, clause)
    return unit


def start(tx: Transaction, book: TermsBook, organisation_id: int, terms: Terms, order: Order) -> Contract:
    """Record a new subscription with its first phase and slots; nothing is invoiced."""
    unit = chosen_unit(terms, order.plan, order.unit)
    key = write_record(
        tx,
        "subscription",
        {
            "organisation_id": organisation_id,
            "name": order.name,
            "started_on": order.on.isoformat(),
            "trial": int(order.trial),
            "trial_until": trial_until(terms, order).isoformat() if order.trial else None,
            "billed_until": order.billed_until.isoformat() if order.billed_until else None,
            "credits": order.credits,
        },
    )
    free = has_free_exit(tx, terms, organisation_id, order.plan)
    append_phase(tx, key, Phase(order.on, order.plan, unit, order.on, free))
    movement = {
        "subscription_id": key,
        "seq": 1,
        "kind": "start",
        "delta": order.slots,
        "asked_on": order.on.isoformat(),
        "effective_on": order.on.isoformat(),
        "clause_id": _basis(tx, terms, unit),
    }
    tx.insert("slot_movement", movement)
    first = order.billed_until + timedelta(days=1) if order.billed_until else order.on
    tx.insert("billing_cursor", {"subscription_id": key, "billed_to": max(first, order.on).isoformat()})
    contract = load_contract(tx, key)
    facts: dict[str, object] = {
        "subscription": contract.key,
        "plan": order.plan,
        "period": unit,
        "slots": order.slots,
        "on": order.on.isoformat(),
    }
    record_audit(tx, organisation_id, "subscription.started", facts)
    tx.tell(f"{contract.key}: {order.plan}, {unit}, {slots_in_words(order.slots)} from {order.on}")
    schedule(tx, book, contract)
    if order.credits:
        credit_order(tx, book, contract, order.credits, order.slots)
    return contract


def _basis(tx: Transaction, terms: Terms, unit: str) -> int | None:
    cited = terms.cite(f"period.{unit}.invoice_months")
    return clause_id(tx, cited) if cited else None


def trial_until(terms: Terms, order: Order) -> date:
    """Return the last day of a trial opened on the order's day, that day not counted (KX-20, B-117).

    With `trial.counts = opening-day-first` the opening day is the first of them.
    """
    if terms.find("trial.days") is None and terms.profile.open_at("trial.days") is None:
        raise TrialUnavailable(terms.profile.id)
    days = terms.integer("trial.days").value
    first = terms.word("trial.counts", "opening-day-apart") == "opening-day-first"
    return order.on + timedelta(days=days - 1 if first else days)


PAID_BEFORE = """
SELECT p.plan FROM subscription_phase p JOIN subscription s ON s.id = p.subscription_id
WHERE s.organisation_id = ?
"""


END_TRIAL = "UPDATE subscription SET ended_on = ? WHERE id = ?"


def end_trial(tx: Transaction, trial: Contract, on: date) -> None:
    """Close a trial that an order replaces: its last day is the day before the order's first."""
    tx.run(END_TRIAL, ((on - timedelta(days=1)).isoformat(), trial.id))
    for kind in KINDS:
        set_due(tx, trial.organisation_id, trial.id, kind, None)
    record_audit(tx, trial.organisation_id, "trial.ended", {"subscription": trial.key, "on": on.isoformat()})


def has_free_exit(tx: Transaction, terms: Terms, organisation_id: int, plan: str) -> bool:
    """Say whether a move to `plan` brings months without commitment.

    Once per customer, at the first move to a paid plan (S-15); each time where the terms say so.
    """
    if not terms.number("commitment.free_exit_months", 0):
        return False
    if not terms.flag(f"plan.{plan}.paid", default=True):
        return False
    if terms.word("commitment.free_exit_once", "customer") != "customer":
        return True
    earlier = {str(row[0]) for row in tx.rows(PAID_BEFORE, (organisation_id,))}
    return not any(terms.flag(f"plan.{name}.paid", default=True) for name in earlier)


def append_phase(tx: Transaction, subscription_id: int, phase: Phase) -> None:
    """Append a dated fact: from that day on, another plan, rhythm or anchor."""
    tx.insert(
        "subscription_phase",
        {
            "subscription_id": subscription_id,
            "plan": phase.plan,
            "period_unit": phase.unit,
            "from_on": phase.from_on.isoformat(),
            "anchor_on": phase.anchor.isoformat(),
            "free_exit": int(phase.free_exit),
        },
    )


def add_override(tx: Transaction, contract: Contract, path: str, value: str, source: str, on: date) -> None:
    """Append a special condition of one customer, with its source and first day."""
    values = {
        "subscription_id": contract.id,
        "path": path,
        "value": value,
        "source": source,
        "from_on": on.isoformat(),
    }
    write_record(tx, "term_override", values)
    facts: dict[str, object] = {"subscription": contract.key, "path": path, "value": value, "source": source}
    record_audit(tx, contract.organisation_id, "override.added", facts | {"from": on.isoformat()})
    tx.tell(f"{contract.key}: {path} = {value} from {on} ({source})")
