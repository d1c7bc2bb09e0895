"""Search patterns."""

import sqlite3

import pytest

from saasctl.store.queries.matching import any_like, begins, contains


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        pytest.param("Acme SAS", "acme s", True, id="ascii"),
        pytest.param("ÉCOLE", "école", True, id="capital-sought-small"),
        pytest.param("école", "ÉCOLE", True, id="small-sought-capital"),
        pytest.param("Éléonore", "éléonore", True, id="first-letter-capital"),
        pytest.param("Straße", "straße", True, id="a-letter-whose-capital-is-two"),
        pytest.param("50%", "0%", True, id="percent"),
        pytest.param("50a", "0%", False, id="percent-is-no-wildcard"),
        pytest.param("a_b", "a_b", True, id="underscore"),
        pytest.param("acb", "a_b", False, id="underscore-is-no-wildcard"),
        pytest.param("wow!", "!", True, id="escape-character"),
    ],
)
def test_case_does_not_count_and_wildcards_are_literal(name: str, text: str, found: bool) -> None:
    condition, values = any_like(("?1",), contains(text))
    connection = sqlite3.connect(":memory:")
    sql = condition.replace("LIKE ?", "LIKE ?{}").format(*range(2, 2 + len(values)))
    assert bool(connection.execute(f"SELECT {sql}", (name, *values)).fetchone()[0]) is found
    connection.close()


def test_each_column_is_tried_with_each_pattern() -> None:
    condition, values = any_like(("a", "b"), ("%x%", "%y%"))
    assert condition.count("LIKE") == 4
    assert values == ("%x%", "%y%", "%x%", "%y%")


def test_keys_that_begin_with_a_text_lie_between_two_bounds() -> None:
    low, high = begins("acme")
    assert low <= "acme" < high
    assert low <= "acme-zz" < high
    assert not low <= "acmf" < high
