"""What is due about quotes and services: signatures, gates, plans, what the customer has to hand over."""

from collections.abc import Iterator
from datetime import date, timedelta

from saasctl.acts.quotes import Quote, load_quotes, standing, terms_of_quote
from saasctl.acts.servicing import elements_due, load_services, terms_of_service
from saasctl.acts.terms import TermsBook
from saasctl.store.queries import quotes as quote_queries
from saasctl.store.queries import services as queries
from saasctl.store.transaction import Transaction
from saasctl.values import stored
from saasctl.values.views.agenda import ToDo

BACK = timedelta(days=366)
"""How old a quote that was carried out may be and still wait for its gates."""


def order_items(tx: Transaction, book: TermsBook, today: date, last: date, org: int | None) -> Iterator[ToDo]:
    """Yield what is due about quotes and services up to `last`, what waits since before included."""
    rows = tx.rows(quote_queries.WAITING, (org, org, today.isoformat(), (today - BACK).isoformat()))
    for quote in load_quotes(tx, rows):
        yield from (item for item in _waiting(book, quote, today) if item.on <= last)
    for on_day, slug in tx.rows(queries.STEPS_AHEAD, (last.isoformat(), org, org)):
        on = stored.day(on_day)
        action = f"saasctl run daily --until {on}"
        yield ToDo(on, "service-step", str(slug), str(slug), action, None)
    yield from _elements(tx, book, today, last, org)


def _waiting(book: TermsBook, quote: Quote, today: date) -> Iterator[ToDo]:
    """Yield what a quote waits for: its last day, the vendor's signature, its gates (D-08, D-09)."""
    terms = terms_of_quote(book, quote)
    found = standing(terms, quote, today)

    def item(kind: str, on: date, action: str, path: str) -> ToDo:
        return ToDo(on, kind, quote.org, quote.ref, f"saasctl quote {action}", terms.cite(path))

    if found.status == "open" and quote.valid_until is not None:
        yield item("quote-expires", quote.valid_until, f"show {quote.ref}", "quote.valid_days")
    if found.status == "signed" and "customer" in found.signed:
        day = found.signed["customer"]
        yield item("quote-to-sign", day, f"sign {quote.ref} --by vendor", "quote.signed_by")
    if found.status == "bound" and found.binding_on is not None:
        for gate in found.open_gates:
            yield item("quote-gate", found.binding_on, f"confirm {quote.ref} --gate {gate}", "quote.gates")


def _elements(tx: Transaction, book: TermsBook, today: date, last: date, org: int | None) -> Iterator[ToDo]:
    """Yield the days by which customers hand over what a project needs (B-31)."""
    for service in load_services(tx, tx.rows(queries.UNDELIVERED, (org, org, today.isoformat()))):
        terms = terms_of_service(book, service, today)
        on = elements_due(terms, service, None)
        if on is not None and on <= last:
            action = f"saasctl service list --org {service.org}"
            yield ToDo(on, "elements-due", service.org, service.ref, action, terms.cite("project.elements"))
