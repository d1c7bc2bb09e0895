"""Refusals about the operator's configuration file."""

from pathlib import Path

from saasctl.errors.base import NotConfigured


class ConfigUnreadable(NotConfigured):
    """The configuration file is not TOML, or cannot be read."""

    code = "CONFIG-UNREADABLE"

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(f"{path} cannot be read", why=why, fix=f"mend or remove {path}")
