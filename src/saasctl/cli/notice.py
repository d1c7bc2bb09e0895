"""saasctl notice: letters and e-mails between the parties."""

from typing import Annotated

import typer

from saasctl.cli.globals import AsOfOption, OnOption, act_of, as_of, command_group, emit, opened
from saasctl.cli.parsing import day, one_of

app = command_group("Notices: record, list, show.")
FORMS = ("in-app", "email", "email-ack", "letter", "registered-letter")


@app.command()
def record(
    ctx: typer.Context,
    org: Annotated[str, typer.Argument(metavar="ORG", help="Customer.")],
    kind: Annotated[
        str, typer.Argument(metavar="KIND", help="reminder, formal-notice, non-renewal, or another word.")
    ],
    sent_on: Annotated[str, typer.Option("--sent-on", metavar="DATE", help="Day it was sent.")],
    received_on: Annotated[
        str | None, typer.Option("--received-on", metavar="DATE", help="Day of its acknowledgement.")
    ] = None,
    form: Annotated[
        str | None, typer.Option("--form", metavar="FORM", help="email, letter, registered-letter ...")
    ] = None,
    by: Annotated[str, typer.Option("--by", metavar="PARTY", help="customer or vendor.")] = "vendor",
    invoice: Annotated[
        str | None, typer.Option("--invoice", metavar="NUMBER", help="Invoice it is about.")
    ] = None,
    citing: Annotated[
        str | None, typer.Option("--citing", metavar="ARTICLE", help="Article that it cites.")
    ] = None,
    on: OnOption = None,
) -> None:
    """Record a notice that was sent, with its form and its dates.

    Example: saasctl notice record acme reminder --sent-on 2026-04-13 --form email
    """
    from saasctl.operations.notices import NoticeGiven
    from saasctl.operations.notices import record as recorded

    given = NoticeGiven(
        kind,
        day(sent_on, "--sent-on"),
        day(received_on, "--received-on") if received_on else None,
        one_of(form, "--form", *FORMS),
        one_of(by, "--by", "customer", "vendor") or "vendor",
        invoice,
        citing,
    )
    emit(ctx, recorded(opened(ctx), org, given, act_of(ctx, on)))


@app.command(name="list")
def list_(
    ctx: typer.Context,
    org: Annotated[str | None, typer.Option("--org", metavar="ORG", help="Only this customer.")] = None,
    kind: Annotated[str | None, typer.Option("--kind", metavar="KIND", help="Only this kind.")] = None,
    as_of_: AsOfOption = None,
) -> None:
    """List notices in the order of recording.

    Example: saasctl notice list --org acme
    """
    from saasctl.operations.notices import list_notices

    emit(ctx, list_notices(opened(ctx), org, kind, as_of(ctx, as_of_)))


@app.command()
def show(
    ctx: typer.Context,
    notice: Annotated[str, typer.Argument(metavar="NOTICE", help="Notice, as N-1.")],
) -> None:
    """Show a notice and what it brought.

    Example: saasctl notice show N-1
    """
    from saasctl.operations.notices import show_notice

    emit(ctx, show_notice(opened(ctx), notice))
