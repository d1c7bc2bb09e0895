"""An account's credits: whose terms it is under, its lots, and what moves them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from saasctl.acts.contracts import lasting_since, load_contracts
from saasctl.acts.due import set_due
from saasctl.acts.finding import OrganisationRow, organisation_named, organisation_with
from saasctl.acts.terms import TermsBook
from saasctl.errors.subscriptions import SubscriptionUnknown
from saasctl.rules.billing.contract import DAY, Contract
from saasctl.rules.credits.lots import holds_credits, plan_without_subscription
from saasctl.store.database import Transaction
from saasctl.store.queries import credits as queries
from saasctl.store.queries.contracts import subscriptions_of
from saasctl.terms.resolve import Terms
from saasctl.values import stored

ACCOUNT = 0
"""The holder that is no user: the account itself."""
SOURCES = ("bought", "collected", "opening")
"""Where credits come from: invoiced, earned by premises lent, taken over from another system."""
EXPIRY = "credit-expiry"
"""The kind of the due index for lots that expire."""


@dataclass(frozen=True, slots=True)
class Account:
    """A customer's account on a day: its running subscription, if any, its terms and plan.

    `holds` says that users hold credits themselves; otherwise they have rights on the account's.
    `ended_on` is the last day of the last subscription where none runs.
    """

    organisation: OrganisationRow
    contract: Contract | None
    terms: Terms
    plan: str
    holds: bool
    ended_on: date | None = None

    @property
    def org(self) -> str:
        """The customer's slug."""
        return self.organisation.slug


def account_of(tx: Transaction, book: TermsBook, key: str, day: date) -> Account:
    """Return the account of `acme`, by the rules of its running subscription or of `acme/NAME`.

    Of several the newest with a plan of credits counts. Without a running one a refill is an order
    on demand (D-43). Raises SubscriptionUnknown (exit 3).
    """
    slug, _, name = key.partition("/")
    organisation = organisation_named(tx, slug)
    known = load_contracts(tx, subscriptions_of(tx, organisation.id))
    if name:
        known = [one for one in known if one.name == name]
        if not known:
            raise SubscriptionUnknown(f"{organisation.slug}/{name}", ())
    running = [one for one in known if _runs(one, day)]
    base = book.of_seller(organisation.seller_id, day)
    if running:
        chosen = max(running, key=lambda one: (_named(base, one, day), one.started_on, one.id))
        terms, plan = book.of(chosen)(day), chosen.phase_on(day).plan
        return Account(organisation, chosen, terms, plan, holds_credits(terms, plan))
    ended = [one for one in known if one.ended_on is not None and one.ended_on < day]
    last = max(ended, key=lambda one: (one.ended_on or day, one.id), default=None)
    plan = plan_without_subscription(base, last.phase_on(day).plan if last else None)
    return Account(organisation, None, base, plan, holds_credits(base, plan), last.ended_on if last else None)


def _runs(contract: Contract, day: date) -> bool:
    return contract.started_on <= day and (contract.ended_on is None or contract.ended_on >= day)


def _named(terms: Terms, contract: Contract, day: date) -> bool:
    return terms.find(f"credits.balance.{contract.phase_on(day).plan}") is not None


@dataclass(frozen=True, slots=True)
class Moved:
    """Credits of a lot with one holder: a user's id, or ACCOUNT."""

    lot: int
    holder: int
    credits: int


@dataclass(frozen=True, slots=True)
class Because:
    """Why credits move: kind of movement, its booking or document; `on` is the act's day if unsaid."""

    kind: str
    booking: int | None = None
    document: int | None = None
    on: date | None = None


def put(tx: Transaction, organisation_id: int, moves: Sequence[Moved], because: Because) -> None:
    """Add credits to holders: movements and stock."""
    _write(tx, organisation_id, moves, because, 1)
    for move in moves:
        tx.run(queries.PUT_STOCK, (move.holder, move.credits, move.lot))


def take(tx: Transaction, organisation_id: int, moves: Sequence[Moved], because: Because) -> None:
    """Take credits from holders: movements and stock; the store refuses less than none."""
    _write(tx, organisation_id, moves, because, -1)
    for move in moves:
        tx.run(queries.TAKE_STOCK, (move.credits, move.lot, move.holder))
        tx.run(queries.EMPTY, (move.lot, move.holder))


def _write(
    tx: Transaction, organisation_id: int, moves: Sequence[Moved], because: Because, sign: int
) -> None:
    rows = [
        (
            organisation_id,
            move.lot,
            move.holder or None,
            because.kind,
            sign * move.credits,
            (because.on or tx.on).isoformat(),
            because.booking,
            because.document,
        )
        for move in moves
    ]
    tx.many(queries.ADD_MOVEMENT, rows)


def spendable(
    tx: Transaction, account: Account, holder: int, count: int, sources: Sequence[str] = ()
) -> list[Moved]:
    """Return the lots that up to `count` credits of a holder are spent from, oldest first (D-37).

    Fewer where the holder has fewer. Lots that have expired, or come later, are left out; so is what
    was not there on the act's day or on a day since, where later acts are on record already.
    """
    first = account.terms.word("credits.spent", "oldest-first") == "oldest-first"
    statement = queries.OLDEST_FIRST if first else queries.NEWEST_FIRST
    day, found, left = tx.on.isoformat(), [], count
    lives = living_on(tx, account.organisation.id, tx.on).isoformat()
    known = tuple(sources) or SOURCES
    wanted = (*known, *known, *known)[: len(SOURCES)]
    later = came_later(tx, account.organisation.id, holder, tx.on)
    values = (account.organisation.id, holder, day, lives, *wanted, count + len(later))
    for lot, _, remaining, _ in tx.rows(statement, values) if count else []:
        part = min(left, stored.whole(remaining) - later.get(stored.whole(lot), 0))
        if part > 0:
            found.append(Moved(stored.whole(lot), holder, part))
            left -= part
    return found


def came_later(tx: Transaction, organisation_id: int, holder: int, day: date) -> dict[int, int]:
    """Return by lot what of a holder's credits was not there yet at the end of a day or of one since."""
    found: dict[int, int] = {}
    since: dict[int, int] = {}
    for lot, count in tx.rows(queries.LATER, (organisation_id, day.isoformat(), holder)):
        key = stored.whole(lot)
        since[key] = since.get(key, 0) + int(str(count))
        found[key] = max(found.get(key, 0), since[key])
    return found


def available(tx: Transaction, organisation_id: int, day: date, holder: int | None = None) -> int:
    """Return the credits of an account that can be spent on a day: all, or one holder's."""
    on, lives = day.isoformat(), living_on(tx, organisation_id, day).isoformat()
    if holder is None:
        return int(str(tx.rows(queries.AVAILABLE, (organisation_id, on, lives))[0][0]))
    return int(str(tx.rows(queries.HELD, (organisation_id, on, lives, holder))[0][0]))


def living_on(tx: Transaction, organisation_id: int, day: date) -> date:
    """Return the day by which lots expire: while force majeure stops their life, its first one (D-82)."""
    since = lasting_since(tx, organisation_id)
    if since is None or since > day or not _stops(tx, organisation_id, day):
        return day
    return since


def _stops(tx: Transaction, organisation_id: int, day: date) -> bool:
    seller = organisation_with(tx, organisation_id).seller_id
    return "credit-expiry" in TermsBook(tx).of_seller(seller, day).words("force_majeure.moves")


def expiry_due(tx: Transaction, organisation_id: int, last: date | None, since: date | None) -> date | None:
    """Return the day on which a lot is worth nothing any more; None while force majeure stops its life."""
    if last is None:
        return None
    if since is not None and last >= since and _stops(tx, organisation_id, since):
        return None
    return last + DAY


def schedule_expiry(tx: Transaction, organisation_id: int) -> None:
    """Write the day after the next lot's last one into the due index."""
    row = tx.one(queries.NEXT_EXPIRY, (organisation_id,))
    last = None if row is None else stored.day_or_none(row[0])
    since = None if last is None else lasting_since(tx, organisation_id)
    set_due(tx, organisation_id, None, EXPIRY, expiry_due(tx, organisation_id, last, since))
