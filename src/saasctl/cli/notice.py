"""saasctl notice: letters and e-mails between the parties."""

from typing import Annotated

import typer

from saasctl.cli.globals import AsOfOption, OnOption, act_of, as_of, command_group, emit, opened, session_of
from saasctl.cli.parsing import day, one_of

app = command_group("Notices: record, list, show, send, mark as sent, export for printing.")
NoticeArgument = Annotated[str, typer.Argument(metavar="NOTICE", help="Notice, as N-1.")]
LanguageOption = Annotated[
    str | None, typer.Option("--language", metavar="en|fr", help="Language of the text.")
]
STATES = ("recorded", "effective", "no-effect", "withdrawn", "to-send", "sending", "sent", "unknown")
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
    status: Annotated[
        str | None, typer.Option("--status", metavar="STATE", help="Only this state, as to-send.")
    ] = None,
    as_of_: AsOfOption = None,
) -> None:
    """List notices in the order of recording.

    Example: saasctl notice list --org acme --status to-send
    """
    from saasctl.operations.notices import NoticeFilter, list_notices

    wanted = NoticeFilter(org, kind, one_of(status, "--status", *STATES))
    emit(ctx, list_notices(opened(ctx), wanted, as_of(ctx, as_of_)))


@app.command()
def show(
    ctx: typer.Context,
    notice: NoticeArgument,
    language: LanguageOption = None,
) -> None:
    """Show a notice, what it brought, and its text where it was written here.

    Example: saasctl notice show N-1
    """
    from saasctl.operations.notices import show_notice

    emit(ctx, show_notice(opened(ctx), notice, one_of(language, "--language", "en", "fr")))


@app.command()
def send(
    ctx: typer.Context,
    notices: Annotated[
        list[str] | None, typer.Argument(metavar="[NOTICE...]", help="Notices; all e-mails unless named.")
    ] = None,
    org: Annotated[str | None, typer.Option("--org", metavar="ORG", help="Only this customer.")] = None,
    smtp: Annotated[
        str | None,
        typer.Option("--smtp", metavar="URL", help="smtp://user@host:587, smtps:// or smtp+plain://."),
    ] = None,
    password_file: Annotated[
        str | None, typer.Option("--password-file", metavar="FILE", help="File that holds the password.")
    ] = None,
    password_command: Annotated[
        str | None, typer.Option("--password-command", metavar="COMMAND", help="Command that prints it.")
    ] = None,
    sender: Annotated[
        str | None, typer.Option("--from", metavar="EMAIL", help="Sender; the seller's address unless given.")
    ] = None,
    eml: Annotated[
        str | None, typer.Option("--eml", metavar="DIR", help="Write .eml files there instead.")
    ] = None,
    again: Annotated[
        bool, typer.Option("--again", help="Send what may have left already, under the same Message-ID.")
    ] = False,
    on: OnOption = None,
) -> None:
    """Send the e-mails of the outbox, each at most once, by SMTP or as .eml files.

    Example: saasctl notice send --eml outbox --on 2026-04-13
    """
    from pathlib import Path

    from saasctl.operations.outbox import SendGiven
    from saasctl.operations.outbox import send as sent
    from saasctl.system.mail import server_at

    environment = session_of(ctx).environment
    url = smtp or environment.get("SAASCTL_SMTP")
    secret = password_file or environment.get("SAASCTL_SMTP_PASSWORD_FILE")
    server = server_at(url, secret, password_command) if url and not eml else None
    folder = Path(eml) if eml else None
    given = SendGiven(tuple(notices or ()), org, server, folder, sender, again)
    emit(ctx, sent(opened(ctx), given, act_of(ctx, on)))


@app.command(name="mark-sent")
def mark_sent(
    ctx: typer.Context,
    notice: NoticeArgument,
    tracking: Annotated[
        str | None, typer.Option("--tracking", metavar="NUMBER", help="Number of the registered letter.")
    ] = None,
    received_on: Annotated[
        str | None, typer.Option("--received-on", metavar="DATE", help="Day of its acknowledgement.")
    ] = None,
    on: OnOption = None,
) -> None:
    """Record that a notice left on a day, and its receipt once it is known.

    Example: saasctl notice mark-sent N-1 --tracking 1A00012345678 --on 2026-04-13
    """
    from saasctl.operations.outbox import mark_sent as marked

    received = day(received_on, "--received-on") if received_on else None
    emit(ctx, marked(opened(ctx), notice, tracking, received, act_of(ctx, on)))


@app.command()
def export(
    ctx: typer.Context,
    out: Annotated[str, typer.Option("--out", metavar="DIR", help="Folder for the files.")],
    notices: Annotated[
        list[str] | None, typer.Argument(metavar="[NOTICE...]", help="Notices; all letters unless named.")
    ] = None,
    format_: Annotated[str, typer.Option("--format", metavar="txt|eml", help="Kind of file.")] = "txt",
) -> None:
    """Write letters of the outbox as files for printing; nothing is marked as sent.

    Example: saasctl notice export --out letters
    """
    from pathlib import Path

    from saasctl.operations.outbox import export_notices

    kind = one_of(format_, "--format", "txt", "eml") or "txt"
    emit(ctx, export_notices(opened(ctx), tuple(notices or ()), Path(out), kind, act_of(ctx)))
