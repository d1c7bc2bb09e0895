"""Put the rows of a list in the order asked for."""

from collections.abc import Iterable
from decimal import Decimal

from saasctl.values.answers import Kind
from saasctl.values.money import Money

Row = tuple[object, ...]


def ordered(rows: Iterable[Row], place: int, kind: Kind, *, falling: bool) -> list[Row]:
    """Return rows by the field at `place`: numbers and percents by size, the rest by text.

    Rows without a value stand last, rising or falling; equal ones keep their order.
    """
    present = list(rows)
    filled = [row for row in present if row[place] is not None]
    filled.sort(key=lambda row: _comparable(row[place], kind), reverse=falling)
    return filled + [row for row in present if row[place] is None]


def _comparable(value: object, kind: Kind) -> tuple[int, int | Decimal, str]:
    match value:
        case int() | Decimal():
            return 0, value, ""
        case Money():
            return 0, value.cents, ""
        case str() if kind == "percent":
            return 0, Decimal(value), ""
    return 1, 0, str(value)
