"""Slots of a subscription: show, add, remove, keep, and how they follow users."""

from collections.abc import Iterator
from datetime import date

from saasctl.acts.auditing import record_audit
from saasctl.acts.compromises import contested_clause, note_contested
from saasctl.acts.contracts import contract_as_of, load_contract
from saasctl.acts.finding import subscription_keyed
from saasctl.acts.once import once, remember
from saasctl.acts.permitting import require_permission
from saasctl.acts.seating import Settled, mode_of, occupied, occupied_on, seated_in, seats_elsewhere, settle
from saasctl.acts.slot_moves import Moved, add_to, remove_from, withdraw_pending
from saasctl.acts.terms import TermsBook
from saasctl.errors.slots import ModeUnavailable, NothingPending, SlotsFollowUsers
from saasctl.errors.subscriptions import NotStarted
from saasctl.rules.billing.additions import addition
from saasctl.rules.billing.contract import Contract
from saasctl.rules.billing.slots import (
    slot_policy,
    slots_after_pending,
    slots_in_words,
    slots_on,
    slots_pending,
)
from saasctl.store.database import Store, Transaction
from saasctl.store.queries.clauses import clause_by_id
from saasctl.terms.resolve import Terms
from saasctl.values.act import Act
from saasctl.values.answers import Column, Listing, Written
from saasctl.values.clause import ClauseRef
from saasctl.values.clock import stamp
from saasctl.values.money import Money
from saasctl.values.views.subscriptions import PendingView, ProrationView, SlotChangeView, SlotsView


def show_slots(store: Store, key: str, as_of: date | None) -> SlotsView:
    """Return the slots of a subscription as of a day: in force, occupied, free, pending."""
    with store.reading() as tx:
        day = as_of or store.clock.today()
        contract = contract_as_of(tx, subscription_keyed(tx, key), day)
        return _view(tx, TermsBook(tx), contract, day)


def _view(tx: Transaction, book: TermsBook, contract: Contract, day: date) -> SlotsView:
    terms = book.of(contract)(day)
    current = slots_on(contract.movements, day)
    by_users = terms.word("slots.held_by", "nobody") == "users"
    held = seated_in(tx, contract, occupied_on(tx, contract.organisation_id, day), day) if by_users else 0
    clauses = {m.effective_on: m for m in contract.movements if m.effective_on > day}
    pending = tuple(
        PendingView(delta, on, _clause(tx, contract, clauses[on].seq))
        for on, delta in slots_pending(contract.movements, day)
    )
    return SlotsView(
        org=contract.org,
        subscription=contract.key,
        mode=mode_of(tx, book, contract, day),
        current=current,
        occupied=held,
        free=max(0, current - held),
        pending=pending,
    )


MOVEMENT_CLAUSE = "SELECT clause_id FROM slot_movement WHERE subscription_id = ? AND seq = ?"


def _clause(tx: Transaction, contract: Contract, seq: int) -> ClauseRef | None:
    row = tx.one(MOVEMENT_CLAUSE, (contract.id, seq))
    return clause_by_id(tx, int(str(row[0]))) if row and row[0] is not None else None


def add_slots(store: Store, key: str, count: int, act: Act) -> Written:
    """Add slots as the terms let them be added, and bill them where they bill additions apart.

    Raises SlotsFollowUsers in automatic mode, SlotsFixed or BlankTerm where the terms have no slot
    clause. Reversed by `slot remove`, when the terms let a reduction take effect.
    """
    with store.transaction(act) as tx:
        book, contract = _open(tx, key, act, "slot.add")
        terms = book.of(contract)(tx.on)
        clause = contested_clause(tx, terms, contract.organisation_id, act.requested_by, tx.at)
        if clause is not None:
            return _contested(tx, contract, (count, terms.profile.currency), clause)
        moved = _moved(tx, book, contract, count)
        view = _change(book, contract, moved, count, tx.on)
    told = f"{view.subscription}: {slots_in_words(count)} added from {view.effective_on}"
    told += f", invoice {view.invoice}" if view.invoice else ""
    told += _ordered(book.of(contract)(tx.on))
    told += f"; undo: saasctl slot remove {key} {count}"
    shown = view.subscription if act.dry_run or view.invoice is None else view.invoice
    return Written(view, (shown,), told)


def _contested(tx: Transaction, contract: Contract, asked: tuple[int, str], clause: ClauseRef) -> Written:
    """Put an addition on record as contested: no slot is added and nothing is billed (K-12, K-72)."""
    count, unit = asked
    what = f"{slots_in_words(count)} of {contract.key} at {stamp(tx.at)}"
    note_contested(tx, contract.organisation_id, tx.act.requested_by or "", what, clause)
    current = slots_on(contract.movements, tx.on)
    view = SlotChangeView(
        contract.org, contract.key, count, current, tx.on, None, Money(0, unit), unit, None, (clause,), True
    )
    undo = f"to carry it out all the same: saasctl slot add {contract.key} {count}"
    return Written(view, (contract.key,), f"contested, neither added nor billed: {what}; {undo}")


UNTIL = {"commitment-end": "to the end of the commitment", "own-term": "for a term of their own"}
"""How long what is added in mid-term runs (D-59)."""


def _ordered(terms: Terms) -> str:
    """Say on what order added users rest where the terms want a new signed one (D-14)."""
    if "more-users" not in terms.words("quote.needed_for"):
        return ""
    until = UNTIL.get(terms.word("quote.added_until", ""), "")
    return f"; by a new signed quote at the {terms.word('quote.price', 'current')} price {until}".rstrip()


def remove_slots(store: Store, key: str, count: int, act: Act) -> Written:
    """Take slots away when the terms let them go; nothing is refunded (K-32, D-58).

    Raises TooFewSlots, SlotsFollowUsers (exit 5). Reversed by `slot keep` until it takes effect.
    """
    with store.transaction(act) as tx:
        book, contract = _open(tx, key, act, "slot.remove")
        moved = _moved(tx, book, contract, -count)
        view = _change(book, contract, moved, -count, tx.on)
        warnings = _left_without_slot(tx, book, moved.contract)
    told = f"{view.subscription}: {slots_in_words(count)} fewer from {view.effective_on}"
    return Written(view, (view.subscription,), f"{told}; undo: saasctl slot keep {key}", warnings)


def _left_without_slot(tx: Transaction, book: TermsBook, after: Contract) -> tuple[str, ...]:
    """Warn when more users hold slots than will be left."""
    if book.of(after)(tx.on).word("slots.held_by", "nobody") != "users":
        return ()
    left = slots_after_pending(after.movements)
    left += seats_elsewhere(tx, after.organisation_id, tx.on, after.name)
    held = occupied(tx, after.organisation_id)
    if held <= left:
        return ()
    fix = f"disable users first (saasctl user disable EMAIL --org {after.org}), or keep the slots"
    return (f"{held} users of {after.org} hold a slot and {slots_in_words(left)} will be left; {fix}",)


def _moved(tx: Transaction, book: TermsBook, contract: Contract, delta: int) -> Moved:
    """Move slots once: the same request under the same `--key` answers with what the first did."""
    what = "slot.add" if delta > 0 else "slot.remove"
    fingerprint = f"{contract.key} {delta} {tx.on}"
    earlier = once(tx, what, fingerprint)
    if earlier is not None:
        effective, _, invoice = earlier.partition(" ")
        policy = slot_policy(book.of(contract)(tx.on))
        clause = policy.addition_clause if delta > 0 else policy.reduction_clause
        return Moved(contract, None, date.fromisoformat(effective), invoice or None, clause)
    move = add_to if delta > 0 else remove_from
    moved = move(tx, book, contract, abs(delta), tx.on)
    remember(tx, what, fingerprint, f"{moved.effective_on} {moved.invoice or ''}")
    return moved


def keep_slots(store: Store, key: str, act: Act) -> Written:
    """Withdraw every pending reduction of a subscription; NothingPending (exit 5) when there is none."""
    with store.transaction(act) as tx:
        book, contract = _open(tx, key, act, "slot.keep")
        after, undone = withdraw_pending(tx, book, contract, tx.on)
        if not undone:
            raise NothingPending(contract.key)
        view = _view(tx, book, after, tx.on)
    return Written(view, (view.subscription,), f"{view.subscription}: {slots_in_words(undone)} kept")


def set_slot_mode(store: Store, key: str, mode: str, act: Act) -> Written:
    """Choose from a day on how slots follow users (K-28); ModeUnavailable where the terms have no choice."""
    with store.transaction(act) as tx:
        contract = load_contract(tx, subscription_keyed(tx, key))
        book = TermsBook(tx)
        terms = book.of(contract)(tx.on)
        require_permission(tx, terms, contract.organisation_id, act.requested_by, "slot.mode")
        modes = terms.words("slots.modes")
        if mode not in modes:
            raise ModeUnavailable(mode, modes, terms.cite("slots.modes"))
        unchanged = mode_of(tx, book, contract, tx.on) == mode
        if not unchanged:
            values = {"subscription_id": contract.id, "mode": mode, "from_on": tx.on.isoformat()}
            tx.insert("slot_mode", values)
            facts: dict[str, object] = {"subscription": contract.key, "mode": mode, "on": tx.on.isoformat()}
            record_audit(tx, contract.organisation_id, "slots.mode", facts)
            tx.tell(f"{contract.key}: slots are {mode} from {tx.on}")
        settled = Settled(contract, 0, 0, None)
        if mode == "automatic" and not unchanged:
            settled = settle(tx, book, contract, tx.on)
        view = _view(tx, book, settled.contract, tx.on)
    told = f"{view.subscription}: slots {'were already' if unchanged else 'are'} {mode}{_settled(settled)}"
    before = next((word for word in modes if word != mode), mode)
    undo = "" if unchanged else f"; undo: saasctl slot mode {key} {before}"
    return Written(view, (view.subscription,), f"{told}{undo}")


def _settled(done: Settled) -> str:
    """Say what the first day of automatic mode did for users who held no slot."""
    said = f", {slots_in_words(done.kept)} kept of a pending reduction" if done.kept else ""
    said += f", {slots_in_words(done.added)} added for users without one" if done.added else ""
    return said + (f", invoice {done.invoice}" if done.invoice else "")


def _open(tx: Transaction, key: str, act: Act, asked: str) -> tuple[TermsBook, Contract]:
    contract = load_contract(tx, subscription_keyed(tx, key))
    book = TermsBook(tx)
    terms = book.of(contract)(tx.on)
    require_permission(tx, terms, contract.organisation_id, act.requested_by, asked)
    if tx.on < contract.started_on:
        raise NotStarted(contract.key, tx.on, contract.started_on)
    if mode_of(tx, book, contract, tx.on) == "automatic":
        raise SlotsFollowUsers(contract.key, terms.cite("slots.modes"))
    return book, contract


def _change(book: TermsBook, before: Contract, moved: Moved, delta: int, on: date) -> SlotChangeView:
    currency = book.seller(before.seller_id).profile.currency
    terms = book.of(before)(on)
    return SlotChangeView(
        org=before.org,
        subscription=before.key,
        delta=delta,
        slots=slots_on(moved.contract.movements, on),
        effective_on=moved.effective_on,
        invoice=moved.invoice,
        refund=Money(0, currency),
        currency=currency,
        proration=_proration(book, moved, delta, on) if delta > 0 else None,
        clauses=tuple(dict.fromkeys((moved.clause, *_without_refund(terms)))),
    )


def _without_refund(terms: Terms) -> Iterator[ClauseRef]:
    """Return what keeps a change of slots from giving money back (K-32, D-58)."""
    kept = {
        "slots.refund": not terms.flag("slots.refund"),
        "refund.never": "user-changes" in terms.words("refund.never"),
    }
    found = (terms.cite(path) for path, holds in kept.items() if holds)
    return (clause for clause in found if clause is not None)


def _proration(book: TermsBook, moved: Moved, count: int, on: date) -> ProrationView | None:
    added = addition(moved.contract, book.of(moved.contract), on, count)
    if added is None or moved.effective_on != on:
        return None
    currency = book.seller(moved.contract.seller_id).profile.currency
    return ProrationView(
        quantity=count,
        unit_price=Money(added.basis.unit_price, currency),
        days_left=added.used.days,
        days_total=added.period.days,
        period=added.period,
        amount=Money(added.basis.net_cents, currency),
    )


HISTORY = """
SELECT m.seq, m.kind, m.delta, m.asked_on, m.effective_on, m.cause, i.number, m.clause_id
FROM slot_movement m LEFT JOIN invoice i ON i.id = m.invoice_id
WHERE m.subscription_id = ? ORDER BY m.seq
"""
HISTORY_COLUMNS = (
    Column("seq", "int", 1),
    Column("kind", "text", 0),
    Column("delta", "int", 0),
    Column("slots", "int", 0),
    Column("asked_on", "date", 1),
    Column("effective_on", "date", 0),
    Column("reason", "text", 3),
    Column("invoice", "key", 1),
    Column("clause", "clause", 4),
)


def slot_history(store: Store, key: str) -> Listing:
    """Return every movement of a subscription's slots in the order recorded, with the sum after it."""
    with store.reading() as tx:
        contract = load_contract(tx, subscription_keyed(tx, key))
        rows, total = [], 0
        for seq, kind, delta, asked, effective, cause, invoice, clause in tx.rows(HISTORY, (contract.id,)):
            total += int(str(delta))
            cited = clause_by_id(tx, int(str(clause))) if clause is not None else None
            rows.append((seq, kind, delta, total, asked, effective, cause, invoice, cited))
    return Listing("saasctl.slot.history/1", HISTORY_COLUMNS, rows)
