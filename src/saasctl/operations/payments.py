"""Payments: record, allocate, refund, list."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from saasctl.acts.charging import set_off_rebate
from saasctl.acts.finding import OrganisationRow, organisation_named
from saasctl.acts.once import fingerprint_of, once, remember
from saasctl.acts.paying import (
    PAYMENT,
    Received,
    hold,
    payment_views,
    pin,
    pin_oldest,
    record_payment,
    settle,
)
from saasctl.acts.settling import payment_warnings
from saasctl.acts.terms import TermsBook
from saasctl.errors.invoices import InvoiceUnknown
from saasctl.errors.receivables import ActUnavailable, InvoiceOfOther, PaymentUnknown, TooMuchAllocated
from saasctl.errors.usage import ValueMalformed
from saasctl.store.database import Store, Transaction
from saasctl.terms.resolve import Terms
from saasctl.values.act import Act
from saasctl.values.answers import Listing, Written
from saasctl.values.money import Money, format_cents
from saasctl.values.views.receivables import PAYMENT_COLUMNS, PaymentView

METHODS = ("card", "debit", "transfer")
REFUNDABLE = ("overpayment", "error", "clause")
"""Grounds on which money may always go back; `clause` names one with --reason."""
DEPOSIT, DELAYED_DEPOSIT = "deposit", "deposit-force-majeure"
INVOICE = """
SELECT i.id, o.slug, i.organisation_id, r.balance_cents, i.issued_on, i.kind
FROM invoice i JOIN receivable r ON r.invoice_id = i.id JOIN organisation o ON o.id = i.organisation_id
WHERE i.number = ?
"""


@dataclass(frozen=True, slots=True)
class PaymentGiven:
    """What `payment record` was given; `invoices` are paid in their order, the rest stays unallocated."""

    amount: Decimal
    invoices: tuple[str, ...] = ()
    method: str | None = None
    reference: str | None = None
    rebate: bool = False


@dataclass(frozen=True, slots=True)
class _Named:
    id: int
    number: str
    balance: int
    issued_on: date


def record(store: Store, org: str, given: PaymentGiven, act: Act) -> Written:
    """Record money received on the act's day and settle invoices with it.

    Invoices named are paid in their order up to what they owe; without a name the oldest due first,
    whatever the order of recording. What is left stays unallocated. With `--key` the same payment
    counts once. Undo: `payment refund` with the cause error.
    """
    with store.transaction(act) as tx:
        organisation = organisation_named(tx, org)
        book = TermsBook(tx)
        terms = book.of_seller(organisation.seller_id, tx.on)
        received, warnings = _received(terms, given, tx.on)
        fingerprint = fingerprint_of(
            org=organisation.slug,
            cents=received.cents,
            on=tx.on.isoformat(),
            invoices=",".join(given.invoices),
            method=received.method,
        )
        earlier = once(tx, "payment.record", fingerprint)
        if earlier is not None:
            view = _view(tx, int(earlier))
        else:
            view = _record(tx, terms, organisation, given, received)
            remember(tx, "payment.record", fingerprint, view.id.removeprefix("P-"))
            warnings = warnings if given.rebate else (*warnings, *payment_warnings(tx, book, view))
    return Written(view, (view.id,), _told(view), warnings)


def _received(terms: Terms, given: PaymentGiven, on: date) -> tuple[Received, tuple[str, ...]]:
    currency = terms.profile.currency
    cents = Money.of(given.amount, currency).cents
    if cents <= 0:
        raise ValueMalformed("AMOUNT", str(given.amount), "an amount above zero")
    known = terms.words("payment.means")
    method = given.method or terms.word("payment.default", "") or (known[0] if known else "transfer")
    warnings: tuple[str, ...] = ()
    if given.method and known and given.method not in known:
        warnings = (f"{given.method} is not a means of payment of the terms: {', '.join(known)}",)
    elif given.method in terms.words("payment.needs_approval"):
        warnings = (f"{given.method} is accepted only where the vendor approves it",)
    return Received(cents, currency, on, "rebate" if given.rebate else method, given.reference), warnings


def _record(
    tx: Transaction, terms: Terms, organisation: OrganisationRow, given: PaymentGiven, received: Received
) -> PaymentView:
    key = record_payment(tx, organisation.id, received)
    left = received.cents
    for number in given.invoices:
        named = _invoice(tx, organisation, number)
        take = min(left, named.balance)
        if take > 0:
            pin(tx, key, named.id, take, max(received.received_on, named.issued_on))
            left -= take
    if given.invoices:
        hold(tx, key, received.received_on)
    elif given.rebate:
        set_off_rebate(tx, terms, organisation.id, key, received.cents, received.received_on)
    else:
        settle(tx, organisation.id)
    return _view(tx, key)


def _invoice(tx: Transaction, organisation: OrganisationRow, number: str) -> _Named:
    row = tx.one(INVOICE, (number,))
    if row is None or row[5] == "credit_note":
        raise InvoiceUnknown(number, [])
    if int(str(row[2])) != organisation.id:
        raise InvoiceOfOther(number, str(row[1]), organisation.slug)
    return _Named(int(str(row[0])), number, int(str(row[3])), date.fromisoformat(str(row[4])))


def _view(tx: Transaction, key: int) -> PaymentView:
    row = tx.one(f"{PAYMENT} WHERE p.id = ?", (key,))
    if row is None:
        raise PaymentUnknown(f"P-{key}")
    return next(payment_views(tx, [row]))


def _told(view: PaymentView) -> str:
    parts = [f"{part.amount} on {part.invoice}" for part in view.allocations]
    if view.unallocated.cents:
        parts.append(f"{view.unallocated} unallocated")
    return (
        f"{view.id}: {view.amount} {view.currency} from {view.org}"
        + (": " if parts else "")
        + ", ".join(parts)
    )


@dataclass(frozen=True, slots=True)
class Move:
    """What `payment allocate` was given: to and from which invoice, how much, or another customer."""

    to: str | None = None
    source: str | None = None
    amount: Decimal | None = None
    org: str | None = None


def allocate(store: Store, payment: str, move: Move, act: Act) -> Written:
    """Put a payment on an invoice by name, move it off a wrong one, or over to the right customer.

    Without an invoice its free part settles the oldest due. Raises TooMuchAllocated (exit 5).
    """
    with store.transaction(act) as tx:
        held = _view(tx, _id(payment))
        organisation = organisation_named(tx, held.org)
        key = _id(payment)
        if move.org is not None:
            view = _to_other(tx, held, organisation_named(tx, move.org))
        else:
            _move(tx, held, organisation, move)
            view = _view(tx, key)
    return Written(view, (view.id,), _told(view))


def _move(tx: Transaction, held: PaymentView, organisation: OrganisationRow, move: Move) -> None:
    key = _id(held.id)
    hold(tx, key, tx.on)
    asked = None if move.amount is None else Money.of(move.amount, held.currency).cents
    if move.source is not None:
        on_it = {part.invoice: part.amount.cents for part in held.allocations}.get(move.source, 0)
        asked = on_it if asked is None else asked
        if asked > on_it or asked <= 0:
            raise TooMuchAllocated(f"{held.id} on {move.source}", format_cents(on_it), format_cents(asked))
        _take_off(tx, key, move.source, asked)
    free = _view(tx, key).unallocated.cents
    if move.to is not None:
        named = _invoice(tx, organisation, move.to)
        most = min(free, named.balance)
        cents = most if asked is None else asked
        if cents > most or cents <= 0:
            raise TooMuchAllocated(f"{held.id} on {move.to}", format_cents(most), format_cents(cents))
        pin(tx, key, named.id, cents, max(held.received_on, named.issued_on))
    elif move.source is None:
        pin_oldest(tx, key, organisation.id, free if asked is None else min(free, asked), held.received_on)
    settle(tx, organisation.id)


ON_INVOICE = """
SELECT a.on_day, a.pinned, sum(a.amount_cents), a.invoice_id
FROM allocation a JOIN invoice i ON i.id = a.invoice_id
WHERE a.payment_id = ? AND i.number = ? GROUP BY a.on_day, a.pinned, a.invoice_id
HAVING sum(a.amount_cents) > 0 ORDER BY a.on_day DESC
"""


def _take_off(tx: Transaction, payment_id: int, number: str, cents: int) -> None:
    for on, _, held, invoice in tx.rows(ON_INVOICE, (payment_id, number)):
        take = min(cents, int(str(held)))
        if take:
            pin(tx, payment_id, int(str(invoice)), -take, date.fromisoformat(str(on)), "moved")
            cents -= take


def _to_other(tx: Transaction, held: PaymentView, other: OrganisationRow) -> PaymentView:
    """Take a payment off the wrong customer and record it for the right one, on its own day."""
    key = _id(held.id)
    hold(tx, key, held.received_on)
    for part in held.allocations:
        _take_off(tx, key, part.invoice, part.amount.cents)
    free = _view(tx, key).unallocated
    pin(tx, key, None, free.cents, held.received_on, f"moved to {other.slug}")
    received = Received(
        free.cents, held.currency, held.received_on, held.method or "transfer", f"from {held.id}"
    )
    moved = record_payment(tx, other.id, received)
    settle(tx, other.id)
    settle(tx, organisation_named(tx, held.org).id)
    return _view(tx, moved)


def refund(store: Store, payment: str, amount: Decimal | None, cause: str, act: Act) -> Written:
    """Give back what a payment has left; ActUnavailable (exit 5) where neither clause nor error allows it.

    An overpayment is given back as such; what settles invoices first needs a credit note.
    """
    with store.transaction(act) as tx:
        held = _view(tx, _id(payment))
        _check_ground(_terms(tx, held.org, tx.on), cause)
        cents = held.unallocated.cents if amount is None else Money.of(amount, held.currency).cents
        if cents > held.unallocated.cents or cents <= 0:
            raise TooMuchAllocated(held.id, str(held.unallocated), format_cents(cents, held.currency))
        pin(tx, _id(payment), None, cents, tx.on, f"{cause}: {act.reason}" if act.reason else cause)
        tx.tell(f"{held.id}: {format_cents(cents, held.currency)} given back")
        view = _view(tx, _id(payment))
    return Written(view, (view.id,), f"{view.id}: {view.refunded} {view.currency} given back")


def _terms(tx: Transaction, org: str, day: date) -> Terms:
    return TermsBook(tx).of_seller(organisation_named(tx, org).seller_id, day)


def _check_ground(terms: Terms, cause: str) -> None:
    """Refuse a refund for what the terms give nothing back for (K-32, B-84, D-58).

    A deposit comes back only where they say so, or where force majeure delays the delivery.
    """
    if cause in REFUNDABLE:
        return
    never, path = terms.words("refund.never"), "refund.never"
    if cause == DEPOSIT:
        path, given = "refund.deposit", terms.flag("refund.deposit")
    elif cause == DELAYED_DEPOSIT:
        path, given = "force_majeure.deposit_returned", terms.flag("force_majeure.deposit_returned")
    elif cause == "non-use":
        path, given = "refund.by_use", terms.flag("refund.by_use")
    else:
        given = False
    if not given:
        listed = f"nothing is given back for {', '.join(never)}" if never else ", ".join(REFUNDABLE)
        kept = terms.flag("exit.fees_kept") and cause == "cancellation"
        why = f"{listed}; fees paid stay with the vendor" if kept else listed
        clause = terms.cite(path) or terms.cite("refund.never")
        raise ActUnavailable(f"{cause} is no ground to give money back", why, clause)


def _id(payment: str) -> int:
    digits = payment.removeprefix("P-")
    if not digits.isdigit():
        raise PaymentUnknown(payment)
    return int(digits)


def list_payments(
    store: Store, org: str | None, as_of: date | None, days: tuple[date | None, date | None]
) -> Listing:
    """Return the payments received up to a day, in the order of recording."""
    day = as_of or store.clock.today()
    return Listing("saasctl.payment.list/1", PAYMENT_COLUMNS, _rows(store, org, day, days), day)


def _rows(
    store: Store, org: str | None, day: date, days: tuple[date | None, date | None]
) -> Iterator[tuple[object, ...]]:
    with store.reading() as tx:
        terms: list[tuple[str, object]] = [("p.received_on <= ?", day.isoformat())]
        if org:
            terms.append(("p.organisation_id = ?", organisation_named(tx, org).id))
        if days[0]:
            terms.append(("p.received_on >= ?", days[0].isoformat()))
        if days[1]:
            terms.append(("p.received_on <= ?", days[1].isoformat()))
        where = " AND ".join(text for text, _ in terms)
        for view in payment_views(tx, tx.rows(f"{PAYMENT} WHERE {where} ORDER BY p.id", _values(terms))):
            yield tuple(getattr(view, column.name) for column in PAYMENT_COLUMNS)


def _values(terms: Sequence[tuple[str, object]]) -> tuple[object, ...]:
    return tuple(value for _, value in terms)
