"""Amounts of cases, by the worked examples."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import pytest

from evaluator import recompute
from saasctl.rules.lifecycle.case_amounts import case_amounts, figures_named
from saasctl.rules.lifecycle.cases import Happened, case_dates
from saasctl.rules.lifecycle.facts import Fact
from saasctl.terms.load import load_profile
from saasctl.terms.resolve import Answer, Terms

DAY = date(2026, 6, 1)
TABLE: list[tuple[str, str, str, dict[str, Fact], int]] = [
    ("SX-19", "ksaar", "audit", {"extra_fees": Decimal("1000.00"), "audit_costs": Decimal(750)}, 185000),
    ("half cent", "ksaar", "audit", {"extra_fees": Decimal("0.05"), "audit_costs": Decimal(0)}, 6),
    ("SX-27", "ksaar", "hiring", {"gross_monthly": Decimal(3800)}, 4560000),
    ("BX-26", "koban", "hiring", {"gross_monthly": Decimal("3250.00")}, 975000),
    ("repaid", "koban", "repayment", {"amount": Decimal("812.34")}, 81234),
    ("pay", "deskapad", "hiring", {"monthly_pay_with_charges": Decimal("4100.10")}, 4920120),
]


def happened(facts: Mapping[str, Fact], figures: Mapping[str, int] | None = None) -> Happened:
    return Happened(facts, {"opened": DAY}, DAY, figures or {})


@pytest.mark.parametrize("row", TABLE, ids=[row[0] for row in TABLE])
def test_facts_add_up_and_round_once(row: tuple[str, str, str, dict[str, Fact], int]) -> None:
    _, profile, kind, facts, cents = row
    terms = Terms(load_profile(profile))
    found = case_amounts(terms, kind, happened(facts), case_dates(terms, kind, happened(facts)))[0]
    assert found.cents == cents
    assert found.step is not None
    assert recompute(found.step.expression, found.step.inputs) == found.step.result


def test_what_is_missing_is_named_and_consent_waives() -> None:
    terms = Terms(load_profile("ksaar"))
    (audit,) = case_amounts(terms, "audit", happened({"audit_costs": Decimal(750)}), ())
    assert (audit.cents, audit.missing) == (75000, ("extra_fees",))
    (audit,) = case_amounts(terms, "audit", happened({}), ())
    assert (audit.cents, audit.missing) == (None, ("extra_fees", "audit_costs"))
    assert case_amounts(terms, "hiring", happened({"gross_monthly": Decimal(1), "consent": True}), ()) == ()


def test_a_figure_of_the_contract_and_its_vat() -> None:
    vat = {"vat.rate": Answer("vat.rate", "20", "operator", DAY)}
    terms = Terms(load_profile("koban"), vat)
    assert figures_named(terms, "force-majeure") == ("unused-fee",)
    (refund,) = case_amounts(terms, "force-majeure", happened({}, {"unused-fee": 296000}), ())
    assert (refund.cents, refund.vat_cents, refund.owed_by) == (296000, 59200, "vendor")
    (refund,) = case_amounts(terms, "force-majeure", happened({}), ())
    assert (refund.cents, refund.missing) == (None, ("unused-fee",))


def test_an_invoice_of_the_opening_day_falls_due_by_the_terms() -> None:
    terms = Terms(load_profile("koban"))
    (found,) = case_amounts(terms, "repayment", happened({"amount": Decimal(1)}), ())
    assert found.due_on == date(2026, 6, 9)


HIRED = [("2027-04-09", 4560000), ("2027-04-10", None)]


@pytest.mark.parametrize(("hired", "cents"), HIRED, ids=["last day of the ban", "the day after"])
def test_a_hiring_after_the_ban_owes_nothing(hired: str, cents: int | None) -> None:
    """SX-27: the contract ends on 2026-04-09, the ban twelve months later; 12 x 3,800.00."""
    terms = Terms(load_profile("ksaar"))
    facts: dict[str, Fact] = {"gross_monthly": Decimal(3800), "hired_on": date.fromisoformat(hired)}
    known = Happened(facts, {"opened": DAY, "contract-end": date(2026, 4, 9)}, DAY)
    found = case_amounts(terms, "hiring", known, case_dates(terms, "hiring", known))
    assert [one.cents for one in found] == ([] if cents is None else [cents])
