"""saasctl case: something dated happened, and the terms give dates, acts and amounts."""

from typing import TYPE_CHECKING, Annotated

import typer

from saasctl.cli.globals import AsOfOption, OnOption, act_of, as_of, command_group, emit, opened, terms_path
from saasctl.cli.parsing import assignment, one_of

if TYPE_CHECKING:
    from saasctl.operations.cases import CaseGiven

app = command_group("Cases: kinds, open, update, close, invoice, list, show.")

CaseArgument = Annotated[str, typer.Argument(metavar="CASE", help="Case, as C-1.")]
FactOption = Annotated[
    list[str] | None,
    typer.Option("--fact", metavar="NAME=VALUE", help="A fact of the case; may be repeated."),
]
TickOption = Annotated[
    list[str] | None, typer.Option("--tick", metavar="STEP", help="A step that is done; may be repeated.")
]
EvidenceOption = Annotated[
    str | None, typer.Option("--evidence", metavar="TEXT", help="A note on what shows it.")
]


def _given(
    facts: list[str] | None, ticks: list[str] | None, evidence: str | None, by: str | None = None
) -> "CaseGiven":
    from saasctl.operations.cases import CaseGiven

    read = tuple(assignment(text) for text in facts or ())
    return CaseGiven(read, tuple(ticks or ()), evidence, one_of(by, "--by", "customer", "vendor"))


@app.command()
def kinds(
    ctx: typer.Context,
    profile: Annotated[str, typer.Argument(metavar="PROFILE", help="Profile of terms.")],
) -> None:
    """List the kinds of case of a profile: facts, dates, amounts, acts.

    Example: saasctl case kinds PROFILE
    """
    from saasctl.operations.cases import list_kinds

    emit(ctx, list_kinds(profile, terms_path(ctx)))


@app.command()
def open(
    ctx: typer.Context,
    org: Annotated[str, typer.Argument(metavar="ORG", help="Customer.")],
    kind: Annotated[
        str, typer.Argument(metavar="KIND", help="A kind of the terms: saasctl case kinds PROFILE.")
    ],
    fact: FactOption = None,
    tick: TickOption = None,
    evidence: EvidenceOption = None,
    by: Annotated[str | None, typer.Option("--by", metavar="PARTY", help="customer or vendor.")] = None,
    on: OnOption = None,
) -> None:
    """Open a case: its dates, amounts and acts follow from the terms of that day.

    Example: saasctl case open acme audit --fact notified_on=2026-05-06 --on 2026-05-06
    """
    from saasctl.operations.cases import open_case

    emit(ctx, open_case(opened(ctx), org, kind, _given(fact, tick, evidence, by), act_of(ctx, on)))


@app.command()
def update(
    ctx: typer.Context,
    case: CaseArgument,
    fact: FactOption = None,
    tick: TickOption = None,
    evidence: EvidenceOption = None,
    on: OnOption = None,
) -> None:
    """Add what became known of a case: facts, steps that are done, a note.

    Example: saasctl case update C-1 --fact findings_on=2026-06-01 --on 2026-06-01
    """
    from saasctl.operations.cases import update_case

    emit(ctx, update_case(opened(ctx), case, _given(fact, tick, evidence), act_of(ctx, on)))


@app.command()
def close(
    ctx: typer.Context,
    case: CaseArgument,
    fact: FactOption = None,
    tick: TickOption = None,
    evidence: EvidenceOption = None,
    on: OnOption = None,
) -> None:
    """Close a case once the steps of the terms are done.

    Example: saasctl case close C-1 --tick documentation-sent --on 2026-06-10
    """
    from saasctl.operations.cases import close_case

    emit(ctx, close_case(opened(ctx), case, _given(fact, tick, evidence), act_of(ctx, on)))


@app.command()
def invoice(
    ctx: typer.Context,
    case: CaseArgument,
    amount: Annotated[
        list[str] | None,
        typer.Option("--amount", metavar="NAME", help="Only this amount; may be repeated."),
    ] = None,
    receipt: Annotated[
        str | None,
        typer.Option("--receipt", metavar="TEXT", help="The receipts, where the terms ask for them."),
    ] = None,
    on: OnOption = None,
) -> None:
    """Invoice what a case gives the vendor: an indemnity, the fees and costs of an audit, a repayment.

    Once each; an invoice that was credited in full may be issued anew.

    Example: saasctl case invoice C-1 --receipt "bill 12 of the auditor" --on 2026-06-01
    """
    from saasctl.operations.case_invoices import invoice_case

    emit(ctx, invoice_case(opened(ctx), case, tuple(amount or ()), receipt, act_of(ctx, on)))


@app.command(name="list")
def list_(
    ctx: typer.Context,
    org: Annotated[str | None, typer.Option("--org", metavar="ORG", help="Only this customer.")] = None,
    kind: Annotated[str | None, typer.Option("--kind", metavar="KIND", help="Only this kind.")] = None,
    only_open: Annotated[bool, typer.Option("--open", help="Only cases that are open.")] = False,
    as_of_: AsOfOption = None,
) -> None:
    """List cases with the next date of each.

    Example: saasctl case list --org acme --open
    """
    from saasctl.operations.cases import list_cases

    emit(ctx, list_cases(opened(ctx), (org, kind, only_open), as_of(ctx, as_of_)))


@app.command()
def show(ctx: typer.Context, case: CaseArgument, as_of_: AsOfOption = None) -> None:
    """Show a case with its dates, amounts and acts, each with its clause.

    Example: saasctl case show C-1 --as-of 2026-06-16
    """
    from saasctl.operations.cases import show_case

    emit(ctx, show_case(opened(ctx), case, as_of(ctx, as_of_)))
