"""saasctl terms: profiles, settings, rates, checks, coverage."""

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
    opened,
    opened_if_there,
    terms_path,
)
from saasctl.cli.parsing import assignment, day

app = command_group("Terms: profiles, settings, rates, checks, coverage.")
rates = command_group("Reference rates: legal interest by half-year, the ECB's by day.")
app.add_typer(rates, name="rates")

ProfileArgument = Annotated[
    str, typer.Argument(metavar="PROFILE[@VERSION]", help="Profile, or the file of your own: ./mine.toml.")
]


@app.command(name="list")
def list_(ctx: typer.Context) -> None:
    """List the profiles that can be loaded.

    Example: saasctl terms list --terms-path ./terms
    """
    from saasctl.operations.terms import list_profiles

    emit(ctx, list_profiles(terms_path(ctx)))


@app.command()
def show(
    ctx: typer.Context,
    profile: ProfileArgument,
    path: Annotated[str | None, typer.Argument(metavar="[PATH|RULE]", help="Only what is there.")] = None,
) -> None:
    """Show a profile's values with their clauses; all, below a path, or of a rule.

    Example: saasctl terms show mine slots
    """
    from saasctl.operations.terms import show_profile

    emit(ctx, show_profile(profile, path, terms_path(ctx)))


@app.command()
def clause(
    ctx: typer.Context,
    profile: ProfileArgument,
    article: Annotated[str, typer.Argument(metavar="ARTICLE", help="Article as the profile names it.")],
) -> None:
    """Show one article and what is taken from it.

    Example: saasctl terms clause mine 9.3
    """
    from saasctl.operations.terms import show_clause

    emit(ctx, show_clause(profile, article, terms_path(ctx)))


@app.command()
def check(
    ctx: typer.Context,
    profiles: Annotated[list[str], typer.Argument(metavar="PROFILE...", help="Profiles or files.")],
    fail_on: Annotated[
        str | None,
        typer.Option("--fail-on", metavar="information|warning|error", help="Exit 10 on findings so grave."),
    ] = None,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="Exit 10 on warnings and errors.")] = False,
    as_of_: AsOfOption = None,
) -> None:
    """Check profiles: schema, contradictions, blanks, dead references, and the law.

    Each is checked as it is written. One that cannot be read is exit 4.

    Example: saasctl terms check ./mine.toml --fail-on error
    """
    from saasctl.operations.terms import check_terms, refuse_findings, severity_named

    gravest = severity_named(fail_on or ("warning" if exit_code else None))
    checked = check_terms(profiles, opened_if_there(ctx), as_of(ctx, as_of_), terms_path(ctx))
    emit(ctx, checked.listing)
    refuse_findings(checked, gravest)


@app.command()
def coverage(ctx: typer.Context, profile: ProfileArgument) -> None:
    """Show how every rule of a rulebook is carried out, with command and tests.

    Example: saasctl terms coverage mine
    """
    from saasctl.operations.terms import coverage as covered

    emit(ctx, covered(profile, terms_path(ctx)))


@app.command()
def diff(ctx: typer.Context, first: ProfileArgument, second: ProfileArgument) -> None:
    """List what differs between two profiles or two versions.

    Example: saasctl terms diff mine@2025-01 mine@2026-03
    """
    from saasctl.operations.terms import compare

    emit(ctx, compare(first, second, terms_path(ctx)))


@app.command()
def blanks(ctx: typer.Context, profile: ProfileArgument, as_of_: AsOfOption = None) -> None:
    """List every path that may be set: blanks, conventions and readings, with what is in force.

    Example: saasctl terms blanks mine --json
    """
    from saasctl.operations.terms import list_blanks

    emit(ctx, list_blanks(profile, opened_if_there(ctx), as_of(ctx, as_of_), terms_path(ctx)))


@app.command(name="set")
def set_(
    ctx: typer.Context,
    scope: Annotated[str, typer.Argument(metavar="PROFILE|SELLER", help="Profile, or a seller's slug.")],
    settings: Annotated[list[str], typer.Argument(metavar="PATH=VALUE...", help="Paths and values.")],
    on: OnOption = None,
) -> None:
    """Answer what a profile leaves blank, or choose another convention or reading, from a day on.

    Example: saasctl terms set mine vat.rate=20 invoice.due_days=30 --on 2026-01-01
    """
    from saasctl.operations.term_settings import set_terms

    emit(ctx, set_terms(opened(ctx), scope, [assignment(text) for text in settings], act_of(ctx, on)))


@app.command()
def announce(
    ctx: typer.Context,
    profile: Annotated[str, typer.Argument(metavar="PROFILE@VERSION", help="The new version.")],
    effective: Annotated[str, typer.Option("--effective", metavar="DATE", help="Day it applies from.")],
    law: Annotated[
        str | None, typer.Option("--law", metavar="TEXT", help="Rule of law that commands the change.")
    ] = None,
    amendment: Annotated[
        bool, typer.Option("--amendment", help="Propose it as an amendment that both sign.")
    ] = False,
    on: OnOption = None,
) -> None:
    """Announce a new version to its customers: letters in the outbox, and when each contract moves.

    Example: saasctl terms announce mine@2026-10 --effective 2026-10-01 --on 2026-09-16 --yes
    """
    from saasctl.operations.announcing import AnnounceGiven
    from saasctl.operations.announcing import announce as announced

    confirm(ctx, f"Announce {profile} to every customer under it?")
    given = AnnounceGiven(profile, day(effective, "--effective"), law, amendment)
    emit(ctx, announced(opened(ctx), given, act_of(ctx, on)))


@app.command()
def refuse(
    ctx: typer.Context,
    org: Annotated[str, typer.Argument(metavar="ORG", help="Customer.")],
    user: Annotated[
        str | None, typer.Option("--user", metavar="EMAIL", help="User who refuses, for the user alone.")
    ] = None,
    version: Annotated[
        str | None, typer.Option("--version", metavar="VERSION", help="Version; the last announced if none.")
    ] = None,
    on: OnOption = None,
) -> None:
    """Record that a customer, or one of its users, refused a new version; says what follows.

    Example: saasctl terms refuse acme --user ana@acme.example --on 2026-05-02
    """
    from saasctl.operations.refusing import refuse_terms

    emit(ctx, refuse_terms(opened(ctx), org, version, user, act_of(ctx, on)))


@rates.command(name="list")
def rates_list(ctx: typer.Context) -> None:
    """List the reference rates known, packaged and added.

    Example: saasctl terms rates list
    """
    from saasctl.operations.term_rates import list_rates

    emit(ctx, list_rates(opened_if_there(ctx)))


@rates.command(name="show")
def rates_show(
    ctx: typer.Context,
    kind: Annotated[str, typer.Argument(metavar="legal-interest|ecb-mro", help="Which rate.")],
    as_of_: AsOfOption = None,
) -> None:
    """Show the reference rate in force on a day; exit 7 where none is known, since none is guessed.

    Example: saasctl terms rates show legal-interest --as-of 2026-03-01
    """
    from saasctl.operations.term_rates import show_rate

    emit(ctx, show_rate(opened_if_there(ctx), kind, as_of(ctx, as_of_)))


@rates.command(name="add")
def rates_add(
    ctx: typer.Context,
    kind: Annotated[str, typer.Argument(metavar="legal-interest|ecb-mro", help="Which rate.")],
    percent: Annotated[str, typer.Option("--percent", metavar="PERCENT", help="Percent a year, as 2.50.")],
    source: Annotated[str, typer.Option("--source", metavar="TEXT", help="The decree or decision.")],
    half: Annotated[str | None, typer.Option("--half", metavar="YYYY-S1", help="Half-year.")] = None,
    from_: Annotated[str | None, typer.Option("--from", metavar="DATE", help="First day, ECB rate.")] = None,
    replace: Annotated[bool, typer.Option("--replace", help="Replace another percentage.")] = False,
) -> None:
    """Add a reference rate from its source; none is ever guessed.

    Example: saasctl terms rates add legal-interest --half 2027-S1 --percent 2.50 --source "JO 31/12/2026"
    """
    from saasctl.operations.term_rates import add_rate, read_rate

    rate = read_rate(kind, half, from_, percent, source)
    emit(ctx, add_rate(opened(ctx), rate, act_of(ctx), replacing=replace))
