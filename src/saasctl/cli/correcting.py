"""Corrections of issued invoices, as commands of `saasctl invoice`; nothing issued is edited."""

from typing import Annotated

import typer

from saasctl.cli.globals import (
    OnOption,
    act_of,
    confirm,
    emit,
    faults_told,
    opened,
)
from saasctl.cli.parsing import amount, assignment, count, day, one_of, percent, price

IssuedArgument = Annotated[str, typer.Argument(metavar="INVOICE", help="Number of the invoice.")]
PartOption = Annotated[str | None, typer.Option("--amount", metavar="SUM", help="Only this part of it.")]


def credit(
    ctx: typer.Context,
    number: IssuedArgument,
    line: Annotated[str | None, typer.Option("--line", metavar="REF", help="Only this line.")] = None,
    amount_: Annotated[
        str | None, typer.Option("--amount", metavar="SUM", help="Only this sum, excl. VAT.")
    ] = None,
    cause: Annotated[
        str, typer.Option("--cause", metavar="WORD", help="error, force-majeure or indemnity.")
    ] = "error",
    on: OnOption = None,
) -> None:
    """Issue a credit note for an invoice; why is said with --reason.

    Refused (exit 5) where the terms give nothing back, unless the invoice itself was wrong.

    Example: saasctl invoice credit INV-2026-000001 --cause error --reason "wrong quantity" --yes
    """
    from saasctl.operations.corrections import CreditGiven, credit_invoice

    confirm(ctx, f"Credit {number}?")
    act = act_of(ctx, on)
    part = amount(amount_, "--amount") if amount_ else None
    emit(ctx, credit_invoice(opened(ctx), number, CreditGiven(line, part, cause, act.reason), act))


def rebill(
    ctx: typer.Context,
    number: IssuedArgument,
    line: Annotated[
        list[str] | None, typer.Option("--line", metavar="REF=SUM", help="What a line comes to, excl. VAT.")
    ] = None,
    quantity: Annotated[
        list[str] | None, typer.Option("--quantity", metavar="REF=N", help="A line's right quantity.")
    ] = None,
    price_: Annotated[
        list[str] | None, typer.Option("--price", metavar="REF=SUM", help="A line's right unit price.")
    ] = None,
    cause: Annotated[
        str, typer.Option("--cause", metavar="WORD", help="error, force-majeure or indemnity.")
    ] = "error",
    on: OnOption = None,
) -> None:
    """Credit an invoice and issue it anew, both or neither; why is said with --reason.

    Lines that are not named stay as they are; a sum or a quantity of 0 drops a line. VAT is decided
    anew, payments go over. Refused (exit 5) where the terms exclude credit, unless the invoice was wrong.

    Example: saasctl invoice rebill INV-2026-000001 --quantity 1=10 --reason "ten slots, not twelve" --yes
    """
    from saasctl.operations.rebilling import RebillGiven, rebill_invoice

    confirm(ctx, f"Credit {number} and issue it anew?")
    given = RebillGiven(
        tuple((ref, price(text, "--line")) for ref, text in map(assignment, line or ())),
        tuple((ref, count(text, "--quantity")) for ref, text in map(assignment, quantity or ())),
        tuple((ref, price(text, "--price")) for ref, text in map(assignment, price_ or ())),
        cause,
    )
    emit(ctx, rebill_invoice(opened(ctx), number, given, act_of(ctx, on)))


def waive(
    ctx: typer.Context,
    number: IssuedArgument,
    interest: Annotated[bool, typer.Option("--interest", help="Give up late interest.")] = False,
    fee: Annotated[bool, typer.Option("--fee", help="Give up the recovery fee.")] = False,
    amount_: PartOption = None,
    on: OnOption = None,
) -> None:
    """Give up penalties of one invoice as a recorded decision: both unless one is named.

    Example: saasctl invoice waive INV-2026-000001 --interest --reason "goodwill" --yes
    """
    from saasctl.operations.corrections import waive as waived

    confirm(ctx, f"Give up penalties of {number}?")
    what = tuple(word for word, asked in (("interest", interest), ("fee", fee)) if asked) or (
        "interest",
        "fee",
    )
    part = amount(amount_, "--amount") if amount_ else None
    emit(ctx, waived(opened(ctx), number, what, part, act_of(ctx, on)))


def write_off(
    ctx: typer.Context, number: IssuedArgument, amount_: PartOption = None, on: OnOption = None
) -> None:
    """Write off what will not be paid; the invoice itself stays.

    Example: saasctl invoice write-off INV-2026-000001 --reason "insolvent" --yes
    """
    from saasctl.operations.corrections import write_off as written_off

    confirm(ctx, f"Write {number} off?")
    part = amount(amount_, "--amount") if amount_ else None
    emit(ctx, written_off(opened(ctx), number, part, act_of(ctx, on)))


def take_over(
    ctx: typer.Context,
    org: Annotated[str, typer.Argument(metavar="ORG", help="Customer.")],
    number: Annotated[str, typer.Argument(metavar="NUMBER", help="Its number in the former system.")],
    amount_: Annotated[str, typer.Argument(metavar="AMOUNT", help="What is still owed, VAT included.")],
    issued: Annotated[str, typer.Option("--issued", metavar="DATE", help="The day it was issued.")],
    due: Annotated[str, typer.Option("--due", metavar="DATE", help="Its due date.")],
    source: Annotated[str, typer.Option("--source", metavar="TEXT", help="Where it comes from.")],
    vat_rate: Annotated[
        str | None, typer.Option("--vat-rate", metavar="PERCENT", help="Rate of the VAT in the amount.")
    ] = None,
    kind: Annotated[str, typer.Option("--kind", metavar="WORD", help="What it bills.")] = "subscription",
    on: OnOption = None,
) -> None:
    """Take over an unpaid invoice of a former system: an opening balance of a customer.

    Example: saasctl invoice take-over acme F-118 600.00 --issued 2025-12-01 --due 2025-12-31 --source books
    """
    from saasctl.operations.taking_over import KINDS, FormerGiven, take_over_invoice

    rate = percent(vat_rate, "--vat-rate") if vat_rate else None
    days = day(issued, "--issued"), day(due, "--due")
    what = one_of(kind, "--kind", *KINDS) or "subscription"
    given = FormerGiven(number, price(amount_, "AMOUNT"), *days, source, rate, what)
    emit(ctx, take_over_invoice(opened(ctx), org, given, act_of(ctx, on)))


def import_(
    ctx: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE.csv", help="Columns: org, number, amount, issued ...")],
    source: Annotated[
        str | None, typer.Option("--source", metavar="TEXT", help="Where rows that name none come from.")
    ] = None,
    on: OnOption = None,
) -> None:
    """Take over unpaid invoices from a CSV file, all or none; the same file again changes nothing.

    Columns in any order, named in the first row: org, number, amount, issued, due, source, vat_rate, kind.

    Example: saasctl invoice import opening.csv --source "old books" --on 2026-01-05
    """
    from saasctl.operations.importing_balances import import_balances

    with faults_told(ctx):
        emit(ctx, import_balances(opened(ctx), file, source, act_of(ctx, on)))


def undo(
    ctx: typer.Context,
    number: IssuedArgument,
    decision: Annotated[
        str,
        typer.Argument(metavar="DECISION", help="deferral, waive-interest, waive-fee, write-off, dispute."),
    ],
    on: OnOption = None,
) -> None:
    """Take back a decision that was recorded about an invoice by a further one.

    Example: saasctl invoice undo INV-2026-000001 waive-fee --reason "it was another invoice"
    """
    from saasctl.operations.corrections import undo_decision

    known = ("deferral", "waive-interest", "waive-fee", "write-off", "dispute")
    kind = one_of(decision, "DECISION", *known) or ""
    emit(ctx, undo_decision(opened(ctx), number, kind, act_of(ctx, on)))
