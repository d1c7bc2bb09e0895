"""How a contract ends: whether a notice is in time and in form, its last day, what stays owed."""

from dataclasses import dataclass
from datetime import date, timedelta

from saasctl.rules.billing.contract import Contract, TermsOn, rhythm_on
from saasctl.rules.billing.rhythm import Rhythm
from saasctl.rules.calendars.months import months_after
from saasctl.rules.lifecycle.leaving import free_exit_on
from saasctl.rules.lifecycle.notice import NoticeTerm, last_valid_day
from saasctl.terms.resolve import Terms
from saasctl.values.clause import ClauseRef

DAY = timedelta(days=1)
CONVENIENCE, FREE_EXIT = "convenience", "free-exit"
NO_TERM = "no-term"
"""Leaving what has no term: there is nothing to refuse to renew (S-13, D-32)."""


@dataclass(frozen=True, slots=True)
class Asked:
    """An end as asked for: the cause, by whom, in what form, when sent and received."""

    cause: str | None
    by: str
    form: str
    sent_on: date
    received_on: date | None
    next_term: bool = False


@dataclass(frozen=True, slots=True)
class Ends:
    """An end that holds: its cause, the contract's last day, the day up to which it is owed."""

    cause: str
    last_day: date
    owed_until: date
    clause: ClauseRef | None


@dataclass(frozen=True, slots=True)
class NoEffect:
    """A notice without effect: why, and the next end that is still possible.

    `form` is that in which a notice of the same day would have it, for the next term where `is_late`;
    None where none would.
    """

    cause: str
    why: str
    deadline_on: date | None
    next_last_day: date | None
    clause: ClauseRef | None
    form: str | None = None
    is_late: bool = False


def cause_of(contract: Contract, terms_on: TermsOn, asked: Asked) -> str:
    """Return the way of ending that is meant: the one named, the free exit, or the refusal to renew.

    Without a term there is nothing to refuse to renew: where the terms have a way out for it, that one.

    A reason that one way alone lists, as arrears (S-40), names that way.
    """
    day = max(asked.sent_on, contract.started_on)
    terms = terms_on(day)
    if asked.cause is not None:
        ways = terms.profile.names_under("ending")
        listing = [way for way in ways if asked.cause in terms.words(f"ending.{way}.causes")]
        return listing[0] if asked.cause not in ways and len(listing) == 1 else asked.cause
    has_term = rhythm_on(contract, terms_on, day).commitment_months > 0
    if not has_term and NO_TERM in terms.profile.names_under("ending"):
        return NO_TERM
    free = free_exit_on(contract, terms_on, day)
    return FREE_EXIT if free is not None and asked.by in (free.by or (asked.by,)) else CONVENIENCE


def ending_of(
    contract: Contract, terms_on: TermsOn, asked: Asked, term: NoticeTerm | None
) -> Ends | NoEffect:
    """Return the end that a notice brings, or why it has none.

    A refusal to renew counts back from the end of the term (K-54, B-99, S-44, D-62); other causes
    run by their own notice. Days of dispatch or receipt as the terms say.
    """
    cause = cause_of(contract, terms_on, asked)
    if cause == FREE_EXIT:
        return _free(contract, terms_on, asked)
    day = max(asked.sent_on, contract.started_on)
    if cuts_trial(terms_on(day), contract, asked, cause):
        last_day = day + timedelta(days=terms_on(day).integer("trial.cut_notice_days").value)
        return Ends(cause, last_day, last_day, terms_on(day).cite("trial.cut_notice_days"))
    if cause == CONVENIENCE:
        return _refusal_to_renew(contract, terms_on, asked, term)
    return _for_cause(contract, terms_on, asked, cause)


def cuts_trial(terms: Terms, contract: Contract, asked: Asked, cause: str) -> bool:
    """Return whether the vendor cuts a trial, as the terms let it at any time (K-24)."""
    own = contract.is_trial and asked.by == "vendor" and cause == CONVENIENCE
    return own and terms.find("trial.cut_notice_days") is not None


def _free(contract: Contract, terms_on: TermsOn, asked: Asked) -> Ends | NoEffect:
    found = free_exit_on(contract, terms_on, max(asked.sent_on, contract.started_on))
    if found is None:
        clause = terms_on(asked.sent_on).cite("commitment.free_exit_months")
        return NoEffect(FREE_EXIT, "the month without commitment is over", None, None, clause)
    return Ends(FREE_EXIT, found.last_day, found.owed_through, found.clause)


def counted_day(terms: Terms, asked: Asked, path: str) -> date | None:
    """Return the day of a notice that counts, None while a receipt that counts is not known."""
    counted = terms.word(path, "dispatch")
    return asked.received_on if counted == "receipt" else asked.sent_on


def wrong_form(terms: Terms, cause: str, form: str, by: str, usual: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Return the forms that a notice must have instead, none where its form is right.

    `usual` are those of the notice itself, where the way of ending names none.
    """
    forms = terms.words(f"ending.{cause}.forms") or usual
    if by == "vendor" and cause == CONVENIENCE:
        own = terms.word("vendor_notice.form", "")
        forms = (own,) if own else forms
    return forms if forms and form not in forms else ()


def _refusal_to_renew(
    contract: Contract, terms_on: TermsOn, asked: Asked, term: NoticeTerm | None
) -> Ends | NoEffect:
    day = max(asked.sent_on, contract.started_on)
    terms, rhythm = terms_on(day), rhythm_on(contract, terms_on, day)
    path = f"ending.{CONVENIENCE}"
    clause = (term.clause if term else None) or terms.cite(f"{path}.effect")
    first = _term_end(rhythm, day, terms.word(f"{path}.effect", "commitment-end"))
    usual = (term.form,) if term is not None else ()
    deadline = first if term is None else last_valid_day(first + DAY, term)
    after = _term_end(rhythm, first + DAY, terms.word(f"{path}.effect", "commitment-end"))
    is_late = asked.sent_on > deadline
    if wanted := wrong_form(terms, CONVENIENCE, asked.form, asked.by, usual):
        why, cited = f"it must be by {' or '.join(wanted)}", terms.cite(f"{path}.forms") or clause
        return NoEffect(CONVENIENCE, why, None, after if is_late else first, cited, wanted[0], is_late)
    counted = counted_day(terms, asked, "notice.counted_from")
    if counted is None:
        why = "its receipt is not known yet: --received-on"
        return NoEffect(CONVENIENCE, why, None, after if is_late else first, clause)
    if counted <= deadline:
        return Ends(CONVENIENCE, first, _owed(terms, path, rhythm, first), clause)
    if asked.next_term:
        return Ends(CONVENIENCE, after, _owed(terms, path, rhythm, after), clause)
    return NoEffect(
        CONVENIENCE, f"the last day was {deadline}", deadline, after, clause, asked.form, is_late=True
    )


def _term_end(rhythm: Rhythm, day: date, effect: str) -> date:
    """Return the last day of the term, or of the period, that holds a day."""
    term = rhythm.commitment_at(day) if effect == "commitment-end" else None
    if term is not None:
        return term.last_day
    return rhythm.period_at(day).last_day if rhythm.is_recurring else day


def _owed(terms: Terms, path: str, rhythm: Rhythm, last_day: date) -> date:
    owed = terms.word(f"{path}.owed", "current-period")
    if owed == "commitment" and (term := rhythm.commitment_at(last_day)) is not None:
        return term.last_day
    if owed == "current-period" and rhythm.is_recurring:
        return max(last_day, rhythm.period_at(last_day).last_day)
    return last_day


def _for_cause(contract: Contract, terms_on: TermsOn, asked: Asked, cause: str) -> Ends | NoEffect:
    day = max(asked.sent_on, contract.started_on)
    terms, rhythm = terms_on(day), rhythm_on(contract, terms_on, day)
    path = f"ending.{cause}"
    clause = terms.cite(f"{path}.effect") or terms.cite(f"{path}.title")
    if wanted := wrong_form(terms, cause, asked.form, asked.by):
        why, cited = f"it must be by {' or '.join(wanted)}", terms.cite(f"{path}.forms")
        return NoEffect(cause, why, None, None, cited, wanted[0])
    counted = counted_day(terms, asked, f"{path}.counted_from")
    if counted is None:
        return NoEffect(cause, "its receipt is not known yet: --received-on", None, None, clause)
    last_day = _after_notice(terms, path, counted)
    effect = terms.word(f"{path}.effect", "at-once")
    if effect in ("period-end", "commitment-end"):
        last_day = _term_end(rhythm, last_day, effect)
    return Ends(cause, last_day, _owed(terms, path, rhythm, last_day), clause)


def _after_notice(terms: Terms, path: str, counted: date) -> date:
    found = terms.find(f"{path}.notice")
    if found is None or not isinstance(found.value, tuple):
        return counted
    length, unit = int(str(found.value[0])), str(found.value[1])
    return months_after(counted, length) if unit == "months" else counted + timedelta(days=length)


def opens_on(terms: Terms, cause: str, warned_on: date) -> date | None:
    """Return the first day on which a breach that was not mended may end the contract (S-45), or None."""
    cure = terms.find(f"ending.{cause}.cure")
    if cure is None or not isinstance(cure.value, tuple):
        return None
    length, unit = int(str(cure.value[0])), str(cure.value[1])
    last = months_after(warned_on, length) if unit == "months" else warned_on + timedelta(days=length)
    return last + DAY
