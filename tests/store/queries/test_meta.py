from datetime import date

from saasctl.store.database import Store
from saasctl.store.queries.meta import keep_zone, last_day_run, meta, set_last_day_run, set_meta
from saasctl.values.act import Act


def test_a_fact_is_written_in_the_place_of_an_earlier_one(store: Store) -> None:
    with store.transaction(Act()) as tx:
        assert meta(tx, "colour") is None
        set_meta(tx, "colour", "red")
        set_meta(tx, "colour", "blue")
        assert meta(tx, "colour") == "blue"


def test_the_last_day_run_never_goes_back(store: Store) -> None:
    with store.transaction(Act()) as tx:
        assert last_day_run(tx) is None
        for day in (date(2026, 3, 1), date(2026, 2, 1)):
            set_last_day_run(tx, day)
        assert last_day_run(tx) == date(2026, 3, 1)


def test_the_first_seller_says_where_days_begin(store: Store) -> None:
    with store.transaction(Act()) as tx:
        keep_zone(tx, "Europe/Paris")
        keep_zone(tx, "UTC")
        assert meta(tx, "timezone") == "Europe/Paris"
