"""saasctl slot: paid seats of a subscription."""

from typing import Annotated

import typer

from saasctl.cli.globals import AsOfOption, AtOption, OnOption, act_of, as_of, command_group, emit, opened

app = command_group("Slots: paid seats, their mode, additions and reductions.")

KeyArgument = Annotated[
    str, typer.Argument(metavar="ORG[/NAME]", help="Customer, or one of its subscriptions.")
]
CountArgument = Annotated[int, typer.Argument(metavar="N", help="How many slots.", min=1, max=1_000_000)]


@app.command()
def show(ctx: typer.Context, subscription: KeyArgument, as_of_: AsOfOption = None) -> None:
    """Show the slots in force, occupied, free and pending.

    Example: saasctl slot show acme --as-of 2026-07-01
    """
    from saasctl.operations.slots import show_slots

    emit(ctx, show_slots(opened(ctx), subscription, as_of(ctx, as_of_)))


@app.command()
def add(
    ctx: typer.Context,
    subscription: KeyArgument,
    count: CountArgument,
    on: OnOption = None,
    at: AtOption = None,
) -> None:
    """Add slots, effective and billed as the terms say.

    Example: saasctl slot add acme 3 --on 2026-06-25
    """
    from saasctl.operations.slots import add_slots

    emit(ctx, add_slots(opened(ctx), subscription, count, act_of(ctx, on, at)))


@app.command()
def remove(ctx: typer.Context, subscription: KeyArgument, count: CountArgument, on: OnOption = None) -> None:
    """Take slots away from the day that the terms give; nothing is refunded.

    Example: saasctl slot remove acme 2 --on 2026-07-03
    """
    from saasctl.operations.slots import remove_slots

    emit(ctx, remove_slots(opened(ctx), subscription, count, act_of(ctx, on)))


@app.command()
def keep(ctx: typer.Context, subscription: KeyArgument, on: OnOption = None) -> None:
    """Withdraw the reductions that have not taken effect.

    Example: saasctl slot keep acme --on 2026-07-10
    """
    from saasctl.operations.slots import keep_slots

    emit(ctx, keep_slots(opened(ctx), subscription, act_of(ctx, on)))


@app.command()
def mode(
    ctx: typer.Context,
    subscription: KeyArgument,
    mode: Annotated[str, typer.Argument(metavar="manual|automatic", help="How slots follow users.")],
    on: OnOption = None,
) -> None:
    """Choose whether slots are moved by hand or follow the users.

    Example: saasctl slot mode acme automatic --on 2026-06-15
    """
    from saasctl.operations.slots import set_slot_mode

    emit(ctx, set_slot_mode(opened(ctx), subscription, mode, act_of(ctx, on)))


@app.command()
def history(ctx: typer.Context, subscription: KeyArgument) -> None:
    """List every movement of slots in the order recorded.

    Example: saasctl slot history acme --json
    """
    from saasctl.operations.slots import slot_history

    emit(ctx, slot_history(opened(ctx), subscription))
