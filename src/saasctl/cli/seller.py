"""saasctl seller: the legal entities of a store."""

from pathlib import Path
from typing import Annotated

import typer

from saasctl.cli.globals import OnOption, act_of, command_group, emit, opened

app = command_group("Sellers: legal entities, each bound to a profile of terms.")

SlugArgument = Annotated[str, typer.Argument(metavar="SLUG", help="Key of the seller.")]
FileOption = Annotated[
    Path,
    typer.Option("--file", metavar="SELLER.toml", help="TOML file: name, siren, vat_id, street, iban ..."),
]


@app.command()
def add(
    ctx: typer.Context,
    slug: SlugArgument,
    terms: Annotated[
        str, typer.Option("--terms", metavar="PROFILE[@VERSION]", help="Profile of terms it sells under.")
    ],
    file: FileOption,
    on: OnOption = None,
) -> None:
    """Add a seller and bind it to a profile of terms.

    Example: saasctl seller add digi --terms mine@2026-03 --file digi.toml
    """
    from saasctl.operations.sellers import add_seller

    emit(ctx, add_seller(opened(ctx), slug, terms, file, act_of(ctx, on)))


@app.command()
def edit(ctx: typer.Context, slug: SlugArgument, file: FileOption, on: OnOption = None) -> None:
    """Replace a seller's address, bank and tax entries by those of a file.

    Example: saasctl seller edit digi --file digi.toml
    """
    from saasctl.operations.sellers import edit_seller

    emit(ctx, edit_seller(opened(ctx), slug, file, act_of(ctx, on)))


@app.command(name="list")
def list_(ctx: typer.Context) -> None:
    """List the sellers of the store.

    Example: saasctl seller list --json
    """
    from saasctl.operations.sellers import list_sellers

    emit(ctx, list_sellers(opened(ctx)))


@app.command()
def show(ctx: typer.Context, slug: SlugArgument) -> None:
    """Show one seller.

    Example: saasctl seller show digi
    """
    from saasctl.operations.sellers import show_seller

    emit(ctx, show_seller(opened(ctx), slug))
