"""A kind of case is a table of a profile: facts, dates, permitted acts and amounts."""

from decimal import Decimal

import pytest

from saasctl.errors.terms import ProfileInvalid
from saasctl.terms.model import Profile
from saasctl.terms.read import read_profile
from saasctl.terms.schema.cases import CASES, EVENTS, FACT_KINDS, FIGURES
from saasctl.terms.schema.parameters import parameter_at

HEAD = """
[profile]
id = "acme-terms"
version = "1"
vendor = "Acme"
language = "en"
timezone = "Europe/Paris"
holidays = "FR"
currency = "EUR"
governing = "English text"

[clauses."7"]
title = "Audit"
says = "The vendor audits after five days."
"""

AUDIT = """
[case.audit]
clause = "7"
rule = "A-1"
title = "On-site audit"
by = ["vendor"]
facts = { notified_on = "date", extra_fees = "amount", costs = "amount" }
needs = ["notified_on"]

[case.audit.date.visit]
from = "notified_on"
length = "5 days"
sense = "opens"
roll = "next-working-day"

[case.audit.amount.shortfall]
rule = "A-2"
sum = [{ of = "extra_fees", factor = "1.10" }, { of = "costs", factor = "1" }]
owed_by = "customer"
"""


def profile(text: str) -> Profile:
    return read_profile((HEAD + text).encode(), "acme.toml")


def test_a_new_kind_is_declared_without_python() -> None:
    kinds = profile(AUDIT)
    assert kinds.names_under("case") == ("audit",)
    assert kinds.names_under("case.audit.facts") == ("notified_on", "extra_fees", "costs")
    assert kinds.entries["case.audit.date.visit.length"].value == (5, "days")
    assert kinds.entries["case.audit.date.visit.roll"].value == "next-working-day"


def test_an_amount_is_a_sum_of_facts_each_with_an_exact_factor() -> None:
    entry = profile(AUDIT).entries["case.audit.amount.shortfall.sum"]
    assert entry.value == (
        {"of": "extra_fees", "factor": Decimal("1.10")},
        {"of": "costs", "factor": Decimal("1")},
    )
    assert entry.rules == ("A-2",)
    assert entry.article == "7"


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        pytest.param('"5 days"', '"5 moons"', "length", id="unknown-unit"),
        pytest.param('"5 days"', '"-5 days"', "length", id="negative-length"),
        pytest.param('"opens"', '"soon"', "sense", id="unknown-sense"),
        pytest.param('factor = "1.10"', "factor = 1.10", "never a float", id="float-factor"),
        pytest.param('of = "costs"', 'of = "Costs & more"', "text of the form", id="no-name"),
        pytest.param('costs = "amount"', 'costs = "money"', "amount", id="unknown-kind-of-fact"),
        pytest.param('by = ["vendor"]', 'by = ["auditor"]', "customer, vendor", id="unknown-party"),
        pytest.param('title = "On-site audit"', 'colour = "red"', "unknown key", id="unknown-key"),
        pytest.param('clause = "7"', 'clause = "8"', "not listed", id="unlisted-clause"),
    ],
)
def test_a_faulty_kind_is_refused_and_the_fault_is_named(old: str, new: str, fault: str) -> None:
    with pytest.raises(ProfileInvalid) as refused:
        profile(AUDIT.replace(old, new))
    assert any(fault in str(line) for line in refused.value.faults)


def test_words_that_the_engine_knows_are_no_facts() -> None:
    assert not set(EVENTS) & set(FIGURES)
    assert "amount" in FACT_KINDS
    assert "opened" in EVENTS


def test_every_parameter_of_cases_is_found_by_its_path() -> None:
    for parameter in CASES:
        assert parameter_at(parameter.path.replace("*", "x")) is parameter
