"""Every line, tax, total and due date of a random portfolio is recomputed by a foreign evaluator."""

import json
import random
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

from desk import Desk, new_desk, on
from evaluator import recompute
from saasctl.errors.base import Refused
from saasctl.operations.changes import change_subscription
from saasctl.operations.invoices import InvoiceFilter, explain_issued, list_invoices
from saasctl.operations.slots import add_slots, remove_slots
from saasctl.output.encoding import encode
from saasctl.values.act import Act

PLANS = {
    "kantree": [("team", "monthly"), ("team", "annual")],
    "koban": [("pro", "monthly"), ("pro", "annual"), ("pro", "biennial")],
    "ksaar": [("starter", "monthly"), ("business", "annual")],
    "deskapad": [("periodic", "monthly"), ("periodic", "annual")],
}
FIRST = date(2024, 1, 1)


def random_portfolio(folder: Path, seed: int) -> Desk:
    chance = random.Random(seed)
    desk = new_desk(folder)
    acts: list[tuple[date, str, str]] = []
    for profile, plans in PLANS.items():
        desk.seller(profile)
        for number in range(4):
            org = f"{profile}-{number}"
            abroad = {"country": "DE", "vat_id": "DE811907980"} if number == 3 else {}
            desk.org(org, profile, **abroad)
            plan, unit = chance.choice(plans)
            start = FIRST + timedelta(days=chance.randrange(200))
            price = f"{chance.randrange(100, 90000) / 100:.2f}"
            desk.sub(org, plan, unit, chance.randrange(1, 40), start.isoformat(), price)
            for _ in range(5):
                day = start + timedelta(days=chance.randrange(1, 500))
                acts.append((day, org, chance.choice(["add", "add", "remove", "upgrade"])))
    for day, org, what in sorted(acts):
        desk.bill(day.isoformat())
        _do(desk, day, org, what, chance)
    desk.bill("2026-03-31")
    return desk


def _do(desk: Desk, day: date, org: str, what: str, chance: random.Random) -> None:
    act = Act(on=day)
    try:
        if what == "add":
            add_slots(desk.store, org, chance.randrange(1, 9), act)
        elif what == "remove":
            remove_slots(desk.store, org, 1, act)
        elif org.startswith("ksaar"):
            from decimal import Decimal

            change_subscription(desk.store, org, "business", None, (Decimal("149.99"), "Devis"), act)
    except Refused:
        return


def as_json(value: object) -> Any:
    return json.loads(json.dumps(encode(value)))


def test_every_step_of_a_random_portfolio_is_recomputed(tmp_path: Path) -> None:
    desk = random_portfolio(tmp_path, 20260101)
    count = 0
    for row in list_invoices(desk.store, InvoiceFilter(), date(2026, 3, 31)).rows:
        explained = as_json(explain_issued(desk.store, str(row[0]), None))
        for step in explained["steps"]:
            assert recompute(step["expression"], step["inputs"]) == step["result"], (row[0], step)
            count += 1
    assert count > 900
    desk.store.close()


def test_explained_amounts_are_those_of_the_invoice(tmp_path: Path) -> None:
    desk = random_portfolio(tmp_path, 7)
    for row in list_invoices(desk.store, InvoiceFilter(), date(2026, 3, 31)).rows:
        invoice = dict(zip(("net", "vat", "gross"), (str(money) for money in row[13:16]), strict=True))
        for line in as_json(row[22]):
            steps = as_json(explain_issued(desk.store, str(row[0]), line["ref"]))["steps"]
            assert steps[-1]["result"] == line["net"]
            assert steps[-1]["clause"]["rule"]
        steps = as_json(explain_issued(desk.store, str(row[0]), None))["steps"]
        assert [step["result"] for step in steps[-2:]] == [invoice["gross"], str(row[10])]
        nets = sum(Fraction(line["net"]) for line in as_json(row[22]))
        assert nets == Fraction(invoice["net"])
        assert Fraction(invoice["net"]) + Fraction(invoice["vat"]) == Fraction(invoice["gross"])
    desk.store.close()


def test_no_day_of_a_subscription_is_billed_twice(tmp_path: Path) -> None:
    desk = random_portfolio(tmp_path, 99)
    rows = desk.rows(
        "SELECT subscription_id, period_start, period_end FROM invoice WHERE kind = 'subscription'"
        " ORDER BY subscription_id, period_start"
    )
    for first, second in pairwise(rows):
        if first[0] == second[0]:
            assert first[2] == second[1]
    desk.store.close()


def test_the_evaluator_itself_rounds_a_half_away_from_zero() -> None:
    assert recompute("round(a / b, 2)", {"a": 1, "b": 8}) == "0.13"
    assert recompute("round(a / b, 2)", {"a": "-1", "b": 8}) == "-0.13"
    assert (
        recompute("subtract_days(subtract_months(d, m), n)", {"d": "2027-03-01", "m": 2, "n": 1})
        == "2026-12-31"
    )
    assert on("2026-01-01").on == date(2026, 1, 1)
