"""A customer with credits for tests: on demand, or in a monthly subscription, and its users."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from decimal import Decimal
from pathlib import Path

from desk import Desk, new_desk, on
from saasctl.acts.crediting import Account, account_of
from saasctl.acts.terms import TermsBook
from saasctl.operations.bookings import BookingGiven, PriceAsked, book_workspace
from saasctl.operations.credits import BuyGiven, allot_credits, buy_credits, credit_balance
from saasctl.operations.subscriptions import OrderGiven, start_subscription
from saasctl.operations.users import add_user
from saasctl.store.database import create_store, open_store
from saasctl.store.transaction import Transaction
from saasctl.system.clock import system_clock
from saasctl.values.act import Act
from saasctl.values.views.credits import CreditsView

ANSWERS = {
    "credits.buyback.due_days": "30",
    "credits.buyback.vat": "yes",
    "credits.buyback.document": "credit-note",
    "booking.cancel.until": "24 hours",
    "booking.cancel.refund": "100",
    "booking.cancel.late_refund": "50",
    "booking.no_show_refund": "0",
}


class CreditDesk(Desk):
    """A desk whose customer is `acme`, with short words for its credits."""

    def user(self, name: str, day: str) -> str:
        """Add a user of acme and return the e-mail address."""
        add_user(self.store, f"{name}@acme.example", "acme", {}, on(day))
        return f"{name}@acme.example"

    def buy(self, count: int, users: int, day: str) -> None:
        """Buy credits."""
        buy_credits(self.store, "acme", BuyGiven(count, users), on(day))

    def allot(self, email: str, count: int, day: str) -> None:
        """Set a user's level, or move credits to the user."""
        allot_credits(self.store, "acme", email, count, on(day))

    def book(self, email: str, price: str, at: str, starts: str | None = None) -> str:
        """Book a desk at a price, its conditions accepted; returns the key."""
        given = BookingGiven(
            PriceAsked("desk", Decimal(price)), True, datetime.fromisoformat(starts) if starts else None
        )
        act = Act(at=datetime.fromisoformat(at))
        return book_workspace(self.store, "acme", email, given, act).keys[0]

    def balance(self, day: str) -> CreditsView:
        """Return the account as of a day."""
        return credit_balance(self.store, "acme", on(day).on)


def credit_desk(
    folder: Path, *, monthly_from: str | None = None, credits: int = 0, url: str | None = None
) -> CreditDesk:
    """Make a store with acme, on demand unless a monthly subscription of ten users starts on a day.

    `url` names the database where it is not a file in the folder.
    """
    if url is None:
        made = new_desk(folder)
    else:
        create_store(url, sandbox=True)
        made = Desk(open_store(url, clock=system_clock()), folder / "store.db")
    found = CreditDesk(made.store, made.path)
    found.org("acme", found.seller("deskapad"))
    for path, value in ANSWERS.items():
        found.setting("deskapad", path, value)
    if monthly_from is not None:
        order = OrderGiven("main", "periodic", "monthly", 10, credits=credits)
        start_subscription(found.store, "acme", order, on(monthly_from))
    return found


@contextmanager
def acting(desk: CreditDesk, day: str) -> Iterator[tuple[Transaction, Account]]:
    """Open a transaction on a day with acme's account."""
    with desk.store.transaction(on(day)) as tx:
        assert tx.on is not None
        yield tx, account_of(tx, TermsBook(tx), "acme", tx.on)
