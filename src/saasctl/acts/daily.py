"""One transaction of the daily run: bills, renewals and reductions of a day, whole organisations only."""

from collections.abc import Sequence
from datetime import date

from saasctl.acts.auditing import record_audit
from saasctl.acts.billing import bill_day, is_confirmed
from saasctl.acts.contracts import load_contracts
from saasctl.acts.credit_days import run_credit_days
from saasctl.acts.emitting import emit_once
from saasctl.acts.ending import booked_end
from saasctl.acts.lasting import end_lasting
from saasctl.acts.required_letters import confirm_subscription, remind_of_export
from saasctl.acts.running import BILLING, RunSoFar, bill_late, next_chunk
from saasctl.acts.scheduling import KINDS, LASTING, LIFE, schedule
from saasctl.acts.service_days import run_service_days
from saasctl.acts.terms import TermsBook
from saasctl.rules.billing.contract import Contract, rhythm_on
from saasctl.rules.billing.slots import slots_on
from saasctl.store.database import Transaction

EVENTS = LIFE


def run_next(tx: Transaction, until: date, run: RunSoFar, organisation_id: int | None = None) -> bool:
    """Do what the earliest due day up to `until` asks for one chunk; False when nothing is due any more.

    Invoices first: an organisation that cannot be billed keeps everything of that day for the next
    run. Each event is emitted once, whatever runs again.
    """
    chunk = next_chunk(tx, until, KINDS, run.passed, organisation_id)
    if chunk is None:
        return (
            run_credit_days(tx, until, run, organisation_id)
            or run_service_days(tx, until, run, organisation_id)
            or bill_late(tx, until, run, organisation_id)
        )
    book = TermsBook(tx)
    billed = bill_day(tx, book, chunk.day, chunk.ids(BILLING))
    run.take(billed)
    for one in billed.issued if billed.confirmed else ():
        billed_one = one.priced.contract
        if isinstance(billed_one, Contract) and is_confirmed(book, one):
            confirm_subscription(tx, book, billed_one, one.number, one.issued_on)
    contracts = {contract.id: contract for contract in load_contracts(tx, chunk.ids(EVENTS))}
    for key, kind in chunk.subscriptions:
        contract = contracts.get(key)
        if contract is not None and kind == LASTING and contract.organisation_id not in run.passed:
            contract, credited = end_lasting(tx, book, contract, chunk.day)
            contracts[key], kind = contract, "ended"
            run.issued += credited
        if contract is not None and kind in EVENTS and contract.organisation_id not in run.passed:
            if _emit(tx, book, contract, kind, chunk.day):
                run.confirmed.append(contract.key)
            run.organisations.add(contract.organisation_id)
    for contract in load_contracts(tx, sorted(contracts)):
        if contract.organisation_id not in run.passed:
            schedule(tx, book, contract)
    return True


def _emit(tx: Transaction, book: TermsBook, contract: Contract, kind: str, day: date) -> bool:
    """Announce a dated fact once; True when a letter was written for it."""
    if not emit_once(tx, contract.organisation_id, contract.id, kind, day):
        return False
    if kind == "export-reminder":
        booked = booked_end(tx, contract)
        known = booked is not None and booked.asked_on <= day
        return known and remind_of_export(tx, book, contract, day, day)
    facts: dict[str, object] = {"subscription": contract.key, "on": day.isoformat()}
    what, more, said = _fact(book, contract, kind, day)
    record_audit(tx, contract.organisation_id, what, facts | more)
    tx.tell(f"{contract.key}: {said}")
    return kind == "ended" and remind_of_export(tx, book, contract, day)


def _fact(book: TermsBook, contract: Contract, kind: str, day: date) -> tuple[str, dict[str, object], str]:
    """Return how a fact is named in the audit, what is kept of it, and how it is told."""
    if kind == "renewal":
        term = rhythm_on(contract, book.of(contract), day).commitment_at(day)
        return (
            "subscription.renewed",
            {"until": term.last_day.isoformat() if term else None},
            f"renewed on {day}",
        )
    if kind == "reduction":
        slots = slots_on(contract.movements, day)
        return "slots.reduced", {"slots": slots}, f"{slots} slots from {day}"
    if kind == "plan-change":
        phase = contract.phase_on(day)
        return "subscription.changed", {"plan": phase.plan}, f"plan {phase.plan} from {day}"
    names = {"ended": "subscription.ended", "trial-ended": "trial.ended", "purge-due": "data.purge-due"}
    return names[kind], {}, f"{kind} on {day}"


FAILURE = """
INSERT INTO run_failure (run_id, organisation_id, code, message) VALUES (?, ?, ?, ?)
"""


def record_failures(tx: Transaction, run_id: int, run: RunSoFar) -> None:
    """Write what failed in a run beside it."""
    rows: Sequence[tuple[object, ...]] = [
        (run_id, one.organisation_id, one.error.code, one.error.message) for one in run.failed
    ]
    tx.many(FAILURE, rows)
