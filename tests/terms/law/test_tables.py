"""The reader of the law's tables refuses what has not the form it expects."""

from datetime import date
from decimal import Decimal

import pytest

from saasctl.terms.law.tables import (
    day,
    day_or_none,
    law_table,
    percent,
    rows,
    table,
    text,
    text_or_none,
    words,
)

TABLES = ("countries", "holidays", "legal_rates", "statutes", "vat_rates", "vat_regimes")


def test_every_packaged_table_is_read_without_floats() -> None:
    def has_float(item: object) -> bool:
        if isinstance(item, dict):
            return any(has_float(value) for value in item.values())
        if isinstance(item, list):
            return any(has_float(value) for value in item)
        return isinstance(item, float)

    assert not any(has_float(dict(law_table(name))) for name in TABLES)


def test_values_are_read_in_their_type() -> None:
    row = {"percent": "5.5", "from": date(2014, 1, 1), "words": ["a"], "sub": {"x": 1}}
    assert percent(row) == Decimal("5.5")
    assert day(row, "from") == day_or_none(row, "from") == date(2014, 1, 1)
    assert (words(row, "words"), table(row, "sub")) == (("a",), {"x": 1})


def test_what_is_absent_is_none_or_empty() -> None:
    assert (text_or_none({}, "a"), day_or_none({}, "a"), words({}, "a"), rows({}, "a"), table({}, "a")) == (
        None,
        None,
        (),
        [],
        {},
    )


@pytest.mark.parametrize("read", [text, day, words, rows, table])
def test_another_type_is_a_mistake(read: object) -> None:
    assert callable(read)
    with pytest.raises(ValueError, match="is not a"):
        read({"a": 1}, "a")
