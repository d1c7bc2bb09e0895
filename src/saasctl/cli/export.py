"""saasctl export: whole tables as CSV for machines and spreadsheets, or JSON lines."""

from typing import Annotated

import typer

from saasctl.cli.globals import (
    AsOfOption,
    OnOption,
    act_of,
    as_of,
    as_of_instant,
    command_group,
    emit,
    emit_export,
    opened,
)

app = command_group("Exports: CSV (machine, excel-fr, excel-en, libreoffice) or JSON lines, streamed.")

OutOption = Annotated[
    str | None,
    typer.Option("--out", metavar="FILE", help="Write to a file, whole or not at all; stdout otherwise."),
]
ForOption = Annotated[
    str | None,
    typer.Option("--for", metavar="machine|excel-fr|excel-en|libreoffice", help="Who reads the CSV."),
]


@app.command()
def orgs(
    ctx: typer.Context, out: OutOption = None, target: ForOption = None, as_of_: AsOfOption = None
) -> None:
    """Export the customer organisations.

    Example: saasctl export orgs --for excel-fr --out orgs.csv
    """
    from saasctl.operations.organisation_lists import OrganisationFilter, list_organisations

    emit_export(ctx, list_organisations(opened(ctx), OrganisationFilter(), as_of(ctx, as_of_)), out)


@app.command()
def users(ctx: typer.Context, out: OutOption = None, target: ForOption = None) -> None:
    """Export the users of every customer.

    Example: saasctl export users --out users.csv
    """
    from saasctl.operations.user_lists import UserFilter, list_users

    emit_export(ctx, list_users(opened(ctx), UserFilter()), out)


@app.command()
def slots(
    ctx: typer.Context, out: OutOption = None, target: ForOption = None, as_of_: AsOfOption = None
) -> None:
    """Export the slots of every subscription.

    Example: saasctl export slots --as-of 2026-07-01
    """
    from saasctl.operations.exporting import list_slots

    emit_export(ctx, list_slots(opened(ctx), as_of(ctx, as_of_)), out)


@app.command()
def subscriptions(
    ctx: typer.Context, out: OutOption = None, target: ForOption = None, as_of_: AsOfOption = None
) -> None:
    """Export the subscriptions.

    Example: saasctl export subscriptions -o jsonl
    """
    from saasctl.operations.subscription_lists import SubscriptionFilter, list_subscriptions

    emit_export(ctx, list_subscriptions(opened(ctx), SubscriptionFilter(), as_of(ctx, as_of_)), out)


@app.command()
def invoices(
    ctx: typer.Context, out: OutOption = None, target: ForOption = None, as_of_: AsOfOption = None
) -> None:
    """Export the invoices issued, without their lines.

    Example: saasctl export invoices --for excel-fr --out invoices.csv
    """
    from saasctl.operations.invoice_exports import export_invoices

    emit_export(ctx, export_invoices(opened(ctx), as_of(ctx, as_of_)), out)


@app.command()
def lines(
    ctx: typer.Context, out: OutOption = None, target: ForOption = None, as_of_: AsOfOption = None
) -> None:
    """Export every line of every invoice with its arithmetic and clause.

    Example: saasctl export lines --out lines.csv
    """
    from saasctl.operations.exporting import list_lines

    emit_export(ctx, list_lines(opened(ctx), as_of(ctx, as_of_)), out)


@app.command()
def payments(
    ctx: typer.Context, out: OutOption = None, target: ForOption = None, as_of_: AsOfOption = None
) -> None:
    """Export the payments received.

    Example: saasctl export payments --for excel-fr --out payments.csv
    """
    from saasctl.operations.payments import list_payments

    emit_export(ctx, list_payments(opened(ctx), None, as_of(ctx, as_of_), (None, None)), out)


@app.command()
def tickets(
    ctx: typer.Context, out: OutOption = None, target: ForOption = None, as_of_: AsOfOption = None
) -> None:
    """Export the tickets, closed ones too; JSON lines hold their clocks and events.

    Example: saasctl export tickets -o jsonl --out tickets.jsonl
    """
    from saasctl.operations.tickets import export_tickets

    emit_export(ctx, export_tickets(opened(ctx), as_of_instant(ctx, as_of_)), out)


@app.command()
def notices(
    ctx: typer.Context, out: OutOption = None, target: ForOption = None, as_of_: AsOfOption = None
) -> None:
    """Export the notices between the parties.

    Example: saasctl export notices --out notices.csv
    """
    from saasctl.operations.notices import NoticeFilter, list_notices

    emit_export(ctx, list_notices(opened(ctx), NoticeFilter(), as_of(ctx, as_of_)), out)


@app.command()
def audit(ctx: typer.Context, out: OutOption = None, target: ForOption = None) -> None:
    """Export the record of acts.

    Example: saasctl export audit -o jsonl --out audit.jsonl
    """
    from saasctl.operations.audits import AuditFilter, list_audit

    emit_export(ctx, list_audit(opened(ctx), AuditFilter()), out)


@app.command()
def credits(
    ctx: typer.Context, out: OutOption = None, target: ForOption = None, as_of_: AsOfOption = None
) -> None:
    """Export every customer's credits.

    Example: saasctl export credits --as-of 2026-06-30
    """
    from saasctl.operations.credit_reports import list_accounts

    emit_export(ctx, list_accounts(opened(ctx), as_of(ctx, as_of_)), out)


@app.command()
def lots(
    ctx: typer.Context, out: OutOption = None, target: ForOption = None, as_of_: AsOfOption = None
) -> None:
    """Export the lots of credits with what is left of each.

    Example: saasctl export lots --out lots.csv
    """
    from saasctl.operations.credit_reports import list_lots

    emit_export(ctx, list_lots(opened(ctx), as_of(ctx, as_of_)), out)


@app.command()
def bookings(
    ctx: typer.Context, out: OutOption = None, target: ForOption = None, as_of_: AsOfOption = None
) -> None:
    """Export the bookings.

    Example: saasctl export bookings --out bookings.csv
    """
    from saasctl.operations.bookings import list_bookings

    emit_export(ctx, list_bookings(opened(ctx), None, as_of(ctx, as_of_)), out)


@app.command()
def quotes(
    ctx: typer.Context, out: OutOption = None, target: ForOption = None, as_of_: AsOfOption = None
) -> None:
    """Export the quotes with where each stands.

    Example: saasctl export quotes --out quotes.csv
    """
    from saasctl.operations.quotes import list_quotes

    emit_export(ctx, list_quotes(opened(ctx), None, None, as_of(ctx, as_of_)), out)


@app.command()
def services(
    ctx: typer.Context, out: OutOption = None, target: ForOption = None, as_of_: AsOfOption = None
) -> None:
    """Export the services ordered.

    Example: saasctl export services --out services.csv
    """
    from saasctl.operations.services import list_services

    emit_export(ctx, list_services(opened(ctx), None, as_of(ctx, as_of_)), out)


@app.command()
def readings(
    ctx: typer.Context, out: OutOption = None, target: ForOption = None, as_of_: AsOfOption = None
) -> None:
    """Export the readings of use of every customer.

    Example: saasctl export readings -o jsonl --out readings.jsonl
    """
    from saasctl.operations.usage import list_readings

    emit_export(ctx, list_readings(opened(ctx), as_of(ctx, as_of_)), out)


@app.command()
def commissions(
    ctx: typer.Context, out: OutOption = None, target: ForOption = None, as_of_: AsOfOption = None
) -> None:
    """Export the sales declared for commission, by customer, month and price.

    Example: saasctl export commissions --out commissions.csv
    """
    from saasctl.operations.commissions import list_sales

    emit_export(ctx, list_sales(opened(ctx), as_of(ctx, as_of_)), out)


@app.command()
def bundle(
    ctx: typer.Context,
    org: Annotated[str, typer.Argument(metavar="ORG", help="Customer.")],
    out: Annotated[str, typer.Option("--out", metavar="FILE.zip", help="Archive to write.")],
    evidence: Annotated[
        str | None,
        typer.Option("--evidence", metavar="TEXT", help="Consent or accepted offer, after the time for it."),
    ] = None,
    on: OnOption = None,
) -> None:
    """Write everything the store holds of a customer to a ZIP archive of CSV files.

    Example: saasctl export bundle acme --out acme.zip
    """
    from saasctl.operations.bundles import export_bundle

    emit(ctx, export_bundle(opened(ctx), org, out, evidence, act_of(ctx, on)))
