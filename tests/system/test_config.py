"""Where the store and the file of defaults are, and what the file may say."""

from pathlib import Path

import pytest

from saasctl.errors.config import ConfigInvalid
from saasctl.system.config import config_path, default_store_path, read_config, write_config


def test_the_store_stands_in_the_user_s_own_directory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert default_store_path() == tmp_path / "saasctl" / "store.db"


def test_the_file_stands_in_the_user_s_own_directory_unless_the_environment_names_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert config_path({}) == tmp_path / "saasctl" / "config.toml"
    assert config_path({"SAASCTL_CONFIG": "mine.toml"}) == Path("mine.toml")


def test_what_is_written_is_read_again_and_private(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "config.toml"
    assert read_config(path) == {}
    write_config(path, {"db": 'a "quoted" place', "tz": "Europe/Paris"})
    assert read_config(path) == {"db": 'a "quoted" place', "tz": "Europe/Paris"}
    assert path.stat().st_mode & 0o777 == 0o600
    assert [one.name for one in path.parent.iterdir()] == ["config.toml"]


@pytest.mark.parametrize(
    "text",
    [b"db = ", b'colour = "red"', b"width = true", b"width = 1.5", b"[db]\na = 1", b"\xff"],
    ids=["cut", "unknown", "bool", "float", "table", "not-utf8"],
)
def test_a_file_of_another_form_is_refused(tmp_path: Path, text: bytes) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(text)
    with pytest.raises(ConfigInvalid):
        read_config(path)


def test_a_whole_number_is_a_value_too_and_a_byte_order_mark_is_none(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(b"\xef\xbb\xbfwidth = 100\n")
    assert read_config(path) == {"width": "100"}
