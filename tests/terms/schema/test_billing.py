"""The parameters of billing: one path each, said in words, found by their own path."""

import pytest

from saasctl.terms.schema.billing import BILLING
from saasctl.terms.schema.parameter import Parameter
from saasctl.terms.schema.parameters import parameter_at


@pytest.mark.parametrize("parameter", BILLING, ids=lambda parameter: parameter.path)
def test_a_parameter_is_found_by_its_own_path_and_says_what_it_decides(parameter: Parameter) -> None:
    assert parameter_at(parameter.path.replace("*", "any")) is parameter
    assert 5 < len(parameter.says) < 110
    assert not parameter.says.endswith(".")


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("vat.rate", "20"),
        ("price.business.monthly", "9.00"),
        ("invoice.due_days", "30"),
        ("invoice.timing", "arrears"),
        ("slots.invoice", "daily"),
        ("slots.without_clause", "prorated"),
        ("number.prefix.invoice", "INV"),
        ("number.prefix.credit_note", "KOBAN-CN"),
        ("proration.basis", "thirty-360"),
        ("overage.end_users.price", "2.00"),
        ("plan.business.end_users", "50"),
        ("confirm.D-40", "yes"),
    ],
)
def test_the_setting_paths_of_the_command_line_take_their_values(path: str, text: str) -> None:
    parameter = parameter_at(path)
    assert parameter is not None
    parameter.kind.parse(text)
