"""Force majeure: move what a contract has to come once the length of an event is known (D-82)."""

from dataclasses import replace
from datetime import date, timedelta

from saasctl.acts.auditing import record_audit
from saasctl.acts.contracts import load_contracts, pauses_of
from saasctl.acts.crediting import schedule_expiry
from saasctl.acts.ending import BLOCKED, BOOKED, END, WITHDRAW
from saasctl.acts.scheduled_moves import first_day_again, move_scheduled
from saasctl.acts.scheduling import schedule
from saasctl.acts.terms import TermsBook
from saasctl.rules.billing.contract import Contract
from saasctl.rules.billing.pauses import Pause, through, waits
from saasctl.rules.lifecycle.endings import Ends
from saasctl.store.queries import credits as credit_queries
from saasctl.store.queries import invoices as invoice_queries
from saasctl.store.queries.contracts import FORCE_MAJEURE, subscriptions_of
from saasctl.store.transaction import Transaction
from saasctl.terms.resolve import Terms
from saasctl.values import stored

DAY = timedelta(days=1)
TERM_ENDS = ("period-end", "commitment-end")
"""Ends that come with a period or a term and move with it; one at once has its own day."""
SELLER = "SELECT seller_id FROM organisation WHERE id = ?"
CURSOR = "SELECT billed_to FROM billing_cursor WHERE subscription_id = ? AND billed_to > ?"
COPIED = """
INSERT INTO ending (subscription_id, notice_id, cause, by_party, asked_on, last_day, owed_until, clause_id)
SELECT subscription_id, notice_id, cause, by_party, asked_on, ?, ?, clause_id FROM ending WHERE id = ?
"""
Pauses = tuple[Pause, ...]


def known_pauses(tx: Transaction, organisation_id: int) -> Pauses:
    """Return the times of force majeure of a customer as they stand."""
    return pauses_of(tx, [organisation_id]).get(organisation_id, ())


def settle_pauses(tx: Transaction, book: TermsBook, organisation_id: int, before: Pauses) -> None:
    """Move the days of a customer's contracts to what is known now of force majeure, from `before`.

    Booked ends, the day up to which is billed, and the last days of credits; periods and terms follow
    by themselves. What is due is looked up anew.
    """
    after = known_pauses(tx, organisation_id)
    if after == before:
        return
    keys = subscriptions_of(tx, organisation_id)
    for contract in load_contracts(tx, keys):
        terms = book.of(contract)(max(tx.on, contract.started_on))
        _move_end(tx, book, contract, before)
        _move_cursor(tx, terms, contract, before)
        move_scheduled(tx, terms, contract, before)
    for contract in load_contracts(tx, keys):
        schedule(tx, book, contract)
    row = tx.one(SELLER, (organisation_id,))
    if row is not None:
        terms = book.of_seller(stored.whole(row[0]), tx.on)
        _move_lots(tx, terms, organisation_id, (before, after))


def _again(day: date, terms: Terms, word: str, since: date, pauses: tuple[Pauses, Pauses]) -> date:
    """Return a last day moved by the later pauses in the place of the earlier ones."""
    return first_day_again(day + DAY, terms, word, since, pauses) - DAY


def counted_so_far(contract: Contract, day: date) -> Contract:
    """Return a contract as moved by the days of an event that have passed, where one lasts."""
    return replace(contract, pauses=through(contract.pauses, day)) if contract.pauses else contract


def as_booked(terms: Terms, contract: Contract, ends: Ends, day: date) -> Ends:
    """Return an end without the days of an event that lasts: they are added once its length is known."""
    both = through(contract.pauses, day), contract.pauses
    if both[0] == both[1] or not _comes_with_term(terms, ends.cause):
        return ends
    since = contract.started_on
    last = _again(ends.last_day, terms, "contract-end", since, both)
    return replace(
        ends, last_day=last, owed_until=_again(ends.owed_until, terms, "contract-end", since, both)
    )


def _comes_with_term(terms: Terms, cause: str) -> bool:
    """Say whether an end comes with a period or a term, as that of a renewal without its quote (D-64)."""
    return cause == BLOCKED or terms.word(f"ending.{cause}.effect", "at-once") in TERM_ENDS


def hold_end(tx: Transaction, book: TermsBook, contract: Contract) -> bool:
    """Say whether a booked end waits for the end of an event, and leave its day open until that is known."""
    terms = book.of(contract)(max(tx.on, contract.started_on))
    row = tx.one(BOOKED, (contract.id,))
    if row is None:
        return False
    _, last_day, _, _, cause, _ = row
    if not _comes_with_term(terms, str(cause)):
        return False
    if not waits(contract.pauses, terms, "contract-end", stored.day(last_day) + DAY):
        return False
    if contract.ended_on is not None:
        tx.run(END, (None, contract.id))
        schedule(tx, book, replace(contract, ended_on=None))
        tx.tell(f"{contract.key}: ends on {last_day} or later: force majeure lasts")
    return True


def _move_end(tx: Transaction, book: TermsBook, contract: Contract, earlier: Pauses) -> None:
    row = tx.one(BOOKED, (contract.id,))
    if row is None or hold_end(tx, book, contract):
        return
    terms = book.of(contract)(max(tx.on, contract.started_on))
    key, last_day, owed, _, cause, _ = row
    last = stored.day(last_day)
    if _comes_with_term(terms, str(cause)):
        since, both = contract.started_on, (earlier, contract.pauses)
        last = _again(last, terms, "contract-end", since, both)
        owed_until = _again(stored.day(owed), terms, "contract-end", since, both)
    if last != contract.ended_on:
        tx.run(END, (last.isoformat(), contract.id))
    if last == stored.day(last_day):
        return
    tx.run(WITHDRAW, (tx.on.isoformat(), key))
    tx.run(COPIED, (last.isoformat(), owed_until.isoformat(), key))
    facts: dict[str, object] = {"subscription": contract.key, "because": FORCE_MAJEURE}
    facts |= {"was": str(last_day), "last_day": last.isoformat()}
    record_audit(tx, contract.organisation_id, "subscription.end-moved", facts)
    tx.tell(f"{contract.key}: ends on {last} instead of {last_day}")


def _move_cursor(tx: Transaction, terms: Terms, contract: Contract, earlier: Pauses) -> None:
    """Move the day up to which is billed with the end of its period."""
    row = tx.one(CURSOR, (contract.id, contract.started_on.isoformat()))
    if row is None:
        return
    billed = stored.day(row[0])
    both = earlier, contract.pauses
    now = _again(billed - DAY, terms, "instalments", contract.started_on, both) + DAY
    if now != billed:
        tx.run(invoice_queries.ADVANCE_CURSOR, (contract.id, now.isoformat()))


def _move_lots(
    tx: Transaction,
    terms: Terms,
    organisation_id: int,
    pauses: tuple[Pauses, Pauses],
) -> None:
    """Move the last day of the credits that are left (D-37, D-82)."""
    for lot, credited, expires in tx.rows(credit_queries.EXPIRING_LOTS, (organisation_id,)):
        last = _again(stored.day(expires), terms, "credit-expiry", stored.day(credited), pauses)
        if last == stored.day(expires):
            continue
        tx.run(credit_queries.PROLONG_LOT, (last.isoformat(), lot))
        tx.run(credit_queries.PROLONG_STOCK, (last.isoformat(), lot))
        facts: dict[str, object] = {"because": FORCE_MAJEURE, "credited_on": str(credited)}
        facts |= {"was": str(expires), "expires_on": last.isoformat()}
        record_audit(tx, organisation_id, "credits.prolonged", facts)
        tx.tell(f"credits of {credited}: to be spent up to {last} instead of {expires}")
    schedule_expiry(tx, organisation_id)
