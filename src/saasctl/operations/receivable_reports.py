"""What customers owe by age, and the VAT of a time: as invoiced, or as received."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from saasctl.acts.finding import organisation_named, seller_named
from saasctl.store.database import Store, Transaction
from saasctl.store.queries import books
from saasctl.store.queries.invoices import ROUND, rows_for
from saasctl.values import stored
from saasctl.values.answers import Listing
from saasctl.values.bars import bar
from saasctl.values.money import Money, round_half_up
from saasctl.values.views.reports import AGING_COLUMNS, VAT_COLUMNS

BOUNDS = (0, 30, 60, 90)
"""Days late that still belong to a bucket; the last one is open."""


@dataclass(slots=True)
class _Aged:
    currency: str
    buckets: list[int] = field(default_factory=lambda: [0] * (len(BOUNDS) + 1))
    unallocated: int = 0
    oldest: date | None = None
    invoices: set[int] = field(default_factory=set)

    def add(self, key: int, due_on: date, cents: int, day: date) -> None:
        """Put what is open of an invoice, or of one of its parts, into its bucket."""
        late = (day - due_on).days
        self.buckets[sum(late > bound for bound in BOUNDS)] += cents
        self.oldest = due_on if self.oldest is None else min(self.oldest, due_on)
        self.invoices.add(key)


def report_aging(store: Store, org: str | None, seller: str | None, as_of: date | None) -> Listing:
    """Return by customer what was open at the end of a day, by the days it was late then.

    An invoice paid in parts is aged part by part, the oldest paid first. Payments that settle
    nothing stand beside it (`unallocated`). Amounts with VAT.
    """
    day = as_of or store.clock.today()
    text = day.isoformat()
    with store.reading() as tx:
        more, values = _narrowed(tx, org, seller)
        rows = tx.rows(books.AGED.format(more=more), (*(text,) * 5, *values))
        found = _aged(tx, rows, day)
        for slug, name, unit, cents in tx.rows(books.UNALLOCATED.format(more=more), (text, text, *values)):
            if stored.whole(cents):
                known = found.setdefault((str(slug), str(name)), _Aged(str(unit)))
                known.unallocated = stored.whole(cents)
    largest = max((sum(one.buckets) for one in found.values()), default=0)
    items = [(*key, *_cells(found[key], largest)) for key in sorted(found)]
    return Listing("saasctl.report.aging/1", AGING_COLUMNS, items, day)


def _aged(tx: Transaction, rows: Sequence[tuple[object, ...]], day: date) -> dict[tuple[str, str], _Aged]:
    ids = [stored.whole(row[2]) for row in rows]
    lessened = _lessened(tx, ids, day)
    parts: dict[int, list[tuple[date, int]]] = {}
    for key, due, cents in rows_for(tx, books.INSTALMENTS, ids):
        parts.setdefault(stored.whole(key), []).append((stored.day(due), stored.whole(cents)))
    found: dict[tuple[str, str], _Aged] = {}
    for slug, name, key, unit, gross, due in rows:
        number, taken = stored.whole(key), lessened.get(stored.whole(key), 0)
        for due_on, cents in parts.get(number, [(stored.day(due), stored.whole(gross))]):
            left = max(0, cents - max(0, taken))
            taken -= cents
            if left:
                known = found.setdefault((str(slug), str(name)), _Aged(str(unit)))
                known.add(number, due_on, left, day)
    return found


def _lessened(tx: Transaction, ids: Sequence[int], day: date) -> dict[int, int]:
    found: dict[int, int] = {}
    for start in range(0, len(ids), ROUND):
        part = tuple(ids[start : start + ROUND])
        statement = books.LESSENED.format(marks=",".join("?" * len(part)))
        text = day.isoformat()
        for key, cents in tx.rows(statement, (text, *part, text, *part, text, *part)):
            found[stored.whole(key)] = stored.whole(cents)
    return found


def _cells(one: _Aged, largest: int) -> tuple[object, ...]:
    total = sum(one.buckets)
    return (
        *(Money(cents, one.currency) for cents in one.buckets),
        Money(total - one.buckets[0], one.currency),
        Money(total, one.currency),
        Money(one.unallocated, one.currency),
        one.currency,
        one.oldest,
        len(one.invoices),
        bar(total, largest),
    )


def _narrowed(tx: Transaction, org: str | None, seller: str | None) -> tuple[str, tuple[object, ...]]:
    more, values = "", list[object]()
    if org is not None:
        more, values = f"{more} AND o.id = ?", [*values, organisation_named(tx, org).id]
    if seller is not None:
        more, values = f"{more} AND s.id = ?", [*values, seller_named(tx, seller).id]
    return more, tuple(values)


def report_vat(
    store: Store, seller: str | None, days: tuple[date | None, date | None], received: bool
) -> Listing:
    """Return base and VAT by month, category and rate, of documents issued; credit notes count below zero.

    `received` counts what was paid instead, by the day of payment: on services VAT falls due with the
    payment unless the seller has chosen otherwise (general tax code, article 269).
    """
    first, last = _window(store, days)
    with store.reading() as tx:
        more, values = _narrowed(tx, None, seller)
        window = (first.isoformat(), last.isoformat(), *values)
        if received:
            rows = _received(tx.rows(books.VAT_RECEIVED.format(more=more), window))
        else:
            rows = [
                (
                    slug,
                    month,
                    category,
                    rate,
                    stored.whole(base),
                    stored.whole(vat),
                    unit,
                    stored.whole(count),
                )
                for slug, month, category, rate, base, vat, unit, count in tx.rows(
                    books.VAT.format(more=more), window
                )
            ]
    largest = max((abs(stored.whole(row[5])) for row in rows), default=0)
    items = [
        (
            *row[:3],
            Decimal(str(row[3])),
            Money(stored.whole(row[4]), str(row[6])),
            Money(stored.whole(row[5]), str(row[6])),
            row[6],
            row[7],
            bar(stored.whole(row[5]), largest),
        )
        for row in rows
    ]
    return Listing("saasctl.report.vat/1", VAT_COLUMNS, items, last)


def _window(store: Store, days: tuple[date | None, date | None]) -> tuple[date, date]:
    last = days[1] or store.clock.today()
    return days[0] or date.min + timedelta(days=1), last


def _received(rows: Sequence[tuple[object, ...]]) -> list[tuple[object, ...]]:
    """Share each payment out on base and VAT of its invoice, and round each month once."""
    sums: dict[tuple[object, ...], list[Fraction]] = {}
    counts: dict[tuple[object, ...], int] = {}
    for slug, month, category, rate, _, base, vat, gross, unit, paid in rows:
        key = slug, month, category, rate, unit
        share = Fraction(stored.whole(paid), stored.whole(gross)) if gross else Fraction(0)
        held = sums.setdefault(key, [Fraction(0), Fraction(0)])
        held[0] += stored.whole(base) * share
        held[1] += stored.whole(vat) * share
        counts[key] = counts.get(key, 0) + 1
    return [
        (*key[:4], round_half_up(held[0]), round_half_up(held[1]), key[4], counts[key])
        for key, held in sums.items()
    ]
