"""Movements of slots: when they count and how they are numbered."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from desk import Desk, new_desk, on
from saasctl.acts.contracts import load_contract
from saasctl.acts.slot_moves import add_to, next_period_start, reduction_day, remove_from, withdraw_pending
from saasctl.acts.terms import TermsBook
from saasctl.rules.billing.slots import slot_policy, slots_after_pending, slots_on

D = date.fromisoformat


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = new_desk(tmp_path)
    for profile in ("kantree", "koban", "ksaar"):
        made.seller(profile)
        made.org(profile, profile)
    yield made
    made.store.close()


@pytest.mark.parametrize(
    ("profile", "plan", "unit", "asked", "effective"),
    [
        pytest.param("kantree", "team", "monthly", "2026-07-03", "2026-07-15", id="K-30-next-period"),
        pytest.param("kantree", "team", "annual", "2026-09-01", "2027-06-15", id="K-31-next-year"),
        pytest.param("koban", "pro", "biennial", "2027-01-10", "2028-06-15", id="B-130-at-renewal"),
        pytest.param("ksaar", "starter", "monthly", "2026-08-01", "2027-07-15", id="end-of-the-commitment"),
    ],
)
def test_a_reduction_counts_from_the_day_the_terms_give(
    desk: Desk, profile: str, plan: str, unit: str, asked: str, effective: str
) -> None:
    desk.sub(profile, plan, unit, 5, "2026-06-15", "10.00")
    with desk.store.transaction(on(asked)) as tx:
        book, contract = TermsBook(tx), load_contract(tx, 1)
        policy = slot_policy(book.of(contract)(tx.on))
        assert reduction_day(contract, book, policy, tx.on) == D(effective)
        assert remove_from(tx, book, contract, 2, tx.on).effective_on == D(effective)


def test_with_the_answer_next_period_an_addition_waits(desk: Desk) -> None:
    desk.setting("koban", "slots.without_clause", "next-period", D("2026-01-01"))
    desk.sub("koban", "pro", "monthly", 5, "2026-06-15", "10.00")
    with desk.store.transaction(on("2026-06-20")) as tx:
        book, contract = TermsBook(tx), load_contract(tx, 1)
        moved = add_to(tx, book, contract, 1, tx.on)
        assert (moved.effective_on, moved.invoice) == (D("2026-07-15"), None)
        assert next_period_start(contract, book, tx.on) == D("2026-07-15")
    desk.bill("2026-07-15")
    assert desk.rows("SELECT net_cents FROM invoice ORDER BY id") == [(5000,), (6000,)]


def test_a_part_of_what_is_pending_can_be_withdrawn(desk: Desk) -> None:
    desk.sub("kantree", "team", "monthly", 5, "2026-06-15", "10.00")
    with desk.store.transaction(on("2026-06-20")) as tx:
        book = TermsBook(tx)
        remove_from(tx, book, load_contract(tx, 1), 3, tx.on)
        after, undone = withdraw_pending(tx, book, load_contract(tx, 1), tx.on, 2)
    assert (undone, slots_after_pending(after.movements), slots_on(after.movements, D("2026-06-20"))) == (
        2,
        4,
        5,
    )
    assert [movement.seq for movement in after.movements] == [1, 2, 3]
