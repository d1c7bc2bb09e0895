"""Take over an invoice that another system issued, with what is still owed on it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from saasctl.acts.auditing import record_audit
from saasctl.acts.documents import OUTSIDE
from saasctl.acts.finding import OrganisationRow
from saasctl.acts.taxing import check_home_rate
from saasctl.errors.receivables import NumberTaken
from saasctl.errors.usage import ValueMalformed
from saasctl.rules.billing.lines import Basis
from saasctl.store.queries import invoices as queries
from saasctl.store.queries.clauses import clause_id
from saasctl.store.queries.receivables import refresh
from saasctl.store.transaction import Transaction
from saasctl.terms.resolve import Terms
from saasctl.values import stored
from saasctl.values.clause import ClauseRef
from saasctl.values.money import Money, format_cents, round_half_up

HUNDRED = 100
HELD = """
SELECT i.organisation_id, i.gross_cents, i.issued_on, i.due_on, i.kind, t.source
FROM invoice i LEFT JOIN taken_over t ON t.invoice_id = i.id WHERE i.number = ?
"""
MARK = "INSERT INTO taken_over (invoice_id, on_day, source) VALUES (?, ?, ?)"


PREFIXES = "SELECT prefix_invoice, prefix_credit_note FROM seller"
KINDS = ("subscription", "slots", "credits", "service", "deposit", "penalty", "fee", "commission")


@dataclass(frozen=True, slots=True)
class FormerGiven:
    """What a take-over was given; `amount` is what is still owed, VAT included."""

    number: str
    amount: Decimal
    issued_on: date
    due_on: date
    source: str
    vat_rate: Decimal | None = None
    kind: str = "subscription"


@dataclass(frozen=True, slots=True)
class Former:
    """An invoice of the former system: what is still owed on it in cents, VAT included, and its days."""

    number: str
    kind: str
    cents: int
    issued_on: date
    due_on: date
    vat_rate: Decimal | None
    source: str

    @property
    def net_cents(self) -> int:
        """What is owed without VAT, in cents; all of it where no rate is told."""
        if self.vat_rate is None:
            return self.cents
        return round_half_up(Fraction(self.cents * HUNDRED) / Fraction(HUNDRED + self.vat_rate))


def former_of(given: FormerGiven, prefixes: Sequence[str], on: date, currency: str) -> Former:
    """Check what a take-over was given. Raises ValueMalformed (exit 2), VatRateUnlawful (exit 5)."""
    number, cents = given.number.strip(), Money.of(given.amount, currency).cents
    for prefix in prefixes:
        if number.startswith(f"{prefix}-"):
            raise ValueMalformed("number", number, f"a number outside the series {prefix} of this store")
    if not number or not number.isprintable():
        raise ValueMalformed("number", number, "the number of the former system")
    if cents <= 0:
        raise ValueMalformed("amount", str(given.amount), "what is still owed, above zero")
    if given.issued_on > on:
        raise ValueMalformed("issued", given.issued_on.isoformat(), f"a day up to {on}")
    if given.due_on < given.issued_on:
        raise ValueMalformed("due", given.due_on.isoformat(), f"a day from {given.issued_on} on")
    if given.vat_rate is not None:
        check_home_rate(given.vat_rate, given.issued_on)
    rate = given.vat_rate or None
    return Former(number, given.kind, cents, given.issued_on, given.due_on, rate, given.source)


def prefixes_of(tx: Transaction) -> tuple[str, ...]:
    """Return the prefixes of the store's own series of numbers."""
    return tuple(str(prefix) for row in tx.rows(PREFIXES) for prefix in row)


def known_as(tx: Transaction, organisation: OrganisationRow, former: Former) -> bool | None:
    """Say whether a number is held by the same invoice taken over, by something else, or not (None)."""
    row = tx.one(HELD, (former.number,))
    if row is None:
        return None
    asked = (
        organisation.id,
        former.cents,
        former.issued_on.isoformat(),
        former.due_on.isoformat(),
        former.kind,
        former.source,
    )
    return tuple(row) == asked


def take_over(tx: Transaction, organisation: OrganisationRow, terms: Terms, former: Former) -> bool:
    """Write an invoice under its former number, and that it was taken over on the act's day.

    Says whether it was new; NumberTaken (exit 6) where the number is that of something else. `settle`
    then puts payments that settle nothing yet on it.
    """
    known = known_as(tx, organisation, former)
    if known is False:
        raise NumberTaken(former.number)
    if known:
        return False
    key = stored.whole(tx.rows(queries.LAST_ID)[0][0]) + 1
    says = f"Taken over on {tx.on} with what was still owed."
    clause = clause_id(tx, ClauseRef("override", article=former.source, says=says))
    net, rate = former.net_cents, format(former.vat_rate or Decimal(0), "f")
    category = OUTSIDE if former.vat_rate is None else "S"
    days = former.issued_on.isoformat(), former.issued_on.isoformat(), former.due_on.isoformat()
    owner, vat = (organisation.seller_id, organisation.id), former.cents - net
    sums = terms.profile.currency, net, vat, former.cents, None, terms.profile.name, None, clause
    head = (key, *owner, None, former.number, former.kind, *days, None, None, *sums)
    text = f"{former.number}, taken over from {former.source}"
    basis = json.dumps(Basis("unit", 1, net).as_stored(), separators=(",", ":"))
    what = f"taken-over:{former.number}", former.kind, text, 1, net, net
    line = key, 1, None, category, rate, *what, None, None, basis, clause, clause
    tx.many(queries.INSERT_INVOICE, [head])
    tx.many(queries.INSERT_LINE, [line])
    tx.many(queries.INSERT_VAT, [(key, category, rate, net, vat)])
    tx.many(MARK, [(key, tx.on.isoformat(), former.source)])
    refresh(tx, [key])
    facts: dict[str, object] = {"number": former.number, "owed": format_cents(former.cents)}
    record_audit(tx, organisation.id, "invoice.taken-over", facts | {"source": former.source})
    tx.tell(f"{former.number}: {format_cents(former.cents)} taken over")
    return True
