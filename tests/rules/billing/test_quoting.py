"""The lines of an offer and the conditions it brings, by hand."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contracts import terms_of
from saasctl.errors.usage import ValueMalformed
from saasctl.rules.billing.ordering import ServiceGiven
from saasctl.rules.billing.quoting import (
    Binding,
    Offer,
    OfferedPlan,
    OfferedService,
    Signature,
    net_of,
    offer_conditions,
    offer_lines,
)
from saasctl.terms.resolve import Terms

DAY = date(2026, 2, 1)
KOBAN = terms_of("koban", price__pro__annual="540.00", price__pro__monthly="49.00")(DAY)
DESKAPAD = terms_of("deskapad", confirm__D_40="yes")(DAY)


def nets(terms: Terms, offer: Offer) -> list[tuple[str, int]]:
    return [(line.kind, line.basis.net_cents) for line in offer_lines(terms, offer)]


@pytest.mark.parametrize(
    ("plan", "lines", "conditions"),
    [
        pytest.param(OfferedPlan("pro", "annual", 5), [("subscription", 270000)], [], id="5-x-540"),
        pytest.param(
            OfferedPlan("pro", "annual", 5, discount=Decimal(10)),
            [("subscription", 270000), ("discount", -27000)],
            [("486.00", 0)],
            id="10-percent-off-540-is-486",
        ),
        pytest.param(
            OfferedPlan("pro", "annual", 5, free_months=2),
            [("subscription", 270000), ("free-months", -45000)],
            [("450.00", 0), ("540.00", 12)],
            id="2-of-12-months-of-540-are-90",
        ),
        pytest.param(
            OfferedPlan("pro", "annual", 3, unit_price=Decimal("500.00"), free_months=1),
            [("subscription", 150000), ("free-months", -12501)],
            [("458.33", 0), ("500.00", 12)],
            id="500-x-11-of-12-is-458.33",
        ),
        pytest.param(
            OfferedPlan("pro", "monthly", 2, free_months=1),
            [("subscription", 9800), ("free-months", -9800)],
            [("0.00", 0), ("49.00", 1)],
            id="a-month-of-one",
        ),
    ],
)
def test_a_plan_is_offered(
    plan: OfferedPlan, lines: list[tuple[str, int]], conditions: list[tuple[str, int]]
) -> None:
    offer = Offer(plan)
    assert nets(KOBAN, offer) == lines
    assert [(one.value, one.after_months) for one in offer_conditions(KOBAN, offer)] == conditions


def test_more_free_months_than_are_offered_are_refused() -> None:
    with pytest.raises(ValueMalformed):
        offer_lines(KOBAN, Offer(OfferedPlan("pro", "monthly", 1, free_months=2)))


def test_the_periodic_offer_of_dx_11() -> None:
    offer = Offer(OfferedPlan("periodic", "annual", 10), credits=60)
    assert nets(DESKAPAD, offer) == [("subscription", 200000), ("credits", 30000)]


def test_credits_on_demand_are_priced_by_their_average() -> None:
    assert nets(DESKAPAD, Offer(credits=201, users=8)) == [("credits", 112560)]
    with pytest.raises(ValueMalformed):
        offer_lines(DESKAPAD, Offer(credits=201))


def test_services_one_off_lines_and_a_rise_add_up() -> None:
    hourly = terms_of("koban", service__extra__hourly="90.00")(DAY)
    services = (
        OfferedService(ServiceGiven("extra", hours=3), 3),
        OfferedService(ServiceGiven("setup", Decimal("700.00")), 2),
    )
    offer = Offer(
        services=services, one_off=(("Import", 1, Decimal("200.00")),), changes=True, rise=Decimal(150)
    )
    assert nets(hourly, offer) == [
        ("service", 27000),
        ("service", 140000),
        ("one-off", 20000),
        ("rise", 15000),
    ]
    assert net_of(offer_lines(hourly, offer)) == 202000


@settings(deadline=None)
@given(st.integers(1, 50), st.integers(1, 99999), st.integers(0, 12), st.decimals(0, 100, places=1))
def test_what_is_offered_is_what_the_conditions_bill(
    slots: int, cents: int, free: int, discount: Decimal
) -> None:
    """The first year's net of an annual plan is slots x the price that the conditions leave."""
    price = Decimal(cents).scaleb(-2)
    plan = OfferedPlan("pro", "annual", slots, unit_price=price, discount=discount, free_months=free)
    offer = Offer(plan)
    first = offer_conditions(KOBAN, offer)[0]
    assert net_of(offer_lines(KOBAN, offer)) == slots * int(Decimal(first.value).scaleb(2))


def test_a_quote_binds_with_the_later_signature() -> None:
    both = ("customer", "vendor")
    first, second = date(2026, 1, 5), date(2026, 1, 8)
    assert Binding(both, {"customer": first}).on is None
    assert Binding(both, {"customer": first, "vendor": second}).on == second
    assert Binding(("customer",), {"customer": first}).on == first


def test_a_signature_keeps_what_was_declared() -> None:
    assert Signature("customer").words is None
    said = Signature("customer", title="Director", authority=True, form="email").words
    assert said == "Director; capacity and authority declared; email"
