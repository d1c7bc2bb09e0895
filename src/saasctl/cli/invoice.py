"""saasctl invoice: issue, preview, read and explain invoices."""

from typing import Annotated

import typer

from saasctl.cli.globals import AsOfOption, OnOption, act_of, as_of, command_group, emit, opened
from saasctl.cli.parsing import days_between, one_of

app = command_group("Invoices: run, preview, list, show, explain, verify.")

NumberArgument = Annotated[str, typer.Argument(metavar="NUMBER", help="Number of the invoice.")]
OrgOption = Annotated[str | None, typer.Option("--org", metavar="ORG", help="Only this customer.")]


@app.command()
def run(ctx: typer.Context, org: OrgOption = None, on: OnOption = None) -> None:
    """Issue every invoice that fell due up to a day, each on its own day, once.

    Example: saasctl invoice run --on 2026-07-15
    """
    from saasctl.operations.invoicing import run_invoices

    emit(ctx, run_invoices(opened(ctx), org, act_of(ctx, on)))


@app.command()
def preview(
    ctx: typer.Context,
    org: Annotated[str, typer.Argument(metavar="ORG", help="Customer.")],
    as_of_: AsOfOption = None,
) -> None:
    """Show the invoices that a run up to a day would issue; nothing is written.

    Example: saasctl invoice preview acme --as-of 2026-07-15
    """
    from saasctl.operations.invoicing import preview_invoices

    emit(ctx, preview_invoices(opened(ctx), org, as_of(ctx, as_of_)))


@app.command(name="list")
def list_(
    ctx: typer.Context,
    org: OrgOption = None,
    seller: Annotated[str | None, typer.Option("--seller", metavar="SLUG", help="Only this seller.")] = None,
    status: Annotated[str | None, typer.Option("--status", metavar="STATE", help="Only this state.")] = None,
    overdue: Annotated[bool, typer.Option("--overdue", help="Only unpaid after the due date.")] = False,
    from_: Annotated[
        str | None, typer.Option("--from", metavar="DATE", help="Issued from this day on.")
    ] = None,
    to: Annotated[
        str | None, typer.Option("--to", metavar="DATE", help="Issued up to this day, included.")
    ] = None,
    as_of_: AsOfOption = None,
) -> None:
    """List issued invoices in the order they were issued.

    Example: saasctl invoice list --org acme --overdue
    """
    from saasctl.operations.invoices import InvoiceFilter, list_invoices

    state = one_of(status, "--status", "issued", "partly_paid", "paid", "credited", "written_off")
    wanted = InvoiceFilter(org, state, seller, overdue, *days_between(from_, to))
    emit(ctx, list_invoices(opened(ctx), wanted, as_of(ctx, as_of_)))


@app.command()
def show(ctx: typer.Context, number: NumberArgument, as_of_: AsOfOption = None) -> None:
    """Show an invoice with its lines, VAT and clauses.

    Example: saasctl invoice show INV-2026-000001
    """
    from saasctl.operations.invoices import show_invoice

    emit(ctx, show_invoice(opened(ctx), number, as_of(ctx, as_of_)))


@app.command()
def explain(
    ctx: typer.Context,
    number: NumberArgument,
    line: Annotated[str | None, typer.Option("--line", metavar="REF", help="Only this line.")] = None,
) -> None:
    """Explain an invoice: every amount and date as arithmetic with its clause.

    Example: saasctl invoice explain INV-2026-000001
    """
    from saasctl.operations.invoices import explain_issued

    emit(ctx, explain_issued(opened(ctx), number, line))


@app.command()
def verify(ctx: typer.Context) -> None:
    """Check number series and sums of every invoice.

    Example: saasctl invoice verify --json
    """
    from saasctl.operations.invoices import verify_invoices

    emit(ctx, verify_invoices(opened(ctx)))
