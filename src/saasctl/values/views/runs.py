"""Runs as printed."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from saasctl.values.answers import Column


@dataclass(frozen=True, slots=True)
class FailedView:
    """An organisation that a run left for the next one, and why."""

    org: str
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class RunView:
    """One daily run: counts of organisations touched, invoices issued and notices made."""

    SCHEMA: ClassVar[str] = "saasctl.run/1"

    run: str
    until: date
    organisations: int
    issued: int
    notices: int
    failed: tuple[FailedView, ...]
    started_at: str
    finished_at: str | None
    state: str


RUN_COLUMNS = (
    Column("run", "key", 0),
    Column("until", "date", 0),
    Column("organisations", "int", 1),
    Column("issued", "int", 0),
    Column("notices", "int", 2),
    Column("failed", "list", 3),
    Column("started_at", "instant", 2),
    Column("finished_at", "instant", 3),
    Column("state", "text", 1),
)
