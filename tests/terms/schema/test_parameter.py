"""A parameter's path and the names that a star stands for."""

import pytest

from saasctl.terms.schema.kinds import Amount
from saasctl.terms.schema.parameter import Parameter

PRICE = Parameter("price.*.*", Amount(), "price")


@pytest.mark.parametrize("path", ["price.team.monthly", "price.D-40.on-demand", "price.a_b.1"])
def test_a_star_stands_for_a_name(path: str) -> None:
    assert PRICE.covers(tuple(path.split(".")))


@pytest.mark.parametrize(
    "path", ["price..monthly", "price.a b.monthly", "price.é.monthly", "price.-a.b", "price.team", "cost.a.b"]
)
def test_a_star_stands_for_nothing_else(path: str) -> None:
    assert not PRICE.covers(tuple(path.split(".")))
