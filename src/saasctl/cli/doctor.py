"""saasctl doctor: examine the machine and the store."""

from typing import Annotated

import typer

from saasctl.cli.globals import command_group, emit, lock_timeout, session_of
from saasctl.errors.config import WarningsFound
from saasctl.system.config import KNOWN, config_path
from saasctl.values.answers import Flawed
from saasctl.values.views.config import Examined

app = command_group("Examine the machine and the store.")


@app.command(name="doctor")
def doctor(
    ctx: typer.Context,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="Exit 10 for a warning.")] = False,
) -> None:
    """Examine configuration, locale, time zones, store, rights, space, clock and locks.

    Exit 0 where nothing failed; otherwise the exit code of what failed: 7 configuration, 9 store,
    75 busy, 1 the rest. Changes nothing.

    Example: saasctl doctor --json
    """
    from saasctl.operations.doctoring import diagnose, failure_of

    session = session_of(ctx)
    place = config_path(session.environment)
    kept = sum(session.configured(name) is not None for name in KNOWN)
    said = f"{place} sets {kept}" if place.is_file() else f"no file at {place}"
    before = (Examined("configuration", "ok", said, None),)
    found = diagnose(session.text("db"), lock_timeout(ctx), before)
    failure = failure_of(session.text("db"), lock_timeout(ctx), found)
    if failure is None and exit_code and found.warnings:
        failure = WarningsFound(found.warnings)
    emit(ctx, Flawed(found, failure))
