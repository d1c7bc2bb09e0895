"""Which backups are kept on a day: by tiers of age, thinned out from the youngest to the oldest."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from saasctl.rules.lifecycle.custody import add_span
from saasctl.terms.resolve import Terms
from saasctl.values.clause import ClauseRef

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Tier:
    """Copies of one range of ages: how often one is kept, up to which age, and the days that are."""

    every: str
    until: str | None
    days: tuple[date, ...]
    clause: ClauseRef | None


def backups_kept(terms: Terms, since: date, as_of: date) -> tuple[Tier, ...]:
    """Return the daily copies that are kept on a day, tier by tier, the youngest first (B-52).

    A copy belongs to a tier up to its age, included or not as the terms say. Every n-th day counts
    from a fixed day; of a month the first or last survivor of the tier before is kept. No copy passes
    `backup.most` (S-60). Raises BlankTerm (exit 7) where the document says nothing of backups.
    """
    oldest = since
    most = terms.find("backup.most")
    if most is not None and isinstance(most.value, tuple):
        number, unit = int(str(most.value[0])), str(most.value[1])
        oldest = max(since, add_span(as_of, (-number, unit)))
        if terms.find("backup.tiers") is None:
            days = tuple(_daily(oldest, as_of))
            return (Tier("every copy", f"{number} {unit}", days, most.clause),)
    found = terms.need("backup.tiers")
    tiers, last, before = [], as_of, "1 days"
    for row in found.value if isinstance(found.value, tuple) else ():
        tier, last = _tier(terms, row, (oldest, last, as_of), before)
        before = tier.every if tier.every.endswith("days") else before
        tiers.append(Tier(tier.every, tier.until, tier.days, found.clause))
    return tuple(tiers)


def _tier(
    terms: Terms, row: Mapping[str, object], spans: tuple[date, date, date], before: str
) -> tuple[Tier, date]:
    """Return one tier and the last day of the next."""
    oldest, last, as_of = spans
    every, until = _span(row["every"]), row.get("until")
    first = oldest
    if until is not None:
        number, unit = _span(until)
        first = add_span(as_of, (-number, unit))
        if terms.word("backup.bounds", "included") == "excluded":
            first += DAY
        first = max(first, oldest)
    days = [
        day for day in _daily(first, last) if _counts(terms, day, every if every[1] == "days" else before)
    ]
    if every[1] == "months":
        days = _monthly(terms, days, every[0])
    tier = Tier(_words(every), _words(_span(until)) if until is not None else None, tuple(days), None)
    return tier, first - DAY


def _daily(first: date, last: date) -> Iterable[date]:
    return (first + timedelta(days=n) for n in range((last - first).days + 1))


def _counts(terms: Terms, day: date, every: tuple[int, str] | str) -> bool:
    step = every[0] if isinstance(every, tuple) else int(every.split()[0])
    epoch = terms.find("backup.epoch")
    start = epoch.value if epoch is not None and isinstance(epoch.value, date) else date.min
    return (day - start).days % int(step) == 0


def _monthly(terms: Terms, days: list[date], months: int) -> list[date]:
    """Return the first (or last) of `days` in each `months` months."""
    found: dict[int, date] = {}
    last = terms.word("backup.survivor", "first") == "last"
    for day in days:
        month = (day.year * 12 + day.month - 1) // months
        if last or month not in found:
            found[month] = day
    return list(found.values())


def _span(value: object) -> tuple[int, str]:
    if not isinstance(value, tuple):
        raise ValueError(f"{value!r} is no length")
    return int(str(value[0])), str(value[1])


def _words(span: tuple[int, str]) -> str:
    return f"{span[0]} {span[1]}"
