"""saasctl usage: readings of any metric, and checks of them against the terms."""

from typing import Annotated

import typer

from saasctl.cli.globals import (
    AsOfOption,
    AtOption,
    act_of,
    as_of,
    command_group,
    emit,
    faults_told,
    opened,
    progress,
    session_of,
)
from saasctl.cli.parsing import day_or_instant, days_between

app = command_group("Use of the software: readings, imports, checks against the terms.")

OrgArgument = Annotated[str, typer.Argument(metavar="ORG", help="Customer.")]
SubjectOption = Annotated[
    str | None,
    typer.Option("--subject", metavar="TEXT", help="Campaign, database or route that the reading is of."),
]
SourceOption = Annotated[
    str | None, typer.Option("--source", metavar="TEXT", help="Where the reading comes from.")
]


@app.command()
def record(
    ctx: typer.Context,
    org: OrgArgument,
    metric: Annotated[str, typer.Argument(metavar="METRIC", help="What was read, as end_users or bounces.")],
    value: Annotated[str, typer.Argument(metavar="VALUE", help="The number that was read.")],
    subject: SubjectOption = None,
    source: SourceOption = None,
    at: AtOption = None,
) -> None:
    """Record one reading of a metric, with where it comes from.

    Example: saasctl usage record acme end_users 63 --at 2026-03-10T09:00:00+01:00
    """
    from saasctl.operations.usage import ReadingGiven, record_reading

    given = ReadingGiven(metric, value, subject, source)
    emit(ctx, record_reading(opened(ctx), org, given, act_of(ctx, at=at)))


@app.command(name="import")
def import_(
    ctx: typer.Context,
    file: Annotated[
        str,
        typer.Argument(metavar="FILE.csv", help="Columns: org, metric, value, at, subject, source."),
    ],
    org: Annotated[
        str | None, typer.Option("--org", metavar="ORG", help="Customer of rows that name none.")
    ] = None,
    source: SourceOption = None,
) -> None:
    """Record every reading of a CSV file, or none where one is wrong; the same file again changes nothing.

    Example: saasctl usage import readings.csv --source "mail platform"
    """
    from saasctl.operations.importing_usage import import_usage

    with faults_told(ctx):
        with progress(ctx) as seen:
            written = import_usage(opened(ctx), file, org, source, act_of(ctx), seen)
        emit(ctx, written)


@app.command()
def show(
    ctx: typer.Context,
    org: OrgArgument,
    metric: Annotated[
        str | None, typer.Option("--metric", metavar="METRIC", help="Only readings of this metric.")
    ] = None,
    subject: SubjectOption = None,
    first: Annotated[str | None, typer.Option("--from", metavar="DATE", help="First day.")] = None,
    last: Annotated[str | None, typer.Option("--to", metavar="DATE", help="Last day, included.")] = None,
    as_of_: AsOfOption = None,
) -> None:
    """List the readings of a customer, oldest first.

    Example: saasctl usage show acme --metric end_users --from 2026-03-01
    """
    from saasctl.operations.usage import ReadingsAsked, show_usage

    asked = ReadingsAsked(metric, subject, *days_between(first, last))
    emit(ctx, show_usage(opened(ctx), org, asked, as_of(ctx, as_of_)))


@app.command()
def check(
    ctx: typer.Context,
    org: Annotated[
        str | None, typer.Argument(metavar="[ORG]", help="Customer; all of them unless given.")
    ] = None,
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help="End with exit 10 where anything is found.")
    ] = False,
    as_of_: AsOfOption = None,
) -> None:
    """List the thresholds that are passed and the use above plans, with what follows from each.

    Example: saasctl usage check acme --as-of 2026-03-31
    """
    from saasctl.operations.usage import check_usage

    session = session_of(ctx)
    text = as_of_ or session.text("as_of") or session.environment.get("SAASCTL_AS_OF")
    when = day_or_instant(text, "--as-of") if text else None
    emit(ctx, check_usage(opened(ctx), org, when, fails=exit_code))
