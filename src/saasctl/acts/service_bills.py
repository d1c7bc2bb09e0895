"""Invoice a service: the deposit, an intermediate invoice, the balance, or the whole; each once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from saasctl.acts.documents import Paper, issue_paper
from saasctl.acts.issuing import Customer
from saasctl.acts.servicing import Service, terms_of_service
from saasctl.acts.taxing import load_parties, tax
from saasctl.acts.terms import TermsBook
from saasctl.errors.services import DeliveryRefused
from saasctl.rules.billing.composing import Draft
from saasctl.rules.billing.contract import rhythm_on
from saasctl.rules.billing.lines import Basis, Line, LineBasis
from saasctl.rules.billing.ordering import due_days, part_clause, project_parts, service_clause
from saasctl.rules.billing.parts import ShareBasis
from saasctl.store.queries import services as queries
from saasctl.store.transaction import Transaction
from saasctl.terms.resolve import Terms
from saasctl.values.clause import ClauseRef
from saasctl.values.period import Period


@dataclass(frozen=True, slots=True)
class _Part:
    """A line to write: what it bills, its words after the service's, its arithmetic and clause."""

    what: str
    text: str
    basis: LineBasis
    clause: ClauseRef
    period: Period | None = None


def bill_deposit(tx: Transaction, book: TermsBook, service: Service, on: date) -> str | None:
    """Invoice the deposit of a project at its order (B-78); None where there is none."""
    terms = terms_of_service(book, service, on)
    parts = project_parts(terms, service.price_cents, service.steps, _vat_rate(tx, book, service, terms, on))
    first = parts[0]
    if first.what != "deposit" or not first.net_cents:
        return None
    part = _Part("deposit", "deposit", first.basis, part_clause(terms, "deposit"))
    return _issue(tx, book, service, "deposit", on, [_line(terms, service, part)])


def bill_step(tx: Transaction, book: TermsBook, service: Service, number: int, on: date) -> str | None:
    """Invoice intermediate invoice `number` of the plan (B-79); None where it was, or comes to nothing."""
    what = f"step-{number}"
    if service.bill(what) is not None:
        return None
    terms = terms_of_service(book, service, on)
    share = ShareBasis(service.price_cents, service.steps[number - 1].percent)
    clause = part_clause(terms, what)
    label = service.steps[number - 1].label or f"intermediate invoice {number}"
    return _issue(tx, book, service, what, on, [_line(terms, service, _Part(what, label, share, clause))])


def bill_rest(tx: Transaction, book: TermsBook, service: Service, on: date) -> str | None:
    """Invoice what is left of a service at its delivery: the balance (B-80), or the whole (B-30).

    None where nothing is left, or where the terms leave a module to the next period (B-81).
    """
    terms = terms_of_service(book, service, on)
    what = "balance" if service.kind == "project" else "whole"
    if service.bill(what) is not None:
        return None
    lines = list(_rest(terms, book, service, on, what))
    return _issue(tx, book, service, what, on, lines) if lines else None


def _rest(terms: Terms, book: TermsBook, service: Service, on: date, what: str) -> Sequence[Line]:
    lines = []
    if service.kind == "project":
        basis: LineBasis = ShareBasis(service.price_cents, None, service.billed_cents)
        rests = part_clause(terms, "balance")
        text = "balance" if service.bills else ""
        lines.append(_line(terms, service, _Part(what, text, basis, rests)))
    else:
        lines.append(_whole(terms, book, service, on))
    if service.travel_cents:
        clause = terms.cite(f"service.{service.code}.travel") or lines[0].clause
        travel = Basis("unit", 1, service.travel_cents)
        lines.append(_line(terms, service, _Part("travel", "travel at cost", travel, clause)))
    return [line for line in lines if line.net_cents]


def _whole(terms: Terms, book: TermsBook, service: Service, on: date) -> Line:
    quantity = service.hours or 1
    basis, period = Basis("unit", quantity, service.price_cents // quantity), None
    clause = service_clause(terms, service.code, service.kind)
    if service.kind == "module":
        basis, period, clause = _module(terms, book, service, on)
    return _line(terms, service, _Part("whole", "", basis, clause, period))


def _module(
    terms: Terms, book: TermsBook, service: Service, on: date
) -> tuple[Basis, Period | None, ClauseRef]:
    """Return the price of a module to the end of the running period, as the terms part it (B-81)."""
    first = terms.text("module.first_period")
    price = service.price_cents
    if first.value == "full-price":
        return Basis("unit", 1, price), None, first.clause
    if service.contract is None:
        why = "its price runs to the end of a subscription's period, and it belongs to none"
        raise DeliveryRefused(service.ref, why, first.clause)
    period = rhythm_on(service.contract, book.of(service.contract), on).period_at(on)
    if first.value == "next-period":
        return Basis("unit", 1, 0), None, first.clause
    used = Period(on, period.end)
    return Basis("actual", 1, price, 1, 1, used.days, period.days), used, first.clause


def _line(terms: Terms, service: Service, part: _Part) -> Line:
    title = service.description or terms.word(f"service.{service.code}.title", service.code)
    text = f"{title}: {part.text}" if part.text else title
    rests = service.price_clause or service_clause(terms, service.code, service.kind)
    key = f"service:{service.ref}/{part.what}"
    return Line("service", key, text, part.basis, part.period, part.clause, rests)


def _issue(
    tx: Transaction, book: TermsBook, service: Service, what: str, on: date, lines: Sequence[Line]
) -> str | None:
    if not any(line.net_cents for line in lines):
        return None
    terms = terms_of_service(book, service, on)
    account = service.contract or Customer(service.organisation_id, service.seller_id, service.org)
    fixed = f"service.{service.code}.price" in terms.profile.entries or service.training
    days = due_days(terms, service.kind, fixed=fixed)
    kind = "deposit" if what == "deposit" else "service"
    issued = issue_paper(tx, book, terms, Paper(account, kind, on, tuple(lines), days, taxed=True))
    net = sum(line.net_cents for line in lines)
    tx.run(queries.BILL, (service.id, what, net, issued.id))
    tx.tell(f"{service.ref}: {what} of {lines[0].description} invoiced on {issued.issued_on}")
    return issued.number


def _vat_rate(tx: Transaction, book: TermsBook, service: Service, terms: Terms, on: date) -> Decimal:
    if terms.word("project.deposit_base", "net") != "gross":
        return Decimal(0)
    party = load_parties(tx, [service.organisation_id])[service.organisation_id]
    place = book.seller(service.seller_id).place
    return tax(terms, place, party, Draft("deposit", on, Period.through(on, on), ())).rate
