"""What no bill and no date can do without."""

import pytest

from saasctl.terms.check.needed import missing_values
from saasctl.terms.load import load_profile, profile_names
from small import small


def found(*changes: tuple[str, str], more: str = "") -> list[tuple[str, str]]:
    return [(one.severity, one.path) for one in missing_values(small(*changes, more=more))]


@pytest.mark.parametrize("name", profile_names())
def test_a_packaged_profile_says_or_leaves_open_what_is_needed(name: str) -> None:
    assert list(missing_values(load_profile(name))) == []


def test_a_small_profile_can_bill() -> None:
    assert found() == []


@pytest.mark.parametrize(
    ("gone", "path"),
    [
        ('timing = "advance"\n', "invoice.timing"),
        ('quantity = "slots"\n', "invoice.quantity"),
        ("due_days = 30\n", "invoice.due_days"),
        ("invoice_months = 1\n", "period.monthly.invoice_months"),
        ('reduction = { value = "period-end", clause = "1", rule = "Z-03" }\n', "slots.reduction"),
        ('addition = { value = "at-once", clause = "1", rule = "Z-03" }\n', "slots.without_clause"),
        ('anchor = "last-day"\n', "notice.anchor"),
        ('monthly.form = "email"\n', "notice.monthly.form"),
    ],
)
def test_a_parameter_that_is_gone_is_an_error(gone: str, path: str) -> None:
    assert found((gone, "")) == [("error", path)]


def test_what_is_marked_blank_is_not_missing() -> None:
    blank = '[blank."invoice.due_days"]\nexample = "30"\nrule = "Z-02"\n'
    assert found(("due_days = 30\n", ""), more=blank) == []


def test_a_plan_needs_a_price_for_each_rhythm_unless_it_is_free() -> None:
    cited = 'clause = "1"\nrule = "Z-01"\n'
    plan = f"[plan.team]\n{cited}rank = 1\n[plan.free]\n{cited}rank = 0\n"
    assert found(more=plan) == [("error", "price.free.monthly")]
    assert found(more=plan + "paid = false\n") == []


def test_a_price_of_an_unknown_plan_or_rhythm_is_dead() -> None:
    price = ('team.monthly = "9.00"', 'team.monthly = "9.00"\nteam.weekly = "3.00"')
    assert found(price) == [("warning", "price.team.weekly")]
    plan = '[plan.crew]\nclause = "1"\nrule = "Z-01"\npaid = false\n'
    assert found(more=plan) == [("warning", "price.team.monthly")]


def test_a_plan_sold_in_a_rhythm_without_a_table_is_an_error() -> None:
    plan = '[plan.team]\nclause = "1"\nrule = "Z-01"\npaid = false\nperiods = ["monthly", "annual"]\n'
    assert found(more=plan) == [("error", "plan.team.periods")]


def test_a_rhythm_over_months_says_what_its_price_covers() -> None:
    assert found(("invoice_months = 1\nprice_months = 1", "invoice_months = 12")) == [
        ("error", "period.monthly.price_months")
    ]


def test_without_any_rhythm_nothing_can_be_billed() -> None:
    gone = (
        '[period.monthly]\nclause = "1"\nrule = "Z-01"\ncommitment_months = 1\ninvoice_months = 1\n'
        "price_months = 1\nrenews = true\n"
    )
    assert ("error", "period.monthly.invoice_months") in found((gone, ""))
