"""Which invoice a payment settles: the oldest due first, whatever the order of recording."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Free:
    """A payment's part, in cents, that nobody put on an invoice by name."""

    payment_id: int
    received_on: date
    cents: int


@dataclass(frozen=True, slots=True)
class Open:
    """An invoice with what is owed on it, in cents, before any free part."""

    invoice_id: int
    due_on: date
    issued_on: date
    cents: int


@dataclass(frozen=True, slots=True)
class Put:
    """Cents of a payment on an invoice; it counts as paid from `on`."""

    payment_id: int
    invoice_id: int
    cents: int
    on: date


def allocate(free: Sequence[Free], owed: Sequence[Open]) -> list[Put]:
    """Return how free parts settle invoices: payments by day of receipt, invoices by due date.

    What is left over stays unallocated. A payment counts from its receipt, not before the invoice
    was issued. Civil code, article 1342-10: the oldest debt first.
    """
    left = {one.invoice_id: one.cents for one in owed}
    put = []
    for part in sorted(free, key=lambda one: (one.received_on, one.payment_id)):
        cents = part.cents
        for one in sorted(owed, key=lambda found: (found.due_on, found.invoice_id)):
            take = min(cents, left[one.invoice_id])
            if take > 0:
                left[one.invoice_id] -= take
                cents -= take
                put.append(Put(part.payment_id, one.invoice_id, take, max(part.received_on, one.issued_on)))
    return put
