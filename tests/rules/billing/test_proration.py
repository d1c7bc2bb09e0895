"""Parts of a period under the conventions of the terms, against published and rulebook figures."""

import ast
import operator
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saasctl.rules.billing.proration import (
    Basis,
    Counts,
    EndDay,
    Prorated,
    ProrationTerm,
    month_fraction,
    prorate,
    prorated_cents,
    split_at,
    split_at_end,
    steps,
    thirty_day_count,
)
from saasctl.rules.billing.vat import vat_of
from saasctl.values.clause import ClauseRef
from saasctl.values.money import Money, format_cents
from saasctl.values.period import Period

CLAUSE = ClauseRef("convention", "sample", "1", "Proration", "X-1", "Divided by days.")


def term(
    basis: Basis = "actual", counts: Counts = "from-change-day", end_day: EndDay = "billed"
) -> ProrationTerm:
    return ProrationTerm(basis, counts, CLAUSE, end_day)


def through(start: str, last_day: str) -> Period:
    return Period.through(date.fromisoformat(start), date.fromisoformat(last_day))


# ---------------------------------------------------------------- an evaluator of its own
OPERATORS: dict[type[ast.operator], Callable[[Fraction, Fraction], Fraction]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}


def rounded(value: Fraction, digits: int) -> Fraction:
    scaled = Decimal(value.numerator * 10**digits) / Decimal(value.denominator)
    return Fraction(int(scaled.quantize(Decimal(1), ROUND_HALF_UP)), 10**digits)


def evaluated(node: ast.expr, inputs: Mapping[str, str | int]) -> Fraction:
    match node:
        case ast.Constant(value=int(number)):
            return Fraction(number)
        case ast.Name(id=name):
            return Fraction(inputs[name])
        case ast.BinOp(left=left, op=op, right=right):
            return OPERATORS[type(op)](evaluated(left, inputs), evaluated(right, inputs))
        case ast.Call(func=ast.Name(id="round"), args=[value, ast.Constant(value=int(digits))]):
            return rounded(evaluated(value, inputs), digits)
    raise AssertionError(ast.dump(node))


def replayed(result: Prorated) -> str:
    (step,) = steps(result)
    value = evaluated(ast.parse(step.expression, mode="eval").body, step.inputs)
    assert step.result in step.text
    assert set(step.inputs) == {
        n.id for n in ast.walk(ast.parse(step.expression)) if isinstance(n, ast.Name)
    } - {"round"}
    return f"{Decimal(value.numerator) / value.denominator:.2f}"


# ---------------------------------------------------------------- published numeric cases
@pytest.mark.parametrize(
    ("price", "billed", "used", "days", "net"),
    [
        pytest.param("100.00", "2024-01-01/31", "2024-01-01/14", "14/31", "45.16", id="N1-old-plan"),
        pytest.param("200.00", "2024-01-01/31", "2024-01-15/31", "17/31", "109.68", id="N1-new-plan"),
        pytest.param("50.00", "2024-08-01/31", "2024-08-10/31", "22/31", "35.48", id="N2"),
        pytest.param(
            "910.00", "2024-04-15/07-14", "2024-05-20/06-20", "32/91", "320.00", id="N6-anniversary"
        ),
        pytest.param("910.00", "2024-04-01/06-30", "2024-05-20/06-20", "32/91", "320.00", id="N6-calendar"),
        pytest.param(
            "1188.00", "2023-07-19/2024-07-18", "2023-11-19/2024-07-18", "243/366", "788.75", id="N7"
        ),
        pytest.param("9.00", "2026-06-15/07-14", "2026-06-15/07-14", "30/30", "9.00", id="KX-02-whole"),
        pytest.param("99.00", "2025-05-10/06-09", "2025-05-10/19", "10/31", "31.94", id="SX-28-old-plan"),
        pytest.param(
            "149.00", "2025-05-10/06-09", "2025-05-20/06-09", "21/31", "100.94", id="SX-28-new-plan"
        ),
    ],
)
def test_a_part_of_a_period_is_divided_by_the_actual_days_of_the_whole(
    price: str, billed: str, used: str, days: str, net: str
) -> None:
    result = prorate(Money.of(price), spelled(billed), spelled(used), term())
    assert f"{result.days}/{result.days_total}" == days
    assert str(result.fee) == net == replayed(result)


def spelled(period: str) -> Period:
    """Read `2024-04-15/07-14`: both days included; the second may leave out year and month."""
    start, last = period.split("/")
    return through(start, start[: len(start) - len(last)] + last)


@pytest.mark.parametrize(
    ("price", "billed", "used", "rate", "net", "vat", "gross"),
    [
        pytest.param(
            "100.00", "2025-02-01/28", "2025-02-08/28", "20", "75.00", "15.00", "90.00", id="N8-bill"
        ),
        pytest.param(
            "100.00", "2025-02-01/28", "2025-02-22/28", "20", "25.00", "5.00", "30.00", id="N8-credit"
        ),
        pytest.param("100.00", "2025-02-01/28", "2025-02-09/28", "20", "71.43", "14.29", "85.72", id="N9"),
        pytest.param("200.00", "2024-06-01/30", "2024-06-02/30", "25", "193.33", "48.33", "241.66", id="N10"),
        pytest.param("160.00", "2024-06-01/30", "2024-06-02/30", "25", "154.67", "38.67", "193.34", id="N11"),
        pytest.param(
            "29.99", "2024-06-03/09", "2024-06-03/09", "23.33", "29.99", "7.00", "36.99", id="N12-bill"
        ),
        pytest.param(
            "29.99", "2024-06-03/09", "2024-06-04/09", "23.33", "25.71", "6.00", "31.71", id="N12-credit"
        ),
        pytest.param(
            "50.00", "2025-02-01/28", "2025-02-08/28", "20", "37.50", "7.50", "45.00", id="N13-calendar"
        ),
        pytest.param(
            "50.00", "2025-02-01/28", "2025-02-09/28", "20", "35.71", "7.14", "42.85", id="N13-cal-credit"
        ),
        pytest.param(
            "50.00", "2025-02-08/03-07", "2025-02-08/03-07", "20", "50.00", "10.00", "60.00", id="N13-ann"
        ),
        pytest.param(
            "50.00",
            "2025-02-08/03-07",
            "2025-02-09/03-07",
            "20",
            "48.21",
            "9.64",
            "57.85",
            id="N13-ann-credit",
        ),
        pytest.param("10.00", "2022-12-01/31", "2022-12-15/20", "20", "1.94", "0.39", "2.33", id="N14"),
        pytest.param("20.00", "2024-04-01/30", "2024-04-24/26", "20", "2.00", "0.40", "2.40", id="N15"),
    ],
)
def test_net_is_rounded_before_vat_and_the_total_is_their_sum(
    price: str, billed: str, used: str, rate: str, net: str, vat: str, gross: str
) -> None:
    fee = prorate(Money.of(price), spelled(billed), spelled(used), term()).fee
    tax = vat_of(fee.cents, Decimal(rate))
    assert (str(fee), format_cents(tax), format_cents(fee.cents + tax)) == (net, vat, gross)


@pytest.mark.parametrize(
    ("price", "billed", "used", "basis", "days", "net"),
    [
        pytest.param("19.95", "2023-05-23/06-22", "2023-06-15/22", "thirty-360", "8/30", "5.32", id="N22"),
        pytest.param("19.95", "2023-05-23/06-22", "2023-06-15/22", "actual", "8/31", "5.15", id="N22-actual"),
        pytest.param(
            "19.95", "2023-05-15/06-14", "2023-05-23/06-14", "thirty-360", "22/30", "14.63", id="N23"
        ),
        pytest.param(
            "19.95", "2023-05-15/06-14", "2023-05-23/06-14", "actual", "23/31", "14.80", id="N23-actual"
        ),
        pytest.param(
            "11850.00",
            "2023-04-01/06-30",
            "2023-04-08/06-30",
            "month-fraction",
            "83/90",
            "10928.33",
            id="N36",
        ),
        pytest.param(
            "1099000.00", "2024-01-01/03-31", "2024-01-01/03-31", "thirty", "90/90", "1099000.00", id="N37"
        ),
        pytest.param(
            "84.00", "2027-02-01/28", "2027-02-15/28", "thirty", "14/30", "39.20", id="14-thirtieths"
        ),
        pytest.param(
            "84.00", "2027-02-01/28", "2027-02-01/28", "thirty", "30/30", "84.00", id="a-february-is-whole"
        ),
        pytest.param(
            "93.00", "2027-01-01/31", "2027-01-01/30", "thirty", "30/30", "93.00", id="never-above-the-fee"
        ),
        pytest.param(
            "93.00", "2027-01-01/31", "2027-01-02/31", "full", "1/1", "93.00", id="full-is-not-divided"
        ),
        pytest.param(
            "1200.00",
            "2025-03-10/2026-03-09",
            "2025-03-10/04-09",
            "month-fraction",
            "1/12",
            "100.00",
            id="S-15",
        ),
    ],
)
def test_the_basis_is_a_parameter_of_the_terms(
    price: str, billed: str, used: str, basis: Basis, days: str, net: str
) -> None:
    result = prorate(Money.of(price), spelled(billed), spelled(used), term(basis))
    assert f"{result.days}/{result.days_total}" == days
    assert str(result.fee) == net == replayed(result)


# ---------------------------------------------------------------- slots of the rulebooks
@pytest.mark.parametrize(
    ("quantity", "price", "billed", "change", "days", "net"),
    [
        pytest.param(3, "10.00", "2026-06-15/07-14", "2026-06-25", "20/30", "20.00", id="KX-03"),
        pytest.param(1, "10.00", "2026-06-15/07-14", "2026-07-14", "1/30", "0.33", id="KX-03-last-day"),
        pytest.param(1, "10.00", "2026-06-15/07-14", "2026-06-15", "30/30", "10.00", id="KX-03-first-day"),
        pytest.param(2, "96.00", "2026-03-10/2027-03-09", "2026-09-01", "190/365", "99.95", id="KX-04"),
        pytest.param(1, "10.00", "2026-06-15/07-14", "2026-07-06", "9/30", "3.00", id="KX-07"),
        pytest.param(1, "10.00", "2026-06-15/07-14", "2026-06-30", "15/30", "5.00", id="KX-08"),
        pytest.param(3, "200.00", "2026-02-01/2027-01-31", "2026-07-01", "215/365", "353.42", id="DX-28"),
    ],
)
def test_added_slots_owe_the_days_left_from_the_day_of_addition(
    quantity: int, price: str, billed: str, change: str, days: str, net: str
) -> None:
    _, used = split_at(spelled(billed), date.fromisoformat(change), term())
    assert used is not None
    result = prorate(Money.of(price), spelled(billed), used, term(), quantity)
    assert f"{result.days}/{result.days_total}" == days
    assert str(result.fee) == net == replayed(result)
    assert prorated_cents(quantity, Money.of(price).cents, result.days, result.days_total) == result.fee.cents


def test_full_price_is_the_default_reading_of_added_users() -> None:
    """DX-28: 3 x 200.00 = 600.00 where no pro rata is configured."""
    year = spelled("2026-02-01/2027-01-31")
    result = prorate(Money.of("200.00"), year, Period(date(2026, 7, 1), year.end), term("full"), 3)
    (step,) = steps(result)
    assert (step.text, step.expression) == ("3 x 200.00 = 600.00", "round(quantity * unit_price, 2)")
    assert step.inputs == {"quantity": 3, "unit_price": "200.00"}


def test_rounding_per_unit_is_a_term_and_differs_by_a_cent() -> None:
    """KX-03: rounding per slot would give 3 x 6.67 = 20.01."""
    per_unit = ProrationTerm("actual", "from-change-day", CLAUSE, rounding="per-unit")
    month = spelled("2026-06-15/07-14")
    result = prorate(Money.of("10.00"), month, Period(date(2026, 6, 25), month.end), per_unit, 3)
    assert str(result.fee) == "20.01" == replayed(result)


def test_the_explanation_is_the_line_as_an_accountant_would_write_it() -> None:
    month = spelled("2026-06-15/07-14")
    result = prorate(Money.of("10.00"), month, Period(date(2026, 6, 25), month.end), term(), 3)
    (step,) = steps(result)
    assert step.text == "3 x 10.00 x 20/30 days = 20.00"
    assert step.expression == "round(quantity * unit_price * days / days_total, 2)"
    assert step.inputs == {"quantity": 3, "unit_price": "10.00", "days": 20, "days_total": 30}
    assert (step.result, step.unit, step.clause) == ("20.00", "EUR", CLAUSE)


# ---------------------------------------------------------------- edges
def test_the_day_of_a_change_belongs_to_the_new_state_or_to_the_old_one() -> None:
    month = spelled("2024-01-01/31")
    old, new = split_at(month, date(2024, 1, 15), term(counts="from-change-day"))
    assert (old, new) == (spelled("2024-01-01/14"), spelled("2024-01-15/31"))
    old, new = split_at(month, date(2024, 1, 15), term(counts="from-next-day"))
    assert (old, new) == (spelled("2024-01-01/15"), spelled("2024-01-16/31"))


def test_a_change_on_an_edge_leaves_one_part_empty() -> None:
    month = spelled("2024-01-01/31")
    assert split_at(month, date(2024, 1, 1), term()) == (None, month)
    assert split_at(month, date(2024, 2, 1), term()) == (month, None)
    assert split_at(month, date(2024, 1, 31), term(counts="from-next-day")) == (month, None)


def test_the_last_day_of_use_is_billed_or_free() -> None:
    """N8: started 8 February, ended on the 21st, that day billed: 22 to 28 is credited."""
    month = spelled("2025-02-01/28")
    _, credited = split_at_end(month, date(2025, 2, 21), term(end_day="billed"))
    assert credited == spelled("2025-02-22/28")
    _, credited = split_at_end(month, date(2025, 2, 21), term(end_day="free"))
    assert credited == spelled("2025-02-21/28")
    assert split_at_end(month, date(2025, 2, 28), term()) == (month, None)


def test_days_outside_the_billed_period_are_not_owed() -> None:
    month = spelled("2024-01-01/31")
    assert prorate(Money.of("31.00"), month, spelled("2023-12-01/2024-01-10"), term()).fee == Money.of(
        "10.00"
    )


@pytest.mark.parametrize("basis", ["actual", "thirty", "thirty-360", "month-fraction", "full"])
def test_periods_that_do_not_overlap_are_a_mistake(basis: Basis) -> None:
    with pytest.raises(ValueError, match="do not overlap"):
        prorate(Money.of("10.00"), spelled("2024-01-01/31"), spelled("2024-02-01/29"), term(basis))


@pytest.mark.parametrize("basis", ["thirty", "thirty-360", "month-fraction"])
def test_a_week_cannot_be_divided_by_months(basis: Basis) -> None:
    with pytest.raises(ValueError, match="no month"):
        prorate(Money.of("10.00"), spelled("2024-01-01/07"), spelled("2024-01-02/07"), term(basis))


@pytest.mark.parametrize("year", [2023, 2024])
def test_thirty_day_months_make_february_as_long_as_the_others(year: int) -> None:
    """N24: 23 February to 15 March, end excluded, is 22 days in both years."""
    assert thirty_day_count(Period(date(year, 2, 23), date(year, 3, 15))) == 22


def test_a_month_in_part_is_divided_by_its_own_days() -> None:
    """15 January to 14 March over the first quarter of 2026: 17/31 + 1 + 14/31 = 2 months of 3."""
    assert month_fraction(spelled("2026-01-15/03-14"), spelled("2026-01-01/03-31")) == Fraction(2, 3)


# ---------------------------------------------------------------- properties
@st.composite
def divided(draw: st.DrawFn) -> tuple[Period, list[Period]]:
    start = draw(st.dates(date(2015, 1, 1), date(2035, 1, 1)))
    days = draw(st.integers(1, 800))
    cuts = draw(st.sets(st.integers(1, days), max_size=6))
    bounds = [start + timedelta(days=cut) for cut in sorted({0, *cuts, days})]
    return Period(start, bounds[-1]), [Period(a, b) for a, b in pairwise(bounds)]


PRICE = st.integers(0, 10_000_000).map(Money)
QUANTITY = st.integers(-1000, 1000)


@given(cut=divided(), price=PRICE, quantity=QUANTITY)
def test_the_parts_of_a_period_add_up_within_a_cent_each(
    cut: tuple[Period, list[Period]], price: Money, quantity: int
) -> None:
    billed, parts = cut
    total = sum(prorate(price, billed, part, term(), quantity).fee.cents for part in parts)
    assert abs(total - quantity * price.cents) <= len(parts) // 2


@given(cut=divided(), price=PRICE, quantity=QUANTITY, basis=st.sampled_from(["actual", "full"]))
def test_nobody_owes_more_than_the_whole_fee_and_explain_equals_compute(
    cut: tuple[Period, list[Period]], price: Money, quantity: int, basis: Basis
) -> None:
    billed, parts = cut
    result = prorate(price, billed, parts[0], term(basis), quantity)
    assert abs(result.fee.cents) <= abs(quantity * price.cents)
    assert Decimal(replayed(result)) == result.fee.amount


@given(
    first=st.dates(date(2015, 1, 1), date(2035, 1, 1)),
    months=st.integers(1, 24),
    skipped=st.integers(0, 27),
    price=PRICE,
    quantity=QUANTITY,
    basis=st.sampled_from(["thirty", "thirty-360", "month-fraction"]),
)
def test_bases_of_months_never_exceed_the_fee_and_replay(
    first: date, months: int, skipped: int, price: Money, quantity: int, basis: Basis
) -> None:
    year, month = divmod(first.month - 1 + months, 12)
    billed = Period(first, date(first.year + year, month + 1, min(first.day, 28)))
    used = Period(min(first + timedelta(days=skipped), billed.last_day), billed.end)
    result = prorate(price, billed, used, term(basis), quantity)
    assert abs(result.fee.cents) <= abs(quantity * price.cents)
    assert Decimal(replayed(result)) == result.fee.amount
    if not skipped:
        assert result.fee.cents == quantity * price.cents


@given(cut=divided(), price=PRICE, quantity=QUANTITY)
def test_a_credit_mirrors_the_charge(cut: tuple[Period, list[Period]], price: Money, quantity: int) -> None:
    billed, parts = cut
    charge = prorate(price, billed, parts[-1], term(), quantity)
    assert prorate(price, billed, parts[-1], term(), -quantity).fee == -charge.fee
