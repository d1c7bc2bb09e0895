"""When a change of plan or rhythm takes effect."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from desk import Desk, new_desk, on
from saasctl.acts.changing import change_plan
from saasctl.acts.contracts import load_contract
from saasctl.acts.terms import TermsBook

D = date.fromisoformat


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = new_desk(tmp_path)
    made.seller("ksaar")
    made.org("acme", "ksaar")
    made.sub("acme", "starter", "monthly", 1, "2025-03-10", "99.00")
    yield made
    made.store.close()


@pytest.mark.parametrize(
    ("plan", "asked", "effective"),
    [
        pytest.param("business", "2025-05-20", "2025-05-20", id="S-19-upgrade-at-once"),
        pytest.param("free", "2025-05-20", "2026-04-10", id="S-17-downgrade-at-the-end-of-the-twelve-months"),
        pytest.param("free", "2026-04-09", "2026-04-10", id="S-17-up-to-the-last-day"),
    ],
)
def test_a_dearer_plan_counts_at_once_and_a_cheaper_one_waits(
    desk: Desk, plan: str, asked: str, effective: str
) -> None:
    with desk.store.transaction(on(asked)) as tx:
        book = TermsBook(tx)
        changed = change_plan(tx, book, load_contract(tx, 1), plan, None, tx.on)
    assert changed.effective_on == D(effective)
    assert changed.contract.phases[-1].anchor == D("2025-03-10")


def test_the_same_plan_again_is_no_change(desk: Desk) -> None:
    with desk.store.transaction(on("2025-05-20")) as tx:
        changed = change_plan(tx, TermsBook(tx), load_contract(tx, 1), "starter", None, tx.on)
    assert len(changed.contract.phases) == 1
