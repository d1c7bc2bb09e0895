"""The statements on users name what the listing reads."""

from saasctl.store.queries.users import COLUMNS, LISTED, SELECTED


def test_the_listing_selects_every_column_once_and_in_order() -> None:
    assert SELECTED.split(", ") == [f"u.{column}" for column in COLUMNS]
    assert LISTED.count("u.email") == 1
