"""Credits that come to an account: bought with an invoice, collected, or taken over."""

from dataclasses import dataclass
from datetime import date

from saasctl.acts.auditing import record_audit
from saasctl.acts.credit_days import schedule_report
from saasctl.acts.crediting import ACCOUNT, Account, Because, Moved, put, schedule_expiry
from saasctl.acts.documents import Paper, issue_paper
from saasctl.acts.finding import organisation_with
from saasctl.acts.issuing import Customer, Issued
from saasctl.acts.terms import TermsBook
from saasctl.errors.credits import SourceRefused
from saasctl.rules.billing.contract import Contract
from saasctl.rules.billing.lines import Basis, Line
from saasctl.rules.credits.lots import Life, holds_credits, life_of
from saasctl.rules.credits.purchase import Order, Purchase, flat_purchase, tiered_purchase
from saasctl.store.database import Transaction
from saasctl.store.queries import credits as queries
from saasctl.store.queries.clauses import clause_id
from saasctl.store.records import write_record
from saasctl.terms.resolve import Terms
from saasctl.values.clause import Cited
from saasctl.values.money import Money

BOUGHT, COLLECTED, OPENING = "bought", "collected", "opening"
ACTIVE = "SELECT count(*) FROM org_user WHERE organisation_id = ? AND state IN ('active', 'invited')"


@dataclass(frozen=True, slots=True)
class LotGiven:
    """A lot to write: its source, number, users of the order, when ordered, price of one in cents.

    `from_on` is the first day on which it can be spent, the act's unless it is later.
    """

    source: str
    credits: int
    users: int
    ordered_on: date
    price_cents: int = 0
    evidence: str | None = None
    from_on: date | None = None


def price_of(tx: Transaction, account: Account, count: int, users: int) -> Purchase:
    """Return what credits cost: the price of a running periodic subscription, or the tiers (D-34, D-41).

    Raises CreditsNotSold (exit 5).
    """
    terms = account.terms
    periodic = account.contract is None and terms.word("credits.after_end.price", "tiers") == "periodic"
    if terms.word("credits.tier_users", "order") == "active":
        users = max(1, int(str(tx.rows(ACTIVE, (account.organisation.id,))[0][0])))
    before = int(str(tx.rows(queries.BOUGHT, (account.organisation.id,))[0][0]))
    order = Order(count, users, before)
    flat = periodic or not account.holds or terms.find("credits.tiers") is None
    return flat_purchase(terms, order) if flat else tiered_purchase(terms, order)


def check_source(terms: Terms, source: str, *, accepted: bool) -> None:
    """Refuse credits of a source that the terms do not have, or that the vendor has not accepted (D-26).

    How many premises lent bring must be configured: BlankTerm (exit 7).
    """
    known = terms.words("credits.sources")
    meant = BOUGHT if source == OPENING else source
    if known and meant not in known:
        raise SourceRefused(source, f"credits are: {', '.join(known)}", None, terms.cite("credits.sources"))
    if source != COLLECTED:
        return
    if "vendor-acceptance" in terms.words("credits.collected_needs") and not accepted:
        raise SourceRefused(
            source, "the vendor must have accepted them", "--accepted", terms.cite("credits.collected_needs")
        )
    terms.text("credits.collected_rate")


def invoice_credits(tx: Transaction, book: TermsBook, account: Account, purchase: Purchase) -> Issued:
    """Issue the invoice of an order of credits, due as the terms say: at the order (D-51)."""
    number = int(str(tx.rows(queries.LOT_COUNT, (account.organisation.id,))[0][0])) + 1
    lines = tuple(
        Line(
            "credits",
            f"credits:{account.org}/{number}{'' if place == 1 else f'.{place}'}",
            f"{part.credits} credits",
            Basis("unit", part.credits, part.unit_price.cents),
            None,
            purchase.clause,
            purchase.clause,
        )
        for place, part in enumerate(purchase.parts, 1)
    )
    terms = account.terms
    found = terms.find("credits.due_days")
    days: Cited[int] = terms.integer("credits.due_days" if found else "invoice.due_days")
    return issue_paper(tx, book, terms, Paper(_addressee(account), "credits", tx.on, lines, days, taxed=True))


def _addressee(account: Account) -> Contract | Customer:
    if account.contract is not None:
        return account.contract
    return Customer(account.organisation.id, account.organisation.seller_id, account.org)


def write_lot(
    tx: Transaction, book: TermsBook, account: Account, given: LotGiven, invoice_id: int | None
) -> tuple[int, Life]:
    """Write a lot of credits with its life, and put it on the account; returns its id.

    A lot taken over lives from the day it was ordered, in the system that it comes from. Raises
    SourceRefused (exit 5) where its life is over.
    """
    terms, first = account.terms, max(tx.on, given.from_on or tx.on)
    sort = COLLECTED if given.source == COLLECTED else account.plan
    ordered = given.source == OPENING or terms.word("credits.life_from", "credited") == "ordered"
    life = life_of(terms, sort, given.ordered_on if ordered else first)
    if life.expires_on is not None and life.expires_on < first:
        raise SourceRefused(given.source, f"their life ended on {life.expires_on}", None, life.clause)
    lot = write_record(
        tx,
        "credit_lot",
        {
            "organisation_id": account.organisation.id,
            "subscription_id": account.contract.id if account.contract else None,
            "invoice_id": invoice_id,
            "source": given.source,
            "quantity": given.credits,
            "users": given.users,
            "ordered_on": given.ordered_on,
            "credited_on": first,
            "expires_on": life.expires_on,
            "price_cents": given.price_cents,
            "evidence": given.evidence,
            "clause_id": clause_id(tx, life.clause) if life.clause else None,
        },
    )
    put(tx, account.organisation.id, [Moved(lot, ACCOUNT, given.credits)], Because("credited", on=first))
    schedule_expiry(tx, account.organisation.id)
    schedule_report(tx, book, account.organisation.id)
    facts: dict[str, object] = {"lot": lot, "credits": given.credits, "source": given.source}
    facts |= {"expires_on": life.expires_on.isoformat() if life.expires_on else None}
    record_audit(tx, account.organisation.id, "credits.credited", facts)
    tx.tell(f"{account.org}: {given.credits} credits {given.source}")
    return lot, life


def credit_order(tx: Transaction, book: TermsBook, contract: Contract, count: int, users: int) -> None:
    """Credit the credits ordered with a subscription; its first invoice bills them (D-41)."""
    plan, terms = contract.phase_on(tx.on).plan, book.of(contract)(tx.on)
    organisation = organisation_with(tx, contract.organisation_id)
    account = Account(organisation, contract, terms, plan, holds_credits(terms, plan))
    found = terms.decimal("credits.periodic_price")
    cents = Money.of(found.value, terms.profile.currency).cents
    first = contract.started_on
    write_lot(tx, book, account, LotGiven(BOUGHT, count, max(1, users), first, cents, from_on=first), None)
