"""saasctl payment: what customers paid, and the invoices it settles."""

from typing import Annotated

import typer

from saasctl.cli.globals import (
    AsOfOption,
    OnOption,
    act_of,
    as_of,
    command_group,
    confirm,
    emit,
    faults_told,
    opened,
)
from saasctl.cli.parsing import amount, days_between, one_of

app = command_group("Payments: record, list, allocate, import, refund.")

PaymentArgument = Annotated[str, typer.Argument(metavar="PAYMENT", help="Payment, as P-12.")]


@app.command()
def record(
    ctx: typer.Context,
    org: Annotated[str, typer.Argument(metavar="ORG", help="Customer who paid.")],
    amount_: Annotated[str, typer.Argument(metavar="AMOUNT", help="Sum received, VAT included.")],
    invoice: Annotated[
        list[str] | None,
        typer.Option("--invoice", metavar="NUMBER", help="Invoice it pays; may be repeated."),
    ] = None,
    method: Annotated[
        str | None, typer.Option("--method", metavar="MEANS", help="card, debit or transfer.")
    ] = None,
    reference: Annotated[
        str | None, typer.Option("--reference", metavar="TEXT", help="The bank's reference.")
    ] = None,
    rebate: Annotated[
        bool, typer.Option("--rebate", help="A rebate owed to the customer, set off where the terms do.")
    ] = False,
    on: OnOption = None,
) -> None:
    """Record a payment; without --invoice the oldest due invoices are settled first.

    What is left over stays unallocated. With --key the same payment counts once.

    Example: saasctl payment record acme 120.00 --on 2026-03-10 --method transfer
    """
    from saasctl.operations.payments import METHODS, PaymentGiven
    from saasctl.operations.payments import record as recorded

    means = one_of(method, "--method", *METHODS)
    given = PaymentGiven(amount(amount_, "AMOUNT"), tuple(invoice or ()), means, reference, rebate)
    emit(ctx, recorded(opened(ctx), org, given, act_of(ctx, on)))


@app.command(name="list")
def list_(
    ctx: typer.Context,
    org: Annotated[str | None, typer.Option("--org", metavar="ORG", help="Only this customer.")] = None,
    from_: Annotated[str | None, typer.Option("--from", metavar="DATE", help="From this day on.")] = None,
    to: Annotated[str | None, typer.Option("--to", metavar="DATE", help="Up to this day, included.")] = None,
    as_of_: AsOfOption = None,
) -> None:
    """List payments with the invoices they settle.

    Example: saasctl payment list --org acme
    """
    from saasctl.operations.payments import list_payments

    emit(ctx, list_payments(opened(ctx), org, as_of(ctx, as_of_), days_between(from_, to)))


@app.command()
def allocate(
    ctx: typer.Context,
    payment: PaymentArgument,
    invoice: Annotated[
        str | None, typer.Option("--invoice", metavar="NUMBER", help="Put it on this invoice.")
    ] = None,
    off: Annotated[
        str | None, typer.Option("--off", metavar="NUMBER", help="Take it off this invoice first.")
    ] = None,
    amount_: Annotated[
        str | None, typer.Option("--amount", metavar="SUM", help="Only this part of it.")
    ] = None,
    org: Annotated[
        str | None, typer.Option("--org", metavar="ORG", help="It was another customer's: move it there.")
    ] = None,
    on: OnOption = None,
) -> None:
    """Put a payment on an invoice by name, or move a wrong one; without options the oldest due first.

    Example: saasctl payment allocate P-1 --off INV-2026-000002 --invoice INV-2026-000001
    """
    from saasctl.operations.payments import Move
    from saasctl.operations.payments import allocate as allocated

    part = amount(amount_, "--amount") if amount_ else None
    emit(ctx, allocated(opened(ctx), payment, Move(invoice, off, part, org), act_of(ctx, on)))


@app.command(name="import")
def import_(
    ctx: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE.csv", help="Columns: org, amount, on, invoice ...")],
    org: Annotated[
        str | None, typer.Option("--org", metavar="ORG", help="Customer of rows that name none.")
    ] = None,
    on: OnOption = None,
) -> None:
    """Import payments from a bank's CSV file, all of them or none; the same file again changes nothing.

    Columns in any order, named in the first row: org, amount, on, invoice, method, reference.

    Example: saasctl payment import bank.csv --dry-run
    """
    from saasctl.operations.importing_payments import import_payments

    with faults_told(ctx):
        emit(ctx, import_payments(opened(ctx), file, org, act_of(ctx, on)))


@app.command()
def refund(
    ctx: typer.Context,
    payment: PaymentArgument,
    amount_: Annotated[
        str | None, typer.Option("--amount", metavar="SUM", help="Only this part of what is left.")
    ] = None,
    cause: Annotated[
        str, typer.Option("--cause", metavar="WORD", help="overpayment, error or clause.")
    ] = "overpayment",
    on: OnOption = None,
) -> None:
    """Give back what a payment has left; what settles an invoice needs a credit note first.

    Example: saasctl payment refund P-1 --amount 20.00 --cause overpayment --yes
    """
    from saasctl.operations.payments import refund as refunded

    confirm(ctx, f"Give money of {payment} back?")
    part = amount(amount_, "--amount") if amount_ else None
    emit(ctx, refunded(opened(ctx), payment, part, cause, act_of(ctx, on)))
