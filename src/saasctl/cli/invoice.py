"""saasctl invoice: issue, preview, read and explain invoices."""

from typing import Annotated

import typer

from saasctl.cli.correcting import (
    IssuedArgument,
    PartOption,
    credit,
    import_,
    rebill,
    take_over,
    undo,
    waive,
    write_off,
)
from saasctl.cli.globals import AsOfOption, OnOption, act_of, as_of, command_group, confirm, emit, opened
from saasctl.cli.parsing import amount, assignment, day, days_between, one_of, price

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


@app.command()
def penalties(
    ctx: typer.Context,
    number: Annotated[str | None, typer.Argument(metavar="INVOICE", help="Number of the invoice.")] = None,
    org: OrgOption = None,
    seller: Annotated[
        str | None, typer.Option("--seller", metavar="SLUG", help="Every customer of this seller.")
    ] = None,
    as_of_: AsOfOption = None,
) -> None:
    """Show late interest and the recovery fee as of a day, segment by segment.

    A missing reference rate: the amount up to the last known day, and exit 7.

    Example: saasctl invoice penalties INV-2026-000001 --as-of 2026-03-10
    """
    from saasctl.operations.penalties import penalties as counted

    emit(ctx, counted(opened(ctx), (number, org, seller), as_of(ctx, as_of_)))


@app.command(name="charge-penalties")
def charge_penalties(
    ctx: typer.Context,
    org: Annotated[str, typer.Argument(metavar="ORG", help="Customer.")],
    invoice: Annotated[
        str | None, typer.Option("--invoice", metavar="NUMBER", help="Invoice that costs were spent on.")
    ] = None,
    cost: Annotated[
        list[str] | None,
        typer.Option("--cost", metavar="KIND=SUM", help="Real cost: lawyers, bailiffs, bank-charges ..."),
    ] = None,
    receipt: Annotated[
        str | None, typer.Option("--receipt", metavar="TEXT", help="Receipt of the costs.")
    ] = None,
    court: Annotated[bool, typer.Option("--court", help="It was recovered through the courts.")] = False,
    court_amount: Annotated[
        str | None, typer.Option("--court-amount", metavar="SUM", help="The penalty as a judge lowered it.")
    ] = None,
    on: OnOption = None,
) -> None:
    """Issue the penalty invoice of late interest and fees up to a day, each day of an invoice once.

    Real costs of recovery and the penalty of court recovery go on an invoice of fees.

    Example: saasctl invoice charge-penalties acme --on 2026-03-10 --yes
    """
    from saasctl.operations.penalties import CostsGiven
    from saasctl.operations.penalties import charge_penalties as charged

    costs = tuple((kind, price(text, "--cost")) for kind, text in map(assignment, cost or ()))
    less = price(court_amount, "--court-amount") if court_amount else None
    given = CostsGiven(invoice, costs, receipt, court, less)
    confirm(ctx, f"Issue a penalty invoice to {org}?")
    emit(ctx, charged(opened(ctx), org, act_of(ctx, on), given))


@app.command()
def defer(
    ctx: typer.Context,
    number: IssuedArgument,
    until: Annotated[str, typer.Option("--until", metavar="DATE", help="New due date.")],
    on: OnOption = None,
) -> None:
    """Move the due date by a deferral asked for in time, where the terms know one.

    Example: saasctl invoice defer INV-2026-000001 --until 2026-02-13 --on 2026-01-20
    """
    from saasctl.operations.corrections import defer as deferred

    emit(ctx, deferred(opened(ctx), number, day(until, "--until"), act_of(ctx, on)))


@app.command()
def plan(ctx: typer.Context, number: IssuedArgument, on: OnOption = None) -> None:
    """Have an invoice of a year paid in monthly parts, where the terms offer it.

    Example: saasctl invoice plan INV-2026-000001 --on 2026-02-01
    """
    from saasctl.operations.plans import plan_invoice

    emit(ctx, plan_invoice(opened(ctx), number, act_of(ctx, on)))


@app.command()
def dispute(
    ctx: typer.Context,
    number: IssuedArgument,
    amount_: PartOption = None,
    until: Annotated[
        str | None, typer.Option("--until", metavar="DATE", help="Last day of the dispute: it is over.")
    ] = None,
    on: OnOption = None,
) -> None:
    """Mark an invoice as disputed: the steps against a late payer stop for it.

    Example: saasctl invoice dispute INV-2026-000001 --amount 40.00 --reason "quantity"
    """
    from saasctl.operations.corrections import dispute as disputed

    part = amount(amount_, "--amount") if amount_ else None
    end = day(until, "--until") if until else None
    emit(ctx, disputed(opened(ctx), number, part, end, act_of(ctx, on)))


@app.command(name="reject-debit")
def reject_debit(ctx: typer.Context, number: IssuedArgument, on: OnOption = None) -> None:
    """Record a direct debit that the bank sent back; its fee is billed where the terms have one.

    Example: saasctl invoice reject-debit INV-2026-000001 --on 2026-06-16
    """
    from saasctl.operations.corrections import reject_debit as rejected

    emit(ctx, rejected(opened(ctx), number, act_of(ctx, on)))


@app.command()
def remind(
    ctx: typer.Context,
    invoice: Annotated[
        str | None, typer.Argument(metavar="[INVOICE]", help="Number of one late invoice; all unless named.")
    ] = None,
    org: OrgOption = None,
    kind: Annotated[
        str, typer.Option("--kind", metavar="WORD", help="reminder or formal-notice.")
    ] = "reminder",
    form: Annotated[
        str | None, typer.Option("--form", metavar="FORM", help="email, letter, registered-letter ...")
    ] = None,
    on: OnOption = None,
) -> None:
    """Write reminders of late invoices into the outbox; `notice send` sends them.

    Example: saasctl invoice remind INV-2026-000001 --on 2026-04-13
    """
    from saasctl.operations.reminding import RemindGiven
    from saasctl.operations.reminding import remind as reminded

    step = one_of(kind, "--kind", "reminder", "formal-notice") or "reminder"
    forms = one_of(form, "--form", "email", "email-ack", "letter", "registered-letter")
    emit(ctx, reminded(opened(ctx), RemindGiven(invoice, org, step, forms), act_of(ctx, on)))


app.command()(credit)
app.command()(rebill)
app.command()(waive)
app.command(name="write-off")(write_off)
app.command()(undo)
app.command(name="take-over")(take_over)
app.command(name="import")(import_)
