"""Listing users: filters, and state, role and slot as of a day."""

from collections.abc import Callable
from datetime import date

from saasctl.operations.user_lists import UserFilter, list_users
from saasctl.operations.users import add_user, disable_user, invite_user
from saasctl.store.database import Store
from saasctl.values.act import Act


def emails(store: Store, as_of: date | None = None, **wanted: str) -> list[object]:
    return [row[0] for row in list_users(store, UserFilter(**wanted), as_of).rows]


def test_users_are_filtered_as_they_were_on_the_day(store: Store, customer: Callable[..., str]) -> None:
    customer("kantree")
    customer("koban", "other")
    add_user(
        store,
        "ana@acme.example",
        "acme",
        {"role": "owner", "display_name": "Ana Zola"},
        Act(on=date(2026, 6, 1)),
    )
    invite_user(store, "bob@acme.example", "acme", {}, Act(on=date(2026, 6, 5)))
    add_user(store, "cy@other.example", "other", {}, Act(on=date(2026, 6, 9)))
    disable_user(store, "ana@acme.example", "acme", Act(on=date(2026, 6, 20)))
    assert emails(store) == ["ana@acme.example", "bob@acme.example", "cy@other.example"]
    assert emails(store, org="acme", text="ZOLA") == ["ana@acme.example"]
    assert emails(store, seller="koban") == ["cy@other.example"]
    assert emails(store, role="owner") == ["ana@acme.example"]
    assert emails(store, state="disabled") == ["ana@acme.example"]
    assert emails(store, date(2026, 6, 10), state="active") == ["ana@acme.example", "cy@other.example"]
    assert emails(store, date(2026, 6, 6)) == ["ana@acme.example", "bob@acme.example"]
