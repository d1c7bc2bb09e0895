"""Create invoices with Tryton's sale_subscription and print how many a second; run by peers.py.

Runs in an environment of its own, where trytond, trytond_sale_subscription and proteus are installed.
Usage: tryton_peer.py SUBSCRIPTIONS.
"""

import sys
import time
from datetime import date
from decimal import Decimal
from importlib import import_module
from typing import Any

LINES = 3


def imported(path: str) -> Any:
    """Return what a dotted path names; Tryton is not in this project's environment."""
    module, _, name = path.rpartition(".")
    return getattr(import_module(module), name)


def company() -> tuple[Any, Any, Any]:
    """Set up a company with its accounts; returns the model getter, the wizard and the revenue account."""
    tools = "trytond.modules.account.tests.tools"
    activate = imported("trytond.tests.tools.activate_modules")
    create_company = imported("trytond.modules.company.tests.tools.create_company")
    create_year = imported(f"{tools}.create_fiscalyear")
    sequences = imported("trytond.modules.account_invoice.tests.tools.set_fiscalyear_invoice_sequences")
    config = activate(
        ["sale_subscription", "account_invoice"], create_company, imported(f"{tools}.create_chart")
    )
    config.skip_warning = True
    sequences(create_year(today=date(2026, 1, 1))).click("create_period")
    revenue = imported(f"{tools}.get_accounts")()["revenue"]
    return imported("proteus.Model").get, imported("proteus.Wizard"), revenue


def services(model: Any, revenue: Any) -> tuple[Any, list[Any]]:
    """Make a monthly rhythm and services to subscribe to."""
    monthly = model("sale.subscription.recurrence.rule.set")(name="Monthly")
    (rule,) = monthly.rules
    rule.freq, rule.interval = "monthly", 1
    monthly.save()
    category = model("product.category")(name="Services")
    category.accounting, category.account_revenue = True, revenue
    category.save()
    (unit,) = model("product.uom").find([("name", "=", "Unit")])
    made = []
    for number in range(LINES):
        template = model("product.template")()
        template.name, template.type = f"Slot {number}", "service"
        template.default_uom, template.account_category = unit, category
        template.list_price = Decimal(10)
        template.save()
        service = model("sale.subscription.service")()
        service.product, service.consumption_recurrence = template.products[0], monthly
        service.save()
        made.append(service)
    return monthly, made


def main(count: int) -> None:
    """Subscribe so many parties, consume a month and time the creation of invoices."""
    model, wizard, revenue = company()
    monthly, offered = services(model, revenue)
    term = imported("trytond.modules.account_invoice.tests.tools.create_payment_term")()
    term.save()
    parties = []
    for number in range(count):
        party = model("party.party")(name=f"Customer {number}")
        party.customer_payment_term = term
        party.addresses.new()
        parties.append(party)
    kind = model("party.party")
    kind.save(parties)
    held = []
    for party in parties:
        subscription = model("sale.subscription")()
        subscription.party, subscription.invoice_recurrence = party, monthly
        subscription.start_date, subscription.invoice_start_date = date(2026, 1, 1), date(2026, 2, 1)
        for service in offered:
            line = subscription.lines.new()
            line.service, line.quantity = service, 10
        held.append(subscription)
    subscriptions = model("sale.subscription")
    subscriptions.save(held)
    subscriptions.click(held, "quote")
    subscriptions.click(held, "run")
    consumed = wizard("sale.subscription.line.consumption.create")
    consumed.form.date = date(2026, 1, 31)
    consumed.execute("create_")
    invoiced = wizard("sale.subscription.create_invoice")
    invoiced.form.date = date(2026, 2, 1)
    start = time.perf_counter()
    invoiced.execute("create_")
    seconds = time.perf_counter() - start
    made = len(model("account.invoice").find([]))
    if made != count:
        raise SystemExit(f"{made} invoices, not {count}")
    print(count / seconds)


if __name__ == "__main__":
    main(int(sys.argv[1]))
