"""Explain a quote and a service by the same arithmetic that made them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

from saasctl.acts.quotes import Quote, QuoteLine, change_until, standing, terms_of_quote
from saasctl.acts.servicing import Service, elements_due, terms_of_service
from saasctl.acts.terms import TermsBook
from saasctl.rules.billing.lines import Basis, line_step, price_step
from saasctl.rules.billing.ordering import part_clause, project_parts
from saasctl.rules.billing.parts import ShareBasis, share_step
from saasctl.terms.resolve import Terms
from saasctl.values.clause import ClauseRef, Step
from saasctl.values.money import format_cents
from saasctl.values.views.invoices import Explanation

TAKEN_OFF = ("price", "percent", "billed", "free")
"""What a line's own unit price was made from, where it takes something off another."""


def explain_quote(book: TermsBook, quote: Quote, day: date) -> Explanation:
    """Return the steps to a quote's lines and net, then when it binds and until when it may be changed."""
    terms, found = terms_of_quote(book, quote), standing(terms_of_quote(book, quote), quote, day)
    steps = [step for line in quote.lines for step in _line_steps(line)]
    if len(quote.lines) > 1:
        steps.append(_sum(quote))
    if found.binding_on is not None:
        clause = terms.cite("contract.starts") or terms.cite("quote.signed_by")
        words = ", ".join(f"{party} {on}" for party, on in sorted(found.signed.items()))
        day_of = found.binding_on.isoformat()
        steps.append(Step(f"the later signature of {words}", "day", {"day": day_of}, day_of, "date", clause))
    until = change_until(terms, found.binding_on)
    if until is not None and found.binding_on is not None:
        steps.append(_days(found.binding_on, until, terms.need("quote.change_days").clause, "change until"))
    if quote.valid_until is not None:
        clause = terms.cite("quote.valid_days")
        steps.append(_days(quote.issued_on, quote.valid_until, clause, "valid until"))
    title = f"quote of {quote.org}, made {quote.issued_on}, {found.status}"
    return Explanation(quote.ref, title, tuple(steps))


def _line_steps(line: QuoteLine) -> Iterator[Step]:
    counted = {name: value for name, value in line.basis.items() if name not in TAKEN_OFF}
    basis = Basis.from_stored(counted, line.quantity, line.unit_cents)
    yield price_step(basis, line.price_clause) if counted == line.basis else _taken_off(line)
    yield line_step(basis, line.clause)


def _taken_off(line: QuoteLine) -> Step:
    """Return how a discount, or a free month, was made from the price per slot."""
    inputs: dict[str, str | int] = {name: line.basis[name] for name in TAKEN_OFF if name in line.basis}
    price, result = inputs["price"], format_cents(line.unit_cents)
    if "percent" in inputs:
        text, expression = f"- {price} x {inputs['percent']} %", "0 - round(price * percent / 100, 2)"
    elif "free" in inputs:
        billed, free = inputs["billed"], inputs["free"]
        text = f"{price} x ({billed} - {free})/{billed} - {price}"
        expression = "round(price * (billed - free) / billed, 2) - price"
    else:
        text, expression = f"- {price}", "0 - price"
    return Step(f"{text} = {result}", expression, inputs, result, "EUR", line.price_clause)


def _sum(quote: Quote) -> Step:
    inputs: dict[str, str | int] = {f"line_{line.ref}": format_cents(line.net_cents) for line in quote.lines}
    result = format_cents(quote.net_cents)
    words = " + ".join(str(value) for value in inputs.values())
    return Step(f"{words} = {result}", " + ".join(inputs), inputs, result, "EUR", None)


def _days(start: date, end: date, clause: ClauseRef | None, words: str) -> Step:
    days = (end - start).days
    inputs: dict[str, str | int] = {"start": start.isoformat(), "days": days}
    text = f"{words}: {start} + {days} days = {end}"
    return Step(text, "add_days(start, days)", inputs, end.isoformat(), "date", clause)


def explain_service(book: TermsBook, service: Service, day: date) -> Explanation:
    """Return the steps to a service's price and to the parts in which it is invoiced."""
    terms = terms_of_service(book, service, day)
    quantity = service.hours or 1
    basis = Basis("unit", quantity, service.price_cents // quantity)
    steps = [price_step(basis, service.price_clause), line_step(basis, service.price_clause)]
    if service.kind == "project":
        steps += _part_steps(terms, service)
    due = elements_due(terms, service, None)
    asked = service.first("asked")
    if due is not None and asked is not None and due >= asked.on and service.elements_by is None:
        steps.append(_days(asked.on, due, terms.cite("project.elements"), "elements due"))
    title = f"{service.code} of {service.org}, ordered {service.ordered_on}, {service.kind}"
    return Explanation(service.ref, title, tuple(steps))


def _part_steps(terms: Terms, service: Service) -> Iterator[Step]:
    for part in project_parts(terms, service.price_cents, service.steps, Decimal(0)):
        bill, share = service.bill(part.what), part.basis
        if part.what == "balance" and service.bills:
            before = sum(one.net_cents for one in service.bills if one.what != "balance")
            share = ShareBasis(service.price_cents, None, before)
        step = share_step(share, part_clause(terms, part.what))
        yield replace(step, text=f"{part.what}{f' ({bill.number})' if bill else ''}: {step.text}")
