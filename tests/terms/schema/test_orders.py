"""Orders as data: quotes and gates, services, projects in parts, thresholds of use."""

from decimal import Decimal

import pytest

from saasctl.errors.terms import ProfileInvalid
from saasctl.terms.model import Profile
from saasctl.terms.read import read_profile
from saasctl.terms.schema.orders import ORDERS
from saasctl.terms.schema.parameters import PARAMETERS, parameter_at

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
title = "Services"
says = "Services are quoted."
"""

ORDER_TERMS = """
[quote]
clause = "7"
rule = "A-1"
signed_by = ["customer", "vendor"]
gates = ["terms-accepted", "payment-confirmed"]

[service]
clause = "7"
rule = "A-2"
needs_quote = true
video = { price = "100.00", minutes = 60, people = 10 }

[usage.complaints]
clause = "7"
rule = "A-3"
metric = "complaints"
of = "sent"
percent = "0.03"
days = 5
strict = true
leads_to = "watch"
"""


def profile(text: str) -> Profile:
    return read_profile((HEAD + text).encode(), "acme.toml")


def test_a_service_is_a_table_of_its_code() -> None:
    terms = profile(ORDER_TERMS)
    assert terms.entries["service.video.price"].value == Decimal("100.00")
    assert terms.entries["service.video.people"].rules == ("A-2",)
    assert terms.entries["service.needs_quote"].value is True


def test_a_threshold_is_an_exact_share_over_rolling_days() -> None:
    terms = profile(ORDER_TERMS)
    assert terms.names_under("usage") == ("complaints",)
    assert terms.entries["usage.complaints.percent"].value == Decimal("0.03")
    assert terms.entries["usage.complaints.days"].value == 5


def test_gates_keep_the_order_of_the_file() -> None:
    assert profile(ORDER_TERMS).entries["quote.gates"].value == ("terms-accepted", "payment-confirmed")


def test_only_the_parties_sign() -> None:
    with pytest.raises(ProfileInvalid, match="customer, vendor"):
        profile('[quote]\nclause = "7"\nrule = "A-1"\nsigned_by = ["host"]\n')


@pytest.mark.parametrize(
    ("path", "text", "value"),
    [
        pytest.param("service.restore.price", "400.00", Decimal("400.00"), id="price"),
        pytest.param("service.repair.hourly", "90", Decimal(90), id="hourly"),
        pytest.param("project.deposit", "30", Decimal(30), id="deposit"),
        pytest.param("project.elements", "8 days", (8, "days"), id="elements"),
        pytest.param("module.first_period", "prorated", "prorated", id="module"),
        pytest.param("usage.records.limit", "100000", 100_000, id="records"),
        pytest.param("quote.change_days", "15", 15, id="change"),
    ],
)
def test_a_setting_is_read_by_the_kind_of_its_path(path: str, text: str, value: object) -> None:
    parameter = parameter_at(path)
    assert parameter is not None
    assert parameter.kind.parse(text) == value


def test_every_path_of_every_area_is_named_once() -> None:
    paths = [parameter.path for parameter in PARAMETERS]
    assert len(set(paths)) == len(paths)
    assert all(parameter.says for parameter in ORDERS)
