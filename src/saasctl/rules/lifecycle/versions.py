"""Which version of the terms a contract is under, by day."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from saasctl.rules.billing.contract import Contract, TermsOn, rhythm_on
from saasctl.terms.resolve import Terms


@dataclass(frozen=True, slots=True)
class Change:
    """A new version of the terms: told on `announced_on`, it applies from `effective_on` on."""

    version: str
    announced_on: date
    effective_on: date


@dataclass(frozen=True, slots=True)
class Answers:
    """What a customer said of new versions: the day it accepted or signed, or refused each."""

    accepted: Mapping[str, date] = field(default_factory=dict)
    refused: Mapping[str, date] = field(default_factory=dict)


NOTHING_SAID = Answers()


def refused_in_time(terms: Terms, change: Change, day: date) -> bool:
    """Say whether a refusal on `day` still counts: before the effective day, where terms say so (K-07)."""
    if terms.word("terms_change.refusal_until", "before-effective-day") == "any-day":
        return True
    return day < change.effective_on


def moves_on(contract: Contract, terms_on: TermsOn, change: Change, said: Answers) -> date | None:
    """Return the day a running contract moves to a new version, or None while nothing moves it.

    `terms_on` are the terms it is under before. Silence accepts where the terms say so (K-07); else a
    contract waits for its renewal (B-06), its customer's acceptance, or an amendment that both sign
    (S-78, D-06); a change that reaches the next order only never moves it (D-04).
    """
    terms = terms_on(max(change.announced_on, contract.started_on))
    signed = said.accepted.get(change.version)
    days = [] if signed is None else [max(signed, change.effective_on)]
    applies = terms.word("terms_change.applies", "signature")
    refusal = said.refused.get(change.version)
    if refusal is not None and refused_in_time(terms, change, refusal):
        return days[0] if signed is not None and signed > refusal else None
    if applies == "effective-day" and terms.word("terms_change.silence", "accepts") == "accepts":
        days.append(change.effective_on)
    if applies == "renewal-or-acceptance":
        days.append(renewal_from(contract, terms_on, change.effective_on))
    return min(days, default=None)


def renewal_from(contract: Contract, terms_on: TermsOn, day: date) -> date:
    """Return the first day, from `day` on, on which a term or, without one, a period begins."""
    rhythm = rhythm_on(contract, terms_on, day)
    term = rhythm.commitment_at(day)
    if term is None:
        if not rhythm.is_recurring:
            return day
        term = rhythm.period_at(day)
    return day if term.start == day else term.end


def versions_of(
    contract: Contract,
    first: str,
    changes: Sequence[Change],
    said: Answers,
    terms_of: Callable[[str], TermsOn],
) -> list[tuple[date, str]]:
    """Return the versions of a contract, each with its first day, in order of time.

    An order takes the version in force on its day; `first` is that of the seller's beginning.
    """
    found = [(contract.started_on, version_for_orders(first, changes, contract.started_on))]
    for change in sorted(changes, key=lambda one: (one.effective_on, one.announced_on)):
        if change.effective_on <= contract.started_on:
            continue
        moved = moves_on(contract, terms_of(found[-1][1]), change, said)
        if moved is not None and moved >= found[-1][0]:
            found.append((moved, change.version))
    return found


def version_on(spans: Sequence[tuple[date, str]], day: date) -> str:
    """Return the version of a day among those of a contract; before its first day, the first."""
    version = spans[0][1]
    for from_on, later in spans:
        version = later if from_on <= day else version
    return version


def version_for_orders(first: str, changes: Sequence[Change], day: date) -> str:
    """Return the version under which an order of a day stands: the latest that applies by then."""
    version = first
    for change in sorted(changes, key=lambda one: (one.effective_on, one.announced_on)):
        if change.effective_on <= day:
            version = change.version
    return version
