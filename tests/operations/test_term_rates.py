"""Reference rates: listed with their sources, added from theirs, never guessed."""

from datetime import date
from decimal import Decimal

import pytest

from saasctl.errors.rates import MissingRate, RateExists
from saasctl.errors.usage import ValueMalformed
from saasctl.operations.term_rates import add_rate, list_rates, read_rate, show_rate
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


def test_a_rate_that_is_superseded_stays_and_comes_back_by_the_undo(store: Store) -> None:
    first = read_rate("ecb-mro", None, "2031-01-01", "1.25", "ECB")
    second = read_rate("ecb-mro", None, "2031-01-01", "1.75", "ECB, corrected")
    assert "undo" not in add_rate(store, first, ACT, replacing=False).told
    told = add_rate(store, second, ACT, replacing=True).told
    assert told == (
        "ecb-mro from 2031-01-01 is 1.75 %; undo: saasctl terms rates add ecb-mro --from 2031-01-01 "
        '--percent 1.25 --source "ECB" --replace'
    )
    add_rate(store, first, ACT, replacing=True)
    assert rate_of(store, "ecb-mro", date(2031, 1, 1)) == "1.25"
    with store.reading() as tx:
        assert tx.rows("SELECT percent FROM reference_rate ORDER BY id") == [("1.25",), ("1.75",), ("1.25",)]


def test_a_packaged_rate_is_superseded_by_the_operators(store: Store) -> None:
    """The legal rate of 2026-S1 ships as 2.62 %."""
    rate = read_rate("legal-interest", "2026-S1", None, "2.65", "corrected")
    with pytest.raises(RateExists):
        add_rate(store, rate, ACT, replacing=False)
    add_rate(store, rate, ACT, replacing=True)
    assert rate_of(store, "legal-interest", date(2026, 1, 1)) == "2.65"
    same = read_rate("legal-interest", "2025-S2", None, "2.76", "again")
    assert add_rate(store, same, ACT, replacing=False).told.endswith("already")


def test_a_rate_below_zero_is_kept(store: Store) -> None:
    add_rate(store, read_rate("ecb-mro", None, "2031-01-01", "-0.50", "ECB"), ACT, replacing=False)
    assert rate_of(store, "ecb-mro", date(2031, 1, 1)) == "-0.5"


def test_every_rate_added_is_in_the_record_of_acts(store: Store) -> None:
    add_rate(store, read_rate("ecb-mro", None, "2031-01-01", "1.25", "ECB"), ACT, replacing=False)
    with store.reading() as tx:
        assert tx.rows("SELECT what FROM audit_entry WHERE what = 'rate.added'") == [("rate.added",)]


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
        pytest.param("ecb-mro", None, "2031-01-01", "100", id="percent"),
        pytest.param("ecb-mro", None, "20310101", "1", id="short-day"),
        pytest.param("ecb-mro", None, "2031-W01-1", "1", id="week"),
        pytest.param("ecb-mro", None, "2031-02-30", "1", id="no-such-day"),
        pytest.param("ecb-mro", None, "9999-12-31", "1", id="end-of-time"),
        pytest.param("ecb-mro", "2031-S1", "2031-01-01", "1", id="half-of-ecb"),
        pytest.param("legal-interest", "2031-S1", "2031-01-01", "1", id="day-of-legal"),
        pytest.param("legal-interest", "2031-S3", None, "1", id="third-half"),
        pytest.param("legal-interest", "0000-S1", None, "1", id="year-zero"),
        pytest.param("legal-interest", "9999-S2", None, "1", id="last-half"),
    ],
)
def test_a_malformed_rate_is_refused(kind: str, half: str | None, from_on: str | None, percent: str) -> None:
    with pytest.raises(ValueMalformed):
        read_rate(kind, half, from_on, percent, "source")


@pytest.mark.parametrize("source", ["", "  ", "two\nlines", "x" * 201])
def test_a_rate_without_a_source_on_one_line_is_refused(source: str) -> None:
    with pytest.raises(ValueMalformed, match="--source"):
        read_rate("ecb-mro", None, "2031-01-01", "1", source)


def test_a_rate_may_be_negative_as_the_law_has_had() -> None:
    assert read_rate("ecb-mro", None, "2031-01-01", "-0.50", "ECB").percent == Decimal("-0.50")


@pytest.mark.parametrize(
    ("kind", "day", "percent"),
    [
        ("legal-interest", date(2026, 1, 1), "2.62"),
        ("legal-interest", date(2026, 6, 30), "2.62"),
        ("legal-interest", date(2025, 12, 31), "2.76"),
        ("ecb-mro", date(2026, 3, 1), "2.15"),
    ],
)
def test_the_rate_of_a_day_is_shown_without_a_store(kind: str, day: date, percent: str) -> None:
    assert show_rate(None, kind, day).percent == percent


def test_the_rate_of_a_day_that_nobody_supplied_is_refused(store: Store) -> None:
    with pytest.raises(MissingRate, match="2032-S1"):
        show_rate(store, "legal-interest", date(2032, 3, 1))
    rate = read_rate("legal-interest", "2032-S1", None, "3.10", "JO")
    add_rate(store, rate, ACT, replacing=False)
    assert show_rate(store, "legal-interest", date(2032, 3, 1)).percent == "3.1"
    with pytest.raises(ValueMalformed):
        show_rate(store, "euribor", date(2026, 1, 1))
