"""Settings as printed."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class SettingView:
    """One answer of the operator and the day from which it counts."""

    scope: str
    path: str
    value: str
    from_: date


@dataclass(frozen=True, slots=True)
class SettingsView:
    """The answers of one command."""

    SCHEMA: ClassVar[str] = "saasctl.settings/1"

    scope: str
    profile: str
    settings: tuple[SettingView, ...]
