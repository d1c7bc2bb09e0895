"""Findings over all customers at once, under each one's own conditions."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from desk import Desk, new_desk
from saasctl.acts.terms import TermsBook
from saasctl.acts.watching import Instant, findings, metrics_of, thresholds_passed
from saasctl.errors.terms import BlankTerm
from saasctl.operations.usage import ReadingGiven, record_reading
from saasctl.terms.load import load_profile
from saasctl.terms.resolve import Terms
from saasctl.values.act import Act

NOW = Instant(datetime(2026, 3, 6, 23, tzinfo=UTC), date(2026, 3, 6))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = new_desk(tmp_path)
    made.seller("koban")
    for slug in ("acme", "beta"):
        made.org(slug, "koban")
        made.sub(slug, "pro", "annual", 1, "2026-01-01", "540.00")
    yield made
    made.store.close()


def read(desk: Desk, org: str, metric: str, value: int, days: int = 0, subject: str | None = None) -> None:
    at = datetime(2026, 3, 6, 10, tzinfo=UTC) - timedelta(days=days)
    record_reading(desk.store, org, ReadingGiven(metric, str(value), subject), Act(at=at))


def test_each_customer_is_held_to_its_own_conditions(desk: Desk) -> None:
    for org in ("acme", "beta"):
        read(desk, org, "records", 120_000)
    with desk.store.transaction(Act(on=date(2026, 1, 1))) as tx:
        row = {"subscription_id": 2, "path": "usage.records.limit", "value": "150000", "source": "order"}
        tx.insert("term_override", {**row, "from_on": "2026-01-01"})
    with desk.store.reading() as tx:
        assert [(one.org, one.value) for one in findings(tx, NOW, None)] == [("acme", "120000")]
        assert findings(tx, NOW, 2) == []


def test_campaigns_are_counted_apart_and_old_days_left_out(desk: Desk) -> None:
    for name, bounces in (("spring", 6), ("summer", 5)):
        read(desk, "acme", "campaign-sent", 100, subject=name)
        read(desk, "acme", "bounces", bounces, subject=name)
    read(desk, "acme", "bounces", 50, days=5, subject="summer")
    with desk.store.reading() as tx:
        assert [(one.subject, one.value) for one in findings(tx, NOW, None)] == [("spring", "6")]


def test_a_blank_bound_is_refused_by_a_check_and_left_out_of_an_agenda(desk: Desk) -> None:
    read(desk, "acme", "volume", 7)
    with desk.store.reading() as tx:
        with pytest.raises(BlankTerm):
            findings(tx, NOW, None)
        assert thresholds_passed(tx, TermsBook(tx), NOW, None) == []


def test_the_metrics_of_terms_are_those_their_thresholds_name() -> None:
    assert {"bounces", "campaign-sent", "records", "spf"} <= metrics_of(Terms(load_profile("koban")))
    assert metrics_of(Terms(load_profile("kantree"))) == set()
