"""saasctl report: figures over a time, as tables, CSV, JSON and small charts."""

from calendar import monthrange
from datetime import date
from typing import Annotated

import typer

from saasctl.cli.globals import AsOfOption, as_of, as_of_instant, command_group, emit, opened
from saasctl.cli.parsing import day, days_between, month, price

app = command_group("Reports: aging, vat, revenue, deferred, liability, seats, usage, sla, availability.")


OrgOption = Annotated[str | None, typer.Option("--org", metavar="ORG", help="Only this customer.")]
SellerOption = Annotated[str | None, typer.Option("--seller", metavar="SLUG", help="Only this seller.")]
FromOption = Annotated[str | None, typer.Option("--from", metavar="DATE", help="From this day on.")]
ToOption = Annotated[str | None, typer.Option("--to", metavar="DATE", help="Up to this day, included.")]


@app.command()
def aging(
    ctx: typer.Context, org: OrgOption = None, seller: SellerOption = None, as_of_: AsOfOption = None
) -> None:
    """Show what customers owe, by the days it is late: not due, 1-30, 31-60, 61-90, over 90.

    Example: saasctl report aging --as-of 2026-06-30
    """
    from saasctl.operations.receivable_reports import report_aging

    emit(ctx, report_aging(opened(ctx), org, seller, as_of(ctx, as_of_)))


@app.command()
def vat(
    ctx: typer.Context,
    seller: SellerOption = None,
    from_: FromOption = None,
    to: ToOption = None,
    month_: Annotated[str | None, typer.Option("--month", metavar="YYYY-MM", help="Only this month.")] = None,
    received: Annotated[
        bool, typer.Option("--received", help="By the day of payment, not of the invoice.")
    ] = False,
    as_of_: AsOfOption = None,
) -> None:
    """Sum base and VAT by month, category and rate; credit notes count below zero.

    Example: saasctl report vat --seller crm --from 2026-01-01 --to 2026-03-31
    """
    from saasctl.operations.receivable_reports import report_vat

    window = _month_or_days(month_, from_, to, as_of(ctx, as_of_))
    emit(ctx, report_vat(opened(ctx), seller, window, received))


@app.command()
def revenue(
    ctx: typer.Context,
    seller: SellerOption = None,
    from_: FromOption = None,
    to: ToOption = None,
    month_: Annotated[str | None, typer.Option("--month", metavar="YYYY-MM", help="Only this month.")] = None,
    as_of_: AsOfOption = None,
) -> None:
    """Show revenue by month and kind, without VAT; what is prepaid counts in the month that it is earned in.

    Example: saasctl report revenue --from 2026-01-01 --to 2026-12-31
    """
    from saasctl.operations.revenue_reports import report_revenue

    window = _month_or_days(month_, from_, to, as_of(ctx, as_of_))
    emit(ctx, report_revenue(opened(ctx), seller, window))


@app.command()
def deferred(ctx: typer.Context, seller: SellerOption = None, as_of_: AsOfOption = None) -> None:
    """List what is invoiced ahead and earned only after a day, by invoice.

    Example: saasctl report deferred --as-of 2026-06-30
    """
    from saasctl.operations.revenue_reports import report_deferred

    emit(ctx, report_deferred(opened(ctx), seller, as_of(ctx, as_of_)))


@app.command()
def liability(
    ctx: typer.Context,
    key: Annotated[
        str | None, typer.Argument(metavar="[ORG]", help="Only this customer, or acme/main.")
    ] = None,
    org: OrgOption = None,
    part: Annotated[
        str | None,
        typer.Option("--part", metavar="PRICE", help="Price of the part of the service concerned."),
    ] = None,
    event: Annotated[
        str | None, typer.Option("--event", metavar="DATE", help="Day of the damage; as --as-of.")
    ] = None,
    as_of_: AsOfOption = None,
) -> None:
    """Show the cap of the vendor's liability for a damage on a day, with the sums it is taken from.

    Example: saasctl report liability --org acme --as-of 2026-10-31
    """
    from saasctl.operations.liability_reports import report_liability

    price_ = price(part, "--part") if part else None
    emit(ctx, report_liability(opened(ctx), org or key, price_, as_of(ctx, event or as_of_)))


def _month_or_days(
    month_: str | None, first: str | None, last: str | None, day: date | None
) -> tuple[date | None, date | None]:
    """Return the days of --month, or --from and --to; --as-of is a --to where none is given."""
    if month_ is not None:
        start = month(month_, "--month")
        return start, date(start.year, start.month, monthrange(start.year, start.month)[1])
    days = days_between(first, last)
    return days[0], days[1] or day


@app.command()
def sla(
    ctx: typer.Context,
    org: Annotated[str | None, typer.Option("--org", metavar="ORG", help="Only this customer.")] = None,
    seller: Annotated[str | None, typer.Option("--seller", metavar="SLUG", help="Only this seller.")] = None,
    from_: Annotated[
        str | None, typer.Option("--from", metavar="DATE", help="Reported from this day on.")
    ] = None,
    to: Annotated[
        str | None, typer.Option("--to", metavar="DATE", help="Reported up to this day, included.")
    ] = None,
    as_of_: AsOfOption = None,
) -> None:
    """Targets met and missed by seller, customer, severity and month; median and 90th percentile.

    Example: saasctl report sla --from 2026-01-01 --to 2026-06-30
    """
    from saasctl.operations.sla_reports import SlaFilter, report_sla

    wanted = SlaFilter(org, seller, *days_between(from_, to))
    emit(ctx, report_sla(opened(ctx), wanted, as_of_instant(ctx, as_of_)))


@app.command()
def availability(
    ctx: typer.Context,
    seller: Annotated[str, typer.Option("--seller", metavar="SLUG", help="Whose service.")],
    month_: Annotated[str, typer.Option("--month", metavar="YYYY-MM", help="Which month.")],
    as_of_: AsOfOption = None,
) -> None:
    """Availability of a month: minutes, those left out, those down, and the verdict.

    Example: saasctl report availability --seller digi --month 2026-03
    """
    from saasctl.operations.incidents import report_availability

    wanted = month(month_, "--month")
    emit(ctx, report_availability(opened(ctx), seller, wanted, as_of_instant(ctx, as_of_)))


@app.command()
def seats(ctx: typer.Context, org: OrgOption = None, as_of_: AsOfOption = None) -> None:
    """Show slots, users and credits of every customer, and whether they fit together.

    Example: saasctl report seats --as-of 2026-06-30
    """
    from saasctl.operations.credit_reports import report_seats

    emit(ctx, report_seats(opened(ctx), org, as_of(ctx, as_of_)))


@app.command()
def usage(
    ctx: typer.Context,
    org: Annotated[str, typer.Argument(metavar="ORG", help="Customer.")],
    month_: Annotated[str, typer.Option("--month", metavar="YYYY-MM", help="Which month.")],
    as_of_: AsOfOption = None,
) -> None:
    """Show what a customer's users did with their credits in a month.

    Example: saasctl report usage acme --month 2026-03
    """
    from saasctl.operations.credit_reports import report_usage

    emit(ctx, report_usage(opened(ctx), org, month(month_, "--month")))


@app.command()
def backups(
    ctx: typer.Context,
    seller: Annotated[str | None, typer.Option("--seller", metavar="SLUG", help="Whose service.")] = None,
    org: Annotated[
        str | None, typer.Option("--org", metavar="ORG", help="Only copies that may hold its data.")
    ] = None,
    since: Annotated[
        str | None, typer.Option("--since", metavar="DATE", help="First day of the service.")
    ] = None,
    as_of_: AsOfOption = None,
) -> None:
    """Backups that the terms keep on a day, by tier of age.

    Example: saasctl report backups --seller digi --since 2024-01-01 --as-of 2026-06-30
    """
    from saasctl.operations.backup_reports import report_backups

    first = day(since, "--since") if since else None
    emit(ctx, report_backups(opened(ctx), seller, org, first, as_of(ctx, as_of_)))
