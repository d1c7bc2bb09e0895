"""saasctl help: what the commands have in common."""

import sys
from typing import Annotated

import typer

from saasctl.cli.globals import command_group
from saasctl.cli.topics import TOPICS
from saasctl.errors.usage import TopicUnknown

app = command_group("Topics that the commands share.")


@app.command(name="help")
def topic(
    topic: Annotated[
        str | None, typer.Argument(metavar="TOPIC", help="exit-codes, formats, environment, options")
    ] = None,
) -> None:
    """Print a topic: exit-codes, formats, environment, options.

    Example: saasctl help exit-codes
    """
    if topic is None:
        sys.stdout.write("".join(f"{name}\n" for name in TOPICS))
        return
    if topic not in TOPICS:
        raise TopicUnknown(topic, list(TOPICS))
    sys.stdout.write(TOPICS[topic])
