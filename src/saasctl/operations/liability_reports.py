"""The cap of the vendor's liability towards each customer, as of the day of a damage."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from saasctl.acts.contracts import load_contracts
from saasctl.acts.finding import organisation_named
from saasctl.acts.terms import TermsBook
from saasctl.rules.billing.contract import Contract, TermsOn, rhythm_on
from saasctl.rules.receivables.liability import (
    Cap,
    Facts,
    Fee,
    Receipt,
    Sum,
    alternatives,
    cap_of,
    reading_of,
)
from saasctl.store.database import Store, Transaction
from saasctl.store.queries import books
from saasctl.terms.resolve import Terms
from saasctl.values import stored
from saasctl.values.answers import Listing
from saasctl.values.bars import bar
from saasctl.values.clause import ClauseRef
from saasctl.values.money import Money, format_percent
from saasctl.values.period import Period
from saasctl.values.views.reports import LIABILITY_COLUMNS

CITED = ("lowest_of", "share", "amounts", "months", "monthly", "first_year", "direct_only", "exclusions")


@dataclass(frozen=True, slots=True)
class SumView:
    """One sum that the base may be."""

    name: str
    amount: Money
    window: Period | None
    arithmetic: str


@dataclass(frozen=True, slots=True)
class AlternativeView:
    """The cap under another reading that the profile leaves open."""

    reading: str
    cap: Money
    arithmetic: str


def report_liability(store: Store, org: str | None, part: Decimal | None, event: date | None) -> Listing:
    """Return the cap of liability of every subscription for a damage on a day (K-60, B-124, S-69, D-80).

    `part` is the price of the part of the service concerned, without VAT, where the clause asks for
    it. What was paid counts up to and including the day of the event.
    """
    day = event or store.clock.today()
    with store.reading() as tx:
        more, values = "", tuple[object, ...]()
        if org is not None:
            slug, _, name = org.partition("/")
            more, values = " AND o.id = ?", (organisation_named(tx, slug).id,)
            if name:
                more, values = f"{more} AND s.name = ?", (*values, name)
        rows = tx.rows(books.SUBSCRIPTIONS.format(more=more), (day.isoformat(), *values))
        book = TermsBook(tx)
        ids = [stored.whole(row[0]) for row in rows]
        contracts = {contract.id: contract for contract in load_contracts(tx, ids)}
        items = [_row(tx, book, contracts[key], part, day) for key in ids]
    largest = max((row[3].cents for row in items if isinstance(row[3], Money)), default=0)
    drawn = [(*row, bar(row[3].cents if isinstance(row[3], Money) else 0, largest)) for row in items]
    return Listing("saasctl.report.liability/1", LIABILITY_COLUMNS, drawn, day)


def _row(
    tx: Transaction, book: TermsBook, contract: Contract, part: Decimal | None, day: date
) -> tuple[object, ...]:
    terms_on = book.of(contract)
    terms = terms_on(day)
    unit = terms.profile.currency
    reading = reading_of(terms)
    facts = _facts(tx, contract, terms_on, day, None if part is None else Money.of(part, unit).cents)
    found = cap_of(reading, facts, day)
    exclusions = terms.find("liability.exclusions")
    return (
        contract.org,
        contract.key,
        day,
        Money(found.cents, unit),
        unit,
        found.base.name if found.base else None,
        Money(found.base.cents, unit) if found.base else None,
        _percent(reading.share),
        reading.amounts,
        found.base.window if found.base else None,
        _words(found, reading.share),
        [_sum(one, unit) for one in found.sums],
        list(_others(terms, facts, found, day)),
        terms.flag("liability.direct_only"),
        terms.flag("force_majeure.liable") if terms.find("force_majeure.liable") else None,
        list(terms.words("liability.exclusions")) if exclusions else None,
        list(_missing(terms, reading.lowest_of, facts)),
        terms.cite("liability.lowest_of"),
        list(_clauses(terms)),
    )


def _percent(share: Fraction) -> Decimal:
    return Decimal(share.numerator * 100) / share.denominator


def _words(found: Cap, share: Fraction) -> str:
    if found.base is None:
        return ""
    percent = "" if share == 1 else f" x {format_percent(_percent(share))} %"
    return f"{found.base.words}{percent} = {Money(found.cents)}"


def _sum(one: Sum, unit: str) -> SumView:
    return SumView(one.name, Money(one.cents, unit), one.window, one.words)


def _others(terms: Terms, facts: Facts, found: Cap, day: date) -> Iterator[AlternativeView]:
    for name, reading in alternatives(terms, reading_of(terms)):
        other = cap_of(reading, facts, day)
        if other.cents != found.cents:
            cap = Money(other.cents, terms.profile.currency)
            yield AlternativeView(name, cap, _words(other, reading.share))


def _missing(terms: Terms, wanted: Sequence[str], facts: Facts) -> Iterator[str]:
    """Yield what the operator must still supply: agreed exclusions, the price of the part."""
    mark = terms.profile.open_at("liability.exclusions")
    if mark is not None and mark.kind == "blank" and terms.find("liability.exclusions") is None:
        yield "liability.exclusions"
    if "price-of-part" in wanted and facts.part_cents is None:
        yield "--part"


def _clauses(terms: Terms) -> Iterator[ClauseRef]:
    found = (terms.cite(f"liability.{name}") for name in CITED)
    yield from dict.fromkeys(clause for clause in found if clause is not None)


def _facts(
    tx: Transaction, contract: Contract, terms_on: TermsOn, day: date, part_cents: int | None
) -> Facts:
    rhythm = rhythm_on(contract, terms_on, day)
    current = rhythm.period_at(day) if rhythm.is_recurring else Period.through(day, day)
    return Facts(
        rhythm.anchor,
        rhythm.invoice_months,
        current,
        tuple(_fees(tx, contract.id, day)),
        tuple(_receipts(tx, contract.organisation_id, day)),
        part_cents,
    )


def _fees(tx: Transaction, subscription_id: int, day: date) -> Iterator[Fee]:
    text = day.isoformat()
    for row in tx.rows(books.FEES, (text, text, subscription_id, text)):
        _, start, end, net, gross, whole, _, _, paid, credited = row
        gross_cents, net_cents = stored.whole(gross), stored.whole(whole)
        left = gross_cents + stored.whole(credited)
        kept = Fraction(left, gross_cents) if gross_cents else Fraction(1)
        share = Fraction(stored.whole(paid), left) if left else Fraction(0)
        with_vat = Fraction(gross_cents, net_cents) if net_cents else Fraction(1)
        exact = Fraction(stored.whole(net)) * kept
        yield Fee(
            Period(stored.day(start), stored.day(end)), exact, exact * with_vat, min(share, Fraction(1))
        )


def _receipts(tx: Transaction, organisation_id: int, day: date) -> Iterator[Receipt]:
    """Yield money received and given back; without VAT by the invoices it lies on, else as it is."""
    text = day.isoformat()
    vat: dict[int, Fraction] = {}
    for payment, net, gross, cents in tx.rows(books.PUT, (organisation_id, text)):
        part = Fraction(stored.whole(cents)) * (1 - Fraction(stored.whole(net), stored.whole(gross)))
        vat[stored.whole(payment)] = vat.get(stored.whole(payment), Fraction(0)) + part
    for on, cents, payment in tx.rows(books.RECEIPTS, (organisation_id, text, organisation_id, text)):
        exact = Fraction(stored.whole(cents))
        taken = vat.get(stored.whole(payment), Fraction(0)) if exact > 0 else Fraction(0)
        yield Receipt(stored.day(on), exact, exact - taken)
