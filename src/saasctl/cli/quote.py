"""saasctl quote: price offers, their signatures and gates."""

from typing import TYPE_CHECKING, Annotated

import typer

from saasctl.cli.globals import AsOfOption, OnOption, act_of, as_of, command_group, emit, opened
from saasctl.cli.parsing import assignment, counted, day, one_of, percent, price

if TYPE_CHECKING:
    from decimal import Decimal

    from saasctl.rules.billing.quoting import OfferedService

app = command_group("Quotes: price offers, signed by both parties.")

RefArgument = Annotated[str, typer.Argument(metavar="QUOTE", help="Quote, as Q-2026-014.")]
STATES = ("open", "signed", "bound", "validated", "declined", "expired")


@app.command()
def add(
    ctx: typer.Context,
    org: Annotated[str, typer.Argument(metavar="ORG", help="Customer.")],
    plan: Annotated[
        str | None, typer.Option("--plan", metavar="PLAN", help="Plan of a new subscription.")
    ] = None,
    period: Annotated[
        str | None,
        typer.Option("--period", metavar="monthly|annual|biennial|on-demand", help="Rhythm of the plan."),
    ] = None,
    slots: Annotated[
        int, typer.Option("--slots", metavar="N", min=1, max=1_000_000, help="Slots of the plan.")
    ] = 1,
    name: Annotated[str, typer.Option("--name", metavar="NAME", help="Name of the subscription.")] = "main",
    unit_price: Annotated[
        str | None, typer.Option("--unit-price", metavar="AMOUNT", help="Price per slot of this offer.")
    ] = None,
    discount: Annotated[
        str | None, typer.Option("--discount", metavar="PERCENT", help="Taken off the price per slot.")
    ] = None,
    free_months: Annotated[
        int, typer.Option("--free-months", metavar="N", min=0, max=120, help="First months without price.")
    ] = 0,
    credits_: Annotated[
        int, typer.Option("--credits", metavar="N", min=0, max=100_000_000, help="Credits offered.")
    ] = 0,
    users: Annotated[
        int,
        typer.Option("--users", metavar="N", min=0, max=1_000_000, help="Users that the credits are for."),
    ] = 0,
    user_credits: Annotated[
        int | None,
        typer.Option(
            "--user-credits", metavar="N", min=0, max=1_000_000, help="Monthly credits of each user."
        ),
    ] = None,
    service: Annotated[
        list[str] | None,
        typer.Option(
            "--service", metavar="[N*]CODE[=PRICE]", help="A service, N times or hours; repeatable."
        ),
    ] = None,
    training: Annotated[
        list[str] | None,
        typer.Option("--training", metavar="[N*]CODE[=PRICE]", help="A training; repeatable."),
    ] = None,
    people: Annotated[
        int | None,
        typer.Option("--people", metavar="N", min=1, max=1_000_000, help="People of the trainings."),
    ] = None,
    line: Annotated[
        list[str] | None,
        typer.Option("--line", metavar="[N*]TEXT=PRICE", help="A one-off line; repeatable."),
    ] = None,
    term: Annotated[
        list[str] | None,
        typer.Option("--term", metavar="PATH=VALUE", help="A condition of the customer's own; repeatable."),
    ] = None,
    title: Annotated[str | None, typer.Option("--title", metavar="TEXT", help="What it is about.")] = None,
    valid_until: Annotated[
        str | None, typer.Option("--valid-until", metavar="DATE", help="Last day to accept it.")
    ] = None,
    starts_on: Annotated[
        str | None,
        typer.Option("--starts-on", metavar="DATE", help="First day; the day it binds unless given."),
    ] = None,
    changes: Annotated[
        str | None, typer.Option("--changes", metavar="QUOTE", help="Signed quote whose order it changes.")
    ] = None,
    rise: Annotated[
        str | None, typer.Option("--rise", metavar="AMOUNT", help="What the changed order costs more.")
    ] = None,
    sub: Annotated[
        str | None, typer.Option("--sub", metavar="NAME", help="Subscription that its conditions are for.")
    ] = None,
    logged: Annotated[
        list[str] | None,
        typer.Option("--logged", metavar="WORD", help="Questions or demonstrations on record; repeatable."),
    ] = None,
    on: OnOption = None,
) -> None:
    """Make a price offer; signed by both parties it brings its subscription, services and conditions.

    Example: saasctl quote add acme --plan pro --period annual --slots 5 --discount 10 --on 2026-02-01
    """
    from saasctl.operations.quotes import QuoteGiven, add_quote
    from saasctl.rules.billing.quoting import Offer, OfferedPlan

    offered = None
    if plan is not None:
        offered = OfferedPlan(
            plan,
            period or "",
            slots,
            name,
            price(unit_price, "--unit-price") if unit_price else None,
            percent(discount, "--discount") if discount else percent("0", "--discount"),
            free_months,
        )
    offer = Offer(
        offered,
        credits_,
        users,
        (
            *(_service(text, None, training=False) for text in service or ()),
            *(_service(text, people, training=True) for text in training or ()),
        ),
        tuple(_line(text) for text in line or ()),
        rise=price(rise, "--rise") if rise else None,
    )
    given = QuoteGiven(
        offer,
        tuple(assignment(text) for text in term or ()),
        title,
        day(valid_until, "--valid-until") if valid_until else None,
        day(starts_on, "--starts-on") if starts_on else None,
        changes,
        sub,
        tuple(logged or ()),
        user_credits,
    )
    emit(ctx, add_quote(opened(ctx), org, given, act_of(ctx, on)))


def _service(text: str, people: int | None, *, training: bool) -> "OfferedService":
    from saasctl.rules.billing.ordering import ServiceGiven
    from saasctl.rules.billing.quoting import OfferedService

    count, code, amount = counted(text, "--training" if training else "--service")
    hours = count if count > 1 else None
    cost = price(amount, "--service") if amount else None
    given = ServiceGiven(code, cost, training, hours=hours, people=people)
    return OfferedService(given, count)


def _line(text: str) -> "tuple[str, int, Decimal]":
    count, words, amount = counted(text, "--line")
    return words, count, price(amount or "", "--line")


@app.command()
def sign(
    ctx: typer.Context,
    quote: RefArgument,
    by: Annotated[str, typer.Option("--by", metavar="customer|vendor", help="Who signs.")] = "customer",
    person: Annotated[str | None, typer.Option("--name", metavar="TEXT", help="The signatory.")] = None,
    title: Annotated[
        str | None, typer.Option("--title", metavar="TEXT", help="The signatory's title.")
    ] = None,
    authority: Annotated[
        bool, typer.Option("--authority", help="Capacity and authority to bind were declared.")
    ] = False,
    form: Annotated[str | None, typer.Option("--form", metavar="FORM", help="letter or email.")] = None,
    copies: Annotated[
        int | None, typer.Option("--copies", metavar="N", min=0, max=100, help="Signed copies received.")
    ] = None,
    attachment: Annotated[
        list[str] | None,
        typer.Option("--attachment", metavar="WORD", help="What came with it; repeatable."),
    ] = None,
    on: OnOption = None,
) -> None:
    """Record a signature; the later of the two binds, and what the quote offers begins.

    Example: saasctl quote sign Q-2026-001 --by vendor --on 2026-02-10
    """
    from saasctl.operations.quotes import sign_quote
    from saasctl.rules.billing.quoting import Signature

    party = one_of(by, "--by", "customer", "vendor") or "customer"
    given = Signature(party, person, title, authority, form, copies, tuple(attachment or ()))
    emit(ctx, sign_quote(opened(ctx), quote, given, act_of(ctx, on)))


@app.command()
def confirm(
    ctx: typer.Context,
    quote: RefArgument,
    gate: Annotated[
        list[str] | None,
        typer.Option("--gate", metavar="NAME", help="Only this one, as payment-confirmed; repeatable."),
    ] = None,
    on: OnOption = None,
) -> None:
    """Record that what access waits for has happened: payment confirmed, the confirmation sent.

    Example: saasctl quote confirm Q-2026-001 --on 2026-02-12
    """
    from saasctl.operations.quotes import confirm_quote

    emit(ctx, confirm_quote(opened(ctx), quote, tuple(gate or ()), act_of(ctx, on)))


@app.command()
def decline(
    ctx: typer.Context,
    quote: RefArgument,
    code: Annotated[str | None, typer.Option("--code", metavar="WORD", help="A cause of the terms.")] = None,
    by: Annotated[str, typer.Option("--by", metavar="customer|vendor", help="Who declines.")] = "vendor",
    evidence: Annotated[str | None, typer.Option("--evidence", metavar="TEXT", help="What shows it.")] = None,
    on: OnOption = None,
) -> None:
    """Refuse an order for a cause that the terms have, or record that the customer did not take it.

    Example: saasctl quote decline Q-2026-001 --code earlier-subscription-unpaid --on 2026-02-03
    """
    from saasctl.operations.quotes import decline_quote

    party = one_of(by, "--by", "customer", "vendor") or "vendor"
    emit(ctx, decline_quote(opened(ctx), quote, party, code, evidence, act_of(ctx, on)))


@app.command()
def show(ctx: typer.Context, quote: RefArgument, as_of_: AsOfOption = None) -> None:
    """Show a quote with its lines, signatures, gates, and until when its order may be changed.

    Example: saasctl quote show Q-2026-001 --as-of 2026-02-25
    """
    from saasctl.operations.quotes import show_quote

    emit(ctx, show_quote(opened(ctx), quote, as_of(ctx, as_of_)))


@app.command(name="list")
def list_(
    ctx: typer.Context,
    org: Annotated[str | None, typer.Option("--org", metavar="ORG", help="Only this customer.")] = None,
    status: Annotated[str | None, typer.Option("--status", metavar="STATE", help="Only this state.")] = None,
    as_of_: AsOfOption = None,
) -> None:
    """List quotes.

    Example: saasctl quote list --org acme
    """
    from saasctl.operations.quotes import list_quotes

    wanted = one_of(status, "--status", *STATES)
    emit(ctx, list_quotes(opened(ctx), org, wanted, as_of(ctx, as_of_)))
