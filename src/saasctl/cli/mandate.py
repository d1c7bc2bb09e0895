"""saasctl mandate: customers' consent to direct debits."""

from typing import Annotated

import typer

from saasctl.cli.globals import AsOfOption, OnOption, act_of, as_of, command_group, emit, opened
from saasctl.cli.parsing import day, one_of

app = command_group("Mandates of direct debit: add, list, revoke.")


@app.command()
def add(
    ctx: typer.Context,
    org: Annotated[str, typer.Argument(metavar="ORG", help="Customer.")],
    iban: Annotated[str, typer.Option("--iban", metavar="IBAN", help="Account that is debited.")],
    bic: Annotated[str | None, typer.Option("--bic", metavar="BIC", help="Its bank.")] = None,
    reference: Annotated[
        str | None,
        typer.Option("--reference", "--ref", metavar="TEXT", help="Unique reference; else the next one."),
    ] = None,
    debtor: Annotated[
        str | None, typer.Option("--debtor", metavar="NAME", help="Holder; else the customer's name.")
    ] = None,
    scheme: Annotated[str, typer.Option("--scheme", metavar="WORD", help="core or b2b.")] = "core",
    one_off: Annotated[bool, typer.Option("--one-off", help="For one debit only.")] = False,
    signed_on: Annotated[
        str | None, typer.Option("--signed-on", metavar="DATE", help="Day of signature; else the act's.")
    ] = None,
    told_by: Annotated[
        str | None, typer.Option("--told-by", metavar="MEANS", help="How a new account was told.")
    ] = None,
    on: OnOption = None,
) -> None:
    """Record a mandate, or a new bank account.

    Example: saasctl mandate add acme --iban FR7630006000011234567890189 --on 2026-02-01
    """
    from saasctl.operations.mandates import MandateGiven, add_mandate

    kind = one_of(scheme.lower(), "--scheme", "core", "b2b") or "core"
    signed = day(signed_on, "--signed-on") if signed_on else None
    given = MandateGiven(iban, bic, reference, debtor, kind.upper(), one_off, signed, told_by)
    emit(ctx, add_mandate(opened(ctx), org, given, act_of(ctx, on)))


@app.command(name="list")
def list_(
    ctx: typer.Context,
    org: Annotated[str | None, typer.Option("--org", metavar="ORG", help="Only this customer.")] = None,
    as_of_: AsOfOption = None,
) -> None:
    """List mandates in the order of recording.

    Example: saasctl mandate list --org acme
    """
    from saasctl.operations.mandates import list_mandates

    emit(ctx, list_mandates(opened(ctx), org, as_of(ctx, as_of_)))


@app.command()
def revoke(
    ctx: typer.Context,
    reference: Annotated[str, typer.Argument(metavar="REFERENCE", help="The mandate.")],
    on: OnOption = None,
) -> None:
    """End a mandate; it is kept on record.

    Example: saasctl mandate revoke ACME-M1 --on 2026-06-01
    """
    from saasctl.operations.mandates import revoke_mandate

    emit(ctx, revoke_mandate(opened(ctx), reference, act_of(ctx, on)))
