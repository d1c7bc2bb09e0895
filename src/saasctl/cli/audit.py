"""saasctl audit: the record of acts."""

from pathlib import Path
from typing import Annotated

import typer

from saasctl.cli.globals import act_of, command_group, emit, opened, session_of
from saasctl.cli.parsing import day
from saasctl.errors.store import AuditBroken

app = command_group("The record of acts: every change of the store, chained so that none can be unmade.")


@app.command(name="list")
def list_(
    ctx: typer.Context,
    org: Annotated[str | None, typer.Option("--org", metavar="ORG", help="Only this organisation's.")] = None,
    first: Annotated[
        str | None, typer.Option("--from", metavar="DATE", help="First day of recording.")
    ] = None,
    last: Annotated[
        str | None, typer.Option("--to", metavar="DATE", help="Last day of recording, included.")
    ] = None,
) -> None:
    """List the entries in the order of recording; --actor NAME keeps those of one actor.

    A payload that was purged shows who purged it and why.

    Example: saasctl audit list --org acme --from 2026-03-01 --json
    """
    from saasctl.operations.audits import AuditFilter, list_audit

    wanted = AuditFilter(
        org=org,
        first_on=day(first, "--from") if first else None,
        last_on=day(last, "--to") if last else None,
        actor=session_of(ctx).given.get("actor"),
    )
    emit(ctx, list_audit(opened(ctx), wanted))


@app.command()
def verify(
    ctx: typer.Context,
    heads: Annotated[
        Path | None,
        typer.Option(
            "--heads", metavar="FILE", help="Heads kept elsewhere: the output of audit head --json."
        ),
    ] = None,
) -> None:
    """Verify every chain: an entry that was changed, removed or moved is found. Exit 9 when one is.

    Only heads kept elsewhere show that the newest entries were cut off, or all was made anew.

    Example: saasctl audit verify --heads /mnt/safe/heads.json
    """
    from saasctl.operations.audits import read_heads, verify_audit

    found = verify_audit(opened(ctx), read_heads(heads) if heads else None)
    emit(ctx, found)
    if found.first_bad is not None:
        raise AuditBroken(found.first_bad.chain, found.first_bad.seq, found.first_bad.what)


@app.command()
def head(
    ctx: typer.Context,
    checkpoint: Annotated[
        bool, typer.Option("--checkpoint", help="Add an entry that covers all heads first.")
    ] = False,
) -> None:
    """Print the last entry of each chain, to keep elsewhere.

    Example: saasctl audit head --json > /mnt/safe/heads.json
    """
    from saasctl.operations.audits import add_checkpoint, audit_heads

    store = opened(ctx)
    if checkpoint:
        add_checkpoint(store, act_of(ctx))
    emit(ctx, audit_heads(store))
