"""Book the end of a subscription, and withdraw it."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

from saasctl.acts.auditing import record_audit
from saasctl.acts.contracts import load_contract
from saasctl.acts.owing import invoices_owed
from saasctl.acts.sayings import sayings
from saasctl.acts.scheduling import schedule
from saasctl.acts.terms import TermsBook
from saasctl.errors.terms import BlankTerm, ReadingUnconfirmed
from saasctl.rules.billing.contract import Contract
from saasctl.rules.lifecycle.custody import custody_after
from saasctl.rules.lifecycle.endings import Asked, Ends
from saasctl.rules.lifecycle.leaving import unbilled_through
from saasctl.store.queries.clauses import clause_id
from saasctl.store.records import write_record
from saasctl.store.transaction import Transaction
from saasctl.terms.resolve import Terms
from saasctl.values import stored
from saasctl.values.clause import ClauseRef
from saasctl.values.clock import zone_named
from saasctl.values.money import Money, round_half_up
from saasctl.values.period import Period
from saasctl.values.views.lifecycle import CancellationView

END = "UPDATE subscription SET ended_on = ? WHERE id = ?"
BOOKED = """
SELECT id, last_day, owed_until, asked_on, cause, clause_id FROM ending
WHERE subscription_id = ? AND withdrawn_on IS NULL ORDER BY id DESC LIMIT 1
"""
WITHDRAW = "UPDATE ending SET withdrawn_on = ? WHERE id = ?"
UNPAID = """
SELECT coalesce(sum(r.balance_cents), 0) FROM invoice i JOIN receivable r ON r.invoice_id = i.id
WHERE i.subscription_id = ? AND r.balance_cents > 0
"""
ISSUED = "i.subscription_id = ? AND i.issued_on <= ? AND i.kind <> 'credit_note'"


BLOCKED = "renewal-blocked"
"""Why a contract ends that no new quote renews (D-64)."""


@dataclass(frozen=True, slots=True)
class Booked:
    """An end on record: its row, the contract's last day, the day up to which it is owed."""

    id: int
    last_day: date
    owed_until: date
    asked_on: date
    cause: str = ""
    clause_id: int | None = None


def booked_end(tx: Transaction, contract: Contract) -> Booked | None:
    """Return the end that is booked for a subscription, or None."""
    row = tx.one(BOOKED, (contract.id,))
    if row is None:
        return None
    key, last, owed, asked, cause, clause = row
    cited = None if clause is None else stored.whole(clause)
    return Booked(stored.whole(key), stored.day(last), stored.day(owed), stored.day(asked), str(cause), cited)


def book_end(
    tx: Transaction, book: TermsBook, contract: Contract, asked: Asked, ends: Ends, notice_id: int | None
) -> Contract:
    """Write an end: the subscription stops after its last day, and so does its billing.

    One that comes by itself has no notice.
    """
    write_record(
        tx,
        "ending",
        {
            "subscription_id": contract.id,
            "notice_id": notice_id,
            "cause": ends.cause,
            "by_party": asked.by,
            "asked_on": asked.sent_on,
            "last_day": ends.last_day,
            "owed_until": ends.owed_until,
            "clause_id": clause_id(tx, ends.clause) if ends.clause else None,
        },
    )
    tx.run(END, (ends.last_day.isoformat(), contract.id))
    after = load_contract(tx, contract.id)
    schedule(tx, book, after)
    facts: dict[str, object] = {"subscription": contract.key, "cause": ends.cause, "by": asked.by}
    record_audit(
        tx, contract.organisation_id, "subscription.ending", facts | {"last_day": ends.last_day.isoformat()}
    )
    tx.tell(f"{contract.key}: ends on {ends.last_day} ({ends.cause})")
    return after


def withdraw_end(tx: Transaction, book: TermsBook, contract: Contract, booked: Booked) -> Contract:
    """Withdraw an end that is booked: the subscription goes on as before."""
    tx.run(WITHDRAW, (tx.on.isoformat(), booked.id))
    tx.run(END, (None, contract.id))
    after = load_contract(tx, contract.id)
    schedule(tx, book, after)
    facts: dict[str, object] = {"subscription": contract.key, "was": booked.last_day.isoformat()}
    record_audit(tx, contract.organisation_id, "subscription.kept", facts)
    tx.tell(f"{contract.key}: goes on")
    return after


def cancellation_view(
    tx: Transaction, book: TermsBook, contract: Contract, asked: Asked, ends: Ends, notice: str
) -> CancellationView:
    """Return a booked end as printed, with what follows it."""
    terms = book.of(contract)(ends.last_day)
    custody = custody_after(terms, ends.last_day)
    unit, owed = terms.profile.currency, still_owed(tx, book, contract, ends)
    clauses = [ends.clause, *custody.clauses, *(_cited(terms, ends.cause))]
    return CancellationView(
        org=contract.org,
        subscription=contract.key,
        cause=ends.cause,
        requested_on=asked.sent_on,
        form=asked.form,
        by=asked.by,
        last_day=ends.last_day,
        access_ends_at=end_of(
            _access_until(terms, ends.last_day, custody.export_until), terms.profile.timezone
        ),
        refund=Money(refund_of(tx, terms, contract, ends), unit),
        still_owed=None if owed is None else owed.total,
        unpaid=None if owed is None else owed.unpaid,
        unbilled=None if owed is None else owed.unbilled,
        currency=unit,
        export_until=custody.export_until,
        returns_until=custody.returns_until,
        paid_returns_until=custody.paid_returns_until,
        purge_due_on=custody.purge_due_on,
        backups_until=custody.backups_until,
        checklist=terms.words("exit.checklist"),
        notice=notice,
        clauses=tuple(dict.fromkeys(clause for clause in clauses if clause is not None)),
        owed_until=ends.owed_until,
        fees_kept=terms.flag("exit.fees_kept"),
        terms=sayings(terms, f"ending.{ends.cause}", "exit", "export"),
        purge_due_at=custody.purge_due_at,
    )


def _access_until(terms: Terms, last_day: date, export_until: date | None) -> date:
    """Return the last day of access: the contract's or, where terms say so, that of the export."""
    if terms.word("exit.access_ends", "contract-end") == "export-end" and export_until is not None:
        return max(last_day, export_until)
    return last_day


BILLED_BEYOND = """
SELECT l.net_cents, l.vat_rate, l.period_start, l.period_end FROM invoice_line l
WHERE l.subscription_id = ? AND l.period_end > ?
"""


def refund_of(tx: Transaction, terms: Terms, contract: Contract, ends: Ends) -> int:
    """Return what the terms give back of fees billed beyond the end, in cents with VAT, by calendar days.

    Nothing unless the way of ending says `unused-fee` (K-52, S-47, D-58).
    """
    if terms.word(f"ending.{ends.cause}.refund", "none") != "unused-fee":
        return 0
    after = ends.last_day + timedelta(days=1)
    total = Fraction(0)
    for net, rate, start, end in tx.rows(BILLED_BEYOND, (contract.id, after.isoformat())):
        period = Period(stored.day(start), stored.day(end))
        days = (period.end - max(after, period.start)).days
        total += stored.whole(net) * (1 + Fraction(str(rate)) / 100) * Fraction(days, period.days)
    return round_half_up(total)


def _cited(terms: Terms, cause: str) -> list[ClauseRef | None]:
    return [terms.cite(f"ending.{cause}.{name}") for name in ("owed", "refund", "fee")]


def end_of(day: date, zone: str) -> datetime:
    """Return the first instant after a day in a zone, in UTC."""
    after = day + timedelta(days=1)
    return datetime(after.year, after.month, after.day, tzinfo=zone_named(zone)).astimezone(UTC)


@dataclass(frozen=True, slots=True)
class StillOwed:
    """What an end leaves to pay: unpaid of invoices, with VAT, and to be billed yet, without."""

    unpaid: Money
    unbilled: Money

    @property
    def total(self) -> Money:
        """Both added."""
        return self.unpaid + self.unbilled


def still_owed(
    tx: Transaction, book: TermsBook, contract: Contract, ends: Ends, known: date | None = None
) -> StillOwed | None:
    """Return what is unpaid of invoices, as of the day `known` or now, and what is to be billed, with a fee.

    None while nobody has set the price.
    """
    terms_on = book.of(contract)
    terms = terms_on(ends.last_day)
    try:
        unbilled = unbilled_through(contract, terms_on, ends.owed_until)
    except (BlankTerm, ReadingUnconfirmed):
        return None
    unit = terms.profile.currency
    unpaid = Money(_unpaid(tx, contract, known), unit)
    fee = terms.find(f"ending.{ends.cause}.fee")
    flat = round_half_up(terms.decimal(f"ending.{ends.cause}.fee").value * 100) if fee is not None else 0
    return StillOwed(unpaid, Money(unbilled.cents + flat, unit))


def _unpaid(tx: Transaction, contract: Contract, known: date | None) -> int:
    if known is None:
        row = tx.one(UNPAID, (contract.id,))
        return int(str(row[0])) if row else 0
    issued = invoices_owed(tx, ISSUED, (contract.id, known.isoformat()))
    return sum(one.owed.at_end_of(known) for one in issued)
