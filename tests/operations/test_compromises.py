"""A report takes its kind, measures and blanks from the terms."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import pytest

from desk import Desk, new_desk, on
from saasctl.errors.compromises import CompromiseKindUnknown, MeasureUnavailable
from saasctl.errors.terms import BlankTerm
from saasctl.errors.users import UserStateForbids
from saasctl.operations.compromises import CompromiseGiven, report_compromise
from saasctl.operations.users import (
    accept_by_user,
    add_user,
    bar_user,
    disable_user,
    enable_user,
    invite_user,
)
from saasctl.rules.lifecycle.states import TRANSITIONS
from saasctl.values.act import Act

LEO = "leo@acme.example"
ACT = Act(at=datetime(2026, 5, 12, 12, 30, tzinfo=UTC))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A customer of Kantree with a user."""
    found = new_desk(tmp_path)
    found.org("acme", found.seller("kantree"))
    found.sub("acme", "team", "monthly", 2, "2026-05-01", "9.00")
    add_user(found.store, LEO, "acme", {}, on("2026-05-01"))
    yield found
    found.store.close()


def test_what_the_terms_do_not_know_is_refused(desk: Desk) -> None:
    with pytest.raises(BlankTerm):
        report_compromise(desk.store, LEO, None, CompromiseGiven(), ACT)
    desk.setting("kantree", "compromise.address", "security@example.com")
    with pytest.raises(CompromiseKindUnknown):
        report_compromise(desk.store, LEO, None, CompromiseGiven("lost"), ACT)
    with pytest.raises(MeasureUnavailable):
        report_compromise(desk.store, LEO, None, CompromiseGiven(measures=("delete",)), ACT)
    assert report_compromise(desk.store, LEO, None, CompromiseGiven(), ACT).keys == (LEO,)


def test_a_login_may_be_cut_off_until_access_is_given_back(desk: Desk) -> None:
    """K-13: the vendor may suspend access at once; the slot stays with the user."""
    desk.setting("kantree", "compromise.address", "security@example.com")
    told = report_compromise(desk.store, LEO, None, CompromiseGiven(measures=("suspend",)), ACT).told
    assert told.endswith(f"; locked, undo: saasctl user enable {LEO} --org acme")
    assert desk.rows("SELECT state, holds_slot FROM org_user") == [("locked", 1)]


def test_the_table_of_states_has_every_move_of_a_user_and_no_other(desk: Desk) -> None:
    """Each act is tried on a user in each state; what moves is compared with the table (docs/states.md)."""
    desk.setting("kantree", "compromise.address", "security@example.com")
    desk.setting("kantree", "slots.mode", "automatic")
    suspend = CompromiseGiven(measures=("suspend",))
    acts: dict[str, Callable[[str], object]] = {
        "accept": lambda email: accept_by_user(desk.store, email, None, None, on("2026-05-02")),
        "disable": lambda email: disable_user(desk.store, email, None, on("2026-05-02")),
        "enable": lambda email: enable_user(desk.store, email, None, on("2026-05-02")),
        "bar": lambda email: bar_user(desk.store, email, None, on("2026-05-02")),
        "report": lambda email: report_compromise(desk.store, email, None, suspend, ACT),
    }
    ways = [("invite",), ("invite", "disable"), ("invite", "bar"), ("add",)]
    ways += [("add", act) for act in ("disable", "bar", "report")]
    moves: set[tuple[str | None, str]] = set()
    for number, (begin, *before) in enumerate(ways):
        for last in acts:
            email = f"{last}{number}@acme.example"
            states: list[str | None] = [None]
            for act in (begin, *before, last):
                with suppress(UserStateForbids):
                    if act in acts:
                        acts[act](email)
                    else:
                        (add_user if act == "add" else invite_user)(
                            desk.store, email, "acme", {}, on("2026-05-01")
                        )
                states.append(str(desk.rows(f"SELECT state FROM org_user WHERE email = '{email}'")[0][0]))
            moves |= {(old, new) for old, new in pairwise(states) if new is not None and old != new}
    assert moves == {(one.before, one.after) for one in TRANSITIONS if one.of == "user"}
