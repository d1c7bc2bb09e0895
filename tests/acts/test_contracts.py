"""Subscriptions loaded with their facts, one or many alike."""

from datetime import date
from pathlib import Path

from desk import new_desk, on
from saasctl.acts.contracts import load_contract, load_contracts
from saasctl.operations.services import send_access
from saasctl.operations.slots import remove_slots


def test_many_are_loaded_as_each_alone(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    desk.seller("koban")
    for number in range(4):
        desk.org(f"o{number}", "koban")
        desk.sub(f"o{number}", "pro", "monthly", number + 1, "2026-01-31", "10.00")
    send_access(desk.store, "o1", on("2026-02-02"))
    remove_slots(desk.store, "o3", 1, on("2026-02-02"))
    with desk.store.reading() as tx:
        many = load_contracts(tx, [4, 2, 1, 3])
        assert [contract.id for contract in many] == [1, 2, 3, 4]
        assert many == [load_contract(tx, number) for number in (1, 2, 3, 4)]
    assert many[1].access_on == date(2026, 2, 2)
    assert [movement.kind for movement in many[3].movements] == ["start", "reduction"]
    assert many[0].key == "o0/main"
    assert many[0].billed_to == many[0].announced_on == date(2026, 1, 31)
    desk.store.close()


def test_no_ids_give_no_contracts(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    with desk.store.reading() as tx:
        assert load_contracts(tx, []) == []
    desk.store.close()
