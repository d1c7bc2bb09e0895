"""What each document and movement of money books: balanced lines by role, positive cents on the debit side.

A role ("customer", "sales.service") names what a line is; the seller's chart names its account.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from saasctl.rules.ledger.deferral import earned_by_month, is_deferred
from saasctl.values.ledger import Booked, Entry
from saasctl.values.period import Period

SALES, BANK, OTHER = "VE", "BQ", "OD"
"""Journals: sales, bank, other operations."""


@dataclass(frozen=True, slots=True)
class BilledLine:
    """A line of a document as the ledger needs it; `kind` is what is sold."""

    kind: str
    net_cents: int
    period: Period | None


@dataclass(frozen=True, slots=True)
class BilledDocument:
    """An invoice or, with negative amounts, a credit note."""

    number: str
    org: str
    org_name: str
    kind: str
    issued_on: date
    vat_cents: int
    lines: tuple[BilledLine, ...]
    taken_over_on: date | None = None

    @property
    def booked_on(self) -> date:
        """The day of its entry: that of its issue, or the day it was taken over."""
        return self.taken_over_on or self.issued_on


@dataclass(frozen=True, slots=True)
class MoneyMoved:
    """Money or debt that moved outside the documents; `cents` lowers what the customer owes."""

    piece: str
    org: str
    org_name: str
    kind: str
    on: date
    cents: int


@dataclass(frozen=True, slots=True)
class DepositEarned:
    """A deposit whose service was delivered, or its credit note: net cents, its day and that of both."""

    piece: str
    org: str
    org_name: str
    issued_on: date
    on: date
    net_cents: int


AGAINST = {
    "payment": ("bank", BANK),
    "refund": ("bank", BANK),
    "rejection": ("bank", BANK),
    "rebate": ("rebate", OTHER),
    "write_off": ("bad_debt", OTHER),
}
"""The other side of a movement, and its journal."""


def sale_entry(document: BilledDocument) -> Entry:
    """Return the entry of a document: the customer against what was sold, its VAT and the prepaid part.

    What was taken over from a former system was sold and taxed there: it stands against the opening.
    """
    if document.taken_over_on is not None:
        gross = document.vat_cents + sum(line.net_cents for line in document.lines)
        opened = [Booked("customer", gross), Booked("opening", -gross)]
        return _entry(OTHER, document.booked_on, document, f"Reprise {document.number}", opened)
    sold: dict[str, int] = {}
    for line in document.lines:
        deferred = is_deferred(line.period, document.issued_on)
        role = "deferred" if deferred else role_of(line.kind)
        sold[role] = sold.get(role, 0) - line.net_cents
    gross = document.vat_cents - sum(sold.values())
    booked = [Booked("customer", gross), *(Booked(role, cents) for role, cents in sold.items())]
    booked.append(Booked("vat", -document.vat_cents))
    text = f"{'Avoir' if document.kind == 'credit_note' else 'Facture'} {document.number}"
    return _entry(SALES, document.issued_on, document, text, booked)


def earned_entries(document: BilledDocument, within: Period | None = None) -> Iterator[Entry]:
    """Yield the entries that move prepaid revenue to the month it is earned in, on its last day.

    One entry for each month of `within`, or of all, in order.
    """
    months: dict[date, dict[str, int]] = {}
    for line in () if document.taken_over_on is not None else document.lines:
        if line.period is None or not is_deferred(line.period, document.issued_on):
            continue
        role = role_of(line.kind)
        for on, cents in earned_by_month(line.net_cents, line.period, document.issued_on):
            earned = months.setdefault(on, {})
            earned[role] = earned.get(role, 0) + cents
    for on, earned in sorted(months.items()):
        if within is None or on in within:
            booked = [Booked("deferred", sum(earned.values()))]
            booked += [Booked(role, -cents) for role, cents in earned.items()]
            text = f"Produit de {on:%Y-%m} {document.number}"
            yield _entry(OTHER, on, document, text, booked)


def moved_entry(moved: MoneyMoved) -> Entry:
    """Return the entry of a payment, a refund, a rejected debit or a write-off."""
    role, journal = AGAINST[moved.kind]
    booked = [Booked(role, moved.cents), Booked("customer", -moved.cents)]
    return Entry(
        journal,
        moved.on,
        moved.piece,
        moved.on,
        moved.org,
        moved.org_name,
        f"{TEXTS[moved.kind]} {moved.piece}",
        _filled(booked),
    )


def deposit_entry(earned: DepositEarned) -> Entry:
    """Return the entry that makes a deposit revenue once its service is delivered: 4191 to the sales."""
    booked = [Booked("deposit", earned.net_cents), Booked("sales.service", -earned.net_cents)]
    text = f"Acompte acquis {earned.piece}"
    head = OTHER, earned.on, earned.piece, earned.issued_on, earned.org, earned.org_name
    return Entry(*head, text, _filled(booked))


TEXTS = {
    "payment": "Encaissement",
    "refund": "Remboursement",
    "rejection": "Rejet de prélèvement",
    "rebate": "Remise accordée",
    "write_off": "Créance irrécouvrable",
}


def role_of(kind: str) -> str:
    """Return the role that sales of a kind are booked to."""
    return ROLES.get(kind, "sales.other")


ROLES = {
    "deposit": "deposit",
    "penalty": "penalty",
    "fee": "fee",
    "subscription": "sales.subscription",
    "slots": "sales.slots",
    "credits": "sales.credits",
    "service": "sales.service",
    "commission": "sales.commission",
}

EARNED = {*ROLES.values(), "sales.other", "rebate"} - {"deposit"}
"""Roles that make up revenue."""


def is_balanced(entries: Iterable[Entry]) -> bool:
    """Say whether debits equal credits in every entry."""
    return all(sum(line.cents for line in entry.lines) == 0 for entry in entries)


def _entry(journal: str, on: date, document: BilledDocument, text: str, booked: Sequence[Booked]) -> Entry:
    return Entry(
        journal,
        on,
        document.number,
        document.issued_on,
        document.org,
        document.org_name,
        text,
        _filled(booked),
    )


def _filled(booked: Iterable[Booked]) -> tuple[Booked, ...]:
    return tuple(line for line in booked if line.cents)
