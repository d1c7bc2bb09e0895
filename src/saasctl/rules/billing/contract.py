"""The dated facts of one subscription, and the rhythm that the terms give them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import lru_cache

from saasctl.rules.billing.pauses import Pause, holds_of, shifts_of, up_to_end
from saasctl.rules.billing.rhythm import Rhythm, Timing
from saasctl.rules.billing.slots import Movement
from saasctl.terms.resolve import Answer, Terms
from saasctl.values.period import Period

TermsOn = Callable[[date], Terms]
"""The terms of one customer in force on a day."""

NEVER = date.max
"""The day of what waits for an event that has not happened."""
DAY = timedelta(days=1)
"""One day."""


@dataclass(frozen=True, slots=True)
class Phase:
    """A stretch with one plan and one rhythm, from `from_on` on; periods are counted from `anchor`."""

    from_on: date
    plan: str
    unit: str
    anchor: date
    free_exit: bool


@dataclass(frozen=True, slots=True)
class Contract:
    """One subscription as the store knows it. Lists are in order of time.

    `billed_to` is the first day not yet billed; `announced_on` the last day whose renewals and
    reductions are announced already. `access_on` is the day accesses were sent,
    `training_ordered` says that the first invoice may have to wait for it. `ended_on` is the last
    day of the contract, where one is known; `trial_until` that of a trial. `pauses` are times of force
    majeure, `returned_at` is when the data were given back.
    """

    id: int
    organisation_id: int
    seller_id: int
    org: str
    name: str
    started_on: date
    is_trial: bool
    billed_to: date
    announced_on: date
    credits: int
    training_ordered: bool
    access_on: date | None
    ended_on: date | None
    phases: tuple[Phase, ...]
    movements: tuple[Movement, ...]
    overrides: tuple[Answer, ...]
    trial_until: date | None = None
    pauses: tuple[Pause, ...] = ()
    returned_at: datetime | None = None

    @property
    def key(self) -> str:
        """The subscription's key, as `acme/main`."""
        return f"{self.org}/{self.name}"

    def phase_on(self, day: date) -> Phase:
        """Return the phase in force on `day`; before the first one, the first."""
        found = self.phases[0]
        for phase in self.phases:
            if phase.from_on <= day:
                found = phase
        return found


@lru_cache(maxsize=1000)
def rhythm_of(
    phase: Phase, terms: Terms, until: date | None = None, pauses: tuple[Pause, ...] = ()
) -> Rhythm:
    """Return the invoicing rhythm of `phase` under `terms`, moved by times of force majeure (D-82).

    A commitment length stated in the order or the customer's own conditions (an override of
    `commitment.months`) replaces the rhythm's, and the months without commitment with it (S-15, S-42).
    """
    stated = terms.find("commitment.months")
    months = terms.number(f"period.{phase.unit}.commitment_months", 0)
    if stated is not None and isinstance(stated.value, int) and months:
        months = stated.value
    free = terms.number("commitment.free_exit_months", 0) if phase.free_exit and stated is None else 0
    timing: Timing = "arrears" if terms.text("invoice.timing").value == "arrears" else "advance"
    paid = terms.flag(f"plan.{phase.plan}.paid", default=True)
    return Rhythm(
        phase.anchor,
        terms.number(f"period.{phase.unit}.invoice_months", 0) if paid else 0,
        terms.number(f"period.{phase.unit}.price_months", 1),
        months if paid else 0,
        timing,
        free if paid else 0,
        terms.word("commitment.free_exit_share", "by-months") == "by-days",
        until,
        shifts_of(pauses, terms, "instalments", phase.anchor),
        shifts_of(pauses, terms, "renewal", phase.anchor),
        holds_of(pauses, terms, phase.anchor),
    )


def stretches(contract: Contract, terms_on: TermsOn) -> list[tuple[Rhythm, list[Phase]]]:
    """Return the rhythms of a contract in order, each with the phases that share it.

    Phases with the same anchor and unit share a rhythm (a dearer plan in mid-term, S-19); a new
    anchor or unit begins another one and cuts the one before.
    """
    if len(contract.phases) == 1:
        phase = contract.phases[0]
        return [(_rhythm(contract, phase, terms_on(phase.from_on), None), [phase])]
    groups: list[list[Phase]] = []
    for phase in contract.phases:
        if (
            groups
            and (groups[-1][0].anchor, groups[-1][0].unit) == (phase.anchor, phase.unit)
            and _alike(groups[-1][0], phase, terms_on)
        ):
            groups[-1].append(phase)
        else:
            groups.append([phase])
    starts: list[date | None] = [group[0].from_on for group in groups[1:]]
    return [
        (_rhythm(contract, group[0], terms_on(group[0].from_on), until), group)
        for group, until in zip(groups, [*starts, None], strict=True)
    ]


def _rhythm(contract: Contract, phase: Phase, terms: Terms, until: date | None) -> Rhythm:
    return rhythm_of(phase, terms, until, _pauses(contract, terms))


def _pauses(contract: Contract, terms: Terms) -> tuple[Pause, ...]:
    return up_to_end(contract.pauses, contract.ended_on, terms) if contract.pauses else ()


def _alike(first: Phase, second: Phase, terms_on: TermsOn) -> bool:
    def paid(phase: Phase) -> bool:
        return terms_on(phase.from_on).flag(f"plan.{phase.plan}.paid", default=True)

    return paid(first) == paid(second)


def rhythm_on(contract: Contract, terms_on: TermsOn, day: date) -> Rhythm:
    """Return the rhythm in force on `day`."""
    found = stretches(contract, terms_on)
    holding = [rhythm for rhythm, phases in found if phases[0].from_on <= day]
    return (holding or [found[0][0]])[-1]


def is_renewed(phase: Phase, terms: Terms) -> bool:
    """Say whether a term of `phase` renews when nobody gives notice, by the terms of its last day.

    Tacitly for the same length, unless the order says otherwise (K-34, B-11, S-43, D-61).
    """
    return terms.flag("renewal.tacit", default=True) and terms.flag(f"period.{phase.unit}.renews")


def price_terms(phase: Phase, terms_on: TermsOn, day: date) -> Terms:
    """Return the terms whose price holds on `day`.

    Those of the day or, where the price is kept over renewals (`renewal.price = initial`, B-11,
    D-64), those of the phase's first day. A price of the customer's own counts from its own day.
    """
    terms, path = terms_on(day), f"price.{phase.plan}.{phase.unit}"
    if terms.word("renewal.price", "current") != "initial" or path in terms.overrides:
        return terms
    first = terms_on(phase.from_on)
    return terms if first.find(path) is None else first


def added_price_terms(phase: Phase, terms_on: TermsOn, day: date) -> Terms:
    """Return the terms whose price holds for slots added on `day`.

    Those of the day where an addition is ordered at the current price (`quote.price`, D-14), else
    those of `price_terms`.
    """
    if terms_on(day).word("quote.price", "initial") == "current":
        return terms_on(day)
    return price_terms(phase, terms_on, day)


def counted_from(terms: Terms, change: date) -> date:
    """Return the first day that counts at the new price or number after a change (`proration.counts`)."""
    return change + DAY if terms.word("proration.counts", "from-change-day") == "from-next-day" else change


def priced_phases(phases: Sequence[Phase], terms_on: TermsOn, period: Period) -> list[Phase]:
    """Return the phases with the days from which their prices count in `period`, a whole billing period.

    A change inside it parts the period in two lines (S-19) or, where the terms have
    `plan_change.split = from-next-period`, is priced from the next period on.
    """

    def priced_from(phase: Phase) -> date:
        if not period.start < phase.from_on < period.end:
            return phase.from_on
        terms = terms_on(phase.from_on)
        if terms.word("plan_change.split", "by-days") == "from-next-period":
            return period.end
        return counted_from(terms, phase.from_on)

    return [phases[0], *(replace(phase, from_on=priced_from(phase)) for phase in phases[1:])]


def first_invoice_day(contract: Contract, terms: Terms) -> date | None:
    """Return the day that the first invoice waits for, or None when it waits for nothing.

    Where a training is ordered and the terms say so, the day accesses are sent (B-77), NEVER while
    they are not; otherwise the order's day, which is the first day of effect (B-74).
    """
    if terms.word("invoice.first", "period-start") != "order-or-access" or not contract.training_ordered:
        return None
    return contract.access_on or NEVER


def standing(phases: Sequence[Phase]) -> tuple[Phase, ...]:
    """Return the phases that stand of those written, in the order of their days.

    One written later takes the place of all that begin with it or after it, but for the first; one
    that changes nothing is left out. So a change that comes on another day is written anew.
    """
    if len(phases) == 1:
        return tuple(phases)
    found: list[Phase] = []
    for phase in phases:
        found = found[:1] + [one for one in found[1:] if one.from_on < phase.from_on]
        found.append(phase)
    alike = [replace(one, from_on=date.min) for one in found]
    return tuple(one for number, one in enumerate(found) if not number or alike[number] != alike[number - 1])


def phases_within(phases: Sequence[Phase], start: date, end: date) -> list[tuple[date, date, Phase]]:
    """Return the parts of [start, end) by phase, in order; the earlier phase holds up to the next."""
    parts = []
    for phase, following in zip(phases, [*phases[1:], None], strict=True):
        first = start if phase is phases[0] else max(start, phase.from_on)
        last = end if following is None else min(end, following.from_on)
        if first < last:
            parts.append((first, last, phase))
    return parts
