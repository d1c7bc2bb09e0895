"""Costs of recovery on record and billed."""

from decimal import Decimal
from pathlib import Path

import pytest

from desk import new_desk, on
from saasctl.errors.receivables import ActUnavailable
from saasctl.errors.usage import ValueMalformed
from saasctl.operations.penalties import CostsGiven, charge_penalties


def test_a_judge_may_lower_the_penalty_never_raise_it(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    desk.org("acme", desk.seller("koban"))
    desk.sub("acme", "crm", "annual", 1, "2026-01-15", "1000.00")
    desk.bill("2026-01-15")
    for given, refusal in (
        (CostsGiven(court_amount=Decimal("501.00")), ActUnavailable),
        (CostsGiven(costs=(("lunch", Decimal("1.00")),), receipt="x"), ActUnavailable),
    ):
        with pytest.raises(refusal):
            charge_penalties(desk.store, "acme", on("2026-03-01"), given)
    charge_penalties(desk.store, "acme", on("2026-03-01"), CostsGiven(court_amount=Decimal("120.00")))
    assert desk.rows("SELECT what, cost_cents, claimed_cents FROM recovery_cost") == [("court", 12000, 12000)]
    desk.store.close()


def test_a_cost_is_of_a_known_kind(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    desk.org("acme", desk.seller("deskapad"))
    desk.sub("acme", "periodic", "monthly", 10, "2026-02-01")
    desk.bill("2026-02-01")
    given = CostsGiven(costs=(("lunch", Decimal("1.00")),), receipt="x")
    with pytest.raises(ValueMalformed):
        charge_penalties(desk.store, "acme", on("2026-03-01"), given)
    desk.store.close()
