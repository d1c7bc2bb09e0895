"""Change a subscription's plan or rhythm."""

from datetime import date
from decimal import Decimal

from saasctl.acts.changing import Changed, change_plan, waiting_change
from saasctl.acts.compromises import refuse_contested
from saasctl.acts.contracts import load_contract
from saasctl.acts.describing import subscription_view
from saasctl.acts.finding import organisation_with, subscription_keyed
from saasctl.acts.permitting import require_permission
from saasctl.acts.quote_checks import require_signed
from saasctl.acts.scheduling import schedule
from saasctl.acts.subscribing import add_override
from saasctl.acts.terms import TermsBook
from saasctl.rules.billing.contract import Contract, Phase
from saasctl.store.database import Store, Transaction
from saasctl.values.act import Act
from saasctl.values.answers import Written

BILLED_BEFORE = """
SELECT i.number FROM invoice i WHERE i.subscription_id = ? AND i.kind = 'subscription' AND i.period_end > ?
AND NOT EXISTS (SELECT 1 FROM invoice n WHERE n.corrects_id = i.id) ORDER BY i.id
"""


def change_subscription(
    store: Store, key: str, plan: str, unit: str | None, price: tuple[Decimal, str] | None, act: Act
) -> Written:
    """Move a subscription to another plan or rhythm from the day that the terms give.

    `price` is the new plan's unit price with its source, recorded as an override from that day. The
    same change again does nothing, and the plan in force takes back a change that waits. Invoices of
    days from then on stay as they are: a warning names them. BlankTerm (exit 7) where the terms do not
    say when it counts; SignatureMissing (exit 5) where the plan needs signed conditions that there are
    not (S-18).
    """
    with store.transaction(act) as tx:
        contract = load_contract(tx, subscription_keyed(tx, key))
        book = TermsBook(tx)
        terms = book.of(contract)(tx.on)
        require_permission(tx, terms, contract.organisation_id, act.requested_by, "sub.change")
        refuse_contested(tx, terms, contract.organisation_id, f"plan {plan} of {contract.key}")
        warnings: tuple[str, ...] = ()
        if all(phase.plan != plan for phase in contract.phases):
            organisation = organisation_with(tx, contract.organisation_id)
            warnings = require_signed(tx, terms, organisation, plan, price[1] if price else None)
        changed = change_plan(tx, book, contract, plan, unit, tx.on)
        after = changed.contract
        if price is not None and not _priced(after, price, changed.effective_on):
            phase = after.phase_on(changed.effective_on)
            path = f"price.{phase.plan}.{phase.unit}"
            add_override(tx, after, path, format(price[0], "f"), price[1], changed.effective_on)
            after = load_contract(tx, contract.id)
            schedule(tx, book, after)
        view = subscription_view(book, after, max(tx.on, changed.effective_on))
        warnings = (*warnings, *_billed_before(tx, contract, changed))
        told = _told(contract, changed, waiting_change(contract, tx.on), tx.on)
    if after.overrides != contract.overrides and changed.contract.phases == contract.phases:
        told = f"{view.key}: another price of {view.plan} from {changed.effective_on}"
    return Written(view, (view.key,), told, warnings)


def _priced(contract: Contract, price: tuple[Decimal, str], on: date) -> bool:
    phase = contract.phase_on(on)
    said = (f"price.{phase.plan}.{phase.unit}", format(price[0], "f"), price[1], on)
    return any((one.path, one.text, one.source, one.from_on) == said for one in contract.overrides)


def _told(contract: Contract, changed: Changed, waiting: Phase | None, on: date) -> str:
    """Say what a change did, and how to take it back while it waits."""
    if changed.contract.phases == contract.phases:
        return f"{contract.key} is unchanged"
    held, now = contract.phase_on(on), changed.contract.phase_on(changed.effective_on)
    if waiting is not None and (now.plan, now.unit) == (held.plan, held.unit):
        kept = f"{contract.key}: stays {held.plan}, {held.unit}"
        return f"{kept}; {waiting.plan} from {waiting.from_on} is taken back"
    told = f"{contract.key}: {now.plan}, {now.unit} from {changed.effective_on}"
    back = f"; undo: saasctl sub change {contract.key} --plan {held.plan}"
    return f"{told}{back}" if changed.effective_on > on else told


def _billed_before(tx: Transaction, contract: Contract, changed: Changed) -> tuple[str, ...]:
    """Name the invoices of days from the change on, which say what the plan before cost."""
    if changed.contract.phases == contract.phases:
        return ()
    rows = tx.rows(BILLED_BEFORE, (contract.id, changed.effective_on.isoformat()))
    numbers = ", ".join(str(row[0]) for row in rows)
    if not numbers:
        return ()
    why = f"{numbers} stays as issued: it bills days from {changed.effective_on} on at the plan before"
    return (
        f"{why}; to bill the difference: saasctl invoice rebill {rows[0][0]} --line REF=SUM --reason TEXT",
    )
