"""Where things live on this machine, and the operator's file of defaults.

The file holds a few of the global options; an option of the command line and the environment win.
"""

import os
from collections.abc import Mapping
from pathlib import Path

from saasctl.errors.config import ConfigInvalid

NAME = "saasctl"
FILE_VARIABLE = "SAASCTL_CONFIG"
KNOWN = ("db", "output", "actor", "terms_path", "lock_timeout", "tz", "width")
"""What the file may set: global options, named as in the environment without SAASCTL_."""


def default_store_path() -> Path:
    """Return the place of the store when none is named: the user's data directory."""
    from platformdirs import user_data_path

    return user_data_path(NAME, appauthor=False) / "store.db"


def config_path(environment: Mapping[str, str]) -> Path:
    """Return the place of the file of defaults, whether it is there or not."""
    given = environment.get(FILE_VARIABLE)
    if given:
        return Path(given)
    from platformdirs import user_config_path

    return user_config_path(NAME, appauthor=False) / "config.toml"


def read_config(path: Path) -> dict[str, str]:
    """Return what the file sets; nothing where there is none. Raises ConfigInvalid (exit 7)."""
    try:
        with path.open("rb") as file:
            content = _parsed(path, file.read())
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except OSError as error:
        raise ConfigInvalid(str(path), error.strerror or str(error)) from error
    for name, value in content.items():
        if name not in KNOWN:
            raise ConfigInvalid(str(path), f"no setting {name}; known: {', '.join(KNOWN)}")
        if not isinstance(value, str | int) or isinstance(value, bool):
            raise ConfigInvalid(str(path), f"{name} is neither text nor a whole number")
    return {name: str(value) for name, value in content.items()}


def _parsed(path: Path, text: bytes) -> dict[str, object]:
    import tomllib

    try:
        return tomllib.loads(text.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise ConfigInvalid(str(path), f"it is not UTF-8 at byte {error.start + 1}") from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigInvalid(str(path), str(error)) from error


def write_config(path: Path, values: Mapping[str, str]) -> None:
    """Write the file whole or not at all, readable by its owner: an address may hold a password."""
    import tomli_w

    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}.draft")
    try:
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with open(handle, "wb") as file:
            tomli_w.dump(values, file)
        os.replace(draft, path)
    finally:
        draft.unlink(missing_ok=True)
