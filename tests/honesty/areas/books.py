"""Questions about the books: liability, mandates, plans of payment, costs of recovery."""

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from saasctl.operations import liability_reports, mandates

if TYPE_CHECKING:
    from honesty.panel import Ask, Panel

IBAN = "FR7630006000011234567890189"


def prepare(panel: "Panel") -> None:
    """Pay the invoices of two customers in part, over more than a year and without a named invoice."""
    from saasctl.operations import invoicing, payments
    from saasctl.values.act import Act

    desk = panel.desk
    for unit in ("monthly", "annual"):
        slug = f"books-{unit}"
        desk.org(slug, panel.profile.id)
        plan = _plan(panel, unit)
        if plan is None:
            continue
        desk.sub(slug, plan, unit, 5, "2024-01-10", "60.00")
        invoicing.run_invoices(desk.store, slug, Act(on=date(2026, 1, 12)))
        for day in ("2024-02-01", "2025-01-01", "2025-03-10", "2026-01-15"):
            given = payments.PaymentGiven(Decimal("4321.00"))
            payments.record(desk.store, slug, given, Act(on=date.fromisoformat(day)))


def _plan(panel: "Panel", unit: str) -> str | None:
    from honesty.panel import plans

    for plan in plans(panel.profile):
        entry = panel.profile.entries.get(f"plan.{plan}.periods")
        sold = entry.value if entry and isinstance(entry.value, tuple) else (unit,)
        if unit in sold and panel.profile.names_under("period"):
            return plan
    return None


def asks(panel: "Panel") -> "dict[str, Ask]":
    """Return the questions by name."""
    return _liability(panel) | _mandates(panel)


def _liability(panel: "Panel") -> "dict[str, Ask]":
    from honesty.panel import asked

    return {
        f"liability {slug} {day} {part}": asked(
            liability_reports.report_liability, panel.store, slug, part, date.fromisoformat(day)
        )
        for slug in ("books-monthly", "books-annual")
        for day in ("2024-06-20", "2025-01-09", "2026-01-20")
        for part in (None, Decimal("1.00"))
    }


def _mandates(panel: "Panel") -> "dict[str, Ask]":
    from honesty.panel import LATER, asked, dry

    return {
        f"mandate by {told}": asked(
            mandates.add_mandate,
            panel.store,
            "staffed",
            mandates.MandateGiven(IBAN, told_by=told),
            dry(LATER),
        )
        for told in (None, "writing")
    }
