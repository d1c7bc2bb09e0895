"""The table of parameters, and values as text."""

from saasctl.terms.schema.parameters import parameter_at, text_at


def test_a_value_is_shown_as_the_text_that_sets_it() -> None:
    lines = ("keep payment data up to date, always", "attribute the slots")
    assert text_at("duties.owner", lines) == "keep payment data up to date, always; attribute the slots"
    parameter = parameter_at("duties.owner")
    assert parameter is not None
    assert parameter.kind.parse(text_at("duties.owner", lines)) == lines
    assert text_at("permission.user.invite", ("owner", "administrator")) == "owner, administrator"


def test_the_most_literal_path_wins() -> None:
    found = parameter_at("period.default")
    assert found is not None
    assert found.path == "period.default"
    assert parameter_at("no.such.path.at.all") is None
