import pytest

from saasctl.values.clause import Cited, ClauseRef, Step


def test_a_citation_keeps_its_place_when_it_says_something_else() -> None:
    clause = ClauseRef("terms", "p", "1", "9.3", "D-62", "old")
    assert clause.saying("new") == ClauseRef("terms", "p", "1", "9.3", "D-62", "new")
    assert clause.says == "old"


@pytest.mark.parametrize("name", ["value", "clause"])
def test_citations_are_values(name: str) -> None:
    assert len({ClauseRef("law", article="L441-10"), ClauseRef("law", article="L441-10")}) == 1
    cited = Cited(3, ClauseRef("terms"))
    with pytest.raises(AttributeError):
        setattr(cited, name, 4)


def test_a_step_holds_what_is_needed_to_recompute_it() -> None:
    step = Step("3 x 10.00 = 30.00", "slots * price", {"slots": 3, "price": "10.00"}, "30.00", "EUR", None)
    assert set(step.inputs) == {"slots", "price"}
