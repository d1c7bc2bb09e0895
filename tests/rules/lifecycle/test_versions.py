"""When a contract moves to a new version: by silence, at renewal, by signature, or never."""

from datetime import date

import pytest

from contracts import contract, terms_of
from saasctl.rules.billing.contract import Contract
from saasctl.rules.lifecycle.versions import (
    Answers,
    Change,
    moves_on,
    refused_in_time,
    renewal_from,
    version_for_orders,
    version_on,
    versions_of,
)

D = date.fromisoformat
CHANGE = Change("2", D("2026-04-20"), D("2026-05-05"))
MONTHLY = contract("team", "monthly", "2026-02-15", 1)
YEARLY = contract("crm", "annual", "2026-03-16", 1)
KSAAR = contract("starter", "monthly", "2026-02-15", 1)
DESKAPAD = contract("periodic", "monthly", "2026-02-15", 1)


@pytest.mark.parametrize(
    ("profile", "held", "said", "moved"),
    [
        pytest.param("kantree", MONTHLY, Answers(), "2026-05-05", id="K-07-silence-accepts"),
        pytest.param("kantree", MONTHLY, Answers({"2": D("2026-04-22")}), "2026-05-05", id="K-07-accepted"),
        pytest.param("kantree", MONTHLY, Answers({}, {"2": D("2026-05-04")}), None, id="KX-14-last-refusal"),
        pytest.param("kantree", MONTHLY, Answers({}, {"2": D("2026-05-05")}), "2026-05-05", id="KX-14-late"),
        pytest.param("koban", YEARLY, Answers(), "2027-03-16", id="B-06-renewal"),
        pytest.param("koban", YEARLY, Answers({"2": D("2026-06-01")}), "2026-06-01", id="B-06-accepted"),
        pytest.param("koban", YEARLY, Answers({"2": D("2026-04-21")}), "2026-05-05", id="B-06-early"),
        pytest.param("ksaar", KSAAR, Answers(), None, id="S-78-unsigned"),
        pytest.param("ksaar", KSAAR, Answers({"2": D("2026-07-01")}), "2026-07-01", id="S-78-signed"),
        pytest.param("deskapad", DESKAPAD, Answers(), None, id="D-04-running"),
        pytest.param("deskapad", DESKAPAD, Answers({"2": D("2026-07-01")}), "2026-07-01", id="D-06"),
    ],
)
def test_a_running_contract_moves_as_its_terms_say(
    profile: str, held: Contract, said: Answers, moved: str | None
) -> None:
    assert moves_on(held, terms_of(profile), CHANGE, said) == (D(moved) if moved else None)


def test_a_refusal_counts_up_to_the_day_before() -> None:
    terms = terms_of("kantree")(D("2026-05-01"))
    assert refused_in_time(terms, CHANGE, D("2026-05-04"))
    assert not refused_in_time(terms, CHANGE, D("2026-05-05"))


def test_a_renewal_on_the_very_day_counts() -> None:
    assert renewal_from(YEARLY, terms_of("koban"), D("2027-03-16")) == D("2027-03-16")
    assert renewal_from(YEARLY, terms_of("koban"), D("2027-03-17")) == D("2028-03-16")
    assert renewal_from(MONTHLY, terms_of("kantree"), D("2026-05-05")) == D("2026-05-15")


def test_versions_follow_each_other_and_an_order_takes_that_of_its_day() -> None:
    changes = [Change("3", D("2026-06-01"), D("2026-07-01")), CHANGE]
    terms = terms_of("kantree")
    spans = versions_of(MONTHLY, "1", changes, Answers(), lambda _: terms)
    assert spans == [(D("2026-02-15"), "1"), (D("2026-05-05"), "2"), (D("2026-07-01"), "3")]
    days = ("2026-01-01", "2026-05-04", "2026-05-05", "2026-08-01")
    assert [version_on(spans, D(day)) for day in days] == ["1", "1", "2", "3"]
    later = contract("team", "monthly", "2026-06-15", 1)
    assert versions_of(later, "1", changes, Answers(), lambda _: terms)[0] == (D("2026-06-15"), "2")
    assert version_for_orders("1", changes, D("2026-05-04")) == "1"
