"""Thresholds of use: a figure, or its share of another, over rolling days; compared as integers."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

from saasctl.terms.resolve import Terms
from saasctl.values.clause import ClauseRef
from saasctl.values.clock import zone_named
from saasctl.values.money import format_exact, format_percent
from saasctl.values.period import Period

LEVELS = ("flag", "watch", "new-quote", "dedicated-hosting", "suspension")
"""What passing a threshold leads to, the lightest first."""


@dataclass(frozen=True, slots=True)
class Threshold:
    """One figure that is watched. Without `days` it is a count that stands until the next reading.

    `bound` is a number, or a percentage of `of` where there is one; `of_else` counts for a
    customer without any reading of `of`. `by_hour` counts as many times 24 hours back instead of whole
    dates, told in dates of `zone`; `strict` lets the bound itself through.
    """

    name: str
    title: str
    metric: str
    of: str | None
    of_else: str | None
    per: str
    parts: tuple[str, ...]
    bound: Decimal
    days: int | None
    by_hour: bool
    strict: bool
    leads_to: str
    suspension: str | None
    price: Decimal | None
    within: str | None
    told_by_customer: bool
    zone: str
    clause: ClauseRef

    def window(self, at: datetime, day: date) -> Period:
        """Return the days that count at an instant of `day`, that day included (B-D14)."""
        if self.days is None:
            return Period.through(day, day)
        first = day - timedelta(days=self.days - 1)
        if self.by_hour:
            since = at.astimezone(UTC) - timedelta(days=self.days)
            first = since.astimezone(zone_named(self.zone)).date()
        return Period.through(first, day)

    def passed(self, count: int, of: int | None) -> bool:
        """Say whether a figure is above the bound; nothing to be a share of gives no ratio."""
        if self.of is None:
            figure, limit = Fraction(count), Fraction(self.bound)
        elif not of:
            return False
        else:
            figure, limit = Fraction(count * 100), Fraction(self.bound) * of
        return figure > limit if self.strict else figure >= limit

    def shown(self, count: int, of: int | None) -> str:
        """Return a figure as printed: a count, or a percentage with up to four decimals."""
        if self.of is None or not of:
            return str(count)
        return format_percent(Decimal(format_exact(Fraction(count * 100, of))))

    @property
    def level(self) -> int:
        """How grave the consequence is; the gravest of a figure's thresholds counts."""
        return LEVELS.index(self.leads_to)


def threshold_names(terms: Terms) -> list[str]:
    """Return the names of the thresholds that the terms have."""
    names = terms.profile.names_under("usage")
    return [name for name in names if f"usage.{name}.metric" in terms.profile.entries]


def threshold_at(terms: Terms, name: str) -> Threshold:
    """Return one threshold of the terms. Raises BlankTerm (exit 7) where its bound is not written."""
    at = f"usage.{name}"
    of = terms.find(f"{at}.of")
    bound = terms.decimal(f"{at}.percent") if of is not None else terms.integer(f"{at}.limit")
    price, within = terms.find(f"{at}.price"), terms.find(f"{at}.within")
    title, suspension = terms.word(f"{at}.title", name), terms.word(f"{at}.suspension", "")
    if suspension:
        title = f"{title}: {terms.word(f'suspension.{suspension}.title', suspension)}"
    return Threshold(
        name,
        title,
        terms.text(f"{at}.metric").value,
        str(of.value) if of is not None else None,
        terms.word(f"{at}.of_else", "") or None,
        terms.word(f"{at}.per", "organisation"),
        terms.words(f"{at}.counts"),
        Decimal(bound.value),
        terms.number(f"{at}.days", 0) or None,
        terms.word(f"{at}.rolls", "by-date") == "by-hour",
        terms.flag(f"{at}.strict", default=True),
        terms.word(f"{at}.leads_to", "flag"),
        suspension or None,
        Decimal(str(price.value)) if price is not None else None,
        " ".join(str(part) for part in within.value) if within and isinstance(within.value, tuple) else None,
        terms.flag(f"{at}.customer_tells"),
        terms.profile.timezone,
        bound.clause,
    )
