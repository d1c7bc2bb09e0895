"""Credits as data: workspaces and their rounding, price tiers, balances, refills, lots, buy-back."""

from decimal import Decimal

import pytest

from saasctl.errors.terms import ProfileInvalid
from saasctl.terms.model import Profile
from saasctl.terms.read import read_profile
from saasctl.terms.schema.credits import CREDITS
from saasctl.terms.schema.kinds import setting_text
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

[clauses."5"]
title = "Credits"
says = "Workspaces are booked with credits."
"""

CREDIT_TERMS = """
[credits]
clause = "5"
rule = "A-1"
worth = "5.00"
rounding = [{ up_to = "50", step = 1 }, { up_to = "100", step = 5 }, { step = 10 }]
tiers = [{ up_to = 10, price = "6.00" }, { price = "5.40" }]
tier_bound = "inclusive"
balance = { pack = "real", yearly = "drawing-right" }
life = { pack = "1 years" }

[credits.category.room]
factor = "1.1"
sold_by = ["hour", "day"]

[credits.refill]
months = 1
effect = "reset"
"""


def profile(text: str) -> Profile:
    return read_profile((HEAD + text).encode(), "acme.toml")


def test_the_last_band_of_rounding_has_no_upper_bound() -> None:
    bands = profile(CREDIT_TERMS).entries["credits.rounding"].value
    assert bands == (
        {"up_to": Decimal(50), "step": 1},
        {"up_to": Decimal(100), "step": 5},
        {"step": 10},
    )


def test_tiers_are_exact_amounts_and_can_be_set_as_text() -> None:
    tiers = profile(CREDIT_TERMS).entries["credits.tiers"].value
    assert tiers == ({"up_to": 10, "price": Decimal("6.00")}, {"price": Decimal("5.40")})
    parameter = parameter_at("credits.tiers")
    assert parameter is not None
    assert setting_text(tiers) == "up_to:10,price:6.00; price:5.40"
    assert parameter.kind.parse("up_to:10,price:6.00; price:5.40") == tiers


def test_a_step_of_zero_could_not_be_rounded_to() -> None:
    with pytest.raises(ProfileInvalid, match="step"):
        profile('[credits]\nclause = "5"\nrule = "A-1"\nrounding = [{ step = 0 }]\n')


def test_a_factor_is_never_a_float() -> None:
    with pytest.raises(ProfileInvalid, match="factor in quotes"):
        profile('[credits.category.room]\nclause = "5"\nrule = "A-1"\nfactor = 1.1\n')


def test_each_plan_says_what_a_users_balance_is() -> None:
    terms = profile(CREDIT_TERMS)
    assert terms.names_under("credits.balance") == ("pack", "yearly")
    assert terms.entries["credits.balance.pack"].value == "real"
    assert terms.entries["credits.life.pack"].value == (1, "years")
    assert "credits.life.yearly" not in terms.entries


def test_categories_are_words_of_the_profile() -> None:
    terms = profile(CREDIT_TERMS)
    assert terms.names_under("credits.category") == ("room",)
    assert terms.entries["credits.category.room.factor"].value == Decimal("1.1")


@pytest.mark.parametrize(
    ("path", "text", "value"),
    [
        pytest.param("credits.tier_bound", "exclusive", "exclusive", id="bound"),
        pytest.param("credits.refill.on", "first-of-month", "first-of-month", id="refill-day"),
        pytest.param("credits.reminder_days", "30, 7", ("30", "7"), id="reminders"),
        pytest.param("credits.low_balance", "20", 20, id="low-balance"),
        pytest.param("booking.cancel.until", "24 hours", (24, "hours"), id="cancellation"),
        pytest.param("booking.no_show_refund", "0", Decimal(0), id="no-show"),
        pytest.param("credits.buyback.vat", "yes", True, id="buy-back-vat"),
        pytest.param("inactivity.pack.longer_than", "6 months", (6, "months"), id="inactivity"),
        pytest.param("usage_report.day", "1", 1, id="report"),
    ],
)
def test_a_setting_is_read_by_the_kind_of_its_path(path: str, text: str, value: object) -> None:
    parameter = parameter_at(path)
    assert parameter is not None
    assert parameter.kind.parse(text) == value


def test_every_path_is_named_once_and_says_what_it_decides() -> None:
    paths = [parameter.path for parameter in CREDITS]
    assert len(set(paths)) == len(paths)
    assert all(parameter.says for parameter in CREDITS)
