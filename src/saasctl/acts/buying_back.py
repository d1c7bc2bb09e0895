"""Buy available credits back from a customer, at one price, whatever was paid (D-45)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from saasctl.acts.auditing import record_audit
from saasctl.acts.credit_balances import credits_view, lost
from saasctl.acts.crediting import (
    ACCOUNT,
    Account,
    Because,
    Moved,
    living_on,
    schedule_expiry,
    spendable,
    take,
)
from saasctl.acts.documents import Paper, issue_paper
from saasctl.acts.finding import user_of
from saasctl.acts.issuing import Customer, Issued
from saasctl.acts.once import once, remember
from saasctl.acts.terms import TermsBook
from saasctl.errors.credits import BuybackRefused, CreditsShort
from saasctl.rules.billing.lines import Basis, Line
from saasctl.store.database import Transaction
from saasctl.store.queries import credits as queries
from saasctl.terms.resolve import Terms
from saasctl.values import stored
from saasctl.values.clause import Cited
from saasctl.values.money import Money
from saasctl.values.views.credits import BuybackView

PATH = "credits.buyback"
ACT, NONE = "credit.buyback", "-"
VAT = "SELECT vat_cents FROM invoice WHERE number = ?"
PAID = "SELECT price_cents FROM credit_lot WHERE id = ?"
EARLIER = "SELECT count(*) FROM credit_movement WHERE organisation_id = ? AND kind = 'bought-back'"


@dataclass(frozen=True, slots=True)
class Buyback:
    """How many credits, and whose where users hold them: (e-mail, credits)."""

    credits: int
    named: tuple[tuple[str, int], ...] = ()


def buy_back(tx: Transaction, book: TermsBook, account: Account, asked: Buyback) -> BuybackView:
    """Take credits off an account, issue the document, and return what is to be paid.

    Expired and spent credits have no value. The same request under the same key is paid once. Raises
    BuybackRefused, CreditsShort (exit 5), BlankTerm (exit 7).
    """
    fingerprint = f"{account.org} {asked} {tx.on}"
    earlier = once(tx, ACT, fingerprint)
    if earlier is not None:
        number, _, cents = earlier.partition(" ")
        return _view(tx, account, asked, None if number == NONE else number, int(cents))
    _check(account)
    moves = _chosen(tx, account, asked)
    issued = _document(tx, book, account, asked.credits)
    take(tx, account.organisation.id, moves, Because("bought-back", document=issued.id if issued else None))
    schedule_expiry(tx, account.organisation.id)
    facts: dict[str, object] = {"credits": asked.credits, "price": str(_price(account))}
    record_audit(tx, account.organisation.id, "credits.bought-back", facts)
    tx.tell(f"{account.org}: {asked.credits} credits bought back")
    paid = sum(stored.whole(tx.rows(PAID, (move.lot,))[0][0]) * move.credits for move in moves)
    number = issued.number if issued else NONE
    remember(tx, ACT, fingerprint, f"{number} {paid}")
    return _view(tx, account, asked, issued.number if issued else None, paid)


def _price(account: Account) -> Money:
    return Money.of(account.terms.decimal(f"{PATH}.price").value, account.terms.profile.currency)


def _view(tx: Transaction, account: Account, asked: Buyback, number: str | None, paid: int) -> BuybackView:
    terms, price = account.terms, _price(account)
    unit, after = price.currency, credits_view(tx, account, tx.on)
    row = None if number is None else tx.one(VAT, (number,))
    net, vat = price.times(asked.credits), Money(0 if row is None else -stored.whole(row[0]), unit)
    return BuybackView(
        org=account.org,
        credits=asked.credits,
        unit_price=price,
        net=net,
        vat=vat,
        gross=net + vat,
        paid_for_them=Money(paid, unit),
        currency=unit,
        document=number,
        on=tx.on,
        due_on=tx.on + timedelta(days=terms.integer(f"{PATH}.due_days").value),
        on_request_of=terms.word(f"{PATH}.on_request_of", "") or None,
        available=after.available,
        lots=after.lots,
        users=after.users,
        clause=terms.cite(f"{PATH}.price"),
    )


def _check(account: Account) -> None:
    terms = account.terms
    if terms.find(f"{PATH}.price") is None:
        raise BuybackRefused(account.org, "the terms have no buy-back", None, None)
    if lost(account):
        why = f"what was left was lost when the subscription ended on {account.ended_on}"
        raise BuybackRefused(account.org, why, None, terms.cite("credits.after_end.balance"))
    if account.ended_on is not None and terms.word(f"{PATH}.until", "any-time") == "contract-end":
        why = f"the contract ended on {account.ended_on}"
        raise BuybackRefused(account.org, why, None, terms.cite(f"{PATH}.until"))


def _sources(terms: Terms) -> tuple[str, ...]:
    known = terms.words(f"{PATH}.sources")
    if terms.word(f"{PATH}.of", "available") == "bought":
        known = tuple(source for source in known if source == "bought")
    return (*known, "opening") if "bought" in known else known


def _chosen(tx: Transaction, account: Account, asked: Buyback) -> list[Moved]:
    """Return the lots that are bought back: the account's own first, then those of the users named.

    Where none are named it must be plain whose they are: one user holds them, or all are taken.
    """
    sources, key = _sources(account.terms), account.organisation.id
    moves = _of_named(tx, account, asked, sources)
    left = asked.credits - sum(move.credits for move in moves)
    moves += spendable(tx, account, ACCOUNT, left, sources)
    short = asked.credits - sum(move.credits for move in moves)
    if short and not asked.named:
        day, lives = tx.on.isoformat(), living_on(tx, key, tx.on).isoformat()
        holders = tx.rows(queries.HOLDERS, (key, day, lives))
        held = sum(int(str(row[2])) for row in holders)
        names = account.terms.flag(f"{PATH}.names_users")
        if len(holders) > 1 and held > short and names:
            fix = _example(holders, short)
            why = "several users hold them, and the customer says whose are taken"
            raise BuybackRefused(account.org, why, fix, account.terms.cite(f"{PATH}.names_users"))
        for holder, _, _ in holders:
            moves += spendable(tx, account, stored.whole(holder), short, sources)
            short = asked.credits - sum(move.credits for move in moves)
    if short:
        clause = account.terms.cite(f"{PATH}.of")
        fix = f"saasctl credit balance {account.org}"
        found = asked.credits - short
        raise CreditsShort(f"the account of {account.org}", asked.credits, found, fix, clause)
    return moves


def _of_named(tx: Transaction, account: Account, asked: Buyback, sources: Sequence[str]) -> list[Moved]:
    named: dict[int, int] = {}
    emails: dict[int, str] = {}
    for email, count in asked.named:
        user = user_of(tx, email, account.org)
        emails[user.id] = user.email
        named[user.id] = named.get(user.id, 0) + count
    _check_named(account, asked, sum(named.values()))
    moves: list[Moved] = []
    for holder, count in named.items():
        own = spendable(tx, account, holder, count, sources)
        held = sum(move.credits for move in own)
        if held < count:
            clause, fix = account.terms.cite(f"{PATH}.of"), f"saasctl credit balance {account.org}"
            raise CreditsShort(emails[holder], count, held, fix, clause)
        moves += own
    return moves


def _check_named(account: Account, asked: Buyback, named: int) -> None:
    """Refuse users whose rights are no credits of theirs (D-27), or who give more than is bought back."""
    if asked.named and not account.holds:
        why = f"its users have rights on the credits of {account.org}, none of their own"
        clause = account.terms.cite(f"credits.balance.{account.plan}")
        raise BuybackRefused(account.org, why, "leave --user out", clause)
    if named > asked.credits:
        why = f"the users named give {named}, more than the {asked.credits} bought back"
        fix = f"saasctl credit buyback {account.org} {named}"
        raise BuybackRefused(account.org, why, fix, account.terms.cite(f"{PATH}.names_users"))


def _example(holders: Sequence[tuple[object, ...]], short: int) -> str:
    """Return options that name enough holders for `short` credits, the first ones."""
    named = []
    for _, email, held in holders:
        part = min(short, int(str(held)))
        short -= part
        if part:
            named.append(f"--user {email}:{part}")
    return " ".join(named)


def _document(tx: Transaction, book: TermsBook, account: Account, count: int) -> Issued | None:
    """Issue the vendor's credit note; None where the customer invoices instead."""
    terms, price = account.terms, _price(account)
    days: Cited[int] = terms.integer(f"{PATH}.due_days")
    taxed = bool(terms.need(f"{PATH}.vat").value)
    if terms.text(f"{PATH}.document").value != "credit-note":
        return None
    clause = terms.need(f"{PATH}.price").clause
    number = int(str(tx.rows(EARLIER, (account.organisation.id,))[0][0])) + 1
    text = f"Buy-back of {count} credits"
    basis = Basis("unit", -count, price.cents)
    line = Line("credits", f"buyback:{account.org}/{number}", text, basis, None, clause, clause)
    addressee = Customer(account.organisation.id, account.organisation.seller_id, account.org)
    return issue_paper(tx, book, terms, Paper(addressee, "credit_note", tx.on, (line,), days, taxed))
