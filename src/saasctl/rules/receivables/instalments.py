"""An invoice paid in equal parts: amounts to the cent, due dates by calendar month."""

from dataclasses import dataclass
from datetime import date

from saasctl.rules.calendars.months import months_after
from saasctl.terms.resolve import Terms
from saasctl.values.money import divide_half_up


@dataclass(frozen=True, slots=True)
class Part:
    """One part of an invoice: cents with VAT, and the day it is due."""

    seq: int
    due_on: date
    cents: int


def parts_of(terms: Terms, net_cents: int, gross_cents: int, due_on: date) -> list[Part]:
    """Return the parts of an invoice by the terms' plan (D-53), the first one due when the invoice is.

    The total with VAT in equal parts rounded half up, the odd cents in the last part or the first; where
    the parts are of the net sum, VAT is added to each and rounded by itself.
    """
    count = terms.integer("payment.instalments").value
    last = terms.word("payment.remainder", "last") == "last"
    if terms.word("payment.instalment_of", "gross") == "gross":
        amounts = equal_parts(gross_cents, count, odd_last=last)
    else:
        nets = equal_parts(net_cents, count, odd_last=last)
        vat = gross_cents - net_cents
        amounts = [net + (divide_half_up(net * vat, net_cents) if net_cents else 0) for net in nets]
    return [Part(seq, months_after(due_on, seq - 1), cents) for seq, cents in enumerate(amounts, 1)]


def equal_parts(cents: int, count: int, *, odd_last: bool) -> list[int]:
    """Return `count` parts that add up to `cents`, equal but for the last one or the first."""
    each = divide_half_up(cents, count)
    odd = cents - each * (count - 1)
    return [*[each] * (count - 1), odd] if odd_last else [odd, *[each] * (count - 1)]
