"""A copy to try things on leaves the store as it was."""

from pathlib import Path

from desk import new_desk, on
from saasctl.store.copying import copied


def test_what_is_written_to_the_copy_is_not_in_the_store(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    desk.org("acme", desk.seller("kantree"))
    with copied(desk.store) as copy:
        assert copy.path != desk.store.path
        with copy.transaction(on("2026-01-01")) as tx:
            tx.run("UPDATE organisation SET name = 'Copied'")
        with copy.reading() as tx:
            assert tx.rows("SELECT name FROM organisation") == [("Copied",)]
    assert not Path(copy.path).exists()
    assert desk.rows("SELECT name FROM organisation") == [("Acme",)]
    desk.store.close()
