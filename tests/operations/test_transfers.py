"""A contract is handed on with consent by the customer, more freely by the vendor."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from desk import Desk, new_desk, on
from saasctl.errors.custody import TransferRefused
from saasctl.operations.transfers import TransferGiven, transfer_org

CONSENT = date(2026, 6, 1)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A customer of each vendor."""
    found = new_desk(tmp_path)
    for profile in ("kantree", "koban", "ksaar", "deskapad"):
        found.org(profile, found.seller(profile))
    yield found
    found.store.close()


@pytest.mark.parametrize("org", ["kantree", "koban", "ksaar", "deskapad"])
def test_a_customer_needs_prior_consent(desk: Desk, org: str) -> None:
    """K-67, B-22, S-73, D-83."""
    for consent in (None, date(2026, 7, 2)):
        with pytest.raises(TransferRefused):
            transfer_org(desk.store, org, TransferGiven("Beta", consent_on=consent), on("2026-07-01"))
    transfer_org(desk.store, org, TransferGiven("Beta", consent_on=CONSENT), on("2026-07-01"))
    assert desk.rows(f"SELECT name FROM organisation WHERE slug = '{org}'") == [("Beta",)]


def test_the_vendor_is_freer_and_changes_nothing_of_the_customer(desk: Desk) -> None:
    """K-68 and S-73 free, D-83 in a takeover or merger, B-22 silent: consent."""
    free, merged = TransferGiven("Group", "vendor"), TransferGiven("Group", "vendor", event="merger")
    for org in ("kantree", "ksaar"):
        transfer_org(desk.store, org, free, on("2026-07-01"))
    transfer_org(desk.store, "deskapad", merged, on("2026-07-01"))
    for org, given in (("deskapad", free), ("koban", merged)):
        with pytest.raises(TransferRefused):
            transfer_org(desk.store, org, given, on("2026-07-01"))
    assert desk.rows("SELECT name FROM organisation WHERE name = 'Group'") == []
