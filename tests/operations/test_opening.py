from pathlib import Path

import pytest

from saasctl.errors.store import StoreMissing
from saasctl.operations.opening import open_for
from saasctl.store.database import create_store


def test_the_named_store_is_opened(tmp_path: Path) -> None:
    place = str(tmp_path / "s.db")
    create_store(place, sandbox=True)
    store = open_for(place, 0.1)
    assert (store.path, store.sandbox) == (place, True)
    store.close()


def test_without_a_name_the_user_s_own_store_is_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    with pytest.raises(StoreMissing):
        open_for(None, 0.1)
    create_store(str(tmp_path / "saasctl" / "store.db"), sandbox=True)
    open_for(None, 0.1).close()
