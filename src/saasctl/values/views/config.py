"""The operator's configuration, and the examination of the machine, as printed."""

from dataclasses import dataclass
from typing import ClassVar

from saasctl.values.answers import Column

CONFIG_COLUMNS = (
    Column("name", "key", 0),
    Column("value", "text", 0),
    Column("source", "text", 1),
    Column("variable", "text", 2),
)


@dataclass(frozen=True, slots=True)
class ConfigValue:
    """One setting, its value (None where nothing sets it) and what sets it.

    `source` is option, environment, file or default.
    """

    SCHEMA: ClassVar[str] = "saasctl.config.get/1"

    name: str
    value: str | None
    source: str
    variable: str


@dataclass(frozen=True, slots=True)
class ConfigPlace:
    """Where the file of defaults is or would be."""

    SCHEMA: ClassVar[str] = "saasctl.config.path/1"

    path: str
    exists: bool


@dataclass(frozen=True, slots=True)
class ConfigSet:
    """A setting that was written to the file, or taken out of it."""

    SCHEMA: ClassVar[str] = "saasctl.config.set/1"

    name: str
    value: str | None
    before: str | None
    path: str


@dataclass(frozen=True, slots=True)
class Examined:
    """One thing that was looked at. `status` is ok, warning, failed or skipped."""

    name: str
    status: str
    message: str
    fix: str | None


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """The machine, its configuration and the store; `ok` where nothing failed."""

    SCHEMA: ClassVar[str] = "saasctl.doctor/1"

    ok: bool
    warnings: int
    version: str
    python: str
    sqlite: str
    store: str
    checks: tuple[Examined, ...]
