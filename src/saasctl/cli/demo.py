"""saasctl demo: the main job on sample data, by the very commands an operator types."""

import io
import os
import shlex
import sys
import tempfile
from pathlib import Path
from typing import Annotated

import typer

from saasctl.cli.globals import Session, command_group, session_of
from saasctl.errors.base import Conflict, Failure

app = command_group("Build a sandbox store from sample data and show the main job.")

WIDTH = "80"


@app.command(name="demo")
def demo(
    ctx: typer.Context,
    keep: Annotated[
        str | None,
        typer.Option("--keep", metavar="DIR", help="Leave the store in this directory, to go on with."),
    ] = None,
) -> None:
    """Build a sandbox store of four vendors' customers over two years and show what it bills.

    Example: saasctl demo --keep ./demo
    """
    session = session_of(ctx)
    if keep is None:
        with tempfile.TemporaryDirectory(prefix="saasctl-demo-") as made:
            _play(session, Path(made))
        return
    folder = Path(keep)
    if (folder / "demo.db").exists():
        raise Conflict(f"{folder / 'demo.db'} exists", fix="name another directory, or remove it first")
    folder.mkdir(parents=True, exist_ok=True)
    _play(session, folder)
    sys.stderr.write(f"the store is kept: export SAASCTL_DB={shlex.quote(str(folder / 'demo.db'))}\n")


def _play(session: Session, folder: Path) -> None:
    from saasctl.operations.samples import sample_folder, sample_steps

    steps, shown = sample_steps("steps.txt"), sample_steps("shown.txt")
    store = str(folder.resolve() / "demo.db")
    here = Path.cwd()
    os.chdir(sample_folder())
    try:
        for kind, words in steps:
            if kind == "title":
                sys.stdout.write(f"== {words[0]}\n")
            else:
                _run(session, [*words, "--db", store, "-q", "-o", "plain"], hidden=True)
        for kind, words in shown:
            if kind == "title":
                sys.stdout.write(f"\n== {words[0]}\n")
            else:
                sys.stdout.write(f"\n$ saasctl {shlex.join(words)}\n")
                _run(session, [*words, "--db", store, "-o", "table", "--width", WIDTH], hidden=False)
    finally:
        os.chdir(here)


def _run(session: Session, words: list[str], *, hidden: bool) -> None:
    if session.run is None:
        raise TypeError("the demo runs inside the program")
    streams, caught = (sys.stdout, sys.stderr), io.StringIO()
    if hidden:
        sys.stdout = sys.stderr = caught
    try:
        code = session.run(words)
    finally:
        sys.stdout, sys.stderr = streams
    if code:
        why = caught.getvalue().strip() or None
        raise Failure(f"the demo stopped at: saasctl {shlex.join(words)} (exit {code})", why=why)
