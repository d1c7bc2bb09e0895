"""The rates of French VAT by day and territory."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache
from typing import Literal

from saasctl.terms.law.tables import Row, day, day_or_none, law_table, percent, rows, text, words

RateTerritory = Literal["FR", "overseas"]


@dataclass(frozen=True, slots=True)
class VatRate:
    """One rate in percent, in force from `from_on` to `to_on`, both included; None: still in force.

    `stands_for` names the mainland kinds of rate whose field of application an overseas rate has.
    """

    territory: str
    kind: str
    percent: Decimal
    from_on: date
    to_on: date | None
    stands_for: tuple[str, ...]
    source: str

    def is_in_force(self, on: date) -> bool:
        """Say whether the rate applied on the day `on`."""
        return self.from_on <= on and (self.to_on is None or on <= self.to_on)


@lru_cache(maxsize=1024)
def french_vat_rates(on: date, territory: RateTerritory = "FR") -> tuple[VatRate, ...]:
    """Return the rates in force on a day, the normal one first; none before the table begins."""
    found = (rate for rate in _rates() if rate.territory == territory and rate.is_in_force(on))
    return tuple(sorted(found, key=lambda rate: -rate.percent))


def overseas_rate(home: Decimal, on: date) -> VatRate | None:
    """Return the overseas rate that stands for the mainland rate `home`, or None for no such rate.

    20 gives 8.5; 10 and 5.5 give 2.1 (general tax code, article 296).
    """
    kinds = {rate.kind for rate in french_vat_rates(on) if rate.percent == home}
    found = (rate for rate in french_vat_rates(on, "overseas") if kinds.intersection(rate.stands_for))
    return next(found, None)


@cache
def _rates() -> tuple[VatRate, ...]:
    return tuple(_read(row) for row in rows(law_table("vat_rates"), "rate"))


def _read(row: Row) -> VatRate:
    return VatRate(
        text(row, "territory"),
        text(row, "kind"),
        percent(row),
        day(row, "from"),
        day_or_none(row, "to"),
        words(row, "stands_for"),
        text(row, "source"),
    )
