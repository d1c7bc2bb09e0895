from saasctl.values.answers import Column, Listing


def test_nested_kinds_know_their_parts() -> None:
    assert Column("period", "period").nested == ("start", "last_day")
    assert Column("clause", "clause").nested[0] == "source"
    assert Column("facts", "object").nested == ()
    assert Column("facts", "object", parts=("x",)).nested == ("x",)


def test_a_list_is_in_euros_unless_it_says_otherwise() -> None:
    listing = Listing("saasctl.thing.list/1", (Column("slug", "key", 0),), [("acme",)])
    assert (listing.currency, listing.total, dict(listing.extra)) == ("EUR", None, {})
