"""Closing and erasing: nobody's data are left in the file or its log, the chains hold, invoices stay."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from desk import Desk, new_desk, on
from saasctl.acts.chains import verify_chains
from saasctl.errors.custody import ClosingBlocked, DeletionNotAsked, PurgeBlocked, Purged
from saasctl.operations.calendars import add_day
from saasctl.operations.cancelling import CancelGiven, cancel
from saasctl.operations.cases import CaseGiven, close_case, open_case
from saasctl.operations.closing import close_org, purge_org
from saasctl.operations.contacts import add_contact, add_note
from saasctl.operations.corrections import dispute
from saasctl.operations.notices import NoticeGiven, record
from saasctl.operations.payments import PaymentGiven
from saasctl.operations.payments import record as record_payment
from saasctl.operations.subscriptions import OrderGiven, start_subscription
from saasctl.operations.tickets import Happened, TicketGiven, act_on_ticket, open_ticket
from saasctl.operations.users import add_user
from saasctl.values.act import Act
from saasctl.values.views.custody import ClosingView, PurgeView

PEOPLE = ("leopold", "Leopold", "Mathilde", "mathilde", "0611223344", "quinquereme")
"""Names, addresses and words that stand nowhere but in the customer's data."""


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A customer of Ksaar with people, notes, a case, a letter, a paid invoice and an end on 2026-02-28."""
    found = new_desk(tmp_path)
    found.org(
        "acme", found.seller("ksaar"), contact_first="Mathilde", contact_last="Roy", phone="+33611223344"
    )
    yield found
    found.store.close()


def lived(desk: Desk) -> None:
    """Give the customer people, papers and a contract that ends on 2026-02-28, billed and paid."""
    store = desk.store
    desk.setting("ksaar", "support.hours", "mon-fri 09:00-18:00")
    desk.sub("acme", "business", "monthly", 1, "2026-02-01", "99.00")
    add_user(store, "leopold@acme.example", "acme", {"display_name": "Leopold Grand"}, on("2026-02-02"))
    add_contact(store, "acme", "legal", ("Mathilde Roy", "mathilde@acme.example", None), on("2026-02-02"))
    add_note(store, "acme", "Leopold likes the quinquereme", on("2026-02-03"))
    open_ticket(store, "acme", TicketGiven("minor", "Leopold cannot export"), on("2026-02-04", "leopold-1"))
    act_on_ticket(store, "T-1", Happened("close", "told Mathilde", "0611223344"), on("2026-02-05"))
    facts = (("what", "quinquereme"), ("to", "Mathilde"))
    open_case(store, "acme", "disclosure", CaseGiven(facts, note="seen by Leopold"), on("2026-02-05"))
    record(store, "acme", NoticeGiven("reminder", date(2026, 2, 6), form="letter"), on("2026-02-06"))
    cancel(store, "acme", CancelGiven(), on("2026-02-20"))
    desk.bill("2026-03-01")
    add_day(store, "acme", date(2026, 2, 9), "closed", "Leopold moves", on("2026-02-05"))
    told = Act(on=date(2026, 3, 1), reason="Mathilde counts other days")
    dispute(store, "INV-2026-000001", None, date(2026, 3, 1), told)


def settle(desk: Desk) -> None:
    """Pay, and close what is open."""
    record_payment(desk.store, "acme", PaymentGiven(Decimal("118.80")), on("2026-03-02"))
    close_case(desk.store, "C-1", CaseGiven(), on("2026-03-02"))
    close_org(desk.store, "acme", on("2026-03-02"))


def traces(desk: Desk) -> list[str]:
    """Return the words of PEOPLE that stand in the store's file or its log, as bytes."""
    found = [desk.path, desk.path.with_name(f"{desk.path.name}-wal")]
    content = b"".join(path.read_bytes() for path in found if path.exists())
    return [word for word in PEOPLE if word.encode() in content]


def test_a_running_contract_blocks_the_closing(desk: Desk) -> None:
    desk.sub("acme", "business", "monthly", 1, "2026-02-01", "99.00")
    with pytest.raises(ClosingBlocked):
        close_org(desk.store, "acme", on("2026-02-10"))


def test_everything_that_blocks_is_listed_at_once(desk: Desk) -> None:
    lived(desk)
    with pytest.raises(PurgeBlocked) as refused:
        purge_org(desk.store, "acme", None, None, on("2026-03-02"))
    says = [says for says, _ in refused.value.blocks]
    assert [text.split(" ", 1)[1] for text in says] == ["is not closed", "is unpaid: 118.80", "C-1 is open"]


def test_after_an_erasure_nothing_of_the_people_is_left_as_bytes(desk: Desk) -> None:
    lived(desk)
    settle(desk)
    assert set(traces(desk)) == set(PEOPLE)
    before = desk.rows("SELECT * FROM invoice"), desk.rows("SELECT * FROM invoice_line")
    view = purge_org(desk.store, "acme", None, "Second", on("2026-03-02")).answer
    assert isinstance(view, PurgeView)
    assert traces(desk) == []
    assert (desk.rows("SELECT * FROM invoice"), desk.rows("SELECT * FROM invoice_line")) == before
    assert view.chains_hold
    assert [(one.kind, one.place) for one in view.copies] == [("letter", "N-1 reminder by letter")]
    assert view.kept[0].what == "invoices and ledger"
    assert view.kept[0].until == date(2036, 12, 31)
    with desk.store.reading() as tx:
        assert verify_chains(tx).ok
    with pytest.raises(Purged):
        purge_org(desk.store, "acme", None, None, on("2026-03-03"))
    with pytest.raises(Purged):
        close_org(desk.store, "acme", on("2026-03-03"))


def test_a_dry_run_erases_nothing(desk: Desk) -> None:
    lived(desk)
    settle(desk)
    purge_org(desk.store, "acme", None, None, on("2026-03-02", dry_run=True))
    assert set(traces(desk)) == set(PEOPLE)


def test_only_some_terms_honour_an_earlier_request(desk: Desk) -> None:
    lived(desk)
    settle(desk)
    with pytest.raises(DeletionNotAsked):
        purge_org(desk.store, "acme", date(2026, 3, 1), None, on("2026-03-02"))


def test_a_trial_is_cut_and_erased_the_day_after_its_last(tmp_path: Path) -> None:
    """BX-13: opened 2026-03-02, last free day 2026-03-16, closed and erased 2026-03-17."""
    desk = new_desk(tmp_path)
    desk.org("acme", desk.seller("koban"))
    start_subscription(
        desk.store, "acme", OrderGiven("main", "professional", None, 1, trial=True), on("2026-03-02")
    )
    view = close_org(desk.store, "acme", on("2026-03-17")).answer
    assert isinstance(view, ClosingView)
    assert (view.closed_on, view.purge_due_on) == (date(2026, 3, 16), date(2026, 3, 17))
    assert (view.export_until, view.returns_until, view.paid_returns_until) == (None, None, None)
    with pytest.raises(PurgeBlocked):
        purge_org(desk.store, "acme", None, None, on("2026-03-16"))
    purge_org(desk.store, "acme", None, None, on("2026-03-17"))
    assert desk.rows("SELECT name, email FROM organisation") == [("erased-1", None)]
    desk.store.close()
