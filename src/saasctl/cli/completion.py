"""saasctl completion: the completion script of a shell."""

import sys
from typing import Annotated

import typer

from saasctl.cli.globals import command_group
from saasctl.cli.shells import SHELLS
from saasctl.errors.usage import ValueMalformed

app = command_group("The completion script of a shell.")


@app.command(name="completion")
def completion(shell: Annotated[str, typer.Argument(metavar="bash|zsh|fish")]) -> None:
    """Print the completion script of a shell; commands, options and their fixed values are offered.

    Nothing of the store is read: no text that a customer entered is ever offered. For now only in
    this terminal: source <(saasctl completion bash).

    Example: saasctl completion bash > ~/.local/share/bash-completion/completions/saasctl
    """
    if shell not in SHELLS:
        raise ValueMalformed("a shell", shell, ", ".join(SHELLS))
    sys.stdout.write(SHELLS[shell])
