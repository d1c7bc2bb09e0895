"""saasctl service: services ordered beside a subscription."""

from typing import Annotated

import typer

from saasctl.cli.globals import AsOfOption, OnOption, act_of, as_of, command_group, emit, opened
from saasctl.cli.parsing import day, price

app = command_group("Services ordered beside a subscription, such as trainings.")

IdArgument = Annotated[str, typer.Argument(metavar="ID", help="Service, as S-12.")]
FactOption = Annotated[
    list[str] | None,
    typer.Option("--fact", metavar="WORD", help="A finding that the terms ask for; may be repeated."),
]


@app.command()
def order(
    ctx: typer.Context,
    subscription: Annotated[str, typer.Argument(metavar="ORG[/NAME]", help="Customer or subscription.")],
    code: Annotated[str, typer.Argument(metavar="CODE", help="Code of the service.")],
    price_: Annotated[
        str | None,
        typer.Option(
            "--price", metavar="AMOUNT", help="Price of the order, excl. VAT; the terms' if left out."
        ),
    ] = None,
    training: Annotated[bool, typer.Option("--training", help="It is a training.")] = False,
    module: Annotated[bool, typer.Option("--module", help="It is a module added to the service.")] = False,
    hours: Annotated[
        int | None,
        typer.Option("--hours", metavar="N", min=1, max=100_000, help="Hours, where it is priced so."),
    ] = None,
    people: Annotated[
        int | None, typer.Option("--people", metavar="N", min=1, max=1_000_000, help="People who take part.")
    ] = None,
    travel: Annotated[
        str | None, typer.Option("--travel", metavar="AMOUNT", help="Cost of travel, excl. VAT.")
    ] = None,
    plan: Annotated[
        str | None,
        typer.Option(
            "--plan", metavar="TEXT", help="Intermediate invoices, as '40 % at the end of the setup'."
        ),
    ] = None,
    elements_by: Annotated[
        str | None,
        typer.Option("--elements-by", metavar="DATE", help="Day of the plan for the customer's elements."),
    ] = None,
    quote: Annotated[
        str | None, typer.Option("--quote", metavar="REF", help="Signed quote that offers it.")
    ] = None,
    fact: FactOption = None,
    on: OnOption = None,
) -> None:
    """Record a service ordered by a customer; a deposit is invoiced at once where the terms have one.

    Example: saasctl service order acme onboarding --price 800.00 --training --on 2026-03-02
    """
    from saasctl.operations.services import order_service
    from saasctl.rules.billing.ordering import ServiceGiven

    given = ServiceGiven(
        code,
        price(price_, "--price") if price_ else None,
        training,
        module,
        hours,
        people,
        price(travel, "--travel") if travel else None,
        plan,
        day(elements_by, "--elements-by") if elements_by else None,
        tuple(fact or ()),
    )
    emit(ctx, order_service(opened(ctx), subscription, given, act_of(ctx, on), quote))


@app.command()
def deliver(
    ctx: typer.Context,
    service: IdArgument,
    step: Annotated[
        int | None,
        typer.Option("--step", metavar="N", min=1, max=1000, help="Only the plan's intermediate invoice N."),
    ] = None,
    part: Annotated[
        str | None,
        typer.Option("--part", metavar="WORD", help="Only a part of the project, as configuration."),
    ] = None,
    available_on: Annotated[
        str | None,
        typer.Option("--available-on", metavar="DATE", help="Day it was available; the customer put it off."),
    ] = None,
    travel: Annotated[
        str | None, typer.Option("--travel", metavar="AMOUNT", help="Cost of travel, excl. VAT.")
    ] = None,
    stalled: Annotated[bool, typer.Option("--stalled", help="The customer blocks it.")] = False,
    fact: FactOption = None,
    on: OnOption = None,
) -> None:
    """Record that a service was delivered and invoice what is left of its price.

    Example: saasctl service deliver S-1 --on 2026-05-22
    """
    from saasctl.operations.services import DeliveryGiven, deliver_service

    available = day(available_on, "--available-on") if available_on else None
    cost = price(travel, "--travel") if travel else None
    given = DeliveryGiven(step, part, available, stalled, tuple(fact or ()), cost)
    emit(ctx, deliver_service(opened(ctx), service, given, act_of(ctx, on)))


@app.command()
def ask(ctx: typer.Context, service: IdArgument, on: OnOption = None) -> None:
    """Record the written request for what the customer has to hand over.

    Example: saasctl service ask S-1 --on 2026-02-16
    """
    from saasctl.operations.services import ask_elements

    emit(ctx, ask_elements(opened(ctx), service, act_of(ctx, on)))


@app.command()
def cancel(ctx: typer.Context, service: IdArgument, on: OnOption = None) -> None:
    """Take back an order of which nothing was invoiced yet; why is said with --reason.

    Example: saasctl service cancel S-1 --reason "ordered twice" --on 2026-03-03
    """
    from saasctl.operations.services import cancel_service

    emit(ctx, cancel_service(opened(ctx), service, act_of(ctx, on)))


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
