"""Sums of a rehearsal by month."""

from datetime import date

from saasctl.acts.rehearsing import revenue_by_month
from saasctl.values.money import Money
from saasctl.values.views.agenda import MonthRevenue, RehearsedInvoice


def _invoice(day: date, net: str) -> RehearsedInvoice:
    return RehearsedInvoice("N", "acme", "subscription", day, day, Money.of(net), Money.of(net), "EUR")


def test_revenue_is_summed_by_the_month_of_the_invoice() -> None:
    dated = [
        _invoice(date(2027, 2, 1), "1.10"),
        _invoice(date(2026, 12, 31), "5.00"),
        _invoice(date(2027, 2, 28), "2.05"),
    ]
    assert revenue_by_month(dated) == (
        MonthRevenue("2026-12", Money.of("5.00"), "EUR"),
        MonthRevenue("2027-02", Money.of("3.15"), "EUR"),
    )
