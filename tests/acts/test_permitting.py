"""The table of rights, on terms of any vendor."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from saasctl.acts.permitting import require_permission, rights_of
from saasctl.errors.permissions import RequesterUnknown, RoleForbids
from saasctl.errors.terms import BlankTerm
from saasctl.store.database import Transaction, create_store, open_store
from saasctl.system.clock import system_clock
from saasctl.terms.load import load_profile
from saasctl.terms.resolve import Answer, Terms
from saasctl.values.act import Act

SETUP = (
    "INSERT INTO seller (id, slug, name, profile, profile_version, country, currency, prefix_invoice, "
    "prefix_credit_note, created_on) VALUES (1, 'sell', 'S', 'p', '1', 'FR', 'EUR', 'I', 'C', '2026-01-01')",
    "INSERT INTO organisation (id, slug, seller_id, name, country, professional, created_on, status) "
    "VALUES (1, 'acme', 1, 'A', 'FR', 1, '2026-01-01', 'active')",
)
USER = "INSERT INTO org_user (organisation_id, email, role, state, holds_slot) VALUES (1, ?, ?, ?, 0)"
USERS = (
    ("o@x.fr", "owner", "active"),
    ("a@x.fr", "administrator", "active"),
    ("b@x.fr", "owner", "barred"),
)


@pytest.fixture
def tx(tmp_path: Path) -> Iterator[Transaction]:
    """A transaction on a store whose customer has an owner, an administrator and a barred owner."""
    path = str(tmp_path / "store.db")
    create_store(path, sandbox=True)
    store = open_store(path, clock=system_clock())
    with store.transaction(Act()) as opened:
        for statement in SETUP:
            opened.run(statement)
        for user in USERS:
            opened.run(USER, user)
        yield opened
    store.close()


@pytest.fixture
def kantree() -> Terms:
    """The terms of Kantree as shipped."""
    return Terms(load_profile("kantree"))


def test_the_operator_is_asked_nothing(tx: Transaction, kantree: Terms) -> None:
    assert require_permission(tx, kantree, 1, None, "user.add") is None


def test_the_role_decides_and_the_clause_is_returned(tx: Transaction, kantree: Terms) -> None:
    allowed = require_permission(tx, kantree, 1, "A@x.fr", "user.add")
    assert allowed is not None
    assert allowed.rule == "K-16"
    with pytest.raises(RoleForbids) as refused:
        require_permission(tx, kantree, 1, "o@x.fr", "user.add")
    assert refused.value.why == "the role is owner; the terms keep the act to: administrator"


def test_a_blank_right_waits_for_the_operator(tx: Transaction, kantree: Terms) -> None:
    with pytest.raises(BlankTerm):
        require_permission(tx, kantree, 1, "o@x.fr", "user.role")
    answer = Answer("permission.user.role", "owner", "operator", date(2026, 1, 1))
    settled = Terms(kantree.profile, {answer.path: answer})
    clause = require_permission(tx, settled, 1, "o@x.fr", "user.role")
    assert clause is not None
    assert clause.source == "setting"
    with pytest.raises(RoleForbids):
        require_permission(tx, settled, 1, "a@x.fr", "user.role")


def test_where_the_terms_are_silent_any_user_with_access_may_ask(tx: Transaction, kantree: Terms) -> None:
    assert require_permission(tx, kantree, 1, "a@x.fr", "org.note") is None
    for stranger in ("nobody@x.fr", "b@x.fr", ""):
        with pytest.raises(RequesterUnknown):
            require_permission(tx, kantree, 1, stranger, "org.note")


def test_the_rights_of_a_role_are_what_the_terms_name_and_the_operator_answered(kantree: Terms) -> None:
    assert "user.add" in rights_of(kantree, "administrator", "active")
    assert "user.add" not in rights_of(kantree, "owner", "active")
    assert "user.role" not in rights_of(kantree, "owner", "active")
    answer = Answer("permission.user.role", "owner", "operator", date(2026, 1, 1))
    assert "user.role" in rights_of(Terms(kantree.profile, {answer.path: answer}), "owner", "active")


@pytest.mark.parametrize("state", ["locked", "disabled", "barred"])
def test_who_has_no_access_has_no_rights(kantree: Terms, state: str) -> None:
    assert rights_of(kantree, "administrator", state) == ()
