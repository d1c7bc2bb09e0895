"""Reference rates: listed with their sources, added from theirs, never guessed."""

from datetime import date
from decimal import Decimal

import pytest

from saasctl.errors.rates import RateExists
from saasctl.errors.usage import ValueMalformed
from saasctl.operations.term_rates import add_rate, list_rates, read_rate
from saasctl.store.database import Store
from saasctl.values.act import Act

ACT = Act(on=date(2026, 6, 1))


def rate_of(store: Store | None, kind: str, day: date) -> object:
    rows = {(row[0], row[1]): row[3] for row in list_rates(store).rows}
    return rows.get((kind, day))


def test_the_packaged_rates_are_listed_without_a_store_each_with_its_source() -> None:
    rows = list(list_rates(None).rows)
    assert {row[0] for row in rows} == {"legal-interest", "ecb-mro"}
    assert all(row[4] for row in rows)
    assert not any(row[5] for row in rows)


def test_a_rate_is_added_for_a_half_year_and_stands_in_the_list(store: Store) -> None:
    rate = read_rate("legal-interest", "2031-S2", None, "2.75", "JO 30/06/2031")
    written = add_rate(store, rate, ACT, replacing=False)
    assert written.keys == ("legal-interest 2031-S2",)
    assert rate_of(store, "legal-interest", date(2031, 7, 1)) == "2.75"
    assert rate_of(None, "legal-interest", date(2031, 7, 1)) is None


def test_the_same_rate_again_changes_nothing_and_another_is_refused(store: Store) -> None:
    rate = read_rate("ecb-mro", None, "2031-01-01", "1.25", "ECB")
    add_rate(store, rate, ACT, replacing=False)
    assert add_rate(store, rate, ACT, replacing=False).told.endswith("already")
    other = read_rate("ecb-mro", None, "2031-01-01", "1.75", "ECB, corrected")
    with pytest.raises(RateExists):
        add_rate(store, other, ACT, replacing=False)
    add_rate(store, other, ACT, replacing=True)
    assert rate_of(store, "ecb-mro", date(2031, 1, 1)) == "1.75"


def test_a_dry_run_adds_no_rate(store: Store) -> None:
    rate = read_rate("ecb-mro", None, "2031-01-01", "1.25", "ECB")
    add_rate(store, rate, Act(on=date(2026, 6, 1), dry_run=True), replacing=False)
    assert rate_of(store, "ecb-mro", date(2031, 1, 1)) is None


@pytest.mark.parametrize(
    ("kind", "half", "from_on", "percent"),
    [
        pytest.param("euribor", None, "2031-01-01", "1", id="kind"),
        pytest.param("legal-interest", "2031", None, "1", id="half"),
        pytest.param("legal-interest", None, None, "1", id="no-half"),
        pytest.param("ecb-mro", None, "1 January", "1", id="day"),
        pytest.param("ecb-mro", None, "2031-01-01", "1,5", id="comma"),
        pytest.param("ecb-mro", None, "2031-01-01", "NaN", id="nan"),
    ],
)
def test_a_malformed_rate_is_refused(kind: str, half: str | None, from_on: str | None, percent: str) -> None:
    with pytest.raises(ValueMalformed):
        read_rate(kind, half, from_on, percent, "source")


def test_a_rate_may_be_negative_as_the_law_has_had() -> None:
    assert read_rate("ecb-mro", None, "2031-01-01", "-0.50", "ECB").percent == Decimal("-0.50")
