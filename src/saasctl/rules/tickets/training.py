"""Recurring usage problems, which lead the vendor to propose a training (B-36)."""

from collections.abc import Iterable
from datetime import date, timedelta

from saasctl.rules.calendars.months import months_after
from saasctl.terms.resolve import Terms


def usage_problems(terms: Terms, found: Iterable[tuple[date, str]], on: date) -> int:
    """Return how many requests of `found`, days and what they were about, are usage problems up to `on`.

    Those of the window that ends on `on`, both ends included; without a window all of them.
    """
    left_out = terms.words("support.training_excludes")
    first = _first_day(terms, on)
    return sum(about not in left_out and first <= day <= on for day, about in found)


def _first_day(terms: Terms, on: date) -> date:
    window = terms.find("support.training_window")
    if window is None or not isinstance(window.value, tuple):
        return date.min
    amount, unit = int(str(window.value[0])), str(window.value[1])
    if unit.startswith("day"):
        return on - timedelta(days=amount - 1)
    months = amount * 12 if unit.startswith("year") else amount
    return months_after(on, -months) + timedelta(days=1)


def leads_to_training(terms: Terms, problems: int) -> bool | None:
    """Say whether so many problems are recurring; None while the operator has not said how many are."""
    after = terms.find("support.training_after")
    return None if after is None else problems >= int(str(after.value))
