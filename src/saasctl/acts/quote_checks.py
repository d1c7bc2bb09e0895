"""What must be so before a quote is signed, confirmed, changed or declined."""

from collections.abc import Iterator
from datetime import date

from saasctl.acts.finding import OrganisationRow, organisation_named
from saasctl.acts.noticing import Letter, record_notice
from saasctl.acts.owing import OpenInvoice, invoices_owed
from saasctl.acts.quotes import EVER, Quote, change_until, quotes_of, standing, terms_of_quote
from saasctl.acts.seating import seating_contracts
from saasctl.acts.suspending import disputed_on, late_invoices
from saasctl.acts.terms import TermsBook
from saasctl.errors.quotes import (
    ChangeTooLate,
    DeclineUnfounded,
    GatesOpen,
    OrderFileIncomplete,
    QuoteStateForbids,
    SignatureMissing,
)
from saasctl.errors.usage import ValueMalformed
from saasctl.rules.billing.contract import Contract
from saasctl.rules.billing.quoting import Signature
from saasctl.store.transaction import Transaction
from saasctl.terms.resolve import Terms
from saasctl.values.money import Money

EARLIER = "earlier-subscription-unpaid"
UNPAID = (EARLIER, "non-payment-or-part-payment")
"""Causes of a refusal that the store can check: something is late; the first, of an earlier order."""
ACCESS = ("subscription", "slots", "credits")
"""Kinds of the invoices of a subscription, as told from services and penalties."""
ORDER = "order"
"""Source of a price that no document is cited for."""
DISAGREEMENTS = """
SELECT count(*) FROM case_file c WHERE c.kind = 'dispute' AND c.organisation_id = ? AND c.opened_on <= ?
    AND (c.closed_on IS NULL OR c.closed_on > ?)
"""


def check_file(terms: Terms, quote: Quote, given: Signature) -> tuple[str, ...]:
    """Return the warnings for what is missing of the order file that comes with the customer's signature.

    Copies and attachments (D-07), and what is recorded of the signatory (D-93). Raises
    OrderFileIncomplete (exit 5) where fewer copies are refused, ValueMalformed (exit 2) for a form
    that the terms do not have.
    """
    forms = terms.words("quote.forms")
    if given.form is not None and forms and given.form not in forms:
        raise ValueMalformed("--form", given.form, ", ".join(forms))
    if given.by != "customer":
        return ()
    return (*_copies(terms, quote, given), *_signatory(terms, given))


def _copies(terms: Terms, quote: Quote, given: Signature) -> Iterator[str]:
    wanted, clause = terms.number("quote.copies", 0), terms.cite("quote.copies")
    rule = f" ({clause.rule})" if clause and clause.rule else ""
    if wanted and (given.copies or 0) < wanted:
        missing = f"{given.copies or 0} of {wanted} signed copies"
        if terms.word("quote.copies_missing", "warned") == "refused":
            raise OrderFileIncomplete(quote.ref, missing, clause)
        yield f"{missing} on record{rule}: --copies N"
    for paper in terms.words("quote.attachments"):
        if paper not in given.attachments:
            yield f"{paper} is missing{rule}: --attachment {paper}"


def _signatory(terms: Terms, given: Signature) -> Iterator[str]:
    known = {
        "name": given.person is not None,
        "title": given.title is not None,
        "capacity-and-authority-declared": given.authority,
    }
    missing = [word for word in terms.words("quote.signatory") if not known.get(word, False)]
    if missing:
        yield f"of the signatory is missing: {', '.join(missing)}"


def missing_details(tx: Transaction, terms: Terms, quote: Quote, given: Signature) -> tuple[str, ...]:
    """Warn, when the customer signs, of its details that the terms want and that are not on record (D-07)."""
    if given.by != "customer":
        return ()
    customer = organisation_named(tx, quote.org)
    missing = [word for word in terms.words("quote.customer_details") if not _has(customer, word)]
    if not missing:
        return ()
    fix = f"saasctl org edit {quote.org}"
    return (f"details of {quote.org} are missing: {', '.join(missing)}; {fix}",)


def _has(customer: OrganisationRow, word: str) -> bool:
    held = {
        "identity": customer.name,
        "postal-address": customer.street and customer.city,
        "email": customer.email,
        "phone": customer.phone,
    }
    return bool(held.get(word))


def check_change(book: TermsBook, changed: Quote, on: date) -> tuple[str, ...]:
    """Warn of a change that may be refused because it was asked for late (B-26).

    Raises ChangeTooLate (exit 5) where the terms refuse it, QuoteStateForbids before the quote binds.
    """
    terms = terms_of_quote(book, changed)
    bound = standing(terms, changed, on).binding_on
    if bound is None:
        raise QuoteStateForbids(changed.ref, "changed", "it does not bind yet: make another quote")
    until = change_until(terms, bound)
    if until is None or on <= until:
        return ()
    clause = terms.cite("quote.change_days")
    if terms.word("quote.change_after", "refusable") == "refused":
        raise ChangeTooLate(changed.ref, until, clause)
    rule = f" ({clause.rule})" if clause and clause.rule else ""
    return (f"asked for after {until}: the change may be refused{rule}",)


def unpaid(tx: Transaction, quote: Quote) -> tuple[str, ...]:
    """Warn where payment is confirmed and invoices of the customer are open."""
    where = "i.organisation_id = ? AND r.balance_cents > 0"
    found = invoices_owed(tx, where, (quote.organisation_id,))
    return (f"not paid on record: {', '.join(one.number for one in found)}",) if found else ()


def check_cause(tx: Transaction, terms: Terms, quote: Quote, code: str | None) -> None:
    """Refuse a refusal for a cause that the terms do not have, or that is not so on record (D-11)."""
    known, clause = terms.words("quote.refused_for"), terms.cite("quote.refused_for")
    if known and code not in known:
        raise DeclineUnfounded(quote.ref, f"causes of these terms: {', '.join(known)}", known, clause)
    late = late_invoices(tx, quote.organisation_id, tx.on) if code in UNPAID else []
    if code in UNPAID and not late:
        raise DeclineUnfounded(quote.ref, f"{quote.org} owes nothing that is due", (), clause)
    if code == EARLIER and not any(_earlier(terms, quote, one) for one in late):
        why = f"{', '.join(one.number for one in late)} bills no earlier subscription"
        raise DeclineUnfounded(quote.ref, why, UNPAID[1:], clause)
    if code == "existing-dispute" and not _in_dispute(tx, quote):
        why = f"no invoice of {quote.org} is disputed and no disagreement is open: saasctl invoice dispute"
        raise DeclineUnfounded(quote.ref, why, (), clause)


def _earlier(terms: Terms, quote: Quote, late: OpenInvoice) -> bool:
    """Whether an invoice is of a subscription before the order, not of what the quote itself brought."""
    bound = standing(terms, quote, EVER).binding_on
    return late.owed.kind in ACCESS and (bound is None or late.issued_on < bound)


def _in_dispute(tx: Transaction, quote: Quote) -> bool:
    day = tx.on.isoformat()
    told = tx.one(DISAGREEMENTS, (quote.organisation_id, day, day))
    return bool(disputed_on(tx, quote.organisation_id, tx.on)) or bool(told and told[0])


def confirmation(tx: Transaction, terms: Terms, quote: Quote) -> None:
    """Record the confirmation of an order as a notice, with what the terms have it state (D-09)."""
    stated = terms.words("quote.confirmation_states")
    amount = f"{Money(quote.net_cents, quote.currency)} {quote.currency} excl. VAT"
    effect = f"{quote.ref} confirmed" + (f", amount due {amount}" if "amount-due" in stated else "")
    letter = Letter(
        "order-confirmation",
        terms.word("quote.confirmation_form", "email"),
        "vendor",
        tx.on,
        effect=effect,
        subscription_id=quote.subscription_id,
        clause=terms.cite("quote.confirmation_form"),
    )
    record_notice(tx, quote.organisation_id, letter)


def require_signed(
    tx: Transaction, terms: Terms, organisation: OrganisationRow, plan: str, source: str | None
) -> tuple[str, ...]:
    """Refuse a plan that needs conditions of its own while there are none, or flag them unsigned (S-18).

    `source` is where its own price stands, None without one. A signed quote and a document that is cited
    are signed; an order's price alone is flagged, or refused where the reading says so: SignatureMissing.
    """
    path = f"plan.{plan}"
    if not terms.flag(f"{path}.bespoke") or source not in (None, ORDER):
        return ()
    quotes = [quote for quote in quotes_of(tx, organisation.id) if quote.plan == plan]
    if any(standing(terms, quote, tx.on).binding_on is not None for quote in quotes):
        return ()
    clause = terms.cite(f"{path}.bespoke")
    if source is None or terms.word(f"{path}.unsigned_use", "flagged") == "refused":
        raise SignatureMissing(organisation.slug, plan, clause)
    rule = f" ({clause.rule})" if clause and clause.rule else ""
    offer = f"saasctl quote add {organisation.slug} --plan {plan} --unit-price PRICE"
    return (f"{plan} is used before its conditions are signed{rule}: {offer}",)


def require_open(tx: Transaction, book: TermsBook, contract: Contract) -> None:
    """Refuse access to a subscription while gates of the quote that brought it are not met (D-09).

    A quote for a subscription that ran before it keeps nobody out. Raises GatesOpen (exit 5).
    """
    closed = _closed(tx, book, contract)
    if closed is not None:
        raise closed


def _closed(tx: Transaction, book: TermsBook, contract: Contract) -> GatesOpen | None:
    for quote in quotes_of(tx, contract.organisation_id):
        brought = quote.subscription_id == contract.id and contract.started_on >= quote.issued_on
        if quote.plan is None or not brought:
            continue
        terms = terms_of_quote(book, quote)
        left = standing(terms, quote, tx.on).open_gates
        if left:
            return GatesOpen(contract.key, quote.ref, left, terms.cite("quote.gates"))
    return None


def access_waits(tx: Transaction, book: TermsBook, organisation_id: int) -> GatesOpen | None:
    """Return what keeps a customer's users out: every subscription waits for gates of its quote (D-09)."""
    running = seating_contracts(tx, organisation_id, tx.on)
    closed = [_closed(tx, book, contract) for contract in running]
    return closed[0] if closed and None not in closed else None
