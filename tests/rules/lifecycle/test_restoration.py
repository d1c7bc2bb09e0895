"""The limit for giving access back, by KX-15."""

from datetime import datetime

import pytest

from saasctl.rules.lifecycle.restoration import restoration_limit
from saasctl.terms.load import load_profile
from saasctl.terms.resolve import Answer, Terms

AT = datetime.fromisoformat
TABLE = [
    ("2026-05-11T10:00:00+02:00", "2026-05-18T10:00:00+02:00"),
    ("2026-03-26T10:00:00+01:00", "2026-04-02T10:00:00+02:00"),
    ("2026-10-23T10:00:00+02:00", "2026-10-30T10:00:00+01:00"),
]


@pytest.mark.parametrize(("ceased", "limit"), TABLE, ids=["plain", "spring", "autumn"])
def test_the_same_local_time_seven_days_later(ceased: str, limit: str) -> None:
    found = restoration_limit(Terms(load_profile("kantree")), {"ceased_at": AT(ceased)}, is_trial=False)
    assert found is not None
    assert found.at == AT(limit)
    assert (found.strict, found.ends_contract) == (True, True)


def test_at_the_limit_itself_it_is_too_late() -> None:
    facts = {"ceased_at": AT(TABLE[0][0])}
    found = restoration_limit(Terms(load_profile("kantree")), facts, is_trial=False)
    assert found is not None
    assert found.kept_by(AT("2026-05-18T09:59:00+02:00"))
    assert not found.kept_by(AT("2026-05-18T10:00:00+02:00"))


def test_an_open_inquiry_holds_the_limit() -> None:
    terms, ceased = Terms(load_profile("kantree")), AT(TABLE[0][0])
    waits = restoration_limit(terms, {"ceased_at": ceased, "inquiry_open": True}, is_trial=False)
    assert waits is not None
    assert (waits.at, waits.waits_for) == (None, "inquiry_closed_at")
    closed = {"ceased_at": ceased, "inquiry_closed_at": AT("2026-05-13T12:00:00+02:00")}
    later = restoration_limit(terms, closed, is_trial=False)
    assert later is not None
    assert later.at == AT("2026-05-20T12:00:00+02:00")


def test_elapsed_hours_are_the_alternative() -> None:
    answer = Answer("restoration.clock", "elapsed", "operator", AT(TABLE[1][0]).date())
    terms = Terms(load_profile("kantree"), {"restoration.clock": answer})
    found = restoration_limit(terms, {"ceased_at": AT(TABLE[1][0])}, is_trial=False)
    assert found is not None
    assert found.at == AT("2026-04-02T11:00:00+02:00")


def test_a_trial_has_no_such_right_and_other_terms_no_limit() -> None:
    facts = {"ceased_at": AT(TABLE[0][0])}
    assert restoration_limit(Terms(load_profile("kantree")), facts, is_trial=True) is None
    assert restoration_limit(Terms(load_profile("koban")), facts, is_trial=False) is None
