from pathlib import Path

import pytest

from saasctl.system.config import default_store_path


def test_the_store_stands_in_the_user_s_own_directory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert default_store_path() == tmp_path / "saasctl" / "store.db"
