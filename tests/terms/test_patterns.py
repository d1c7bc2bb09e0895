"""Patterns of paths answer as a plain search over all of them does."""

from hypothesis import given
from hypothesis import strategies as st

from saasctl.terms.patterns import Patterns

NAMES = st.lists(st.sampled_from(["a", "b", "*"]), min_size=1, max_size=3).map(".".join)
PATHS = st.lists(st.sampled_from(["a", "b", "c"]), min_size=1, max_size=3).map(".".join)


def covers(pattern: str, path: str, *, below: bool = False) -> bool:
    mine, parts = pattern.split("."), path.split(".")
    long_enough = len(mine) > len(parts) if below else len(mine) == len(parts)
    return long_enough and all(a in ("*", b) for a, b in zip(mine, parts, strict=False))


@given(st.lists(NAMES, max_size=8), PATHS)
def test_the_items_found_are_those_of_a_search_in_the_order_added(patterns: list[str], path: str) -> None:
    kept: Patterns[int] = Patterns()
    for number, pattern in enumerate(patterns):
        kept.add(pattern, number)
    assert kept.find(path) == [n for n, pattern in enumerate(patterns) if covers(pattern, path)]
    assert kept.goes_below(path) == any(covers(pattern, path, below=True) for pattern in patterns)
