"""Reports are kept once, with what followed."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from desk import new_desk, on
from saasctl.acts.compromises import compromises_of, record_report
from saasctl.acts.finding import organisation_named, user_of
from saasctl.errors.usage import ValueMalformed
from saasctl.operations.compromises import CompromiseGiven, report_compromise
from saasctl.operations.users import add_user
from saasctl.values.act import Act

AT = datetime(2026, 5, 12, 12, 30, tzinfo=UTC)


def test_the_same_report_is_kept_once(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    desk.org("acme", desk.seller("koban"))
    add_user(desk.store, "leo@acme.example", "acme", {}, on("2026-05-01"))
    with desk.store.transaction(on("2026-05-12")) as tx:
        held, user = organisation_named(tx, "acme"), user_of(tx, "leo@acme.example", None)
        record_report(tx, held, user, "stolen", AT)
        record_report(tx, held, user, "stolen", AT)
        known = compromises_of(tx, user.id)
    desk.store.close()
    assert [(one.kind, one.reported_at) for one in known.reports] == [("stolen", AT)]
    assert known.measures == ()


def test_a_third_partys_access_is_confirmed_by_a_letter_of_its_own(tmp_path: Path) -> None:
    """B-17, B-18: what answered the report of May does not answer the one of June."""
    desk = new_desk(tmp_path)
    desk.org("acme", desk.seller("koban"))
    add_user(desk.store, "leo@acme.example", "acme", {}, on("2026-05-01"))
    later = datetime(2026, 6, 3, 7, 0, tzinfo=UTC)
    answered = CompromiseGiven("third-party-access", changed_at=AT, confirmed_on=date(2026, 5, 13))
    told = CompromiseGiven("third-party-access")
    early = CompromiseGiven("third-party-access", confirmed_on=date(2026, 6, 2))
    first = report_compromise(desk.store, "leo@acme.example", None, answered, Act(at=AT))
    second = report_compromise(desk.store, "leo@acme.example", None, told, Act(at=later))
    with pytest.raises(ValueMalformed):
        report_compromise(desk.store, "leo@acme.example", None, early, Act(at=later))
    again = report_compromise(desk.store, "leo@acme.example", None, told, Act(at=AT))
    desk.store.close()
    assert (first.warnings, again.warnings) == ((), ())
    assert second.warnings == (
        "not on record yet: confirmation by registered-letter",
        "not on record yet: the change of the identifiers",
    )
