"""Describing users as of a day, from their dated events or, without any, as they are kept."""

from collections.abc import Callable
from datetime import date

from saasctl.acts.describing_users import user_cells, user_view
from saasctl.acts.finding import user_of
from saasctl.acts.terms import TermsBook
from saasctl.operations.users import add_user, disable_user
from saasctl.store.database import Store
from saasctl.values.act import Act

Customer = Callable[..., str]


def on(day: int) -> Act:
    return Act(on=date(2026, 6, day))


def test_state_role_and_slot_are_those_of_the_day(store: Store, customer: Customer) -> None:
    customer("koban")
    add_user(store, "ana@acme.example", "acme", {}, on(1))
    disable_user(store, "ana@acme.example", None, on(20))
    with store.reading() as tx:
        user, book = user_of(tx, "ana@acme.example", None), TermsBook(tx)
        before, after = (user_view(tx, book, user, date(2026, 6, day)) for day in (19, 20))
    assert (before.state, before.has_slot) == ("active", True)
    assert (after.state, after.has_slot) == ("disabled", False)
    assert [event.on.day for event in before.history] == [1, 1, 1]
    assert user_cells(after)[:2] == ("ana@acme.example", "acme")


def test_a_user_without_events_is_shown_as_kept(store: Store, customer: Customer) -> None:
    customer("koban")
    with store.transaction(Act()) as tx:
        values = {"organisation_id": 1, "email": "old@acme.example", "role": "member", "state": "locked"}
        tx.insert("org_user", values | {"holds_slot": 1})
        view = user_view(tx, TermsBook(tx), user_of(tx, "old@acme.example", None), date(2026, 6, 1))
    assert (view.state, view.role, view.has_slot, view.history) == ("locked", "member", True, ())
