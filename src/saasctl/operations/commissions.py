"""Commissions on sales: declare a month, state it, reconcile a year."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from saasctl.acts.auditing import record_audit
from saasctl.acts.commissions import (
    CommercialUse,
    advance_key,
    balance_key,
    settlement,
    statement,
    use_of,
    year_of,
)
from saasctl.acts.contracts import load_contract
from saasctl.acts.finding import subscription_keyed
from saasctl.acts.importing import Tally
from saasctl.acts.metering import schedule_metered
from saasctl.acts.terms import TermsBook
from saasctl.errors.commissions import (
    DeclarationNotTaken,
    MonthDeclared,
    MonthOutsideContract,
    MonthUndeclared,
    NoCommission,
    StatementYearly,
    YearBeginsOtherwise,
    YearSettled,
)
from saasctl.errors.imports import ImportRefused
from saasctl.errors.usage import ValueMalformed
from saasctl.formats.csvtable import read_table
from saasctl.rules.billing.contract import Contract, TermsOn
from saasctl.rules.calendars.months import months_after
from saasctl.rules.metering.bands import Sale, percent_text
from saasctl.store.database import Store, Transaction
from saasctl.store.queries.metering import SOLD
from saasctl.store.records import write_record
from saasctl.terms.resolve import Terms
from saasctl.values.act import Act
from saasctl.values.answers import Listing, Written
from saasctl.values.clause import ClauseRef
from saasctl.values.money import Money
from saasctl.values.period import Period
from saasctl.values.views.metering import (
    SALE_COLUMNS,
    CommissionLineView,
    DeclarationView,
    MonthView,
    ReconciliationView,
    SaleView,
    StatementView,
)

SOURCES = {"vendor-data": "vendor", "declaration": "customer"}
"""Whose figures a statement is made from, by `commission.source`."""
BUYERS = ("end-user", "third-party", "user")
"""Kinds of buyers; the first unless another is named."""
PRICE = re.compile(r"[0-9]{1,12}(\.[0-9]{1,2})?")
COUNT = re.compile(r"[0-9]{0,8}[1-9][0-9]{0,8}")
VERSION = (
    "SELECT coalesce(max(version), 0) FROM commission_declaration WHERE subscription_id = ? AND month = ?"
)
SALES = """
SELECT o.slug, s.name, d.month, d.version, c.buyer, c.price_cents, c.sold, v.currency
FROM commission_sale c
JOIN commission_declaration d ON d.id = c.declaration_id
JOIN subscription s ON s.id = d.subscription_id
JOIN organisation o ON o.id = s.organisation_id
JOIN seller v ON v.id = o.seller_id
WHERE d.declared_on <= ? AND d.version = (
    SELECT max(e.version) FROM commission_declaration e
    WHERE e.subscription_id = d.subscription_id AND e.month = d.month AND e.declared_on <= ?)
ORDER BY o.slug, s.name, d.month, c.price_cents, c.buyer
"""


@dataclass(frozen=True, slots=True)
class SaleGiven:
    """Sales of one price as typed, excl. VAT unless the terms count it in."""

    price: Decimal
    count: int
    buyer: str = "end-user"


@dataclass(frozen=True, slots=True)
class DeclarationGiven:
    """What `commission declare` was given; without days of use the month counts whole."""

    month: date
    sales: tuple[SaleGiven, ...]
    by: str | None = None
    used_from: date | None = None
    used_until: date | None = None
    replace: bool = False


def sales_in(file: str) -> list[SaleGiven]:
    """Return the sales of a CSV file with the columns price, count and, unless all are end users, buyer.

    Raises FileMissing (exit 3), ImportUnreadable, and ImportRefused (exit 4) with every wrong value.
    """
    found, tally = [], Tally()
    for row in read_table(file, ("price", "count", "buyer"), ("price", "count")):
        if not tally.takes(row):
            continue
        buyer = row.cells.get("buyer", BUYERS[0])
        wrong = [
            (name, row.cells.get(name, ""), accepted)
            for name, accepted, good in (
                ("price", "an amount of zero or more, as 49.00", PRICE.fullmatch(row.cells.get("price", ""))),
                ("count", "a whole number above zero", COUNT.fullmatch(row.cells.get("count", ""))),
                ("buyer", f"one of {', '.join(BUYERS)}", buyer in BUYERS),
            )
            if not good
        ]
        for name, text, accepted in wrong:
            tally.fault(row, name, ValueMalformed(name, text, accepted))
        if not wrong:
            found.append(SaleGiven(Decimal(row.cells["price"]), int(row.cells["count"]), buyer))
    if tally.failed:
        raise ImportRefused(file, tally.report())
    return found


def declare_sales(store: Store, key: str, given: DeclarationGiven, act: Act) -> Written:
    """Record the sales of a month of commercial use; without any the month counts all the same (S-32).

    The same declaration again changes nothing; another one is MonthDeclared (exit 6) unless it is to
    take the place of the first. Raises NoCommission, DeclarationNotTaken, MonthOutsideContract,
    YearSettled (exit 5).
    """
    with store.transaction(act) as tx:
        contract = load_contract(tx, subscription_keyed(tx, key))
        book = TermsBook(tx)
        terms_on = book.of(contract)
        terms = _commissioned(contract, terms_on, max(given.month, contract.started_on))
        party = _party(terms, given.by)
        used = _days_of_use(tx, contract, given, terms.cite("commission.minimum"))
        sold = _added_up(given.sales, terms.profile.currency)
        use = use_of(tx, contract, terms_on)
        known = use.month(given.month)
        same = known is not None and known.used == used and known.sales == sold
        if not same:
            if known is not None and not given.replace:
                raise MonthDeclared(contract.key, f"{given.month:%Y-%m}")
            _refuse_settled(contract, use, terms_on, given.month)
            _write(tx, contract, given.month, (party, used, sold))
            schedule_metered(tx, book, [contract])
        view = _declared(tx, contract, given.month, (party, used, sold), terms)
    told = f"{contract.key}: {view.count} sales declared for {view.month}, {view.total} {view.currency}"
    return Written(view, (f"{contract.key}/{view.month}",), told if not same else f"{told}; unchanged")


def _commissioned(contract: Contract, terms_on: TermsOn, day: date) -> Terms:
    terms = terms_on(day)
    if terms.find("commission.bands") is None:
        raise NoCommission(contract.org, terms.profile.id, "these terms take no share of sales")
    if terms.word("licence.paid_use", "against-commission") == "barred":
        why = "paid use by others is barred"
        raise NoCommission(contract.org, terms.profile.id, why, terms.cite("licence.paid_use"))
    return terms


def _party(terms: Terms, by: str | None) -> str:
    source = terms.text("commission.source")
    taken = SOURCES[source.value]
    if by is not None and by != taken:
        raise DeclarationNotTaken(by, taken, source.clause)
    return taken


def _days_of_use(
    tx: Transaction, contract: Contract, given: DeclarationGiven, clause: ClauseRef | None
) -> Period:
    month = Period(given.month, months_after(given.month, 1))
    name = f"{given.month:%Y-%m}"
    if month.end <= contract.started_on:
        raise MonthOutsideContract(contract.key, name, f"it starts on {contract.started_on}", clause)
    if contract.ended_on is not None and contract.ended_on < month.start:
        raise MonthOutsideContract(contract.key, name, f"it ended on {contract.ended_on}", clause)
    if month.start > tx.on and not tx.sandbox:
        raise MonthOutsideContract(contract.key, name, f"that month begins after {tx.on}", clause)
    start = max(month.start, contract.started_on, given.used_from or month.start)
    last = min(month.last_day, contract.ended_on or month.last_day, given.used_until or month.last_day)
    if start > last:
        raise MonthOutsideContract(contract.key, name, f"{start} to {last} holds no day of it", clause)
    return Period.through(start, last)


def _added_up(sales: Sequence[SaleGiven], currency: str) -> tuple[Sale, ...]:
    counts: dict[tuple[int, str], int] = {}
    for one in sales:
        key = Money.of(one.price, currency).cents, one.buyer
        counts[key] = counts.get(key, 0) + one.count
    return tuple(Sale(Money(cents, currency), counts[cents, buyer], buyer) for cents, buyer in sorted(counts))


def _refuse_settled(contract: Contract, use: CommercialUse, terms_on: TermsOn, month: date) -> None:
    year = year_of(contract, use, terms_on, month)
    number = use.billed.get(balance_key(year))
    if number is not None:
        clause = terms_on(month).cite("commission.settled")
        raise YearSettled(contract.key, f"{month:%Y-%m}", number, clause)


def _write(
    tx: Transaction, contract: Contract, month: date, said: tuple[str, Period, tuple[Sale, ...]]
) -> None:
    party, used, sales = said
    row = tx.one(VERSION, (contract.id, month.isoformat()))
    version = int(str(row[0] if row else 0)) + 1
    values: dict[str, object] = {
        "subscription_id": contract.id,
        "month": month.isoformat(),
        "version": version,
        "used_from": used.start.isoformat(),
        "used_until": used.last_day.isoformat(),
        "by_party": party,
        "declared_on": tx.on.isoformat(),
    }
    number = write_record(tx, "commission_declaration", values)
    tx.many(SOLD, [(number, one.buyer, one.price.cents, one.count) for one in sales])
    facts: dict[str, object] = {
        "subscription": contract.key,
        "month": f"{month:%Y-%m}",
        "version": version,
        "sales": [[str(one.price), one.count, one.buyer] for one in sales],
    }
    record_audit(tx, contract.organisation_id, "commission.declared", facts)
    tx.tell(f"{contract.key}: {sum(one.count for one in sales)} sales declared for {month:%Y-%m}")


def _declared(
    tx: Transaction, contract: Contract, month: date, said: tuple[str, Period, tuple[Sale, ...]], terms: Terms
) -> DeclarationView:
    party, used, sales = said
    row = tx.one(VERSION, (contract.id, month.isoformat()))
    currency = terms.profile.currency
    return DeclarationView(
        contract.org,
        contract.key,
        f"{month:%Y-%m}",
        int(str(row[0] if row else 0)),
        party,
        used,
        tuple(SaleView(one.price, one.count, one.buyer) for one in sales),
        sum(one.count for one in sales),
        Money(sum(one.price.cents * one.count for one in sales), currency),
        currency,
        terms.cite("commission.source"),
    )


def state_commission(store: Store, key: str, month: date) -> StatementView:
    """Return a month's statement: the share on each price, the advance, what of it is not used.

    Raises MonthUndeclared (exit 3), NoCommission, StatementYearly, SaleWithoutRate (exit 5), and
    BlankTerm (exit 7) for a price without a rate (S-31).
    """
    with store.reading() as tx:
        contract = load_contract(tx, subscription_keyed(tx, key))
        terms_on = TermsBook(tx).of(contract)
        use = use_of(tx, contract, terms_on)
        _commissioned(contract, terms_on, max(month, contract.started_on))
        held = use.month(month)
        if held is None:
            raise MonthUndeclared(contract.key, f"{month:%Y-%m}")
        terms = terms_on(held.used.last_day)
        issued = terms.text("commission.statement")
        if issued.value != "monthly":
            raise StatementYearly(contract.key, issued.clause)
        found = statement(held, terms_on)
    fees = terms.word("commission.minimum_reached", "no-further-commission") == "no-further-commission"
    return StatementView(
        contract.org,
        contract.key,
        f"{month:%Y-%m}",
        tuple(
            CommissionLineView(
                one.sale.price, one.sale.count, one.sale.buyer, percent_text(one), one.commission, one.clause
            )
            for one in found.shares
        ),
        found.commission,
        found.advance,
        found.unused,
        terms.word("commission.minimum_by", "card"),
        fees or found.commission.cents > found.advance.cents,
        found.month.end,
        use.billed.get(advance_key(month)),
        terms.profile.currency,
        issued.clause,
    )


def reconcile_commission(store: Store, key: str, month: date) -> ReconciliationView:
    """Return the reconciliation of the year that begins in `month`: its commission less the minimums.

    A month before the first one with commercial use stands for that. Raises MonthUndeclared (exit 3)
    where nothing is declared, YearBeginsOtherwise (exit 5), and the refusals of a statement.
    """
    with store.reading() as tx:
        contract = load_contract(tx, subscription_keyed(tx, key))
        terms_on = TermsBook(tx).of(contract)
        _commissioned(contract, terms_on, max(month, contract.started_on))
        use = use_of(tx, contract, terms_on)
        year = _year_from(contract, use, terms_on, month)
        found, statements = settlement(use, terms_on, year)
        terms = terms_on(year.last_day)
    days = terms.find("commission.due_days")
    return ReconciliationView(
        contract.org,
        contract.key,
        f"{year.start:%Y-%m}",
        year,
        found.months,
        found.total,
        found.advances,
        found.balance,
        terms.word("commission.settled_by", "transfer"),
        year.end,
        days.value if days is not None and isinstance(days.value, int) else None,
        use.billed.get(balance_key(year)),
        tuple(MonthView(f"{one.month.start:%Y-%m}", one.commission, one.advance) for one in statements),
        terms.profile.currency,
        found.clause,
    )


def _year_from(contract: Contract, use: CommercialUse, terms_on: TermsOn, month: date) -> Period:
    later = [one.first for one in use.months if one.first >= month]
    if not use.months or not later:
        raise MonthUndeclared(contract.key, f"{month:%Y-%m}")
    year = year_of(contract, use, terms_on, month)
    if year.start < month and not use.within(Period(year.start, month)):
        year = year_of(contract, use, terms_on, later[0])
    elif month < use.months[0].first:
        year = year_of(contract, use, terms_on, use.months[0].first)
    if year.start < month:
        clause = terms_on(month).cite("commission.year")
        raise YearBeginsOtherwise(contract.key, f"{month:%Y-%m}", year.start, clause)
    return year


def list_sales(store: Store, as_of: date | None) -> Listing:
    """Return the sales declared up to a day, the last declaration of each month; streamed."""
    day = as_of or store.clock.today()
    return Listing("saasctl.sale.list/1", SALE_COLUMNS, _all_sales(store, day), day)


def _all_sales(store: Store, day: date) -> Iterator[tuple[object, ...]]:
    with store.reading() as tx:
        for slug, name, month, version, *rest in tx.stream(SALES, (day.isoformat(),) * 2):
            yield slug, f"{slug}/{name}", str(month).rpartition("-")[0], version, *rest
