"""saasctl help: what the commands have in common, and the help of each."""

import sys
from typing import Annotated

import typer

from saasctl.cli.globals import command_group, session_of
from saasctl.cli.registry import NOUNS
from saasctl.cli.topics import TOPICS
from saasctl.errors.usage import TopicUnknown

app = command_group("Topics that the commands share.")


@app.command(name="help")
def topic(
    ctx: typer.Context,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="TOPIC|COMMAND", help="exit-codes, formats, environment, options; or a command."
        ),
    ] = None,
) -> None:
    """Print a topic, or a command's help; without a name list the topics.

    Example: saasctl help exit-codes
    """
    run = session_of(ctx).run
    words = [word for one in words or () for word in one.split()]
    if not words:
        sys.stdout.write("".join(f"{name}\n" for name in TOPICS))
    elif words[0] in TOPICS:
        sys.stdout.write(TOPICS[words[0]])
    elif words[0] in NOUNS and run is not None:
        raise typer.Exit(run([*words, "--help"]))
    else:
        raise TopicUnknown(words[0], list(TOPICS))
