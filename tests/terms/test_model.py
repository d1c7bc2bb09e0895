"""A profile's values, citations and open paths."""

from saasctl.terms.model import Open
from saasctl.values.clause import ClauseRef
from small import small


def open_path(path: str) -> Open:
    return Open(path, "blank", "Z-01", None, "", "", (), (), optional=False)


def test_a_star_stands_for_one_name() -> None:
    price = open_path("price.*.*")
    assert price.covers("price.team.monthly")
    assert not price.covers("price.team")
    assert not price.covers("prices.team.monthly")
    assert not price.covers("price.team.monthly.more")


def test_the_most_literal_open_path_wins() -> None:
    more = '[blank."price.*.*"]\nrule = "Z-01"\n[blank."price.*.annual"]\nrule = "Z-02"\n'
    profile = small(('team.monthly = "9.00"\n', ""), more=more)
    found = profile.open_at("price.team.annual")
    assert found is not None
    assert found.path == "price.*.annual"
    assert profile.open_at("slots.addition") is None


def test_a_value_is_cited_by_its_article_and_a_convention_by_its_reason() -> None:
    profile = small()
    assert profile.cite(profile.entries["invoice.timing"]) == ClauseRef(
        "terms", "small", "2026-01", "1", "Z-02", "Nine euros a slot and month, in advance."
    )
    assert profile.cite(profile.entries["slots.invoice"]) == ClauseRef(
        "convention", "small", "2026-01", None, "Z-03", "One invoice for each addition."
    )


def test_a_blank_is_cited_as_a_convention_and_a_reading_as_terms() -> None:
    profile = small(more='[reading."invoice.timing"]\nrule = "Z-02"\nclause = "1"\nsays = "Read so."\n')
    assert [profile.cite_open(mark).source for mark in profile.opens] == ["convention", "convention", "terms"]


def test_names_follow_the_order_of_the_file() -> None:
    assert small().names_under("notice") == ("anchor", "monthly")
    assert small().names_under("nothing") == ()
