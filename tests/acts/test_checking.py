from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from saasctl.acts.checking import check_caches, check_documents, expected_due, rebuild_caches
from saasctl.acts.due import held_due
from saasctl.operations.daily import run_daily
from saasctl.operations.invoicing import run_invoices
from saasctl.operations.sellers import add_seller
from saasctl.operations.slots import add_slots, remove_slots
from saasctl.operations.subscriptions import OrderGiven, start_subscription
from saasctl.store.database import Store, create_store, open_store
from saasctl.store.records import write_record
from saasctl.system.clock import system_clock
from saasctl.values.act import Act

CUSTOMER: dict[str, object] = {
    "slug": "acme",
    "seller_id": 1,
    "name": "Acme",
    "country": "FR",
    "professional": 1,
    "created_on": "2025-01-01",
}


@pytest.fixture(scope="module")
def portfolio(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two customers of one seller, billed from January to July 2025; one has moved its slots."""
    folder = tmp_path_factory.mktemp("portfolio")
    path = folder / "s.db"
    create_store(str(path), sandbox=True)
    store = open_store(str(path), clock=system_clock())
    (folder / "seller.toml").write_text('name = "Digicoop"\ncountry = "FR"\n')
    add_seller(store, "digicoop", "kantree", folder / "seller.toml", Act(on=date(2025, 1, 1)))
    with store.transaction(Act(on=date(2025, 1, 1))) as tx:
        for slug in ("acme", "bolt"):
            write_record(tx, "organisation", CUSTOMER | {"slug": slug})
        for name, value in (("vat.rate", "20"), ("invoice.due_days", "30")):
            setting = {"scope": "kantree", "path": name, "value": value, "from_on": "2025-01-01"}
            write_record(tx, "term_setting", setting)
    order = OrderGiven("main", "pro", "monthly", 5, unit_price=Decimal("9.00"))
    start_subscription(store, "acme", order, Act(on=date(2025, 1, 15)))
    start_subscription(store, "bolt", order, Act(on=date(2025, 3, 31)))
    run_invoices(store, None, Act(on=date(2025, 4, 20)))
    add_slots(store, "acme", 2, Act(on=date(2025, 4, 25)))
    remove_slots(store, "acme", 1, Act(on=date(2025, 4, 26)))
    run_daily(store, Act(on=date(2025, 7, 1)))
    store.close()
    return path


@pytest.fixture
def store(portfolio: Path, tmp_path: Path) -> Iterator[Store]:
    copied = tmp_path / "s.db"
    copied.write_bytes(portfolio.read_bytes())
    opened = open_store(str(copied), clock=system_clock())
    yield opened
    opened.close()


def test_what_the_program_itself_wrote_has_nothing_wrong(store: Store) -> None:
    with store.reading() as tx:
        assert list(check_caches(tx)) == []
        assert list(check_documents(tx)) == []


@pytest.mark.parametrize(
    ("damage", "part"),
    [
        pytest.param("UPDATE receivable SET balance_cents = 0 WHERE invoice_id = 2", "receivable", id="paid"),
        pytest.param("DELETE FROM receivable WHERE invoice_id = 3", "receivable", id="receivable-lost"),
        pytest.param(
            "UPDATE billing_cursor SET billed_to = '2025-08-15' WHERE subscription_id = 1",
            "billing cursor",
            id="cursor-ahead",
        ),
        pytest.param(
            "UPDATE billing_cursor SET billed_to = '2025-06-15' WHERE subscription_id = 1",
            "billing cursor",
            id="cursor-behind",
        ),
        pytest.param("DELETE FROM due WHERE kind = 'invoice' AND subscription_id = 2", "due", id="due-lost"),
        pytest.param(
            "UPDATE due SET on_day = '2025-07-16' WHERE kind = 'invoice' AND subscription_id = 1",
            "due",
            id="due-moved",
        ),
        pytest.param(
            "UPDATE due SET on_day = '2025-07-20' WHERE kind = 'renewal' AND subscription_id = 1",
            "due",
            id="renewal-on-a-day-of-none",
        ),
        pytest.param(
            "INSERT INTO due (organisation_id, subscription_id, kind, on_day) "
            "VALUES (1, 1, 'slots', '2025-07-15')",
            "due",
            id="slots-due-though-billed",
        ),
        pytest.param(
            "INSERT INTO due (organisation_id, subscription_id, kind, on_day) "
            "VALUES (1, 2, 'moonrise', '2025-07-15')",
            "due",
            id="due-of-no-known-kind",
        ),
    ],
)
def test_a_cache_that_is_wrong_is_found_and_made_anew(store: Store, damage: str, part: str) -> None:
    with store.transaction(Act()) as tx:
        assert tx.run(damage) == 1
        found = list(check_caches(tx))
        assert part in {finding.part for finding in found}
        assert all(finding.cache for finding in found)
        rebuild_caches(tx)
        assert list(check_caches(tx)) == []


def test_making_sound_caches_anew_changes_nothing(store: Store) -> None:
    caches = (
        "SELECT invoice_id, due_on, paid_cents, balance_cents, status FROM receivable ORDER BY invoice_id",
        "SELECT subscription_id, billed_to FROM billing_cursor ORDER BY subscription_id",
        "SELECT organisation_id, subscription_id, kind, on_day FROM due ORDER BY 1, 2, 3",
    )
    with store.transaction(Act()) as tx:
        before = [tx.rows(sql) for sql in caches]
        rebuild_caches(tx)
        assert [tx.rows(sql) for sql in caches] == before


def test_the_expected_due_index_is_the_one_the_acts_kept(store: Store) -> None:
    with store.reading() as tx:
        expected = sorted(expected_due(tx), key=lambda item: item.key)
        assert expected == list(held_due(tx))
        assert {(item.subscription_id, item.kind): item.on for item in expected}[1, "invoice"] == date(
            2025, 7, 15
        )


def test_a_number_that_is_missing_from_its_series_is_found_and_is_no_cache(store: Store) -> None:
    with store.transaction(Act()) as tx:
        tx.run("UPDATE number_series SET last_number = last_number + 1")
        (finding,) = check_documents(tx)
    assert (finding.part, finding.cache) == ("invoices", False)
