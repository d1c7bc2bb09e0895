"""The parameters of duration: one path each, said in words, found by their own path."""

import pytest

from saasctl.terms.schema.duration import DURATION
from saasctl.terms.schema.parameter import Parameter
from saasctl.terms.schema.parameters import parameter_at


@pytest.mark.parametrize("parameter", DURATION, ids=lambda parameter: parameter.path)
def test_a_parameter_is_found_by_its_own_path_and_says_what_it_decides(parameter: Parameter) -> None:
    assert parameter_at(parameter.path.replace("*", "any")) is parameter
    assert 5 < len(parameter.says) < 110
    assert not parameter.says.endswith(".")
