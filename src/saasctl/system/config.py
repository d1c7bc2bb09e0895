"""Where things live: the store's default place and the operator's configuration file."""

import os
import tomllib
from pathlib import Path

from saasctl.errors.configuration import ConfigUnreadable

NAME = "saasctl"


def default_store_path() -> Path:
    """Return the place of the store when none is named: the user's data directory."""
    from platformdirs import user_data_path

    return user_data_path(NAME, appauthor=False) / "store.db"


def config_path() -> Path:
    """Return the place of the operator's configuration file, whether it exists or not."""
    from platformdirs import user_config_path

    return user_config_path(NAME, appauthor=False) / "config.toml"


def read_config(path: Path) -> dict[str, str]:
    """Return the operator's configuration, empty where there is no file.

    Raises ConfigUnreadable (exit 7) for a file that is not TOML or holds something else than texts.
    """
    try:
        held = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise ConfigUnreadable(path, str(error)) from error
    other = [name for name, value in held.items() if not isinstance(value, str)]
    if other:
        raise ConfigUnreadable(path, f"{other[0]} is not a text")
    return held


def write_config(path: Path, values: dict[str, str]) -> None:
    """Write the operator's configuration whole, readable by its owner only; missing directories are made."""
    import tomli_w

    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}.new")
    handle = os.open(draft, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(tomli_w.dumps(values))
    draft.replace(path)
