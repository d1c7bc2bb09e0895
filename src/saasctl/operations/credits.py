"""Buy credits, allot them to users, read the account's balance, have credits bought back."""

from dataclasses import dataclass
from datetime import date

from saasctl.acts.auditing import record_audit
from saasctl.acts.buying_back import Buyback, buy_back
from saasctl.acts.compromises import refuse_contested
from saasctl.acts.credit_balances import credits_view, unallotted
from saasctl.acts.credit_buying import (
    BOUGHT,
    LotGiven,
    check_source,
    invoice_credits,
    price_of,
    write_lot,
)
from saasctl.acts.credit_terms import quoted, warning_of
from saasctl.acts.crediting import ACCOUNT, Account, Because, Moved, account_of, put, spendable, take
from saasctl.acts.finding import UserRow, user_of
from saasctl.acts.once import once, remember
from saasctl.acts.permitting import require_permission
from saasctl.acts.terms import TermsBook
from saasctl.errors.credits import CapacityRefused, CreditsShort
from saasctl.errors.usage import ValueMalformed
from saasctl.store.database import Store, Transaction
from saasctl.store.records import write_record
from saasctl.values import stored
from saasctl.values.act import Act
from saasctl.values.answers import Written
from saasctl.values.money import Money
from saasctl.values.views.credits import AllottedView, CreditsBoughtView, CreditsView

LOT = """
SELECT l.credited_on, l.expires_on, i.number, i.due_on, i.gross_cents
FROM credit_lot l LEFT JOIN invoice i ON i.id = l.invoice_id WHERE l.id = ?
"""
EVERYONE = (
    "SELECT email FROM org_user WHERE organisation_id = ? AND state IN ('active', 'invited') ORDER BY email"
)


@dataclass(frozen=True, slots=True)
class BuyGiven:
    """An order of credits as told; `ordered_on` where it was ordered before the day it is credited.

    `allot` says whose they become at once, on demand: (e-mail, credits).
    """

    credits: int
    users: int
    source: str = BOUGHT
    accepted: bool = False
    ordered_on: date | None = None
    allot: tuple[tuple[str, int], ...] = ()


def buy_credits(store: Store, key: str, given: BuyGiven, act: Act) -> Written:
    """Credit an account with credits: bought (with their invoice, at once), collected, or taken over.

    On demand the price follows the average per user (D-34), in a periodic subscription it is one
    (D-41). What no user is given is warned of (D-33). Raises SourceRefused, CreditsNotSold,
    CapacityRefused, CreditsShort (exit 5), BlankTerm (exit 7).
    """
    with store.transaction(act) as tx:
        book = TermsBook(tx)
        account = account_of(tx, book, key, tx.on)
        require_permission(tx, account.terms, account.organisation.id, act.requested_by, "credit.buy")
        refuse_contested(tx, account.terms, account.organisation.id, f"{given.credits} credits")
        check_source(account.terms, given.source, accepted=given.accepted)
        if given.ordered_on is not None and given.ordered_on > tx.on:
            raise ValueMalformed(
                "--ordered-on", given.ordered_on.isoformat(), f"a day up to {tx.on}, the act's"
            )
        fingerprint = f"{account.org} {given} {tx.on}"
        earlier = once(tx, "credit.buy", fingerprint)
        purchase = price_of(tx, account, given.credits, given.users)
        lot = int(earlier) if earlier else None
        if lot is None:
            paid = given.source == BOUGHT
            invoice = invoice_credits(tx, book, account, purchase).id if paid and purchase.net.cents else None
            cents = purchase.unit_price.cents if paid else 0
            wanted = LotGiven(
                given.source, given.credits, given.users, given.ordered_on or tx.on, cents, act.reason
            )
            lot, _ = write_lot(tx, book, account, wanted, invoice)
            _allot_bought(tx, account, given)
            remember(tx, "credit.buy", fingerprint, str(lot))
        quote, unit = quoted(purchase), purchase.net.currency
        credited, expires, number, due, gross = tx.rows(LOT, (lot,))[0]
        after = credits_view(tx, account, tx.on)
        free = given.source != BOUGHT
        view = CreditsBoughtView(
            account.org,
            given.credits,
            given.source,
            given.users,
            None if free else quote.average,
            Money(0, unit) if free else purchase.unit_price,
            Money(0, unit) if free else purchase.net,
            Money(stored.whole(gross or 0), unit),
            unit,
            stored.text_or_none(number),
            stored.day_or_none(due),
            stored.day(credited),
            stored.day_or_none(expires),
            None if free else quote.cheaper,
            after.available,
            after.lots,
            after.users,
            account.terms.cite("credits.sources") if free else purchase.clause,
        )
    until = f", to be spent up to {view.expires_on}" if view.expires_on else ""
    told = f"{view.org}: {view.credits} credits {view.source}{until}"
    told += f", {view.invoice} of {view.net} {unit} excl. VAT" if view.invoice else ""
    told += f"; undo: saasctl credit buyback {view.org} {view.credits}"
    warnings = () if free else warning_of(purchase)
    return Written(
        view, (view.invoice or view.org,), told, (*warnings, *unallotted(account, after.unallotted))
    )


def _allot_bought(tx: Transaction, account: Account, given: BuyGiven) -> None:
    """Give users their part of an order on demand in the act that credits it (D-33)."""
    if given.allot and not account.holds:
        why = "its users have rights on the credits of the account, none of their own"
        email, count = given.allot[0]
        fix = f"saasctl credit allot {account.org} {email} {count}"
        raise CapacityRefused(account.org, why, fix, account.terms.cite(f"credits.balance.{account.plan}"))
    for email, count in given.allot:
        _allot(tx, account, user_of(tx, email, account.org), count)


def allot_credits(store: Store, key: str, email: str, count: int, act: Act) -> Written:
    """Set the level of a user's right, or of `all` users', or move credits to a user on demand (D-17).

    On demand the credits come from those of the account that no user holds: CreditsShort (exit 5).
    """
    with store.transaction(act) as tx:
        account = account_of(tx, TermsBook(tx), key, tx.on)
        terms, organisation = account.terms, account.organisation
        require_permission(tx, terms, organisation.id, act.requested_by, "credit.allot")
        everyone = email == "all"
        if not everyone and not account.holds and terms.word("credits.allotted", "each-user") == "alike":
            raise CapacityRefused(
                account.org,
                "all users have the same level",
                f"saasctl credit allot {account.org} all {count}",
                terms.cite("credits.allotted"),
            )
        emails = [str(row[0]) for row in tx.rows(EVERYONE, (organisation.id,))] if everyone else [email]
        fingerprint = f"{account.org} {email} {count} {tx.on}"
        if once(tx, "credit.allot", fingerprint) is None:
            for one in emails:
                _allot(tx, account, user_of(tx, one, account.org), count)
            remember(tx, "credit.allot", fingerprint, account.org)
        after = credits_view(tx, account, tx.on)
        view = AllottedView(
            account.org,
            email,
            count,
            tx.on,
            terms.word("credits.capacity.changed_by", "") or None,
            terms.words("credits.capacity.needs"),
            terms.word("credits.capacity.suggested_by", "") or None,
            after.available,
            after.lots,
            after.users,
            terms.cite("credits.balance." + account.plan)
            if account.holds
            else terms.cite("credits.allotted"),
        )
    what = (
        f"{count} credits moved to {email}" if account.holds else f"{email} is filled up to {count} credits"
    )
    return Written(view, (email,), f"{view.org}: {what} from {view.from_}")


def _check_level(account: Account, email: str, count: int) -> None:
    """Refuse a level above the credits of each user that the order states (D-14, D-17)."""
    most, above = account.terms.find("credits.capacity.most"), "credits.capacity.above_order"
    meant = account.terms.word(above, "allowed")
    if most is None or account.holds or count <= int(str(most.value)) or meant == "allowed":
        return
    why = f"the order states {most.value} credits a user"
    fix = f"saasctl credit allot {account.org} {email} {most.value}"
    if meant == "new-quote":
        why += ", and more need a new quote"
    raise CapacityRefused(account.org, why, fix, account.terms.cite(above))


def _allot(tx: Transaction, account: Account, user: UserRow, count: int) -> None:
    key = account.organisation.id
    _check_level(account, user.email, count)
    facts: dict[str, object] = {"user": user.email, "credits": count}
    if account.holds:
        moves = spendable(tx, account, ACCOUNT, count)
        found = sum(move.credits for move in moves)
        if found < count:
            fix = f"saasctl credit buy {account.org} {count - found} --users 1"
            clause = account.terms.cite(f"credits.balance.{account.plan}")
            raise CreditsShort(f"the account of {account.org}", count, found, fix, clause)
        take(tx, key, moves, Because("allotted"))
        put(tx, key, [Moved(move.lot, user.id, move.credits) for move in moves], Because("allotted"))
    else:
        row: dict[str, object] = {"organisation_id": key, "user_id": user.id}
        write_record(tx, "credit_capacity", row | {"from_on": tx.on, "credits": count})
    record_audit(tx, key, "credits.allotted", facts)
    tx.tell(f"{account.org}: {count} credits for {user.email}")


def credit_balance(store: Store, key: str, day: date | None) -> CreditsView:
    """Return an account's lots and its users' credits as of a day."""
    with store.reading() as tx:
        on = day or store.clock.today()
        return credits_view(tx, account_of(tx, TermsBook(tx), key, on), on)


def buy_credits_back(
    store: Store, key: str, count: int, named: tuple[tuple[str, int], ...], act: Act
) -> Written:
    """Have the vendor buy available credits back at one price (D-45), with its document.

    Where users hold the credits, `named` says whose are taken. Raises BuybackRefused, CreditsShort
    (exit 5), BlankTerm (exit 7) while date of payment, VAT and document are not answered.
    """
    with store.transaction(act) as tx:
        book = TermsBook(tx)
        account = account_of(tx, book, key, tx.on)
        require_permission(tx, account.terms, account.organisation.id, act.requested_by, "credit.buyback")
        view = buy_back(tx, book, account, Buyback(count, named))
    told = f"{view.org}: {view.credits} credits bought back for {view.net} {view.currency} excl. VAT"
    return Written(view, (view.document or view.org,), f"{told}, to be paid by {view.due_on}")
