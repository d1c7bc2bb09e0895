"""What an account and its users have left, as of a day, from the movements themselves."""

from collections.abc import Iterator, Sequence
from datetime import date

from saasctl.acts.crediting import Account, available, living_on
from saasctl.rules.credits.rights import Drawn, Level, Refill, level_for, level_on, refill_of, right_on
from saasctl.store.database import Transaction
from saasctl.store.queries import credits as queries
from saasctl.values import stored
from saasctl.values.clause import ClauseRef
from saasctl.values.views.credits import CreditsView, LotView, UserCreditsView

GONE = ("disabled", "barred")


def credits_view(tx: Transaction, account: Account, day: date) -> CreditsView:
    """Return an account's credits as of a day: lots, the oldest first, and users.

    A lot is nothing from the day after its last one, whether or not the daily run has passed.
    """
    gone = account.ended_on if lost(account) else None
    lots = tuple(_lots(tx, account.organisation.id, day, gone))
    left = sum(lot.remaining for lot in lots)
    users = tuple(_users(tx, account, day, left))
    kept = account.terms.word(f"credits.topped_up.{account.plan}", "") or None
    held = sum(user.remaining for user in users) if account.holds else left
    return CreditsView(
        org=account.org,
        plan=account.plan,
        balance="real" if account.holds else "drawing-right",
        available=left,
        unallotted=left - held,
        lots=lots,
        users=users,
        kept_up_by=kept,
        auto_buy=account.terms.flag("credits.auto_buy"),
        alerts=tuple(alerts(account, kept, left, [(user.email, user.remaining) for user in users])),
        clauses=tuple(_clauses(account)),
    )


def _clauses(account: Account) -> Iterator[ClauseRef]:
    paths = (f"credits.balance.{account.plan}", f"credits.life.{account.plan}", "credits.refill.effect")
    for path in paths:
        clause = account.terms.cite(path)
        if clause is not None and not (account.holds and path == paths[-1]):
            yield clause


def lost(account: Account) -> bool:
    """Say whether what a subscription left is lost with its end; the terms keep it otherwise (D-43, D-45)."""
    kept = account.terms.word("credits.after_end.balance", "kept")
    return account.ended_on is not None and kept == "lost"


def _lots(tx: Transaction, organisation_id: int, day: date, gone: date | None) -> Iterator[LotView]:
    on, lives = day.isoformat(), living_on(tx, organisation_id, day)
    for _, quantity, source, credited, expires, left in tx.rows(queries.LOTS, (on, organisation_id, on)):
        last = stored.day_or_none(expires)
        live = (last is None or last >= lives) and (gone is None or stored.day(credited) > gone)
        remaining = int(str(left)) if live else 0
        yield LotView(stored.whole(quantity), remaining, str(source), stored.day(credited), last)


def _users(tx: Transaction, account: Account, day: date, left: int) -> Iterator[UserCreditsView]:
    on, key = day.isoformat(), account.organisation.id
    lives = living_on(tx, key, day).isoformat()
    own = {row[0]: int(str(row[1])) for row in tx.rows(queries.HOLDINGS, (key, on, lives))}
    levels: dict[object, list[Level]] = {}
    for user, from_on, count in tx.rows(queries.CAPACITIES, (key, on)):
        levels.setdefault(user, []).append(Level(stored.day(from_on), stored.whole(count)))
    drawn: dict[object, list[Drawn]] = {}
    for user, counts_on, count in tx.rows(queries.DRAWN, (key, on)):
        drawn.setdefault(user, []).append(Drawn(stored.day(counts_on), int(str(count))))
    refill = refill_on(account)
    for user, email, state in tx.rows(queries.USERS, (key,)):
        if state in GONE and not own.get(user):
            continue
        if account.holds:
            yield UserCreditsView(str(email), None, own.get(user, 0), None)
            continue
        level = level_on(levels.get(user, ()), day)
        right = right_on(levels.get(user, ()), drawn.get(user, ()), refill, day)
        yield UserCreditsView(str(email), level, within(account, right, left), refill.next_after(day))


def refill_on(account: Account) -> Refill:
    """Return how the account's users are refilled: from their subscription's first day (D-28)."""
    started = account.contract.started_on if account.contract else account.organisation.created_on
    return refill_of(account.terms, account.plan, started)


def within(account: Account, right: int, left: int) -> int:
    """Return a right; where a refill moves credits of the account, no more than the account has."""
    return min(right, left) if account.terms.flag("credits.refill.charged") else right


def user_balance(tx: Transaction, account: Account, user_id: int, day: date) -> int:
    """Return what a user can still book with on a day: its own credits, or what is left of its right."""
    if account.holds:
        return available(tx, account.organisation.id, day, user_id)
    levels, drawn = _history(tx, user_id, day)
    right = right_on(levels, drawn, refill_on(account), day)
    return within(account, right, available(tx, account.organisation.id, day))


def right_left(tx: Transaction, account: Account, user_id: int, day: date) -> int:
    """Return what a user's right lets book on a day: no more than bookings of later days leave (D-30)."""
    refill = refill_on(account)
    window, days = refill.window(day), [day]
    for (on,) in tx.rows(queries.DRAWN_LATER, (user_id, day.isoformat())):
        if window is None or refill.adds or stored.day(on) < window.end:
            days.append(stored.day(on))
    return min(user_balance(tx, account, user_id, one) for one in days)


def to_allot(tx: Transaction, account: Account, user_id: int, day: date, count: int) -> int:
    """Return what to allot so that a user can book `count`: a level, or the credits that the user lacks."""
    if account.holds:
        return count - user_balance(tx, account, user_id, day)
    levels, drawn = _history(tx, user_id, day)
    return level_for(levels, drawn, refill_on(account), day, count)


def _history(tx: Transaction, user_id: int, day: date) -> tuple[list[Level], list[Drawn]]:
    on = day.isoformat()
    levels = [
        Level(stored.day(from_on), stored.whole(count))
        for from_on, count in tx.rows(queries.CAPACITIES_OF, (user_id, on))
    ]
    drawn = [
        Drawn(stored.day(counts_on), int(str(count)))
        for counts_on, count in tx.rows(queries.DRAWN_OF, (user_id, on))
    ]
    return levels, drawn


def unallotted(account: Account, left: int) -> tuple[str, ...]:
    """Warn of credits that no user holds, where the account is to be what its users hold (D-33)."""
    if not account.holds or not left:
        return ()
    clause = account.terms.cite(f"credits.balance.{account.plan}")
    rule = f" ({clause.rule})" if clause and clause.rule else ""
    fix = f"saasctl credit allot {account.org} EMAIL {left}"
    return (f"{left} credits of {account.org} are no user's yet{rule}, and nobody can book them: {fix}",)


def alerts(account: Account, kept: str | None, left: int, users: Sequence[tuple[str, int]]) -> Iterator[str]:
    """Yield what has fallen under the operator's threshold: the account, or its users' credits (D-95)."""
    least = account.terms.find("credits.low_balance")
    if least is None or kept is None:
        return
    below = int(str(least.value))
    if kept == "account" and left < below:
        yield f"{account.org} has {left} credits left, fewer than {below}"
    if kept == "user":
        for email, own in users:
            if own < below:
                yield f"{email} has {own} credits left, fewer than {below}"
