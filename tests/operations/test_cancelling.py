"""Endings: who, why, when; a notice without effect leaves its trace."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from desk import Desk, new_desk, on
from saasctl.errors.lifecycle import EndingUnavailable, EndsAlready, NothingToKeep, NoticeWithoutEffect
from saasctl.operations.cancelling import CancelGiven, cancel, keep
from saasctl.operations.notices import NoticeGiven, record
from saasctl.operations.subscription_lists import subscription_dates
from saasctl.values.views.lifecycle import CancellationView

LETTER = "registered-letter"
DAYS = (date(2026, 1, 31), date(2026, 6, 30))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A monthly contract of Koban with a term to the end of 2026."""
    found = new_desk(tmp_path)
    found.org("acme", found.seller("koban"))
    found.sub("acme", "crm", "monthly", 1, "2026-01-01", "200.00")
    with found.store.transaction(on("2026-01-01")) as tx:
        row = {"subscription_id": 1, "path": "commitment.months", "value": "12", "source": "x"}
        tx.insert("term_override", row | {"from_on": "2026-01-01"})
    yield found
    found.store.close()


def test_a_notice_without_effect_is_recorded_and_books_nothing(desk: Desk) -> None:
    with pytest.raises(NoticeWithoutEffect) as refused:
        cancel(desk.store, "acme", CancelGiven(form=LETTER), on("2026-12-17"))
    assert refused.value.next_end == date(2027, 12, 31)
    assert desk.rows("SELECT status FROM notice") == [("no-effect",)]
    assert desk.rows("SELECT ended_on FROM subscription") == [(None,)]


def test_bx_10_four_chased_late_payments(desk: Desk) -> None:
    """Notice to 30 June; the rest of the term, 6 x 200.00, and 45.00. Chased on its due day is not late."""
    desk.bill("2026-06-30")
    on_time = NoticeGiven("reminder", date(2026, 5, 9), invoice="INV-2026-000005")
    record(desk.store, "acme", on_time, on("2026-05-20"))
    given = CancelGiven("vendor", "email-ack", "misconduct", date(2026, 5, 31), facts=("late-payments",))
    for number in range(1, 5):
        with pytest.raises(EndingUnavailable):
            cancel(desk.store, "acme", given, on("2026-05-31"))
        invoice = f"INV-2026-00000{number}"
        record(
            desk.store,
            "acme",
            NoticeGiven("reminder", date(2026, 5, number), invoice=invoice),
            on("2026-05-20"),
        )
    owed = [subscription_dates(desk.store, "acme", day).if_cancelled for day in DAYS]
    assert [str(one.unpaid) for one in owed if one is not None] == ["240.00", "1440.00"]
    with desk.store.transaction(on("2026-06-30")) as tx:
        tx.run("UPDATE receivable SET balance_cents = 0, status = 'paid'")
    view = cancel(desk.store, "acme", given, on("2026-05-31")).answer
    assert isinstance(view, CancellationView)
    assert view.last_day == date(2026, 6, 30)
    assert str(view.still_owed) == "1245.00"


def test_one_end_at_a_time(desk: Desk) -> None:
    with pytest.raises(NothingToKeep):
        keep(desk.store, "acme", on("2026-06-01"))
    cancel(desk.store, "acme", CancelGiven(form=LETTER), on("2026-06-01"))
    with pytest.raises(EndsAlready):
        cancel(desk.store, "acme", CancelGiven(form=LETTER), on("2026-06-02"))
    with pytest.raises(NothingToKeep):
        keep(desk.store, "acme", on("2027-01-01"))


@pytest.mark.parametrize(
    "given",
    [
        CancelGiven(cause="boredom"),
        CancelGiven(cause="misconduct"),
        CancelGiven(cause="death", form="letter"),
    ],
)
def test_causes_and_parties_are_those_of_the_terms(desk: Desk, given: CancelGiven) -> None:
    with pytest.raises(EndingUnavailable):
        cancel(desk.store, "acme", given, on("2026-06-01"))
