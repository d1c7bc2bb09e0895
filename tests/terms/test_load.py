"""Profiles are found by id, by version and as files; nothing else is opened."""

import os
from pathlib import Path

import pytest

from saasctl.errors.terms import ProfileInvalid, ProfileUnknown, TermsFolderMissing
from saasctl.terms.load import load_profile, profile_names
from saasctl.terms.tomltext import LIMIT
from small import SMALL, changed, small_file


def test_four_vendors_are_packaged() -> None:
    assert profile_names() == ["deskapad@2020-11-30", "kantree@2021-04-07", "koban@2026-03", "ksaar@undated"]


def test_an_id_alone_means_its_newest_version(tmp_path: Path) -> None:
    small_file(tmp_path)
    newer = changed(('version = "2026-01"', 'version = "2026-10"'))
    (tmp_path / "small@2026-10.toml").write_text(newer, encoding="utf-8")
    assert load_profile("small", tmp_path).version == "2026-10"
    assert load_profile("small@2026-01", tmp_path).version == "2026-01"
    assert profile_names(tmp_path)[-2:] == ["small@2026-01", "small@2026-10"]


def test_a_file_of_the_operators_own_is_read_by_its_path(tmp_path: Path) -> None:
    file = small_file(tmp_path)
    profile = load_profile(str(file))
    assert (profile.name, profile.origin) == ("small@2026-01", str(file))
    file.write_text(changed(("due_days = 30", "due_days = 31")), encoding="utf-8")
    os.utime(file, (1, 1))
    assert load_profile(str(file)).entries["invoice.due_days"].value == 31


def test_a_folder_cannot_replace_a_packaged_profile(tmp_path: Path) -> None:
    text = changed(('id = "small"', 'id = "koban"'), ('version = "2026-01"', 'version = "2026-03"'))
    (tmp_path / "koban@2026-03.toml").write_text(text, encoding="utf-8")
    assert load_profile("koban", tmp_path).vendor == "Koban"


def test_an_unknown_name_is_told_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(ProfileUnknown) as refused:
        load_profile("kobann")
    assert "koban@2026-03" in (refused.value.why or "")
    for name in ("koban@2099", "..", "koban@../../koban@2026-03", "./no-such.toml", "@", ""):
        with pytest.raises(ProfileUnknown):
            load_profile(name, tmp_path)


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(TermsFolderMissing, match="no folder"):
        profile_names(tmp_path / "none")
    file = tmp_path / "file"
    file.touch()
    with pytest.raises(TermsFolderMissing):
        load_profile("koban", file)


def test_a_file_named_for_another_profile_is_refused(tmp_path: Path) -> None:
    (tmp_path / "other@1.toml").write_text(SMALL, encoding="utf-8")
    with pytest.raises(ProfileInvalid, match=r"named for other@1, yet holds small@2026-01"):
        load_profile("other", tmp_path)


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "folder@1.toml"
    folder.mkdir()
    pipe = tmp_path / "pipe.toml"
    os.mkfifo(pipe)
    loop = tmp_path / "loop.toml"
    loop.symlink_to(loop)
    told = {}
    for file in (folder, pipe, loop):
        with pytest.raises(ProfileInvalid) as refused:
            load_profile(str(file))
        told[file.stem] = refused.value.message
    assert told["folder@1"].endswith("not a regular file")
    assert told["pipe"].endswith("not a regular file")
    assert "cannot be read: " in told["loop"]
    for device in ("/dev/zero", "/dev/full"):
        with pytest.raises(ProfileInvalid, match="not a regular file"):
            load_profile(device)


def test_of_a_gigantic_file_only_the_beginning_is_read(tmp_path: Path) -> None:
    huge = tmp_path / "huge.toml"
    with huge.open("wb") as file:
        file.truncate(4 * 1024**4)
    with pytest.raises(ProfileInvalid, match=f"more than {LIMIT} bytes"):
        load_profile(str(huge))


def test_a_text_that_is_no_profile_says_so_without_its_content(tmp_path: Path) -> None:
    secret = tmp_path / "secret.toml"
    secret.write_text("root:x:0:0:root:/root:/bin/bash\n", encoding="utf-8")
    with pytest.raises(ProfileInvalid) as refused:
        load_profile(str(secret))
    assert "not TOML" in refused.value.message
    assert "bash" not in refused.value.message
