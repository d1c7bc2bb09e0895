from collections.abc import Iterator
from pathlib import Path

import pytest

from saasctl.acts.once import fingerprint_of, once, remember
from saasctl.errors.store import KeyReused
from saasctl.store.database import Store, create_store, open_store
from saasctl.system.clock import system_clock
from saasctl.values.act import Act

PAID = fingerprint_of(org="acme", cents=1200, invoice=None)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    create_store(str(tmp_path / "s.db"), sandbox=True)
    opened = open_store(str(tmp_path / "s.db"), clock=system_clock())
    with opened.transaction(Act(key="k1")) as tx:
        assert once(tx, "payment record", PAID) is None
        remember(tx, "payment record", PAID, "P-1")
    yield opened
    opened.close()


def test_the_same_request_under_its_key_answers_with_the_first_result(store: Store) -> None:
    with store.transaction(Act(key="k1")) as tx:
        assert once(tx, "payment record", PAID) == "P-1"


@pytest.mark.parametrize(
    ("what", "fingerprint", "says"),
    [
        pytest.param(
            "payment record", fingerprint_of(org="acme", cents=1201), "other arguments", id="amount"
        ),
        pytest.param("credit buy", PAID, "for payment record", id="act"),
    ],
)
def test_a_key_is_not_used_for_something_else(store: Store, what: str, fingerprint: str, says: str) -> None:
    with store.transaction(Act(key="k1")) as tx, pytest.raises(KeyReused) as refused:
        once(tx, what, fingerprint)
    assert refused.value.exit == 6
    assert says in refused.value.message


def test_another_key_is_another_request(store: Store) -> None:
    with store.transaction(Act(key="k2")) as tx:
        assert once(tx, "payment record", PAID) is None


def test_without_a_key_nothing_is_remembered(store: Store) -> None:
    for _ in range(2):
        with store.transaction(Act()) as tx:
            assert once(tx, "payment record", PAID) is None
            remember(tx, "payment record", PAID, "P-2")
    with store.reading() as tx:
        assert tx.rows("SELECT key_text, result FROM operation_key") == [("k1", "P-1")]


def test_the_key_of_a_failed_act_is_free_again(store: Store) -> None:
    with store.transaction(Act(key="k3", dry_run=True)) as tx:
        remember(tx, "payment record", PAID, "P-3")
    with store.transaction(Act(key="k3")) as tx:
        assert once(tx, "payment record", PAID) is None


def test_a_fingerprint_does_not_depend_on_the_order_of_arguments() -> None:
    assert fingerprint_of(a="1", b=2) == fingerprint_of(b=2, a="1")
    assert (
        len({fingerprint_of(a="1"), fingerprint_of(a=1), fingerprint_of(a=None), fingerprint_of(b="1")}) == 4
    )
