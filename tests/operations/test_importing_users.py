"""Importing users: all or none, every wrong value listed, slots and rights as for single additions."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from saasctl.errors.imports import ImportRefused, ImportUnreadable
from saasctl.errors.organisations import OrganisationUnknown
from saasctl.operations.importing_users import import_users
from saasctl.operations.subscriptions import OrderGiven, start_subscription
from saasctl.operations.user_lists import UserFilter, list_users, show_user
from saasctl.operations.users import add_user
from saasctl.store.database import Store
from saasctl.values.act import Act
from saasctl.values.views.imports import ImportReport

JUNE = Act(on=date(2026, 6, 15))


@pytest.fixture
def filled(store: Store, customer: Callable[..., str]) -> Store:
    """A customer of Kantree and one of Koban."""
    customer("kantree")
    customer("koban", "beta")
    return store


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file to write."""
    return tmp_path / "users.csv"


def imported(store: Store, file: Path, content: str, org: str | None = None, act: Act = JUNE) -> ImportReport:
    file.write_text(content, encoding="utf-8")
    answer = import_users(store, str(file), org, act).answer
    assert isinstance(answer, ImportReport)
    return answer


def faults(store: Store, file: Path, content: str, act: Act = JUNE) -> list[tuple[int, str | None, str]]:
    with pytest.raises(ImportRefused) as error:
        imported(store, file, content, act=act)
    assert list(list_users(store, UserFilter(state="member")).rows) == []
    return [(one.row, one.column, one.code) for one in error.value.report.failed]


def test_a_file_adds_its_users_once(filled: Store, file: Path) -> None:
    content = (
        "org,email,role,name,on\nacme,ANA@acme.example,owner,Ana Zola,2026-06-01\nbeta,b@beta.example,,,\n"
    )
    assert imported(filled, file, content) == ImportReport(2, 2, 0, ())
    view = show_user(filled, "ana@acme.example", None, None)
    assert (view.role, view.display_name, view.state) == ("owner", "Ana Zola", "active")
    assert view.invited_at == "2026-05-31T22:00:00Z"
    assert show_user(filled, "b@beta.example", None, None).invited_at == "2026-06-14T22:00:00Z"
    assert imported(filled, file, content) == ImportReport(2, 0, 2, ())


def test_every_wrong_value_is_listed_by_its_column(filled: Store, file: Path) -> None:
    content = (
        "org,email,role,name,kind,on\n"
        "acme,jean@,king,,,\n"
        "nobody,a@a.fr,,,,\n"
        "beta,b@b.fr,owner,,robot,2026-6-1\n"
        "beta,c@c.fr\n"
        ",d@d.fr,,,,\n"
    )
    assert faults(filled, file, content) == [
        (2, "email", "VALUE-MALFORMED"),
        (2, "role", "VALUE-MALFORMED"),
        (3, "org", "ORG-UNKNOWN"),
        (4, "on", "VALUE-MALFORMED"),
        (4, "role", "ROLE-UNAVAILABLE"),
        (4, "kind", "USER-KIND-UNAVAILABLE"),
        (5, None, "ROW-WIDTH"),
        (6, "org", "ORG-UNKNOWN"),
    ]
    assert list(list_users(filled, UserFilter()).rows) == []


def test_slots_are_taken_and_a_missing_one_refuses_the_file(filled: Store, file: Path) -> None:
    start_subscription(filled, "acme", OrderGiven("main", "team", "monthly", 2), JUNE)
    rows = "".join(f"u{number}@acme.example\n" for number in range(3))
    with pytest.raises(ImportRefused) as error:
        imported(filled, file, "email\n" + rows, "acme")
    assert [(one.row, one.code) for one in error.value.report.failed] == [(4, "NO-FREE-SLOT")]
    assert list(list_users(filled, UserFilter()).rows) == []
    assert imported(filled, file, "email\nu0@acme.example\nu1@acme.example\n", "acme").created == 2
    assert show_user(filled, "u1@acme.example", None, None).has_slot


def test_another_role_for_a_user_there_is_a_conflict(filled: Store, file: Path) -> None:
    imported(filled, file, "org,email\nacme,a@a.fr\n")
    with pytest.raises(ImportRefused) as error:
        imported(filled, file, "org,email,role\nacme,a@a.fr,owner\n")
    assert [one.code for one in error.value.report.failed] == ["USER-EXISTS"]


def test_who_asks_needs_the_right_to_add_users(filled: Store, file: Path) -> None:
    add_user(filled, "owner@acme.example", "acme", {"role": "owner"}, JUNE)
    asked = Act(on=JUNE.on, requested_by="owner@acme.example")
    with pytest.raises(ImportRefused) as error:
        imported(filled, file, "org,email\nacme,a@a.fr\n", act=asked)
    assert [one.code for one in error.value.report.failed] == ["ROLE-FORBIDS"]


def test_the_organisation_is_a_column_or_given_once(filled: Store, file: Path) -> None:
    with pytest.raises(ImportUnreadable):
        imported(filled, file, "email\na@a.fr\n")
    with pytest.raises(OrganisationUnknown):
        imported(filled, file, "email\na@a.fr\n", "nobody")
    assert imported(filled, file, "email\na@a.fr\n", "beta").created == 1


def test_a_dry_run_of_an_import_writes_nothing(filled: Store, file: Path) -> None:
    act = Act(on=JUNE.on, dry_run=True)
    assert imported(filled, file, "org,email\nacme,a@a.fr\n", act=act).created == 1
    assert filled.told == [f"1 users from {file}"]
    assert list(list_users(filled, UserFilter()).rows) == []
