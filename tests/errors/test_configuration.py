from pathlib import Path

from saasctl.errors.configuration import ConfigUnreadable


def test_an_unreadable_configuration_names_the_file_and_is_exit_7() -> None:
    error = ConfigUnreadable(Path("/home/ann/config.toml"), "line 3")
    assert (error.exit, error.why) == (7, "line 3")
    assert "/home/ann/config.toml" in error.message
