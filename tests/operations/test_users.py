"""Users on a real store: rights, slots, states, kinds and companies."""

from collections.abc import Callable
from datetime import date

import pytest

from saasctl.errors.permissions import RequesterUnknown, RoleForbids
from saasctl.errors.slots import NoFreeSlot
from saasctl.errors.terms import BlankTerm
from saasctl.errors.usage import ValueMalformed
from saasctl.errors.users import (
    KindUnavailable,
    LoginChangeUnannounced,
    RoleUnavailable,
    UserExists,
    UserInSeveral,
    UserStateForbids,
    UserUnknown,
)
from saasctl.operations.user_lists import show_user
from saasctl.operations.users import (
    accept_by_user,
    add_user,
    bar_user,
    disable_user,
    edit_user,
    enable_user,
    invite_user,
)
from saasctl.store.database import Store
from saasctl.values.act import Act
from saasctl.values.views.users import UserView

Customer = Callable[..., str]
JUNE = date(2026, 6, 15)


def on(day: int = 15, by: str | None = None) -> Act:
    return Act(on=date(2026, 6, day), requested_by=by)


def shown(store: Store, email: str, day: date = JUNE) -> UserView:
    return show_user(store, email, None, day)


@pytest.fixture
def acme(store: Store, customer: Customer) -> str:
    """A customer of Kantree with an owner, an administrator and a member."""
    customer("kantree")
    for name, role in (("owner", "owner"), ("admin", "administrator"), ("member", "member")):
        add_user(store, f"{name}@acme.example", "acme", {"role": role}, on(1))
    return "acme"


@pytest.mark.parametrize(
    ("by", "invites", "adds"),
    [
        pytest.param("owner@acme.example", True, False, id="owner"),
        pytest.param("admin@acme.example", True, True, id="administrator"),
        pytest.param("member@acme.example", False, False, id="member"),
        pytest.param(None, True, True, id="operator"),
    ],
)
def test_who_may_invite_and_who_may_add(
    store: Store, acme: str, by: str | None, invites: bool, adds: bool
) -> None:
    for act, allowed in ((invite_user, invites), (add_user, adds)):
        email = f"{act.__name__.split('_')[0]}ed@acme.example"
        if allowed:
            act(store, email, acme, {}, on(by=by))
        else:
            with pytest.raises(RoleForbids) as refused:
                act(store, email, acme, {}, on(by=by))
            assert refused.value.clause is not None
            assert refused.value.clause.source == "terms"


def test_a_stranger_or_a_disabled_user_asks_for_nothing(store: Store, acme: str) -> None:
    with pytest.raises(RequesterUnknown, match="cannot ask for anything"):
        invite_user(store, "x@acme.example", acme, {}, on(by="nobody@acme.example"))
    disable_user(store, "admin@acme.example", acme, on())
    with pytest.raises(RequesterUnknown):
        invite_user(store, "x@acme.example", acme, {}, on(by="admin@acme.example"))


def test_the_requester_is_kept_as_who_authorised_the_user(store: Store, acme: str) -> None:
    invite_user(store, "new@acme.example", acme, {}, on(by="Owner@ACME.example"))
    assert shown(store, "new@acme.example").authorised_by == "owner@acme.example"


def test_a_right_that_the_terms_leave_blank_must_be_set_first(store: Store, acme: str) -> None:
    with pytest.raises(BlankTerm) as refused:
        edit_user(store, "member@acme.example", acme, {"role": "owner"}, None, on(by="owner@acme.example"))
    assert refused.value.path == "permission.user.role"
    edit_user(store, "member@acme.example", acme, {"role": "owner"}, None, on())


def test_an_invited_user_becomes_active_by_first_use(store: Store, acme: str) -> None:
    invite_user(store, "New@Acme.example", acme, {"display_name": "Nell"}, on(2))
    assert shown(store, "new@acme.example", date(2026, 6, 2)).state == "invited"
    told = accept_by_user(store, "new@acme.example", acme, None, on(3)).told
    assert told.endswith("the confirmation of the account by e-mail is due now")
    view = shown(store, "new@acme.example")
    assert (view.state, view.last_active_on, view.accepted_version) == (
        "active",
        date(2026, 6, 3),
        "2021-04-07",
    )
    assert view.activated_at == "2026-06-02T22:00:00Z"
    assert shown(store, "new@acme.example", date(2026, 6, 2)).state == "invited"


def test_the_same_user_again_changes_nothing_and_another_role_is_a_conflict(store: Store, acme: str) -> None:
    assert "unchanged" in add_user(store, "MEMBER@acme.example", acme, {"role": "member"}, on()).told
    assert "unchanged" in invite_user(store, "member@acme.example", acme, {}, on()).told
    with pytest.raises(UserExists) as refused:
        add_user(store, "member@acme.example", acme, {"role": "owner", "display_name": "M. Roy"}, on())
    assert refused.value.fix == (
        "saasctl user edit member@acme.example --org acme --role owner --name 'M. Roy'"
    )


def test_a_disabled_user_comes_back_by_enabling_not_by_adding(store: Store, acme: str) -> None:
    disable_user(store, "member@acme.example", acme, on())
    with pytest.raises(UserExists) as refused:
        add_user(store, "member@acme.example", acme, {}, on())
    assert refused.value.fix == "saasctl user enable member@acme.example --org acme"
    with pytest.raises(UserStateForbids):
        accept_by_user(store, "member@acme.example", acme, None, on())
    with pytest.raises(UserStateForbids):
        bar_user(store, "member@acme.example", acme, on())


def test_each_change_of_role_is_kept_with_its_day(store: Store, acme: str) -> None:
    edit_user(store, "member@acme.example", acme, {"role": "administrator"}, None, on(10))
    edit_user(store, "member@acme.example", acme, {"role": "owner"}, None, on(20))
    roles = [
        (event.on.day, event.value)
        for event in shown(store, "member@acme.example", date(2026, 6, 30)).history
        if event.what == "role"
    ]
    assert roles == [(1, "member"), (10, "administrator"), (20, "owner")]
    assert shown(store, "member@acme.example", date(2026, 6, 19)).role == "administrator"


def test_an_unknown_user_is_answered_with_near_addresses(store: Store, acme: str) -> None:
    with pytest.raises(UserUnknown) as refused:
        show_user(store, "memver@acme.example", None, None)
    assert "member@acme.example" in (refused.value.why or "")
    with pytest.raises(UserUnknown):
        show_user(store, "zed@acme.example", acme, None)


def test_an_address_in_two_organisations_needs_the_organisation(
    store: Store, customer: Customer, acme: str
) -> None:
    customer("kantree", "other")
    add_user(store, "owner@acme.example", "other", {}, on())
    with pytest.raises(UserInSeveral) as refused:
        disable_user(store, "owner@acme.example", None, on())
    assert refused.value.why == "organisations: acme, other"
    assert show_user(store, "owner@acme.example", "other", None).role == "member"


def test_before_the_first_subscription_users_claim_the_slots_it_will_start_with(
    store: Store, acme: str
) -> None:
    assert shown(store, "owner@acme.example").has_slot


def test_to_give_a_slot_by_a_change_of_kind_is_the_owners(store: Store, acme: str) -> None:
    """K-14: slots are attributed by the Owner."""
    with store.transaction(Act()) as tx:
        values = {"scope": "kantree", "path": "slots.collaborators", "value": "no", "from_on": "2026-06-01"}
        tx.insert("term_setting", values)
    add_user(store, "d@acme.example", acme, {"kind": "collaborator"}, on())
    with pytest.raises(RoleForbids):
        edit_user(store, "d@acme.example", acme, {"kind": ""}, None, on(by="admin@acme.example"))
    edit_user(store, "d@acme.example", acme, {"kind": ""}, None, on(by="owner@acme.example"))
    assert shown(store, "d@acme.example").has_slot


def test_a_collaborator_counts_as_a_user_until_the_operator_says_otherwise(store: Store, acme: str) -> None:
    add_user(store, "c@acme.example", acme, {"kind": "collaborator"}, on())
    assert shown(store, "c@acme.example").has_slot
    with store.transaction(Act()) as tx:
        values = {"scope": "kantree", "path": "slots.collaborators", "value": "no", "from_on": "2026-06-01"}
        tx.insert("term_setting", values)
    add_user(store, "d@acme.example", acme, {"kind": "collaborator"}, on())
    assert not shown(store, "d@acme.example").has_slot
    edit_user(store, "d@acme.example", acme, {"kind": ""}, None, on())
    assert shown(store, "d@acme.example").has_slot
    edit_user(store, "c@acme.example", acme, {"kind": "collaborator"}, None, on())
    edit_user(store, "d@acme.example", acme, {"kind": "collaborator"}, None, on())
    assert not shown(store, "d@acme.example").has_slot


def test_a_barred_user_keeps_the_slot_until_the_bar_is_lifted(store: Store, acme: str) -> None:
    bar_user(store, "member@acme.example", acme, on(10))
    view = shown(store, "member@acme.example")
    assert (view.state, view.has_slot) == ("barred", True)
    assert "barred already" in bar_user(store, "member@acme.example", acme, on(11)).told
    enable_user(store, "member@acme.example", acme, on(12))
    assert shown(store, "member@acme.example").state == "active"
    assert "active already" in enable_user(store, "member@acme.example", acme, on(12)).told


def test_disabling_frees_the_slot_and_enabling_takes_one_again(store: Store, acme: str) -> None:
    disable_user(store, "member@acme.example", acme, on(10))
    assert "disabled already" in disable_user(store, "member@acme.example", acme, on(10)).told
    view = shown(store, "member@acme.example")
    assert (view.state, view.has_slot) == ("disabled", False)
    enable_user(store, "member@acme.example", acme, on(12))
    view = shown(store, "member@acme.example")
    assert (view.state, view.has_slot) == ("active", True)


def test_koban_has_no_owner_and_names_who_may_be_a_user(store: Store, customer: Customer) -> None:
    customer("koban")
    with pytest.raises(RoleUnavailable) as refused:
        add_user(store, "a@acme.example", "acme", {"role": "owner"}, on())
    assert refused.value.why == "roles: administrator, member"
    with pytest.raises(KindUnavailable) as other:
        add_user(store, "a@acme.example", "acme", {"kind": "robot"}, on())
    assert other.value.clause is not None
    assert other.value.clause.rule == "B-13"
    add_user(store, "a@acme.example", "acme", {"kind": "contractor"}, on())
    with pytest.raises(ValueMalformed):
        add_user(store, "b@acme.example", "acme", {"role": "king"}, on())


def test_a_login_changes_on_request_or_once_the_customer_was_told(store: Store, customer: Customer) -> None:
    customer("koban")
    add_user(store, "a@acme.example", "acme", {}, on(1))
    change = {"email": "anna@acme.example"}
    with pytest.raises(LoginChangeUnannounced) as refused:
        edit_user(store, "a@acme.example", "acme", change, None, on(10))
    assert refused.value.clause is not None
    assert refused.value.clause.rule == "B-15"
    with pytest.raises(LoginChangeUnannounced):
        edit_user(store, "a@acme.example", "acme", change, date(2026, 6, 11), on(10))
    edit_user(store, "a@acme.example", "acme", change, date(2026, 6, 10), on(10))
    assert [event.value for event in shown(store, "anna@acme.example").history][-1] == "anna@acme.example"


def test_a_login_cannot_become_another_users(store: Store, acme: str) -> None:
    with pytest.raises(UserExists, match="is a user of acme already"):
        edit_user(store, "member@acme.example", acme, {"email": "owner@acme.example"}, None, on())


def test_ksaar_opens_no_access_before_each_version_is_accepted(store: Store, customer: Customer) -> None:
    customer("ksaar")
    add_user(store, "nora@acme.example", "acme", {"role": "administrator"}, on(1))
    view = shown(store, "nora@acme.example")
    assert (view.state, view.activated_at, view.pending_version) == ("invited", None, "undated")
    assert view.terms_url == "ksaar.com/conditions-generales/"
    assert "user.role" in view.rights
    accept_by_user(store, "nora@acme.example", "acme", None, on(2))
    view = shown(store, "nora@acme.example")
    assert (view.state, view.accepted_version, view.pending_version) == ("active", "undated", None)
    assert view.terms_url is None
    with store.transaction(Act()) as tx:
        tx.run("UPDATE organisation SET terms_version = '2027-01'")
    view = shown(store, "nora@acme.example")
    assert (view.state, view.pending_version) == ("active", "2027-01")
    with store.transaction(Act()) as tx:
        path = "terms_change.user_pending"
        tx.insert(
            "term_setting", {"scope": "ksaar", "path": path, "value": "blocked", "from_on": "2026-01-01"}
        )
    assert shown(store, "nora@acme.example").state == "locked"


def test_a_password_expires_after_the_days_that_the_operator_set(store: Store, acme: str) -> None:
    assert shown(store, "owner@acme.example").password_expires_on is None
    with store.transaction(Act()) as tx:
        values = {"scope": "kantree", "path": "password.expiry_days", "value": "90", "from_on": "2026-06-01"}
        tx.insert("term_setting", values)
    # set on 1 June: 29 days to the end of June, 31 of July, 30 of August
    assert shown(store, "owner@acme.example").password_expires_on == date(2026, 8, 30)


def test_a_dry_run_of_a_user_writes_nothing(store: Store, acme: str) -> None:
    add_user(store, "dry@acme.example", acme, {}, Act(on=JUNE, dry_run=True))
    assert store.told == ["acme: user dry@acme.example, member, active"]
    with pytest.raises(UserUnknown):
        show_user(store, "dry@acme.example", acme, None)


def test_no_free_slot_is_refused_in_manual_mode_and_nothing_is_written(store: Store, acme: str) -> None:
    from saasctl.operations.subscriptions import OrderGiven, start_subscription

    start_subscription(store, acme, OrderGiven("main", "team", "monthly", 3), on(5))
    with pytest.raises(NoFreeSlot) as refused:
        add_user(store, "fourth@acme.example", acme, {}, on(6))
    assert refused.value.fix == "saasctl slot add acme 1"
    add_user_after = disable_user(store, "member@acme.example", acme, on(7))
    assert add_user_after.keys == ("member@acme.example",)
    invite_user(store, "fourth@acme.example", acme, {}, on(7))
    assert shown(store, "fourth@acme.example").has_slot
