"""How a sale of services between businesses is taxed: category, source of the rate, mention."""

from dataclasses import dataclass
from functools import cache
from typing import Literal

from saasctl.terms.law.tables import Row, law_table, rows, text, text_or_none
from saasctl.values.clause import ClauseRef

RateFrom = Literal["home", "territory", "zero"]
RATES_FROM: dict[str, RateFrom] = {"home": "home", "territory": "territory", "zero": "zero"}


@dataclass(frozen=True, slots=True)
class VatRegime:
    """One regime. `category` is the EN 16931 code, `exemption_code` the reason beside it (BT-121).

    `rate_from`: "home" is the seller's own rate, "territory" the customer's, "zero" charges none.
    `mention` is what the invoice must print, or None.
    """

    id: str
    category: str
    rate_from: RateFrom
    exemption_code: str | None
    mention: str | None
    clause: ClauseRef


def vat_regime(name: str, *, untaxed: bool = False) -> VatRegime:
    """Return the regime `name`; `untaxed` picks overseas departments where VAT does not apply."""
    return _regimes()[name, untaxed]


def vat_regime_names() -> tuple[str, ...]:
    """Return the names a customer's regime may have, in the order of the table."""
    return tuple(dict.fromkeys(name for name, _ in _regimes()))


@cache
def _regimes() -> dict[tuple[str, bool], VatRegime]:
    return {(text(row, "id"), "vat" in row): _read(row) for row in rows(law_table("vat_regimes"), "regime")}


def _read(row: Row) -> VatRegime:
    return VatRegime(
        text(row, "id"),
        text(row, "category"),
        RATES_FROM[text(row, "rate")],
        text_or_none(row, "exemption_code"),
        text_or_none(row, "mention"),
        ClauseRef("law", article=text(row, "law"), says=text(row, "says")),
    )
