"""Change a subscription's plan or rhythm."""

from decimal import Decimal

from saasctl.acts.changing import change_plan
from saasctl.acts.compromises import refuse_contested
from saasctl.acts.contracts import load_contract
from saasctl.acts.describing import subscription_view
from saasctl.acts.finding import organisation_with, subscription_keyed
from saasctl.acts.permitting import require_permission
from saasctl.acts.quote_checks import require_signed
from saasctl.acts.scheduling import schedule
from saasctl.acts.subscribing import add_override
from saasctl.acts.terms import TermsBook
from saasctl.store.database import Store
from saasctl.values.act import Act
from saasctl.values.answers import Written


def change_subscription(
    store: Store, key: str, plan: str, unit: str | None, price: tuple[Decimal, str] | None, act: Act
) -> Written:
    """Move a subscription to another plan or rhythm from the day that the terms give.

    `price` is the new plan's unit price with its source, recorded as an override from that day. The
    same change again does nothing. BlankTerm (exit 7) where the terms do not say when it counts;
    SignatureMissing (exit 5) where the plan needs signed conditions that there are not (S-18).
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
        if price is not None:
            phase = after.phase_on(changed.effective_on)
            path = f"price.{phase.plan}.{phase.unit}"
            add_override(tx, after, path, format(price[0], "f"), price[1], changed.effective_on)
            after = load_contract(tx, contract.id)
            schedule(tx, book, after)
        view = subscription_view(book, after, max(tx.on, changed.effective_on))
    unchanged = after.phases == contract.phases
    told = f"{view.key}: {view.plan}, {view.period_unit} from {changed.effective_on}"
    return Written(view, (view.key,), f"{view.key} is unchanged" if unchanged else told, warnings)
