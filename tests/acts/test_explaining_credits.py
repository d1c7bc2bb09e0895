"""A booking's credits are recomputed from its explanation alone."""

from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from creditdesk import credit_desk
from evaluator import recompute
from saasctl.acts.credit_terms import PriceAsked, priced
from saasctl.acts.explaining_credits import price_steps
from saasctl.operations.bookings import cancel_booking
from saasctl.operations.explanations import explain_key
from saasctl.terms.load import load_profile
from saasctl.terms.resolve import Terms
from saasctl.values.act import Act

TERMS = Terms(load_profile("deskapad"))


@given(st.integers(1, 1_000_000), st.sampled_from(["desk", "room", "month"]))
def test_the_credits_are_what_the_expression_gives(cents: int, category: str) -> None:
    view = priced(TERMS, PriceAsked(category, Decimal(cents).scaleb(-2)))
    last = price_steps(view)[-1]
    assert Fraction(recompute(last.expression, last.inputs)) in (view.credits, Fraction(0))


@pytest.mark.parametrize(
    ("price", "texts"),
    [
        pytest.param("22", ["22.00 x 1 / 5.00 = 4.4", "4.4 rounded up to 1 = 5"], id="DX-5"),
        pytest.param("251", ["251.00 x 1 / 5.00 = 50.2", "50.2 rounded up to 5 = 55"], id="DX-5-251"),
    ],
)
def test_the_steps_of_a_price(price: str, texts: list[str]) -> None:
    assert [step.text for step in price_steps(priced(TERMS, PriceAsked("desk", Decimal(price))))] == texts


def test_a_booking_names_its_lots_and_an_order_its_average(tmp_path: Path) -> None:
    desk = credit_desk(tmp_path)
    ana = desk.user("ana", "2026-01-05")
    desk.buy(3, 1, "2026-01-05")
    desk.buy(37, 3, "2026-01-06")
    desk.allot(ana, 10, "2026-01-06")
    key = desk.book(ana, "22", "2026-01-07T09:00:00+01:00")
    found = explain_key(key, desk.store, None)
    assert [step.text for step in found.steps][2:] == [
        "3 from the lot of ana@acme.example of 2026-01-05",
        "2 from the lot of ana@acme.example of 2026-01-06",
    ]
    order = explain_key("INV-2026-000002", desk.store, None)
    assert order.steps[0].text == "37 credits / 3 users = 12.3333 on average"
    desk.store.close()


def test_what_a_cancelled_booking_gave_back_is_recomputed(tmp_path: Path) -> None:
    """Late, half of 11 credits: 5.5, so 6."""
    desk = credit_desk(tmp_path, monthly_from="2026-01-31", credits=40)
    ana = desk.user("ana", "2026-01-31")
    desk.allot(ana, 12, "2026-01-31")
    key = desk.book(ana, "55", "2026-02-10T09:00:00+01:00", "2026-02-11T09:00:00+01:00")
    cancel_booking(desk.store, key, False, Act(at=datetime.fromisoformat("2026-02-10T12:00:00+01:00")))
    step = explain_key(key, desk.store, None).steps[-1]
    assert step.text == "cancelled: 11 x 50 % = 6 given back"
    assert recompute(step.expression, step.inputs) == "6.00"
    assert step.clause is not None
    assert step.clause.rule == "D-25"
    desk.store.close()
