"""saasctl db: the store itself."""

import sys
from typing import Annotated

import typer

from saasctl.cli.globals import act_of, command_group, confirm, emit, lock_timeout, opened, session_of
from saasctl.errors.store import CheckFailed, DumpFormNeeded

app = command_group("The store: make it, bring it up to date, check it, dump it.")


@app.command()
def init(
    ctx: typer.Context,
    sandbox: Annotated[
        bool, typer.Option("--sandbox", help="A store for rehearsals: acts may have any date, future too.")
    ] = False,
) -> None:
    """Make an empty store; one of the same kind that is there already is left alone.

    Readable by its owner only; missing directories are made. Exit 6 for a store of the other kind.

    Example: saasctl --db ./trial.db db init --sandbox
    """
    from saasctl.operations.stores import init_store

    act = act_of(ctx)
    emit(ctx, init_store(session_of(ctx).text("db"), sandbox=sandbox, dry_run=act.dry_run))


@app.command()
def migrate(ctx: typer.Context) -> None:
    """Bring a store of an earlier version to this version's schema, wholly or not at all.

    There is no way back: copy the file first, while nothing writes to it. With --dry-run the
    migration is run and undone.

    Example: saasctl db migrate
    """
    from saasctl.operations.stores import bring_up_to_date

    act = act_of(ctx)
    emit(ctx, bring_up_to_date(session_of(ctx).text("db"), lock_timeout(ctx), dry_run=act.dry_run))


@app.command()
def info(ctx: typer.Context) -> None:
    """Show where the store is, its kind and schema, its today, and how much it holds.

    Example: saasctl db info --json
    """
    from saasctl.operations.stores import store_info

    emit(ctx, store_info(opened(ctx)))


@app.command()
def check(
    ctx: typer.Context,
    rebuild: Annotated[
        bool, typer.Option("--rebuild", help="Make balances, cursors and the due index anew first.")
    ] = False,
) -> None:
    """Check the file, its references, what it caches, and the invoices' numbers and sums.

    Exit 9 when something is wrong. Caches are put right by --rebuild; the rest is not touched.

    Example: saasctl db check
    """
    from saasctl.operations.stores import check_store, rebuild_store

    store = opened(ctx)
    if rebuild:
        found, written = rebuild_store(store, act_of(ctx))
        emit(ctx, written)
    else:
        found = check_store(store)
        emit(ctx, found)
    if not found.ok:
        stale = any(finding.cache for finding in found.findings)
        raise CheckFailed(
            [finding.message for finding in found.findings], "saasctl db check --rebuild" if stale else None
        )


@app.command()
def backup(
    ctx: typer.Context,
    out: Annotated[str, typer.Option("--out", metavar="FILE", help="New file for the backup.")],
) -> None:
    """Write one state of the store to a new file while others work, and read it again.

    The file is a SQLite store of its own, whichever database the store is in, readable by its owner
    only. Exit 6 where the file exists.

    Example: saasctl db backup --out backup-2026-03-01.db
    """
    from saasctl.operations.backups import back_up

    emit(ctx, back_up(opened(ctx), out, dry_run=act_of(ctx).dry_run))


@app.command()
def restore(ctx: typer.Context, file: Annotated[str, typer.Argument(metavar="FILE")]) -> None:
    """Put a backup in the place of the store, wholly or not at all; what was there since is lost.

    Irreversible: the store's path is asked for again, or given with --confirm (exit 8 without). A
    backup of an earlier schema is migrated in passing. A file that cannot be read any more is set
    aside as FILE.damaged.

    Example: saasctl --db store.db db restore backup-2026-03-01.db --confirm store.db
    """
    from saasctl.operations.backups import place_of, same_place
    from saasctl.operations.backups import restore as put_back

    session = session_of(ctx)
    place = place_of(session.text("db"))
    given = session.text("confirm")
    key = given if given and same_place(given, place) else place
    confirm(ctx, f"{place} is replaced by {file}, and what it holds is lost.", key)
    emit(ctx, put_back(session.text("db"), file, act_of(ctx), lock_timeout(ctx)))


@app.command()
def copy(
    ctx: typer.Context,
    source: Annotated[str, typer.Argument(metavar="FROM", help="Path or address of a store.")],
    target: Annotated[str, typer.Argument(metavar="TO", help="Path or address where nothing is.")],
) -> None:
    """Copy a store, between SQLite and PostgreSQL too; kept only when both canonical dumps are equal.

    Stop the work on the store first: what is written to FROM afterwards is not in TO.

    Example: saasctl db copy store.db postgresql+psycopg://desk@db.example/desk
    """
    from saasctl.operations.backups import copy_store

    emit(ctx, copy_store(source, target, lock_timeout(ctx), dry_run=act_of(ctx).dry_run))


@app.command()
def dump(
    ctx: typer.Context,
    canonical: Annotated[
        bool, typer.Option("--canonical", help="Without times of recording, ids and audit digests.")
    ] = False,
) -> None:
    """Write all that the store says as JSON lines: two stores are equal when their dumps are.

    References are natural keys, and the order does not depend on when a row was written.

    Example: saasctl db dump --canonical > before.jsonl
    """
    from saasctl.operations.stores import dump_store

    if not canonical:
        raise DumpFormNeeded
    for line in dump_store(opened(ctx)):
        sys.stdout.write(f"{line}\n")
