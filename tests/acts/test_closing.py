"""When a customer's data may go, by the worked examples."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from desk import Desk, new_desk, on
from saasctl.acts.closing import (
    Held,
    closing_blocks,
    deletion_of,
    last_access_day,
    purge_blocks,
    subscriptions_held,
    terms_on,
)
from saasctl.acts.finding import organisation_named
from saasctl.acts.terms import TermsBook
from saasctl.errors.terms import BlankTerm
from saasctl.operations.cases import CaseGiven, open_case
from saasctl.terms.load import load_profile
from saasctl.terms.resolve import Terms

D = date.fromisoformat


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A customer of each vendor, closed on 2026-11-30."""
    found = new_desk(tmp_path)
    for profile in ("kantree", "koban", "ksaar", "deskapad"):
        found.org(profile, found.seller(profile), closed_on="2026-11-30")
    yield found
    found.store.close()


def days(desk: Desk, org: str, asked: str | None = None) -> tuple[date | None, date | None]:
    with desk.store.transaction(on("2026-12-01")) as tx:
        organisation = organisation_named(tx, org)
        terms = terms_on(TermsBook(tx), organisation, tx.on)
        found = deletion_of(tx, terms, organisation, D(asked) if asked else None)
    return found.from_on, found.due_on


def test_data_go_after_the_time_to_keep_them(desk: Desk) -> None:
    """BX-12, SX-22, DX-21."""
    assert days(desk, "koban") == (D("2036-12-01"), D("2036-12-01"))
    assert days(desk, "ksaar") == (D("2026-12-01"), D("2026-12-01"))
    assert days(desk, "deskapad") == (D("2027-03-01"), D("2027-03-02"))
    with pytest.raises(BlankTerm):
        days(desk, "kantree")


def test_a_return_or_a_request_brings_the_deletion_forward(desk: Desk) -> None:
    assert days(desk, "deskapad", "2026-12-05")[0] == D("2026-12-05")
    given = CaseGiven((("asked_on", "2026-12-01"), ("delivered_at", "2026-12-15T10:00:00+01:00")))
    open_case(desk.store, "deskapad", "data-return", given, on("2026-12-01"))
    assert days(desk, "deskapad") == (D("2026-12-15"), D("2026-12-17"))


def test_what_stands_in_the_way_is_listed_whole(desk: Desk) -> None:
    desk.sub("koban", "pro", "monthly", 1, "2026-11-01", "10.00")
    desk.bill("2026-11-01", "koban")
    with desk.store.transaction(on("2026-12-01")) as tx:
        organisation = organisation_named(tx, "koban")
        terms = terms_on(TermsBook(tx), organisation, tx.on)
        blocks = purge_blocks(tx, organisation, deletion_of(tx, terms, organisation, None))
        runs = closing_blocks(tx, organisation, subscriptions_held(tx, organisation.id, tx.on))
    assert [says.split()[-1] for says, _ in blocks] == ["2036-11-30", "12.00"]
    assert [fix for _, fix in runs] == ["saasctl sub cancel koban/main"]


def test_the_closing_day_is_the_last_day_of_access() -> None:
    """B-D13: the end date for an end at midnight, the day of the act when it comes before."""
    terms = Terms(load_profile("koban"))
    ended = [Held("main", False, None, D("2026-12-31"))]
    assert last_access_day(terms, ended, D("2027-01-05")) == D("2026-12-31")
    assert last_access_day(terms, [Held("main", True, D("2026-03-16"), None)], D("2026-03-10")) == D(
        "2026-03-10"
    )
    assert last_access_day(terms, [], D("2026-03-10")) == D("2026-03-10")
