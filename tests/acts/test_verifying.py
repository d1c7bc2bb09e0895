"""`invoice verify` finds gaps and sums that do not add up."""

from pathlib import Path

import pytest

from desk import new_desk, on
from saasctl.acts.verifying import verify


@pytest.mark.parametrize(
    ("harm", "finding"),
    [
        pytest.param(
            "UPDATE number_series SET last_number = 3", "the series stands at 3", id="a-gap-at-the-end"
        ),
        pytest.param("UPDATE invoice SET net_cents = net_cents + 1 WHERE id = 1", "net 1001", id="a-net"),
        pytest.param("UPDATE invoice_vat SET vat_cents = 1 WHERE invoice_id = 2", "VAT 1", id="a-vat"),
        pytest.param("UPDATE invoice SET number = 'INV-2026-000009' WHERE id = 2", "from 1 to 9", id="a-gap"),
    ],
)
def test_what_was_tampered_with_is_found(tmp_path: Path, harm: str, finding: str) -> None:
    desk = new_desk(tmp_path)
    desk.seller("kantree")
    desk.org("acme", "kantree")
    desk.sub("acme", "team", "monthly", 1, "2026-01-15", "10.00")
    desk.bill("2026-02-15")
    with desk.store.transaction(on("2026-03-01")) as tx:
        assert verify(tx).ok
        for (name,) in tx.rows("SELECT name FROM sqlite_master WHERE type = 'trigger'"):
            tx.run(f"DROP TRIGGER {name}")
        tx.run(harm)
        found = verify(tx)
    assert not found.ok
    assert any(finding in said for said in found.findings), found.findings
    desk.store.close()


def test_disorder_is_information_in_a_sandbox(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    desk.seller("kantree")
    for slug, day in (("late", "2026-03-01"), ("early", "2026-01-01")):
        desk.org(slug, "kantree")
        desk.sub(slug, "team", "annual", 1, day, "10.00")
        desk.bill("2026-03-01", slug)
    with desk.store.reading() as tx:
        found = verify(tx)
    assert found.ok
    assert len(found.information) == 1
    desk.store.close()
