"""Questions about the books: liability, mandates, plans of payment, costs of recovery, the ladder."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import product
from typing import TYPE_CHECKING

from saasctl.operations import (
    cancelling,
    corrections,
    invoicing,
    liability_reports,
    mandates,
    notices,
    payments,
    penalties,
    plans,
    suspensions,
)
from saasctl.store.tables.ledger import COSTS
from saasctl.terms.schema.duration import FORMS
from saasctl.values.act import Act

if TYPE_CHECKING:
    from honesty.panel import Ask, Panel

IBAN = "FR7630006000011234567890189"
BILLED = date(2024, 3, 12)
LETTERS = {"reminder": date(2024, 5, 2), "formal-notice": date(2024, 5, 20)}
CUT = date(2024, 5, 18)
"""Access of a late payer was cut on this day, after a reminder and before a formal notice."""
PAID = date(2024, 7, 1)


def prepare(panel: "Panel") -> None:
    """Pay some customers' invoices in part; leave others late, with letters and without access."""
    for unit in ("monthly", "annual"):
        _paying(panel, unit)
    for slug, form, cuts in (
        ("books-late", "registered-letter", 1),
        ("books-mail", "email", 1),
        ("books-again", "registered-letter", 2),
        ("books-uncut", "registered-letter", 0),
        ("books-paid", "email", 1),
        ("books-paid-again", "email", 2),
    ):
        _late(panel, slug, form, cuts)
    _started(panel, "books-year", "annual", "2024-01-31", BILLED)
    _warned(panel, "books-year", "registered-letter")
    _started(panel, "books-plan", "annual", "2024-01-31", BILLED)
    panel.desk.setting(panel.profile.id, "vat.rate", "10", date(2029, 1, 1))
    for slug in ("books-paid", "books-paid-again"):
        payments.record(panel.store, slug, payments.PaymentGiven(Decimal("9999.00")), Act(on=PAID))


def _started(panel: "Panel", slug: str, unit: str, day: str, until: date) -> tuple[str, ...]:
    from honesty.panel import units

    panel.desk.org(slug, panel.profile.id)
    plan = _plan(panel, unit)
    if plan is None or unit not in units(panel.profile):
        return ()
    panel.desk.sub(slug, plan, unit, 5, day, "60.01")
    return invoicing.run_invoices(panel.store, slug, Act(on=until)).keys


def _plan(panel: "Panel", unit: str) -> str | None:
    from honesty.panel import plans as plans_of

    for plan in plans_of(panel.profile):
        entry = panel.profile.entries.get(f"plan.{plan}.periods")
        sold = entry.value if entry and isinstance(entry.value, tuple) else (unit,)
        paid = panel.profile.entries.get(f"plan.{plan}.paid")
        if unit in sold and (paid is None or paid.value):
            return plan
    return None


def _paying(panel: "Panel", unit: str) -> None:
    slug = f"books-{unit}"
    _started(panel, slug, unit, "2024-01-10", date(2026, 1, 12))
    for day in ("2024-02-01", "2025-01-01", "2025-03-10", "2026-01-15"):
        given = payments.PaymentGiven(Decimal("1321.00"))
        payments.record(panel.store, slug, given, Act(on=date.fromisoformat(day)))


def _late(panel: "Panel", slug: str, form: str, cuts: int) -> None:
    numbers = _started(panel, slug, "monthly", "2024-01-31", BILLED)
    organisation = panel.desk.rows(f"SELECT id FROM organisation WHERE slug = '{slug}'")[0][0]
    for number, day in zip(numbers, ("2024-06-20", "2024-06-25"), strict=False):
        given = payments.PaymentGiven(Decimal("10.00"), (number,))
        payments.record(panel.store, slug, given, Act(on=date.fromisoformat(day)))
        payments.record(panel.store, slug, given, Act(on=date.fromisoformat(day) + timedelta(days=9)))
    _warned(panel, slug, form)
    with panel.store.transaction(Act(on=CUT)) as tx:
        for start in (date(2024, 1, 31), CUT)[2 - cuts :]:
            row: dict[str, object] = {"organisation_id": organisation, "cause": "non-payment"}
            until = None if start == CUT else "2024-02-10"
            row |= {"scope": "organisation", "from_on": start.isoformat(), "until_on": until}
            tx.insert("suspension", row)


def _warned(panel: "Panel", slug: str, form: str) -> None:
    for kind, day in LETTERS.items():
        told = notices.NoticeGiven(kind, day, day, form, citing="11")
        notices.record(panel.store, slug, told, Act(on=day))


def asks(panel: "Panel") -> "dict[str, Ask]":
    """Return the questions by name."""
    return _liability(panel) | _money(panel) | _ladder(panel) | _costs(panel)


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


def _money(panel: "Panel") -> "dict[str, Ask]":
    """Ask for mandates, plans of payment, short and late payments, refunds."""
    from honesty.panel import LATER, asked, dry

    store, found = panel.store, {}
    for told in (None, "writing"):
        given = mandates.MandateGiven(IBAN, told_by=told)
        found[f"mandate by {told}"] = asked(mandates.add_mandate, store, "staffed", given, dry(LATER))
    for slug in ("books-monthly", "books-plan", "books-late"):
        for (number,) in panel.desk.rows(
            "SELECT i.number FROM invoice i JOIN organisation o ON o.id = i.organisation_id"
            f" WHERE o.slug = '{slug}' ORDER BY i.id DESC LIMIT 2"
        ):
            found[f"plan {number}"] = asked(plans.plan_invoice, store, str(number), dry(LATER))
            for day, amount in ((BILLED, "1.00"), (date(2030, 1, 1), "2.00"), (BILLED, "355.00")):
                paid = payments.PaymentGiven(Decimal(amount), (str(number),))
                found[f"pay {number} {day} {amount}"] = asked(payments.record, store, slug, paid, dry(day))
            for what in ("interest", "fee"):
                found[f"waive {number} {what}"] = asked(
                    corrections.waive, store, str(number), (what,), None, dry(LATER)
                )
    causes = ("non-use", "cancellation", "deposit", "deposit-force-majeure", "fault-suspension", "early-end")
    for cause in (*causes, "user-changes"):
        found[f"refund {cause}"] = asked(payments.refund, store, "P-1", None, cause, dry(LATER))
    return found


def _ladder(panel: "Panel") -> "dict[str, Ask]":
    """Ask for steps against late payers: letters, access cut and given back, ends."""
    from honesty.panel import asked, dry

    store, found = panel.store, {}
    late = ("books-late", "books-mail", "books-again", "books-uncut", "books-year")
    days = (date(2024, 5, 10), date(2024, 5, 30), date(2024, 6, 3), date(2024, 6, 18), date(2024, 6, 19))
    ways = panel.profile.names_under("ending")
    for slug, day in product(late, days):
        found[f"statement {slug} {day}"] = asked(suspensions.statement, store, slug, day)
        found[f"cut {slug} {day}"] = asked(suspensions.suspend_org, store, slug, "non-payment", "x", dry(day))
        parties = ("vendor", "customer") if slug == "books-year" else ("vendor",)
        for cause, by in product(ways, parties):
            facts = panel.profile_facts(cause)
            given = cancelling.CancelGiven(by, "registered-letter", cause, day, False, facts)
            ask = asked(cancelling.cancel, store, f"{slug}/main", given, dry(day))
            found[f"end {slug} {cause} {by} {day}"] = ask
    for kind, form in product(LETTERS, FORMS):
        for citing in (None, "11", "10"):
            told = notices.NoticeGiven(kind, date(2024, 5, 25), None, form, citing=citing)
            found[f"{kind} {form} {citing}"] = asked(notices.record, store, "books-mail", told, dry(days[2]))
    for slug in (*late, "books-paid", "books-paid-again"):
        found[f"restore {slug}"] = asked(suspensions.restore_org, store, slug, dry(PAID + timedelta(days=7)))
    return found


def _costs(panel: "Panel") -> "dict[str, Ask]":
    from honesty.panel import asked, dry

    found = {}
    day = date(2024, 7, 1)
    (number,) = panel.desk.rows(
        "SELECT min(i.number) FROM invoice i JOIN organisation o ON o.id = i.organisation_id"
        " WHERE o.slug = 'books-late'"
    )[0]
    for what, receipt in product((*COSTS, "lunch"), (None, "bill 1")):
        given = penalties.CostsGiven(str(number), ((what, Decimal("99.00")),), receipt)
        found[f"cost {what} {receipt}"] = asked(
            penalties.charge_penalties, panel.store, "books-late", dry(day), given
        )
    for court in (None, Decimal("100.00")):
        given = penalties.CostsGiven(str(number), (), None, True, court)
        found[f"court {court}"] = asked(
            penalties.charge_penalties, panel.store, "books-late", dry(day), given
        )
    return found
