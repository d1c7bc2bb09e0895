"""Use above the plan bears on one subscription and is billed once."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from desk import Desk, new_desk
from saasctl.acts.contracts import load_contracts
from saasctl.acts.overages import measured_uses, next_overage, overage_drafts
from saasctl.acts.terms import TermsBook
from saasctl.operations.usage import ReadingGiven, record_reading
from saasctl.values.act import Act


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = new_desk(tmp_path)
    made.seller("ksaar")
    for path, value in {
        "plan.business.end_users": "50",
        "overage.end_users.price": "2.00",
        "price.business.monthly": "149.00",
    }.items():
        made.setting("ksaar", path, value)
    made.org("acme", "ksaar")
    made.sub("acme", "business", "monthly", 1, "2026-01-01")
    yield made
    made.store.close()


def read(desk: Desk, value: int, day: str) -> None:
    at = datetime.fromisoformat(f"{day}T10:00:00").replace(tzinfo=UTC)
    record_reading(desk.store, "acme", ReadingGiven("end_users", str(value)), Act(at=at))


def test_a_month_is_billed_in_the_next_and_once(desk: Desk) -> None:
    read(desk, 63, "2026-03-12")
    read(desk, 52, "2026-04-12")
    with desk.store.reading() as tx:
        contracts = load_contracts(tx, [1])
        terms_on = TermsBook(tx).of(contracts[0])
        use = measured_uses(tx, contracts, {1: terms_on})[1]
        assert next_overage(contracts[0], use, terms_on) == date(2026, 4, 1)
        drafts = overage_drafts(contracts[0], use, terms_on, date(2026, 5, 1))
        assert [draft.lines[0].net_cents for draft in drafts] == [2_600, 400]
    desk.bill("2026-05-01")
    billed = "SELECT obligation, net_cents FROM invoice_line WHERE kind = 'overage' ORDER BY obligation"
    assert desk.rows(billed) == [("overage:end_users:2026-03", 2600), ("overage:end_users:2026-04", 400)]
    assert desk.rows("SELECT count(*) FROM due WHERE kind = 'overage'") == [(0,)]
    desk.bill("2026-06-01")
    assert len(desk.rows(billed)) == 2


def test_where_only_use_that_was_told_is_billed_nothing_untold_is(desk: Desk) -> None:
    with desk.store.transaction(Act(on=date(2026, 1, 1))) as tx:
        row = {"subscription_id": 1, "path": "overage.end_users.needs_notice", "value": "yes", "source": "x"}
        tx.insert("term_override", {**row, "from_on": "2026-01-01"})
    read(desk, 63, "2026-03-12")
    assert desk.rows("SELECT count(*) FROM due WHERE kind = 'overage'") == [(0,)]
