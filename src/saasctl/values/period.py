"""Periods of whole days, half-open in code; people and JSON see the last day."""

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """The days from `start` (included) to `end` (excluded)."""

    start: date
    end: date

    def __post_init__(self) -> None:
        """Refuse a period that ends before it starts; an empty one is allowed."""
        if self.end < self.start:
            raise ValueError(f"period ends {self.end}, before its start {self.start}")

    @classmethod
    def through(cls, start: date, last_day: date) -> "Period":
        """Return the period from `start` to `last_day`, both included."""
        return cls(start, last_day + timedelta(days=1))

    @property
    def days(self) -> int:
        """The number of days in the period."""
        return (self.end - self.start).days

    @property
    def last_day(self) -> date:
        """The last day that still belongs to the period."""
        return self.end - timedelta(days=1)

    def __contains__(self, day: date) -> bool:
        """Say whether `day` falls in the period."""
        return self.start <= day < self.end

    def shared_with(self, other: "Period") -> "Period | None":
        """Return the days both periods hold, or None when they share none."""
        start = max(self.start, other.start)
        end = min(self.end, other.end)
        return Period(start, end) if start < end else None
