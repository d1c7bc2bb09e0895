from saasctl.store.database import Store
from saasctl.store.queries.versions import announced, answered
from saasctl.values.act import Act


def test_a_new_store_has_neither_announcements_nor_answers(store: Store) -> None:
    with store.transaction(Act()) as tx:
        assert announced(tx) == []
        assert answered(tx) == []
