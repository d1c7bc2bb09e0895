"""Facts are read by their kind and read back as they were kept."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saasctl.rules.lifecycle.facts import Fact, fact_from, fact_text, is_so

READ: list[tuple[str, str, Fact]] = [
    ("date", "2026-02-28", date(2026, 2, 28)),
    ("instant", "2026-03-06T16:45:00+01:00", datetime(2026, 3, 6, 15, 45, tzinfo=UTC)),
    ("amount", "1200.50", Decimal("1200.50")),
    ("count", "12", 12),
    ("yes-no", "no", False),
    ("text", "two words", "two words"),
]
WRONG = [
    ("date", "2026-02-30"),
    ("date", "28/02/2026"),
    ("instant", "2026-03-06T16:45:00"),
    ("amount", "1,200.00"),
    ("amount", "1e3"),
    ("amount", "10.999"),
    ("count", "1.5"),
    ("yes-no", "true"),
    ("text", "  "),
]


@pytest.mark.parametrize(("kind", "text", "value"), READ, ids=[row[0] for row in READ])
def test_a_fact_is_read_by_its_kind(kind: str, text: str, value: Fact) -> None:
    assert fact_from(kind, text) == value
    assert fact_from(kind, fact_text(value)) == value


@pytest.mark.parametrize(("kind", "text"), WRONG)
def test_another_form_is_refused(kind: str, text: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        fact_from(kind, text)


def test_a_word_is_one_of_the_words() -> None:
    assert fact_from("word", "access", ("access", "erasure")) == "access"
    with pytest.raises(ValueError, match="access, erasure"):
        fact_from("word", "sleep", ("access", "erasure"))


@given(st.dates(), st.decimals(0, 10**9, places=2))
def test_what_is_kept_reads_back(day: date, amount: Decimal) -> None:
    assert fact_from("date", fact_text(day)) == day
    assert fact_from("amount", fact_text(amount)) == amount


def test_what_is_so_is_given_and_not_a_no() -> None:
    assert [is_so(fact) for fact in (None, False, True, 0, "x")] == [False, False, True, True, True]
