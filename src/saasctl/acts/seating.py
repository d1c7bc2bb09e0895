"""Give a user a slot and take it back, as the terms and the chosen mode say."""

from dataclasses import dataclass
from datetime import date

from saasctl.acts.contracts import load_contracts
from saasctl.acts.slot_moves import add_to, remove_from, withdraw_pending
from saasctl.acts.terms import TermsBook
from saasctl.errors.slots import NoFreeSlot
from saasctl.rules.billing.contract import Contract
from saasctl.rules.billing.slots import slots_after_pending, slots_on
from saasctl.store.database import Transaction
from saasctl.store.queries.contracts import subscriptions_of
from saasctl.terms.resolve import Terms
from saasctl.values.clause import ClauseRef


@dataclass(frozen=True, slots=True)
class Seat:
    """Whether a slot was taken, the invoice it brought, the clause, and how many slots were added."""

    taken: bool
    invoice: str | None
    clause: ClauseRef | None
    added: int = 0


OCCUPIED = "SELECT count(*) FROM org_user WHERE organisation_id = ? AND holds_slot = 1"
OCCUPIED_ON = """
SELECT count(*) FROM org_user u JOIN user_event e ON e.id = (
    SELECT x.id FROM user_event x WHERE x.user_id = u.id AND x.what = 'slot' AND x.on_day <= ?
    ORDER BY x.on_day DESC, x.id DESC LIMIT 1)
WHERE u.organisation_id = ? AND e.detail = '1'
"""
ORDERED_FOR = """
SELECT max(l.users), (SELECT count(*) FROM org_user u
    WHERE u.organisation_id = o.id AND u.state NOT IN ('disabled', 'barred'))
FROM organisation o LEFT JOIN credit_lot l
    ON l.organisation_id = o.id AND l.source = 'bought' AND l.ordered_on <= ?
WHERE o.id = ? GROUP BY o.id
"""
MODE = """
SELECT mode FROM slot_mode WHERE subscription_id = ? AND from_on <= ? ORDER BY from_on DESC, id DESC LIMIT 1
"""


def occupied(tx: Transaction, organisation_id: int) -> int:
    """Return how many users of an organisation hold a slot."""
    return int(str(tx.rows(OCCUPIED, (organisation_id,))[0][0]))


def occupied_on(tx: Transaction, organisation_id: int, day: date) -> int:
    """Return how many users of an organisation held a slot at the end of `day`."""
    return int(str(tx.rows(OCCUPIED_ON, (day.isoformat(), organisation_id))[0][0]))


def mode_of(tx: Transaction, book: TermsBook, contract: Contract, on: date) -> str:
    """Return how slots follow users on `on`: manual or automatic (K-28)."""
    chosen = tx.one(MODE, (contract.id, on.isoformat()))
    return str(chosen[0]) if chosen else book.of(contract)(on).word("slots.mode", "manual")


def seating_contracts(tx: Transaction, organisation_id: int, on: date) -> list[Contract]:
    """Return the subscriptions whose slots users hold: those not ended before `on`, oldest first.

    Where all have ended the newest alone counts.
    """
    known = load_contracts(tx, subscriptions_of(tx, organisation_id))
    return [contract for contract in known if not _ended(contract, on)] or known[-1:]


def _ended(contract: Contract, on: date) -> bool:
    return contract.ended_on is not None and contract.ended_on < on


def seating_contract(tx: Transaction, organisation_id: int) -> Contract | None:
    """Return the newest subscription whose slots users hold: slots that users need are added to it."""
    running = seating_contracts(tx, organisation_id, tx.on)
    begun = [contract for contract in running if contract.started_on <= tx.on]
    return (begun or running)[-1] if running else None


def seats_elsewhere(tx: Transaction, organisation_id: int, on: date, name: str = "") -> int:
    """Return the slots in force on `on` in the organisation's subscriptions other than `name`."""
    running = seating_contracts(tx, organisation_id, on)
    others = (other for other in running if other.name != name and not _ended(other, on))
    return sum(slots_on(other.movements, on) for other in others)


def seated_in(tx: Transaction, contract: Contract, held: int, on: date) -> int:
    """Return how many of an organisation's `held` slots are those of one of its subscriptions.

    The slots of the oldest are taken first, the newest has the rest.
    """
    running = seating_contracts(tx, contract.organisation_id, on)
    left = held
    for other in running:
        if other.id == contract.id:
            return left if other is running[-1] else min(left, slots_on(contract.movements, on))
        left -= min(left, slots_on(other.movements, on))
    return 0


def take_slot(tx: Transaction, book: TermsBook, organisation_id: int, on: date) -> Seat:
    """Make sure that one more user of the organisation has a slot on `on`.

    In automatic mode a freed slot is taken back (its pending reduction withdrawn) or one is added
    and billed (KX-08); in manual mode, or under a hard cap (D-14), NoFreeSlot is raised (exit 5),
    unless the terms let users outnumber the slots (`users.cap = none`).
    On demand the orders of credits say for how many users too.
    Where users hold no slots, or before the first subscription, nothing happens.
    """
    contract = seating_contract(tx, organisation_id)
    if contract is None:
        return Seat(False, None, None)
    terms = book.of(contract)(on)
    if terms.word("slots.held_by", "nobody") != "users":
        return Seat(False, None, None)
    elsewhere = seats_elsewhere(tx, organisation_id, on, contract.name)
    held, mode = slots_on(contract.movements, on) + elsewhere, mode_of(tx, book, contract, on)
    clause = terms.cite("slots.modes") or terms.cite("users.cap") or terms.cite("slots.held_by")
    needed = occupied(tx, organisation_id) + 1
    if mode != "automatic":
        capped = terms.word("users.cap", "slots") == "slots"
        if needed > held and capped and not _ordered_for(tx, terms, contract, held):
            raise NoFreeSlot(contract.org, held, clause, contract.key if elsewhere else None)
        return Seat(needed <= held, None, clause)
    if needed > held:
        moved = add_to(tx, book, contract, needed - held, on)
        return Seat(True, moved.invoice, moved.clause, needed - held)
    needed -= elsewhere
    short = needed - slots_after_pending(contract.movements)
    if short > 0 and terms.flag("slots.reuse_freed", default=True):
        withdraw_pending(tx, book, contract, on, short)
    return Seat(True, None, clause)


def _ordered_for(tx: Transaction, terms: Terms, contract: Contract, held: int) -> bool:
    """Say whether orders of credits are for one user more, where users hold credits themselves (D-14, D-36).

    Access costs nothing there: while the one slot is all that is on record, no number was ordered.
    """
    if terms.word(f"credits.balance.{contract.phase_on(tx.on).plan}", "") != "real":
        return False
    stated, users = tx.rows(ORDERED_FOR, (tx.on.isoformat(), contract.organisation_id))[0]
    return int(str(users)) < int(str(stated)) if stated else held == 1


@dataclass(frozen=True, slots=True)
class Settled:
    """What the first day of automatic mode changed: slots kept of a pending reduction, slots added."""

    contract: Contract
    kept: int
    added: int
    invoice: str | None


def settle(tx: Transaction, book: TermsBook, contract: Contract, on: date) -> Settled:
    """Give every user a slot from `on`, where slots begin to follow users (K-28).

    A pending reduction that users need is withdrawn; slots are added, and billed, only for users
    who outnumber the slots in force.
    """
    if book.of(contract)(on).word("slots.held_by", "nobody") != "users":
        return Settled(contract, 0, 0, None)
    elsewhere = seats_elsewhere(tx, contract.organisation_id, on, contract.name)
    held = max(0, occupied(tx, contract.organisation_id) - elsewhere)
    in_force = slots_on(contract.movements, on)
    short, kept, invoice = held - in_force, 0, None
    if (needed := min(held, in_force) - slots_after_pending(contract.movements)) > 0:
        contract, kept = withdraw_pending(tx, book, contract, on, needed)
    if short > 0:
        moved = add_to(tx, book, contract, short, on)
        contract, invoice = moved.contract, moved.invoice
    return Settled(contract, kept, max(0, short), invoice)


def release_slot(tx: Transaction, book: TermsBook, organisation_id: int, on: date) -> None:
    """After a user left: in automatic mode schedule the reduction of the freed slot (K-28, K-30)."""
    contract = seating_contract(tx, organisation_id)
    if contract is None or mode_of(tx, book, contract, on) != "automatic":
        return
    elsewhere = seats_elsewhere(tx, organisation_id, on, contract.name)
    spare = slots_after_pending(contract.movements) - max(1, occupied(tx, organisation_id) - elsewhere)
    if spare > 0:
        remove_from(tx, book, contract, spare, on)
