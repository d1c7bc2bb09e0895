"""What the days bring to projects: intermediate invoices whose plan names their day (B-79)."""

from collections.abc import Iterator
from datetime import date

from saasctl.acts.billing import Failed
from saasctl.acts.due import DueItem, set_due
from saasctl.acts.running import RunSoFar
from saasctl.acts.service_bills import bill_step
from saasctl.acts.servicing import Service, load_services
from saasctl.acts.terms import TermsBook
from saasctl.errors.base import SaasctlError
from saasctl.rules.billing.rounding import percent_of
from saasctl.store.queries import services as queries
from saasctl.store.transaction import Transaction
from saasctl.values import stored

STEP = "service-step"
"""The kind of the due index for dated intermediate invoices."""


def next_step(services: list[Service]) -> tuple[date, Service, int] | None:
    """Return the earliest dated intermediate invoice not issued yet: its day, service, number.

    One that comes to less than a cent is left to the balance.
    """
    coming = [
        (max(step.on, service.ordered_on), service, number)
        for service in services
        if service.delivered_on is None
        for number, step in enumerate(service.steps, 1)
        if step.on is not None
        and service.bill(f"step-{number}") is None
        and percent_of(service.price_cents, step.percent)
    ]
    return min(coming, key=_in_order) if coming else None


def _in_order(one: tuple[date, Service, int]) -> tuple[date, int, int]:
    on, service, number = one
    return on, service.id, number


def planned(tx: Transaction, organisation_id: int) -> list[Service]:
    """Return a customer's services that have a plan and are not delivered."""
    return load_services(tx, tx.rows(queries.PLANNED, (organisation_id,)))


def schedule_steps(tx: Transaction, organisation_id: int) -> None:
    """Write the day of a customer's next intermediate invoice into the due index."""
    found = next_step(planned(tx, organisation_id))
    set_due(tx, organisation_id, None, STEP, found[0] if found else None)


def expected_steps(tx: Transaction) -> Iterator[DueItem]:
    """Yield what the due index holds of intermediate invoices, from the facts."""
    for (key,) in tx.rows(queries.PLANNING):
        found = next_step(planned(tx, stored.whole(key)))
        if found is not None:
            yield DueItem(stored.whole(key), None, STEP, found[0])


def run_service_days(tx: Transaction, until: date, run: RunSoFar, organisation_id: int | None) -> bool:
    """Issue the intermediate invoices that fell due up to `until`, each on its own day; False when none is.

    A customer whose invoice cannot be priced keeps it for the next run.
    """
    rows = tx.rows(queries.STEPS_DUE, (STEP, until.isoformat(), organisation_id, organisation_id))
    left = [stored.whole(row[0]) for row in rows if stored.whole(row[0]) not in run.passed]
    for key in left:
        _bill(tx, key, until, run)
    return bool(left)


def _bill(tx: Transaction, organisation_id: int, until: date, run: RunSoFar) -> None:
    book = TermsBook(tx)
    found = next_step(planned(tx, organisation_id))
    while found is not None and found[0] <= until:
        on, service, number = found
        try:
            with tx.attempt():
                issued = bill_step(tx, book, service, number, on)
        except SaasctlError as error:
            run.failed.append(Failed(organisation_id, service.org, error))
            run.passed.add(organisation_id)
            return
        if issued is None:
            raise ValueError(f"{service.ref}: step {number} of {on} comes to nothing")
        run.issued.append(issued)
        run.organisations.add(organisation_id)
        found = next_step(planned(tx, organisation_id))
    schedule_steps(tx, organisation_id)
