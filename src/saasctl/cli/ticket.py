"""saasctl ticket: support tickets with their SLA clocks."""

from collections.abc import Callable
from inspect import cleandoc
from typing import Annotated

import typer

from saasctl.cli.globals import (
    AsOfOption,
    AtOption,
    OnOption,
    act_of,
    as_of_instant,
    command_group,
    emit,
    opened,
    refreshed,
    session_of,
)
from saasctl.cli.parsing import LONGEST_NOTE, LONGEST_WORD, if_written, one_of, seconds, written

app = command_group("Support tickets: open, acknowledge, resolve, list, clock, indemnity.")

TicketArgument = Annotated[str, typer.Argument(metavar="TICKET", help="Ticket, as T-12.")]
EvidenceOption = Annotated[
    str | None, typer.Option("--evidence", metavar="TEXT", help="What shows it, kept with the event.")
]


@app.command()
def open(
    ctx: typer.Context,
    org: Annotated[str, typer.Argument(metavar="ORG", help="Customer, or ORG/NAME of a subscription.")],
    severity: Annotated[str, typer.Option("--severity", metavar="WORD", help="blocking, major or minor.")],
    title: Annotated[str, typer.Option("--title", metavar="TEXT", help="What it is about.")],
    channel: Annotated[str, typer.Option("--channel", metavar="WORD", help="tool, email or phone.")] = "tool",
    object_: Annotated[
        str | None, typer.Option("--object", metavar="WORD", help="What cannot be used, as contact.")
    ] = None,
    external_link: Annotated[
        bool, typer.Option("--external-link", help="Its data is linked to an external tool.")
    ] = False,
    custom_fields: Annotated[
        bool, typer.Option("--custom-fields", help="It holds non-standard fields.")
    ] = False,
    about: Annotated[
        str, typer.Option("--about", metavar="WORD", help="anomaly, usage, or what the terms call none.")
    ] = "anomaly",
    browser: Annotated[
        str | None, typer.Option("--browser", metavar="NAME", help="Browser it was seen in, as chrome.")
    ] = None,
    outdated: Annotated[bool, typer.Option("--outdated", help="Not in a version that is supported.")] = False,
    screen: Annotated[
        int | None, typer.Option("--screen", metavar="INCHES", min=1, max=999, help="Size of the screen.")
    ] = None,
    used_from: Annotated[
        str | None, typer.Option("--used-from", metavar="COUNTRY", help="Country of use, as FR.")
    ] = None,
    at: AtOption = None,
) -> None:
    """Open a ticket; its clocks follow from the terms and the hours of support.

    Example: saasctl ticket open acme --severity major --title "No export" --at 2026-03-06T16:45:00+01:00
    """
    from saasctl.operations.tickets import TicketGiven, access_of, open_ticket

    known = one_of(channel, "--channel", "tool", "email", "phone") or "tool"
    seen = access_of(browser, screen, used_from, outdated=outdated)
    level, what = written(severity, "--severity", LONGEST_WORD), written(title, "--title")
    named = if_written(object_, "--object", LONGEST_WORD)
    given = TicketGiven(level, what, known, named, external_link, custom_fields, about, seen)
    emit(ctx, open_ticket(opened(ctx), org, given, act_of(ctx, None, at)))


def _happened(
    ctx: typer.Context, ref: str, kind: str, at: str | None, detail: str | None, evidence: str | None
) -> None:
    from saasctl.operations.tickets import Happened, act_on_ticket

    reason = session_of(ctx).text("reason")
    what = Happened(kind, detail or reason, if_written(evidence, "--evidence", LONGEST_NOTE))
    emit(ctx, act_on_ticket(opened(ctx), ref, what, act_of(ctx, None, at)))


VERBS = {
    "ack": """Record that a ticket was taken in charge.

    Example: saasctl ticket ack T-1 --at 2026-03-09T09:40:00+01:00
    """,
    "pause": """Stop the clocks for a cause of the terms, named with --reason, until `resume`.

    Example: saasctl ticket pause T-1 --reason no-cooperation --at 2026-03-10T10:00:00+01:00
    """,
    "resume": """Let the clocks of a paused ticket run again.

    Example: saasctl ticket resume T-1 --at 2026-03-11T10:00:00+01:00
    """,
    "workaround": """Record that a way round was found; the terms may lower the severity.

    Example: saasctl ticket workaround T-1 --evidence "use the API" --at 2026-03-10T10:00:00+01:00
    """,
    "resolve": """Record that the service is back, or the request answered.

    Example: saasctl ticket resolve T-1 --at 2026-03-24T11:00:00+01:00
    """,
    "close": """Close a ticket; it keeps the calendar of that day.

    Example: saasctl ticket close T-1 --at 2026-03-25T11:00:00+01:00
    """,
    "reopen": """Open a resolved, closed or excluded ticket again; its clocks go on from their own start.

    Example: saasctl ticket reopen T-1 --at 2026-03-26T11:00:00+01:00
    """,
    "exclude": """Put a ticket out of the vendor's charge for a cause of the terms, named with --reason.

    Example: saasctl ticket exclude T-1 --reason network-failure --at 2026-03-10T10:00:00+01:00
    """,
}
"""What may happen to a ticket that is told by its kind alone, with the help of each command."""


def _verb(kind: str) -> Callable[..., None]:
    def happened(
        ctx: typer.Context, ref: TicketArgument, evidence: EvidenceOption = None, at: AtOption = None
    ) -> None:
        _happened(ctx, ref, kind, at, None, evidence)

    return happened


for _kind, _help in VERBS.items():
    app.command(name=_kind, help=cleandoc(_help))(_verb(_kind))


@app.command()
def severity(
    ctx: typer.Context,
    ref: TicketArgument,
    word: Annotated[str, typer.Argument(metavar="SEVERITY", help="blocking, major or minor.")],
    evidence: EvidenceOption = None,
    at: AtOption = None,
) -> None:
    """Classify a ticket anew; start and elapsed time stay, an earlier miss stays on record.

    Example: saasctl ticket severity T-1 major --at 2026-03-10T10:00:00+01:00
    """
    _happened(ctx, ref, "severity", at, written(word, "SEVERITY", LONGEST_WORD), evidence)


@app.command()
def note(
    ctx: typer.Context,
    ref: TicketArgument,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="What to keep.")],
    at: AtOption = None,
) -> None:
    """Keep a note with a ticket.

    Example: saasctl ticket note T-1 "called back" --at 2026-03-10T10:00:00+01:00
    """
    _happened(ctx, ref, "note", at, written(text, "TEXT", LONGEST_NOTE), None)


@app.command()
def show(ctx: typer.Context, ref: TicketArgument, as_of_: AsOfOption = None) -> None:
    """Show a ticket with what happened to it and its clocks.

    Example: saasctl ticket show T-1
    """
    from saasctl.operations.tickets import show_ticket

    emit(ctx, show_ticket(opened(ctx), ref, as_of_instant(ctx, as_of_)))


@app.command()
def clock(ctx: typer.Context, ref: TicketArgument, as_of_: AsOfOption = None) -> None:
    """Show the clocks of a ticket as of an instant.

    Example: saasctl ticket clock T-1 --as-of 2026-03-09T10:45:00+01:00
    """
    from saasctl.operations.tickets import show_ticket

    emit(ctx, show_ticket(opened(ctx), ref, as_of_instant(ctx, as_of_)))


@app.command(name="list")
def list_(
    ctx: typer.Context,
    org: Annotated[str | None, typer.Option("--org", metavar="ORG", help="Only this customer.")] = None,
    seller: Annotated[str | None, typer.Option("--seller", metavar="SLUG", help="Only this seller.")] = None,
    severity_: Annotated[
        str | None, typer.Option("--severity", metavar="WORD", help="Only this severity.")
    ] = None,
    status: Annotated[str | None, typer.Option("--status", metavar="STATE", help="Only this state.")] = None,
    closed: Annotated[bool, typer.Option("--closed", help="Closed ones too.")] = False,
    due_within: Annotated[
        str | None, typer.Option("--due-within", metavar="DUR", help="With a clock due by then, as 4h.")
    ] = None,
    fail_on: Annotated[
        str | None, typer.Option("--fail-on", metavar="WORD", help="Exit 10 on missed, or at-risk, clocks.")
    ] = None,
    watch: Annotated[bool, typer.Option("--watch", help="Show the list anew until interrupted.")] = False,
    every: Annotated[str, typer.Option("--every", metavar="DUR", help="How often --watch looks.")] = "5s",
    as_of_: AsOfOption = None,
) -> None:
    """List open tickets with their clocks, oldest first: bars on a terminal, words elsewhere.

    With --watch the list is refreshed in place on a terminal, printed again elsewhere, until it is
    interrupted or --fail-on finds something.

    Example: saasctl ticket list --due-within 4h --fail-on at-risk
    """
    from datetime import timedelta

    from saasctl.operations.tickets import TicketFilter, list_tickets

    state = one_of(status, "--status", "open", "acknowledged", "paused", "resolved", "closed", "excluded")
    within = timedelta(seconds=seconds(due_within, "--due-within", "4h")) if due_within else None
    fails = one_of(fail_on, "--fail-on", "missed", "at-risk")
    wanted = TicketFilter(org, seller, severity_, state, closed, within, fails)
    pause_seconds = seconds(every, "--every", least="100ms")
    if not watch:
        emit(ctx, list_tickets(opened(ctx), wanted, as_of_instant(ctx, as_of_)))
        return
    refreshed(ctx, lambda: list_tickets(opened(ctx), wanted, as_of_instant(ctx, as_of_)), pause_seconds)


@app.command()
def indemnity(
    ctx: typer.Context,
    ref: TicketArgument,
    claim: Annotated[bool, typer.Option("--claim", help="Record that the customer claims it.")] = False,
    pay: Annotated[bool, typer.Option("--pay", help="Issue its credit note.")] = False,
    on: OnOption = None,
    as_of_: AsOfOption = None,
) -> None:
    """Show what a missed guarantee gives; record its claim, or pay it by a credit note.

    Example: saasctl ticket indemnity T-1 --as-of 2026-03-24T11:00:00+01:00
    """
    from saasctl.operations.indemnities import claim_indemnity, pay_indemnity, show_indemnity

    if claim:
        emit(ctx, claim_indemnity(opened(ctx), ref, act_of(ctx, on)))
    elif pay:
        emit(ctx, pay_indemnity(opened(ctx), ref, act_of(ctx, on)))
    else:
        emit(ctx, show_indemnity(opened(ctx), ref, as_of_instant(ctx, as_of_)))
