"""The line that asks for late interest: the segments as data, and their explanation from the same data."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from saasctl.rules.billing.lines import OneSum
from saasctl.rules.receivables.interest import Segment
from saasctl.values.clause import ClauseRef, Step
from saasctl.values.money import EXACT_PLACES, format_cents, format_exact, format_percent, round_half_up

METHOD = "interest"


@dataclass(frozen=True, slots=True)
class InterestBasis(OneSum):
    """Interest of an invoice up to a day, less what was asked for or given up before (cents)."""

    invoice: str
    segments: tuple[Segment, ...]
    year_days: tuple[int, ...]
    before: int

    @property
    def net_cents(self) -> int:
        """The sum of the segments, rounded once half up, less what went before, in cents."""
        return round_half_up(sum((one.exact for one in self.segments), Fraction(0))) - self.before

    def as_stored(self) -> dict[str, int | str]:
        """Return the inputs of every segment."""
        rows = [
            [
                one.start.isoformat(),
                one.last_day.isoformat(),
                _amount(one.principal),
                format_percent(one.percent),
                year,
            ]
            for one, year in zip(self.segments, self.year_days, strict=True)
        ]
        stored = json.dumps(rows, separators=(",", ":"))
        return {"method": METHOD, "invoice": self.invoice, "before": self.before, "segments": stored}


def _amount(cents: Fraction) -> str:
    """Return an exact sum in cents as an amount, one of no whole number of cents as a fraction."""
    if cents.denominator == 1:
        return format_cents(int(cents))
    return f"{cents.numerator}/{cents.denominator * 100}"


@dataclass(frozen=True, slots=True)
class _Row:
    start: str
    last: str
    principal: str
    percent: str
    year: int

    @property
    def days(self) -> int:
        return (date.fromisoformat(self.last) - date.fromisoformat(self.start)).days + 1

    @property
    def exact(self) -> Fraction:
        return Fraction(self.principal) * Fraction(self.percent) * self.days / (100 * self.year)

    @property
    def shown(self) -> str:
        return format_exact(self.exact)

    def inputs(self) -> dict[str, str | int]:
        return {
            "principal": self.principal,
            "percent": self.percent,
            "days": self.days,
            "year_days": self.year,
        }


def interest_steps(basis: Mapping[str, int | str], clause: ClauseRef | None) -> list[Step]:
    """Return the steps to a line of late interest: each segment, then the sum rounded once."""
    rows = [_Row(*row) for row in json.loads(str(basis["segments"]))]
    steps = [_segment_step(row, clause) for row in rows]
    inputs: dict[str, str | int] = {}
    terms = []
    for number, row in enumerate(rows, 1):
        inputs |= {f"{name}_{number}": value for name, value in row.inputs().items()}
        terms.append(f"principal_{number} * percent_{number} / 100 * days_{number} / year_days_{number}")
    before = int(basis["before"])
    result = format_cents(round_half_up(sum((row.exact for row in rows), Fraction(0)) * 100) - before)
    text = f"{' + '.join(row.shown for row in rows)}, rounded once"
    expression = f"round({' + '.join(terms)}, 2)"
    if before:
        inputs["before"] = format_cents(before)
        text, expression = (
            f"{text}, less {format_cents(before)} asked for or given up before",
            f"{expression} - before",
        )
    return [*steps, Step(f"{text} = {result}", expression, inputs, result, "EUR", clause)]


def _segment_step(row: _Row, clause: ClauseRef | None) -> Step:
    words = f"{row.principal} x {row.percent} % x {row.days}/{row.year} days = {row.shown}"
    return Step(
        f"{row.start} to {row.last}: {words}",
        f"round(principal * percent / 100 * days / year_days, {EXACT_PLACES})",
        row.inputs(),
        row.shown,
        "EUR",
        clause,
    )
