"""Late interest and recovery fees: what they are as of a day."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from saasctl.acts.charging import charge
from saasctl.acts.finding import organisation_named, seller_named
from saasctl.acts.issuing import Customer
from saasctl.acts.once import fingerprint_of, once, remember
from saasctl.acts.owing import invoices_owed, terms_of
from saasctl.acts.penalising import DUE_FROM, Penalised, penalise, penalties_view, principal_of
from saasctl.acts.rates import rates_of
from saasctl.acts.reading_invoices import invoice_views
from saasctl.acts.recovering import COURT, Cost, claim_costs
from saasctl.acts.terms import TermsBook
from saasctl.errors.invoices import InvoiceUnknown
from saasctl.errors.rates import MissingRate
from saasctl.errors.receivables import RatesIncomplete
from saasctl.errors.usage import ValueMalformed
from saasctl.store.database import Store, Transaction
from saasctl.store.queries import invoices as queries
from saasctl.terms.law.rates import Rates
from saasctl.values.act import Act
from saasctl.values.answers import Flawed, Listing, Written
from saasctl.values.money import Money, format_cents
from saasctl.values.views.invoices import INVOICE_COLUMNS, InvoiceView
from saasctl.values.views.receivables import PENALTY_COLUMNS, PenaltiesView


def penalties_of_invoice(store: Store, number: str, as_of: date | None) -> Flawed:
    """Return the penalties of one invoice as of a day; incomplete where a rate is missing (exit 7)."""
    with store.reading() as tx:
        day, book = as_of or store.clock.today(), TermsBook(tx)
        found = invoices_owed(tx, "i.number = ? AND i.kind <> 'credit_note'", (number,))
        if not found:
            raise InvoiceUnknown(number, [])
        one = penalise(tx, book, found, day)[0]
        view = penalties_view(rates_of(tx), book, one)
    return Flawed(view, _incomplete([one]))


def penalties_of_org(store: Store, org: str, as_of: date | None) -> Flawed:
    """Return the penalties of every invoice of a customer that was late by a day, oldest due first."""
    with store.reading() as tx:
        day, book = as_of or store.clock.today(), TermsBook(tx)
        organisation = organisation_named(tx, org)
        where = f"i.organisation_id = ? AND {DUE_FROM}"
        found = penalise(tx, book, invoices_owed(tx, where, (organisation.id, day.isoformat())), day)
        late = [one for one in found if one.accrual.segments or one.accrual.fee_cents or one.claimed.claims]
        rates = rates_of(tx)
        views = [penalties_view(rates, book, one) for one in late]
    listing = Listing("saasctl.penalties.list/1", PENALTY_COLUMNS, [_row(view) for view in views], day)
    return Flawed(listing, _incomplete(late))


def penalties(store: Store, whose: tuple[str | None, str | None, str | None], as_of: date | None) -> Flawed:
    """Return the penalties of an invoice, a customer or a seller; ValueMalformed (exit 2) without one."""
    number, org, seller = whose
    if sum(one is not None for one in whose) != 1:
        raise ValueMalformed("INVOICE", number or "", "an invoice's number, or --org ORG, or --seller SLUG")
    if org is not None:
        return penalties_of_org(store, org, as_of)
    if seller is not None:
        return penalties_of_seller(store, seller, as_of)
    return penalties_of_invoice(store, number or "", as_of)


def penalties_of_seller(store: Store, seller: str, as_of: date | None) -> Flawed:
    """Return the penalties of all invoices of a seller that were late by a day, in one pass.

    Memory holds one part of the invoices at a time; a missing rate is told after all is printed.
    """
    day, missing = as_of or store.clock.today(), _Missing()
    rows = (
        _row(penalties_view(rates, book, one)) for rates, book, one in _all_of(store, seller, day, missing)
    )
    cells = (_cells(one) for _, _, one in _all_of(store, seller, day, missing))
    listing = Listing("saasctl.penalties.list/1", PENALTY_COLUMNS, rows, day, cells=cells)
    return Flawed(listing, missing.told)


PART = 2000
"""Invoices that are counted together."""
PASS = f"""i.id IN (SELECT n.id FROM invoice n JOIN receivable m ON m.invoice_id = n.id
    WHERE n.seller_id = ? AND n.id > ? AND {DUE_FROM.replace("i.", "n.")} ORDER BY n.id LIMIT {PART})"""


@dataclass(slots=True)
class _Missing:
    """What the pass could not count: the first rate that is missing, some of the invoices, how many."""

    first: MissingRate | None = None
    numbers: list[str] = field(default_factory=list)
    count: int = 0

    def add(self, one: Penalised) -> None:
        if one.accrual.missing is not None:
            self.first, self.count = self.first or one.accrual.missing, self.count + 1
            self.numbers = [*self.numbers, one.invoice.number][:3]

    def told(self) -> RatesIncomplete | None:
        if self.first is None:
            return None
        return RatesIncomplete([self.first], self.numbers, self.count)


def _all_of(
    store: Store, seller: str, day: date, missing: _Missing
) -> Iterator[tuple[Rates, TermsBook, Penalised]]:
    with store.reading() as tx:
        seller_id, last, book, rates = seller_named(tx, seller).id, 0, TermsBook(tx), rates_of(tx)
        while part := invoices_owed(tx, PASS, (seller_id, last, day.isoformat())):
            last = max(one.id for one in part)
            for one in penalise(tx, book, part, day):
                if one.accrual.segments or one.accrual.fee_cents or one.claimed.claims:
                    missing.add(one)
                    yield rates, book, one


def _row(view: PenaltiesView) -> tuple[object, ...]:
    return tuple(getattr(view, column.name) for column in PENALTY_COLUMNS)


def _cells(one: Penalised) -> tuple[object, ...]:
    """Return the row of one invoice as a CSV holds it: what `penalties_view` says, but its lists."""
    invoice, accrual, unit = one.invoice, one.accrual, one.invoice.currency
    interest, fee, left = accrual.interest_cents, accrual.fee_cents, one.interest_left + one.fee_left
    sums = interest, fee, interest + fee
    told = one.claimed_cents, interest + fee - one.claimed_cents - left, left
    return (
        *(invoice.number, invoice.org, one.as_of, invoice.owed.due_on),
        *(format_cents(cents, unit) for cents in (principal_of(one), invoice.owed.at_end_of(one.as_of))),
        *(accrual.starts_on, accrual.days),
        *(format_cents(cents, unit) for cents in sums),
        unit,
        *(format_cents(cents, unit) for cents in told),
        "yes" if accrual.missing is None else "no",
    )


def _incomplete(found: list[Penalised]) -> RatesIncomplete | None:
    missing = [one for one in found if one.accrual.missing is not None]
    if not missing:
        return None
    return RatesIncomplete(
        [one.accrual.missing for one in missing if one.accrual.missing],
        [one.invoice.number for one in missing],
    )


@dataclass(frozen=True, slots=True)
class CostsGiven:
    """What `charge-penalties` was told beside interest: real costs, and recovery through the courts."""

    invoice: str | None = None
    costs: tuple[tuple[str, Decimal], ...] = ()
    receipt: str | None = None
    court: bool = False
    court_amount: Decimal | None = None

    def told(self) -> tuple[Cost, ...]:
        """Return the costs in cents; the court's penalty is 0 where the terms' own amount is meant."""
        found = [Cost(what, Money.of(amount).cents, self.receipt) for what, amount in self.costs]
        if self.court or self.court_amount is not None:
            cents = 0 if self.court_amount is None else Money.of(self.court_amount).cents
            found.append(Cost(COURT, cents, self.receipt))
        return tuple(found)


NO_COSTS = CostsGiven()


def charge_penalties(store: Store, org: str, act: Act, given: CostsGiven = NO_COSTS) -> Written:
    """Issue a penalty invoice of all that is owed for lateness up to the act's day and not asked for yet.

    Once per invoice and day, the fee once per invoice; nothing is written where nothing is owed. Real
    costs and the penalty of court recovery go on an invoice of fees (B-91, B-92, S-38, D-69). Raises
    RatesIncomplete (exit 7) while a reference rate is missing. With `--key` the same request counts once.
    """
    with store.transaction(act) as tx:
        organisation, book = organisation_named(tx, org), TermsBook(tx)
        fingerprint = fingerprint_of(org=organisation.slug, on=tx.on.isoformat(), costs=str(given))
        known = once(tx, "invoice.charge-penalties", fingerprint)
        if known is not None:
            views = _views(tx, [int(key) for key in known.split(",") if key])
            return Written(views[0] if views else _nothing(tx.on), tuple(v.number or "" for v in views), "")
        where = f"i.organisation_id = ? AND {DUE_FROM}"
        owed = invoices_owed(tx, where, (organisation.id, tx.on.isoformat()))
        found = penalise(tx, book, owed, tx.on, later=True)
        incomplete = _incomplete(found)
        if incomplete is not None:
            raise incomplete
        customer = Customer(organisation.id, organisation.seller_id, organisation.slug)
        charged = charge(tx, book, customer, found, tx.on)
        ids = [one.id for one in charged]
        if costs := given.told():
            one = _recovered(organisation.slug, found, given.invoice)
            terms = terms_of(book, one.invoice, tx.on)
            ids += [issued.id for issued in claim_costs(tx, book, terms, one, costs)]
        remember(tx, "invoice.charge-penalties", fingerprint, ",".join(map(str, ids)))
        warnings = tuple(_overcharged(found))
        if not ids:
            said = f"{organisation.slug}: nothing to charge up to {tx.on}"
            return Written(_nothing(tx.on), (), said, warnings)
        views = _views(tx, ids)
        for view in views:
            tx.tell(f"a {view.kind} invoice of {view.gross} {view.currency} for {organisation.slug}")
    told = "; ".join(f"{view.number}: {view.gross} {view.currency}, due {view.due_on}" for view in views)
    if set_off := sum(one.set_off_cents for one in charged):
        told += f", {format_cents(set_off, views[0].currency)} set off against rebates"
    keys = () if act.dry_run else tuple(view.number or "" for view in views)
    return Written(views[0], keys, told, warnings)


def _nothing(day: date) -> Listing:
    return Listing("saasctl.invoice.list/1", INVOICE_COLUMNS, [], day)


def _views(tx: Transaction, ids: Sequence[int]) -> list[InvoiceView]:
    statement = f"{queries.HEADERS} WHERE i.id IN ({', '.join('?' * len(ids))}) ORDER BY i.id"
    return list(invoice_views(tx, tx.rows(statement, tuple(ids)), tx.on)) if ids else []


def _recovered(org: str, found: Sequence[Penalised], number: str | None) -> Penalised:
    """Return the late invoice that costs were spent on: the one named, or the only one."""
    named = [one for one in found if number in (None, one.invoice.number)]
    if not named:
        raise InvoiceUnknown(number or org, [one.invoice.number for one in found])
    bearing = [one for one in named if one.accrual.segments] or named
    if len(bearing) > 1:
        listed = ", ".join(one.invoice.number for one in bearing)
        raise ValueMalformed("--invoice", "", f"one of the late invoices: {listed}")
    return bearing[0]


def _overcharged(found: Sequence[Penalised]) -> Iterator[str]:
    """Say what was asked for too much, since a payment was put on record late, and how to give it back."""
    for one in found:
        for what, left in (("interest", one.interest_left), ("fee", one.fee_left)):
            claim = next((held for held in reversed(one.claimed.of(what)) if held.cents >= -left), None)
            asked_later = any(held.issued_on > one.as_of for held in one.claimed.claims)
            if left < 0 and claim is not None and not asked_later:
                amount = format_cents(-left, one.invoice.currency)
                fix = f"saasctl invoice credit {claim.document} --line {claim.ref} --amount {amount}"
                why = '--cause error --reason "paid earlier" --yes'
                yield f"{amount} of {what} too much was asked for {one.invoice.number}: {fix} {why}"
