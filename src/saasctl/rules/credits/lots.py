"""The life of a lot of credits (D-37), and who holds what an account's plan brings (D-27, D-33)."""

from dataclasses import dataclass
from datetime import date, timedelta

from saasctl.rules.calendars.months import months_after
from saasctl.terms.resolve import Terms
from saasctl.values.clause import ClauseRef

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Life:
    """The last day a lot can be spent, None where it never ends, and what says so."""

    expires_on: date | None
    clause: ClauseRef | None


def life_of(terms: Terms, sort: str, begins: date) -> Life:
    """Return the life of a lot of a sort (a plan, or `collected`) that begins on a day, that day not counted.

    The same day number is the last one, unless `credits.life_ends` is the day before.
    """
    found = terms.find(f"credits.life.{sort}")
    if found is None or not isinstance(found.value, tuple):
        return Life(None, None)
    length, unit = int(str(found.value[0])), str(found.value[1])
    end = _after(begins, length, unit)
    if terms.word("credits.life_ends", "anniversary") == "day-before":
        end -= DAY
    return Life(end, found.clause)


def span_after(day: date, span: object) -> date:
    """Return the last day of a span of days, months or years after a day, that day not counted."""
    if not isinstance(span, tuple):
        raise ValueError(f"{span!r} is no length of time")
    return _after(day, int(str(span[0])), str(span[1]))


def _after(day: date, length: int, unit: str) -> date:
    if unit == "months":
        return months_after(day, length)
    if unit == "years":
        return months_after(day, 12 * length)
    if unit == "hours":
        return day + timedelta(days=length // 24)
    return day + timedelta(days=length)


def holds_credits(terms: Terms, plan: str) -> bool:
    """Say whether users of a plan hold credits themselves (`real`), or a right on the account's."""
    found = terms.find(f"credits.balance.{plan}") or terms.find("credits.balance.default")
    if found is not None:
        return found.value == "real"
    return terms.find("credits.periodic_price") is None


def plan_without_subscription(terms: Terms, last: str | None) -> str:
    """Return the plan that an account without a running subscription is kept by (D-43).

    A refill is then an order on demand: the first plan whose users hold credits. Without one, the
    last subscription's.
    """
    named = terms.profile.names_under("credits.balance")
    real = [plan for plan in named if holds_credits(terms, plan)]
    return real[0] if real else last or (named[0] if named else "default")
