"""Files written whole or not at all."""

import stat
from pathlib import Path

import pytest

from saasctl.errors.base import Conflict, Failure
from saasctl.formats.files import whole_file


def test_a_file_appears_when_it_is_complete(tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    with whole_file(target) as file:
        file.write("a\r\né")
        assert not target.exists()
    assert target.read_bytes() == "a\r\né".encode()
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [target]


def test_a_failure_leaves_nothing_behind(tmp_path: Path) -> None:
    def fail() -> None:
        with whole_file(tmp_path / "out.csv") as file:
            file.write("half")
            raise ValueError("stopped")

    with pytest.raises(ValueError, match="stopped"):
        fail()
    assert list(tmp_path.iterdir()) == []


def test_what_is_there_is_not_overwritten(tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    target.write_text("kept")
    with pytest.raises(Conflict, match=r"out\.csv exists"), whole_file(target):
        pass
    assert target.read_text() == "kept"


def test_a_place_that_cannot_be_written_is_a_failure_with_its_reason(tmp_path: Path) -> None:
    with pytest.raises(Failure) as failed, whole_file(tmp_path / "missing" / "out.csv"):
        pass
    assert (failed.value.exit, failed.value.why) == (1, "No such file or directory")
