from saasctl.store.alchemy import engine_on
from saasctl.store.database import Store


def test_one_engine_serves_a_connection(store: Store) -> None:
    with store.reading() as tx:
        assert engine_on(tx.connection) is engine_on(tx.connection)
