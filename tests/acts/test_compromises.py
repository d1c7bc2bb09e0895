"""Reports are kept once, with what followed."""

from datetime import UTC, datetime
from pathlib import Path

from desk import new_desk, on
from saasctl.acts.compromises import compromises_of, record_report
from saasctl.acts.finding import organisation_named, user_of
from saasctl.operations.users import add_user

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
    assert (known.changed_at, known.confirmed_on, known.measures) == (None, None, ())
