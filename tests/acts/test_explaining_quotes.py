"""Every step to a quote and a service recomputes."""

from decimal import Decimal
from pathlib import Path

from desk import new_desk, on
from evaluator import recompute
from saasctl.operations.explanations import explain_key
from saasctl.operations.quotes import QuoteGiven, add_quote, sign_quote
from saasctl.operations.services import DeliveryGiven, ask_elements, deliver_service
from saasctl.rules.billing.ordering import ServiceGiven
from saasctl.rules.billing.quoting import Offer, OfferedPlan, OfferedService, Signature


def test_a_quote_and_its_service_recompute(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    desk.seller("koban")
    desk.org("acme", "koban")
    plan = OfferedPlan(
        "pro", "annual", 3, unit_price=Decimal("500.00"), discount=Decimal("7.5"), free_months=1
    )
    setup = OfferedService(ServiceGiven("setup", Decimal("1000.01")))
    given = QuoteGiven(Offer(plan, services=(setup,)), (("project.plan", "33.33 % later"),))
    add_quote(desk.store, "acme", given, on("2026-02-01"))
    for party in ("customer", "vendor"):
        sign_quote(desk.store, "Q-2026-001", Signature(party), on("2026-02-10"))
    ask_elements(desk.store, "S-1", on("2026-02-16"))
    deliver_service(desk.store, "S-1", DeliveryGiven(step=1), on("2026-03-01"))
    deliver_service(desk.store, "S-1", DeliveryGiven(), on("2026-04-01"))
    for key in ("Q-2026-001", "S-1"):
        steps = explain_key(key, desk.store, None).steps
        assert len(steps) > 5
        for step in steps:
            assert recompute(step.expression, step.inputs) == step.result, step
    desk.store.close()


def test_discounts_and_free_months_are_recomputed_from_the_price(tmp_path: Path) -> None:
    """12.5 % of 200.00 are 25.00; two of twelve months free leave 175.00 x 10/12 = 145.83, 29.17 less."""
    desk = new_desk(tmp_path)
    desk.org("acme", desk.seller("deskapad"))
    for path, value in (("confirm.D-40", "yes"), ("quote.valid_days", "30")):
        desk.setting("deskapad", path, value)
    plan = OfferedPlan("periodic", "annual", 4, discount=Decimal("12.5"), free_months=2)
    add_quote(desk.store, "acme", QuoteGiven(Offer(plan)), on("2026-01-10"))
    steps = explain_key("Q-2026-001", desk.store, None).steps
    made = [step for step in steps if "price" in step.inputs]
    assert [recompute(step.expression, step.inputs) for step in made] == ["-25.00", "-29.17"]
    assert [step.result for step in made] == ["-25.00", "-29.17"]
    desk.store.close()
