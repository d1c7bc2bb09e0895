"""Refusals about invoices and runs."""

from collections.abc import Sequence

from saasctl.errors.base import NotFound, PartlyFailed


class InvoiceUnknown(NotFound):
    """No invoice of that number."""

    code = "INVOICE-UNKNOWN"

    def __init__(self, number: str, near: Sequence[str]) -> None:
        super().__init__(
            f"no invoice {number}",
            why=f"near: {', '.join(near)}" if near else None,
            fix="saasctl invoice list",
        )


class LineUnknown(NotFound):
    """The invoice has no such line."""

    code = "LINE-UNKNOWN"

    def __init__(self, number: str, ref: str, known: Sequence[str]) -> None:
        super().__init__(f"{number} has no line {ref}", why=f"lines: {', '.join(known)}")


class RunPartlyFailed(PartlyFailed):
    """Some organisations of a run could not be billed; the others were."""

    code = "RUN-PARTLY-FAILED"

    def __init__(self, issued: int, failed: Sequence[str]) -> None:
        super().__init__(
            f"{len(failed)} organisations failed, {issued} invoices were issued",
            why="; ".join(failed[:10]),
            fix="mend the causes and run again: what was issued is not issued twice",
        )
