"""Where things live on this machine."""

from pathlib import Path

NAME = "saasctl"


def default_store_path() -> Path:
    """Return the place of the store when none is named: the user's data directory."""
    from platformdirs import user_data_path

    return user_data_path(NAME, appauthor=False) / "store.db"
