from pathlib import Path

import pytest

from saasctl.errors.configuration import ConfigUnreadable
from saasctl.system.config import config_path, default_store_path, read_config, write_config


def test_the_store_and_the_configuration_stand_in_the_user_s_own_directories(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    assert default_store_path() == tmp_path / "data" / "saasctl" / "store.db"
    assert config_path() == tmp_path / "config" / "saasctl" / "config.toml"


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    path = tmp_path / "new" / "config.toml"
    write_config(path, {"db": '/srv/a "b".db', "actor": "Zoé"})
    assert read_config(path) == {"db": '/srv/a "b".db', "actor": "Zoé"}
    assert path.stat().st_mode & 0o777 == 0o600
    assert [entry.name for entry in path.parent.iterdir()] == ["config.toml"]


def test_without_a_file_the_configuration_is_empty(tmp_path: Path) -> None:
    assert read_config(tmp_path / "none.toml") == {}


@pytest.mark.parametrize("content", [b"db = ", b"\xff", b"db = 3", b"[db]\nx = 'y'"])
def test_a_file_that_is_not_toml_texts_is_refused_by_its_name(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(content)
    with pytest.raises(ConfigUnreadable) as refused:
        read_config(path)
    assert str(path) in refused.value.message
    assert refused.value.exit == 7
