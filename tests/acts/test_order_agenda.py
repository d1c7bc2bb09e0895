"""What the agenda says of quotes and services."""

from datetime import date
from decimal import Decimal
from pathlib import Path

from desk import new_desk, on
from saasctl.operations.agendas import agenda_of
from saasctl.operations.quotes import QuoteGiven, add_quote, sign_quote
from saasctl.operations.services import ask_elements, order_service
from saasctl.rules.billing.ordering import ServiceGiven
from saasctl.rules.billing.quoting import Offer, Signature


def test_what_waits_is_listed_with_the_command_that_ends_it(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    for profile in ("koban", "deskapad"):
        desk.seller(profile)
        desk.org(profile, profile)
    desk.setting("deskapad", "quote.valid_days", "30")
    desk.sub("deskapad", "periodic", "monthly", 1, "2026-02-01")
    line = QuoteGiven(Offer(one_off=(("Setup", 1, Decimal(100)),), credits=5, users=1))
    for _ in range(3):
        add_quote(desk.store, "deskapad", line, on("2026-02-02"))
    sign_quote(desk.store, "Q-2026-002", Signature("customer"), on("2026-02-10"))
    for party in ("customer", "vendor"):
        sign_quote(desk.store, "Q-2026-003", Signature(party), on("2026-02-12"))
    plan = ServiceGiven("shop", Decimal(1000), plan="40 % on 2026-03-01 design")
    order_service(desk.store, "koban", plan, on("2026-02-02"))
    ask_elements(desk.store, "S-2", on("2026-02-16"))
    items = agenda_of(desk.store, 30, None, date(2026, 2, 17))
    kinds = ("quote-expires", "quote-to-sign", "quote-gate", "service-step", "elements-due")
    found = [(str(item.on), item.kind, item.subject, item.action) for item in items if item.kind in kinds]
    assert found == [
        ("2026-02-10", "quote-to-sign", "Q-2026-002", "saasctl quote sign Q-2026-002 --by vendor"),
        (
            "2026-02-12",
            "quote-gate",
            "Q-2026-003",
            "saasctl quote confirm Q-2026-003 --gate payment-confirmed",
        ),
        (
            "2026-02-12",
            "quote-gate",
            "Q-2026-003",
            "saasctl quote confirm Q-2026-003 --gate confirmation-sent",
        ),
        ("2026-02-24", "elements-due", "S-2", "saasctl service list --org koban"),
        ("2026-03-01", "service-step", "koban", "saasctl run daily --until 2026-03-01"),
        ("2026-03-04", "quote-expires", "Q-2026-001", "saasctl quote show Q-2026-001"),
    ]
    desk.store.close()
