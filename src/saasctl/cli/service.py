"""saasctl service: services ordered beside a subscription."""

from typing import Annotated

import typer

from saasctl.cli.globals import AsOfOption, OnOption, act_of, as_of, command_group, emit, opened
from saasctl.cli.parsing import amount

app = command_group("Services ordered beside a subscription, such as trainings.")


@app.command()
def order(
    ctx: typer.Context,
    subscription: Annotated[str, typer.Argument(metavar="ORG[/NAME]", help="Customer or subscription.")],
    code: Annotated[str, typer.Argument(metavar="CODE", help="Code of the service.")],
    price: Annotated[str, typer.Option("--price", metavar="AMOUNT", help="Price of the order, excl. VAT.")],
    training: Annotated[bool, typer.Option("--training", help="It is a training.")] = False,
    on: OnOption = None,
) -> None:
    """Record a service ordered by a customer.

    Example: saasctl service order acme onboarding --price 800.00 --training --on 2026-03-02
    """
    from saasctl.operations.services import order_service

    emit(ctx, order_service(opened(ctx), subscription, code, amount(price), training, act_of(ctx, on)))


@app.command(name="list")
def list_(
    ctx: typer.Context,
    org: Annotated[str | None, typer.Option("--org", metavar="ORG", help="Only this customer.")] = None,
    as_of_: AsOfOption = None,
) -> None:
    """List the services ordered.

    Example: saasctl service list --org acme
    """
    from saasctl.operations.services import list_services

    emit(ctx, list_services(opened(ctx), org, as_of(ctx, as_of_)))
