"""One transaction of the daily run: bills, renewals and reductions of a day, whole organisations only."""

from collections.abc import Sequence
from datetime import date

from saasctl.acts.auditing import record_audit
from saasctl.acts.billing import bill_day
from saasctl.acts.contracts import load_contracts
from saasctl.acts.credit_days import run_credit_days
from saasctl.acts.emitting import emit_once
from saasctl.acts.running import BILLING, RunSoFar, next_chunk
from saasctl.acts.scheduling import KINDS, schedule
from saasctl.acts.service_days import run_service_days
from saasctl.acts.terms import TermsBook
from saasctl.rules.billing.contract import Contract, rhythm_on
from saasctl.rules.billing.slots import slots_on
from saasctl.store.database import Transaction

EVENTS = ("renewal", "reduction")


def run_next(tx: Transaction, until: date, run: RunSoFar, organisation_id: int | None = None) -> bool:
    """Do what the earliest due day up to `until` asks for one chunk; False when nothing is due any more.

    Invoices first: an organisation that cannot be billed keeps everything of that day for the next
    run. Each event is emitted once, whatever runs again.
    """
    chunk = next_chunk(tx, until, KINDS, run.passed, organisation_id)
    if chunk is None:
        return run_credit_days(tx, until, run, organisation_id) or run_service_days(
            tx, until, run, organisation_id
        )
    book = TermsBook(tx)
    run.take(bill_day(tx, book, chunk.day, chunk.ids(BILLING)))
    contracts = {contract.id: contract for contract in load_contracts(tx, chunk.ids(EVENTS))}
    for key, kind in chunk.subscriptions:
        contract = contracts.get(key)
        if contract is not None and kind in EVENTS and contract.organisation_id not in run.passed:
            _emit(tx, book, contract, kind, chunk.day)
            run.organisations.add(contract.organisation_id)
    for contract in load_contracts(tx, sorted(contracts)):
        if contract.organisation_id not in run.passed:
            schedule(tx, book, contract)
    return True


def _emit(tx: Transaction, book: TermsBook, contract: Contract, kind: str, day: date) -> None:
    if not emit_once(tx, contract.organisation_id, contract.id, kind, day):
        return
    facts: dict[str, object] = {"subscription": contract.key, "on": day.isoformat()}
    if kind == "renewal":
        term = rhythm_on(contract, book.of(contract), day).commitment_at(day)
        facts |= {"until": term.last_day.isoformat() if term else None}
        record_audit(tx, contract.organisation_id, "subscription.renewed", facts)
        tx.tell(f"{contract.key}: renewed on {day}")
    else:
        facts |= {"slots": slots_on(contract.movements, day)}
        record_audit(tx, contract.organisation_id, "slots.reduced", facts)
        tx.tell(f"{contract.key}: {facts['slots']} slots from {day}")


FAILURE = """
INSERT INTO run_failure (run_id, organisation_id, code, message) VALUES (?, ?, ?, ?)
"""


def record_failures(tx: Transaction, run_id: int, run: RunSoFar) -> None:
    """Write what failed in a run beside it."""
    rows: Sequence[tuple[object, ...]] = [
        (run_id, one.organisation_id, one.error.code, one.error.message) for one in run.failed
    ]
    tx.many(FAILURE, rows)
