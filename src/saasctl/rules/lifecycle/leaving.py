"""Leaving in the months without commitment: until when, with which last day, and what stays owed."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from saasctl.rules.billing.composing import recurring_drafts
from saasctl.rules.billing.contract import Contract, TermsOn, rhythm_on
from saasctl.rules.billing.rhythm import Rhythm
from saasctl.rules.calendars.months import months_after
from saasctl.terms.resolve import Terms
from saasctl.values.clause import ClauseRef
from saasctl.values.money import Money
from saasctl.values.period import Period

WAY = "ending.free-exit"
"""Where the terms speak of it."""
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class FreeExit:
    """A way out of the months without commitment, for one day on which it is taken.

    `until` is the last day on which it can be taken, `last_day` the contract's last; what is billed
    up to `owed_through` stays owed. All are days that count.
    """

    title: str
    by: tuple[str, ...]
    until: date
    last_day: date
    owed_through: date
    is_refunded: bool
    clause: ClauseRef | None


def free_exit_on(contract: Contract, terms_on: TermsOn, day: date) -> FreeExit | None:
    """Return what leaving on `day` without commitment brings, or None once that is too late (S-15).

    The notice does not count its own day and ends within those months; the contract then ends at
    once, with the notice, or with the period or the commitment that holds its end, as the terms say.
    """
    rhythm, terms = rhythm_on(contract, terms_on, day), terms_on(day)
    free = rhythm.free_exit
    if free is None or day not in free:
        return None
    until = _last_valid_day(free, terms)
    if day > until:
        return None
    last_day = _last_day(rhythm, terms, day)
    return FreeExit(
        terms.word(f"{WAY}.title", ""),
        terms.words(f"{WAY}.by"),
        until,
        last_day,
        _owed_through(rhythm, terms.word(f"{WAY}.owed", "current-period"), last_day),
        terms.word(f"{WAY}.refund", "none") != "none",
        terms.cite(f"{WAY}.effect") or terms.cite("commitment.free_exit_months"),
    )


def unbilled_through(contract: Contract, terms_on: TermsOn, last_day: date) -> Money:
    """Return what is still to be billed for the days up to `last_day`, excl. VAT, each line rounded.

    Raises BlankTerm while nobody has set the price.
    """
    ending = replace(contract, ended_on=last_day)
    lines = [line for draft in recurring_drafts(ending, terms_on) for line in draft.lines]
    return Money(sum(line.net_cents for line in lines), terms_on(last_day).profile.currency)


def _notice(terms: Terms) -> tuple[int, str]:
    found = terms.find(f"{WAY}.notice")
    length, unit = found.value if found and isinstance(found.value, tuple) else (0, "days")
    return int(str(length)), str(unit)


def _last_valid_day(free: Period, terms: Terms) -> date:
    length, unit = _notice(terms)
    if unit == "months":
        return months_after(free.end, -length) - DAY
    return free.last_day - timedelta(days=length)


def _last_day(rhythm: Rhythm, terms: Terms, day: date) -> date:
    length, unit = _notice(terms)
    noticed = months_after(day, length) if unit == "months" else day + timedelta(days=length)
    effect = terms.word(f"{WAY}.effect", "period-end")
    term = rhythm.commitment_at(noticed) if effect == "commitment-end" else None
    if term is not None:
        return term.last_day
    return rhythm.period_at(noticed).last_day if effect == "period-end" else noticed


def _owed_through(rhythm: Rhythm, owed: str, last_day: date) -> date:
    term = rhythm.commitment_at(last_day) if owed == "commitment" else None
    if term is not None:
        return term.last_day
    return rhythm.period_at(last_day).last_day if owed == "current-period" else last_day
