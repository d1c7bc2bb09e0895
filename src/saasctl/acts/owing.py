"""Load what invoices owe, day by day, as the rules of lateness take it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from saasctl.acts.contracts import load_contracts
from saasctl.acts.terms import TermsBook
from saasctl.rules.billing.contract import Contract
from saasctl.rules.receivables.interest import Owed
from saasctl.store.queries import receivables as queries
from saasctl.store.queries.books import INSTALMENTS
from saasctl.store.queries.invoices import rows_for
from saasctl.store.transaction import Transaction
from saasctl.terms.resolve import Terms
from saasctl.values import stored

Row = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class OpenInvoice:
    """An invoice with what lateness needs: its customer, its terms, what is owed by day."""

    id: int
    number: str
    organisation_id: int
    seller_id: int
    subscription_id: int | None
    org: str
    currency: str
    issued_on: date
    balance_cents: int
    owed: Owed
    contract: Contract | None


def invoices_owed(tx: Transaction, where: str, parameters: Sequence[object]) -> list[OpenInvoice]:
    """Return the invoices of a condition over `i` (invoice), `r` (receivable), `o`, oldest due first."""
    rows = tx.rows(queries.OWED.format(where=where), parameters)
    ids = [stored.whole(row[0]) for row in rows]
    changes: dict[int, list[tuple[date, int, str]]] = {}
    for key, day, cents, cause in _changes(tx, ids):
        changes.setdefault(stored.whole(key), []).append(
            (stored.day(day), stored.whole(cents), str(cause or ""))
        )
    parts: dict[int, list[tuple[date, int]]] = {}
    for key, due, cents in rows_for(tx, INSTALMENTS, ids):
        parts.setdefault(stored.whole(key), []).append((stored.day(due), stored.whole(cents)))
    wanted = sorted({stored.whole(key) for *_, key in rows if key is not None})
    contracts = {contract.id: contract for contract in load_contracts(tx, wanted)}
    found = [_open(row, changes.get(stored.whole(row[0]), []), contracts) for row in rows]
    return [_in_parts(one, tuple(parts[one.id])) if one.id in parts else one for one in found]


def _in_parts(one: OpenInvoice, parts: tuple[tuple[date, int], ...]) -> OpenInvoice:
    """Return an invoice paid in parts: late from the due date of the first one on (D-53)."""
    return replace(one, owed=replace(one.owed, parts=parts, due_on=parts[0][0]))


def _changes(tx: Transaction, ids: Sequence[int]) -> Iterable[Row]:
    for start in range(0, len(ids), queries.ROUND):
        part = tuple(ids[start : start + queries.ROUND])
        marks = ",".join("?" * len(part))
        yield from tx.rows(queries.CHANGES.format(marks=marks), (*part, *part, *part))


def _open(row: Row, changes: list[tuple[date, int, str]], contracts: dict[int, Contract]) -> OpenInvoice:
    key, number, kind, due, gross, net, organisation, seller, currency, balance, issued, org, subscription = (
        row
    )
    contract = None if subscription is None else contracts[stored.whole(subscription)]
    owed = _owed(str(kind), stored.day(due), stored.whole(gross), stored.whole(net), changes)
    if contract is not None and contract.ended_on is not None:
        owed = replace(owed, ended_on=contract.ended_on)
    return OpenInvoice(
        stored.whole(key),
        str(number),
        stored.whole(organisation),
        stored.whole(seller),
        None if subscription is None else stored.whole(subscription),
        str(org),
        str(currency),
        stored.day(issued),
        stored.whole(balance),
        owed,
        contract,
    )


def _owed(kind: str, due_on: date, gross: int, net: int, changes: list[tuple[date, int, str]]) -> Owed:
    """Return what was owed by day; a sum credited as an error never was owed."""
    wrong = sum(cents for _, cents, cause in changes if cause == "error")
    held = gross + wrong
    balances: list[tuple[date, int]] = []
    days: dict[date, int] = {}
    for day, cents, cause in changes:
        if cause != "error":
            days[day] = days.get(day, 0) + cents
    for day in sorted(days):
        held += days[day]
        balances.append((day, held))
    return Owed(kind, due_on, gross + wrong, tuple(balances), Fraction(net, gross) if gross else Fraction(1))


def terms_of(book: TermsBook, one: OpenInvoice, day: date) -> Terms:
    """Return the terms that rule an invoice's lateness: those of the day, with the customer's own."""
    if one.contract is None:
        return book.of_seller(one.seller_id, day)
    return book.of(one.contract)(day)


@dataclass(frozen=True, slots=True)
class Claim:
    """A line of a penalty invoice: what it asks for up to a day, in cents, less what was credited on it."""

    what: str
    to_on: date
    issued_on: date
    cents: int
    document: str
    ref: str


@dataclass(frozen=True, slots=True)
class Claimed:
    """What of an invoice's penalties was asked for already; what was given up, in cents."""

    claims: tuple[Claim, ...] = ()
    waived_interest: int = 0
    waived_fee: int = 0

    def upto(self, day: date) -> "Claimed":
        """Return what was asked for up to a day, without what was asked for later."""
        if all(claim.issued_on <= day for claim in self.claims):
            return self
        return replace(self, claims=tuple(claim for claim in self.claims if claim.issued_on <= day))

    def of(self, what: str) -> tuple[Claim, ...]:
        """Return the claims of interest or of the fee, in the order they were made."""
        return tuple(claim for claim in self.claims if claim.what == what)

    def cents(self, what: str) -> int:
        """Return what was asked for, in cents."""
        return sum(claim.cents for claim in self.of(what))


def claims_of(tx: Transaction, ids: Sequence[int]) -> dict[int, Claimed]:
    """Return what was claimed and waived, by invoice."""
    found: dict[int, Claimed] = {}
    for key, what, to, on, cents, number, ref, credited in rows_for(tx, queries.CLAIMS, ids):
        left = stored.whole(cents) + stored.whole(credited)
        claim = Claim(str(what), stored.day(to), stored.day(on), left, str(number), str(ref))
        held = found.get(stored.whole(key), Claimed())
        found[stored.whole(key)] = replace(held, claims=(*held.claims, claim))
    for key, kind, _, cents in rows_for(tx, queries.WAIVERS, ids):
        held = found.get(stored.whole(key), Claimed())
        if kind == "waive-fee":
            found[stored.whole(key)] = replace(held, waived_fee=held.waived_fee + stored.whole(cents))
        else:
            waived = held.waived_interest + stored.whole(cents)
            found[stored.whole(key)] = replace(held, waived_interest=waived)
    return found
