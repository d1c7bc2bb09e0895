"""A number names one document of a store for good, so its prefix belongs to one seller and document."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desk import Desk, new_desk, on
from saasctl.acts.prefixes import Document, apply_prefix, is_free


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A seller that has issued INV-2026-000001, and one that has issued nothing."""
    made = new_desk(tmp_path)
    made.org("acme", made.seller("kantree"))
    made.seller("koban")
    made.sub("acme", "team", "monthly", 2, "2026-01-31", "9.00")
    assert made.bill("2026-01-31") == ("INV-2026-000001",)
    yield made
    made.store.close()


@pytest.mark.parametrize(
    ("prefix", "document", "seller", "free"),
    [
        pytest.param("NEW", "invoice", 1, True, id="unused"),
        pytest.param("INV", "invoice", 1, True, id="its-own"),
        pytest.param("INV", "credit_note", 1, False, id="its-own-of-the-other-document"),
        pytest.param("INV", "invoice", 2, False, id="another-sellers"),
        pytest.param("KOBAN-CN", "invoice", 1, False, id="another-sellers-of-the-other-document"),
        pytest.param("INV", "invoice", 0, False, id="a-seller-to-come"),
        pytest.param("NV", "invoice", 2, True, id="part-of-a-prefix"),
    ],
)
def test_a_prefix_is_free_for_one_seller_and_document(
    desk: Desk, prefix: str, document: Document, seller: int, free: bool
) -> None:
    with desk.store.reading() as tx:
        assert is_free(tx, prefix, document, seller) is free


def test_numbers_ever_given_keep_their_prefix(desk: Desk) -> None:
    with desk.store.transaction(on("2026-02-01")) as tx:
        assert list(apply_prefix(tx, "number.prefix.invoice", "KAN", [1])) == []
        assert not is_free(tx, "INV", "invoice", 2)
        assert is_free(tx, "INV", "invoice", 1)
        assert list(apply_prefix(tx, "number.prefix.invoice", "INV", [2])) == [
            "koban keeps KOBAN-INV: numbers with INV belong to other documents of the store"
        ]
    assert desk.bill("2026-02-28") == ("KAN-2026-000002",)


def test_a_change_of_prefix_is_in_the_record_of_acts_and_told(desk: Desk) -> None:
    with desk.store.transaction(on("2026-02-01")) as tx:
        list(apply_prefix(tx, "number.prefix.credit_note", "AV", [1, 2]))
        assert tx.told == ["seller kantree: prefix_credit_note CN -> AV"]
        assert tx.rows("SELECT count(*) FROM audit_entry WHERE what = 'seller.edited'") == [(1,)]
