"""saasctl sub: subscriptions, their dates and special conditions."""

from typing import Annotated

import typer

from saasctl.cli.globals import AsOfOption, OnOption, act_of, as_of, command_group, confirm, emit, opened
from saasctl.cli.parsing import amount, assignment, day, one_of

app = command_group("Subscriptions: start, change, dates, special conditions.")

KeyArgument = Annotated[
    str, typer.Argument(metavar="ORG[/NAME]", help="Customer, or one of its subscriptions.")
]
PlanOption = Annotated[str, typer.Option("--plan", metavar="PLAN", help="Plan ordered.")]
PeriodOption = Annotated[
    str | None,
    typer.Option("--period", metavar="monthly|annual|biennial|on-demand", help="Rhythm of the order."),
]
PriceOption = Annotated[
    str | None,
    typer.Option(
        "--unit-price", metavar="AMOUNT", help="Price per slot agreed for this customer: an override."
    ),
]
SourceOption = Annotated[
    str | None,
    typer.Option("--source", metavar="TEXT", help='Document that says so, such as "Devis 2026-014 art. 3".'),
]


@app.command()
def start(
    ctx: typer.Context,
    org: Annotated[str, typer.Argument(metavar="ORG", help="Customer.")],
    plan: PlanOption,
    period: PeriodOption = None,
    name: Annotated[str, typer.Option("--name", metavar="NAME", help="Name of the subscription.")] = "main",
    slots: Annotated[
        int | None,
        typer.Option(
            "--slots",
            metavar="N",
            help="Slots ordered; one per user, at least 1, unless given.",
            min=1,
            max=1_000_000,
        ),
    ] = None,
    unit_price: PriceOption = None,
    source: SourceOption = None,
    trial: Annotated[bool, typer.Option("--trial", help="Open a free trial.")] = False,
    billed_until: Annotated[
        str | None,
        typer.Option(
            "--billed-until", metavar="DATE", help="Last day that another system billed; nothing before."
        ),
    ] = None,
    credits_: Annotated[
        int,
        typer.Option("--credits", metavar="N", help="Credits ordered with it.", min=0, max=100_000_000),
    ] = 0,
    on: OnOption = None,
) -> None:
    """Start a subscription; invoices come with `invoice run`.

    Example: saasctl sub start acme --plan team --period monthly --slots 12 --on 2026-06-15
    """
    from saasctl.operations.subscriptions import OrderGiven, start_subscription

    given = OrderGiven(
        name,
        plan,
        period,
        slots,
        trial,
        day(billed_until) if billed_until else None,
        credits_,
        amount(unit_price) if unit_price else None,
        source,
    )
    emit(ctx, start_subscription(opened(ctx), org, given, act_of(ctx, on)))


@app.command()
def change(
    ctx: typer.Context,
    subscription: KeyArgument,
    plan: PlanOption,
    period: PeriodOption = None,
    unit_price: PriceOption = None,
    source: SourceOption = None,
    on: OnOption = None,
) -> None:
    """Move to another plan or rhythm from the day that the terms give.

    Example: saasctl sub change acme --plan business --on 2025-05-20
    """
    from saasctl.operations.changes import change_subscription

    price = (amount(unit_price), source or "order") if unit_price else None
    emit(ctx, change_subscription(opened(ctx), subscription, plan, period, price, act_of(ctx, on)))


@app.command()
def reprice(
    ctx: typer.Context,
    seller: Annotated[str, typer.Argument(metavar="SELLER", help="Whose contracts.")],
    price: Annotated[
        str | None, typer.Option("--price", metavar="AMOUNT", help="New price per slot, net.")
    ] = None,
    percent: Annotated[
        str | None, typer.Option("--percent", metavar="PERCENT", help="Or a change in percent, as 3.5 or -2.")
    ] = None,
    plan: Annotated[str | None, typer.Option("--plan", metavar="PLAN", help="Only this plan.")] = None,
    period: Annotated[str | None, typer.Option("--period", metavar="UNIT", help="Only this rhythm.")] = None,
    org: Annotated[list[str] | None, typer.Option("--org", metavar="ORG", help="Only these.")] = None,
    exclude: Annotated[list[str] | None, typer.Option("--exclude", metavar="ORG", help="Not these.")] = None,
    own: Annotated[
        bool, typer.Option("--own-prices", help="Prices fixed by a document of theirs too.")
    ] = False,
    on: OnOption = None,
) -> None:
    """Change prices over a portfolio, each contract from its lawful day; --dry-run shows it first.

    Example: saasctl sub reprice mine --plan team --price 10.50 --on 2026-09-01 --dry-run
    """
    from saasctl.operations.repricing import RepriceGiven
    from saasctl.operations.repricing import reprice as repriced

    confirm(ctx, f"Change prices of {seller}?")
    given = RepriceGiven(
        amount(price, "--price") if price else None,
        amount(percent, "--percent") if percent else None,
        plan,
        period,
        tuple(org or ()),
        tuple(exclude or ()),
        own,
    )
    emit(ctx, repriced(opened(ctx), seller, given, act_of(ctx, on)))


@app.command()
def override(
    ctx: typer.Context,
    subscription: KeyArgument,
    assignment_: Annotated[
        str, typer.Argument(metavar="PATH=VALUE", help="Parameter of the terms and its value.")
    ],
    source: SourceOption = None,
    on: OnOption = None,
) -> None:
    """Replace a value of the terms for one customer, citing the signed document.

    Example: saasctl sub override acme invoice.due_days=45 --source "Devis 2026-014 art. 3" --on 2026-02-01
    """
    from saasctl.operations.subscriptions import override_terms

    path, value = assignment(assignment_)
    emit(ctx, override_terms(opened(ctx), subscription, path, value, source, act_of(ctx, on)))


@app.command()
def access(ctx: typer.Context, subscription: KeyArgument, on: OnOption = None) -> None:
    """Record that the accesses were sent; a first invoice may wait for it.

    Example: saasctl sub access acme --on 2026-04-07
    """
    from saasctl.operations.services import send_access

    emit(ctx, send_access(opened(ctx), subscription, act_of(ctx, on)))


@app.command()
def dates(ctx: typer.Context, subscription: KeyArgument, as_of_: AsOfOption = None) -> None:
    """Show the period, commitment, renewal, notice and next invoice.

    Example: saasctl sub dates acme --as-of 2026-03-01
    """
    from saasctl.operations.subscription_lists import subscription_dates

    emit(ctx, subscription_dates(opened(ctx), subscription, as_of(ctx, as_of_)))


@app.command()
def show(ctx: typer.Context, subscription: KeyArgument, as_of_: AsOfOption = None) -> None:
    """Show a subscription with its price, slots and special conditions.

    Example: saasctl sub show acme/main
    """
    from saasctl.operations.subscription_lists import show_subscription

    emit(ctx, show_subscription(opened(ctx), subscription, as_of(ctx, as_of_)))


@app.command(name="list")
def list_(
    ctx: typer.Context,
    org: Annotated[str | None, typer.Option("--org", metavar="ORG", help="Only this customer.")] = None,
    seller: Annotated[str | None, typer.Option("--seller", metavar="SLUG", help="Only this seller.")] = None,
    status: Annotated[str | None, typer.Option("--status", metavar="STATE", help="Only this state.")] = None,
    as_of_: AsOfOption = None,
) -> None:
    """List subscriptions as of a day.

    Example: saasctl sub list --org acme --json
    """
    from saasctl.operations.subscription_lists import SubscriptionFilter, list_subscriptions

    wanted = SubscriptionFilter(org, seller, one_of(status, "--status", "trial", "active", "ended"))
    emit(ctx, list_subscriptions(opened(ctx), wanted, as_of(ctx, as_of_)))


@app.command()
def cancel(
    ctx: typer.Context,
    subscription: Annotated[
        str, typer.Argument(metavar="SUBSCRIPTION", help="Subscription, or its customer.")
    ],
    by: Annotated[str, typer.Option("--by", metavar="PARTY", help="customer or vendor.")] = "customer",
    form: Annotated[
        str | None,
        typer.Option(
            "--form", metavar="FORM", help="in-app (usual), email, email-ack, letter, registered-letter."
        ),
    ] = None,
    cause: Annotated[
        str | None, typer.Option("--cause", metavar="WORD", help="A way of ending that the terms know.")
    ] = None,
    received_on: Annotated[
        str | None, typer.Option("--received-on", metavar="DATE", help="Day the notice was received.")
    ] = None,
    next_term: Annotated[
        bool, typer.Option("--next-term", help="Book the next possible end where this one is too late.")
    ] = False,
    fact: Annotated[
        list[str] | None,
        typer.Option("--fact", metavar="WORD", help="A finding that the terms ask for; may be repeated."),
    ] = None,
    on: OnOption = None,
) -> None:
    """End a subscription by a notice dated --on; late or in the wrong form it has no effect (exit 5).

    Example: saasctl sub cancel acme --form registered-letter --on 2026-10-31 --yes
    """
    from saasctl.operations.cancelling import CancelGiven
    from saasctl.operations.cancelling import cancel as cancelled

    confirm(ctx, f"End {subscription}?")
    given = CancelGiven(
        one_of(by, "--by", "customer", "vendor") or "customer",
        one_of(form, "--form", "in-app", "email", "email-ack", "letter", "registered-letter"),
        cause,
        day(received_on, "--received-on") if received_on else None,
        next_term,
        tuple(fact or ()),
    )
    emit(ctx, cancelled(opened(ctx), subscription, given, act_of(ctx, on)))


@app.command()
def keep(
    ctx: typer.Context,
    subscription: Annotated[
        str, typer.Argument(metavar="SUBSCRIPTION", help="Subscription, or its customer.")
    ],
    on: OnOption = None,
) -> None:
    """Withdraw an end that has not come yet.

    Example: saasctl sub keep acme
    """
    from saasctl.operations.cancelling import keep as kept

    emit(ctx, kept(opened(ctx), subscription, act_of(ctx, on)))
