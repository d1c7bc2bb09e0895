"""Explain an invoice by the same arithmetic that made it."""

from datetime import date

from saasctl.rules.billing.lines import Basis, line_step, price_step, total_steps
from saasctl.rules.billing.parts import METHOD as SHARE
from saasctl.rules.billing.parts import ShareBasis, share_step
from saasctl.rules.billing.sums import METHOD as SUM
from saasctl.rules.billing.sums import SumBasis, sum_step
from saasctl.rules.metering.settling import METHOD as COMMISSION_YEAR
from saasctl.rules.metering.settling import settlement_steps
from saasctl.rules.metering.using import METHOD as USE
from saasctl.rules.metering.using import use_steps
from saasctl.rules.receivables.claims import METHOD, interest_steps
from saasctl.values.clause import ClauseRef, Step
from saasctl.values.views.invoices import Explanation, InvoiceView, LineView


def explain_line(view: InvoiceView, line: LineView) -> Explanation:
    """Return the steps to one line's net amount."""
    key = f"{view.number}/{line.ref}"
    return Explanation(key, f"{line.description} ({_span(line)})", tuple(_steps(line)))


def explain_invoice(view: InvoiceView) -> Explanation:
    """Return the steps to an invoice's lines, net, VAT, gross and due date."""
    steps = [step for line in view.lines for step in _steps(line)]
    names = {f"line_{line.ref}": str(line.net) for line in view.lines}
    if len(names) > 1:
        words = " + ".join(names.values())
        steps.append(
            Step(f"{words} = {view.net}", " + ".join(names), dict(names), str(view.net), view.currency, None)
        )
    breakdown = [(part.category, part.rate, part.base.cents, part.vat.cents) for part in view.vat_breakdown]
    steps += total_steps(view.net.cents, breakdown, _law(view))
    steps.append(due_step(view.issued_on, view.due_on, view.due_clause))
    title = f"{view.kind} of {view.org}, issued {view.issued_on}, terms {view.terms_version}"
    return Explanation(view.number or "preview", title, tuple(steps))


def due_step(issued_on: date, due_on: date, clause: ClauseRef | None) -> Step:
    """Return the step from the issue date to the due date, in days, the issue day not counted."""
    days = (due_on - issued_on).days
    return Step(
        text=f"{issued_on} + {days} days = {due_on}",
        expression="add_days(issued_on, due_days)",
        inputs={"issued_on": issued_on.isoformat(), "due_days": days},
        result=due_on.isoformat(),
        unit="date",
        clause=clause,
    )


def _steps(line: LineView) -> list[Step]:
    if line.basis.get("method") == METHOD:
        return interest_steps(line.basis, line.clause)
    if line.basis.get("method") == SHARE:
        return [share_step(ShareBasis.from_stored(line.basis), line.clause)]
    if line.basis.get("method") == SUM:
        return [sum_step(SumBasis.from_stored(line.basis), line.net.currency, line.clause)]
    if line.basis.get("method") == COMMISSION_YEAR:
        return settlement_steps(line.basis, line.clause)
    if line.basis.get("method") == USE:
        of_line = line.quantity, line.unit_price.cents
        return use_steps(line.basis, of_line, line.clause, line.price_clause)
    basis = Basis.from_stored(line.basis, line.quantity, line.unit_price.cents)
    return [price_step(basis, line.price_clause), line_step(basis, line.clause)]


def _span(line: LineView) -> str:
    return f"{line.period.start} to {line.period.last_day}" if line.period else "no period"


def _law(view: InvoiceView) -> ClauseRef:
    says = view.mention or "VAT once per category and rate on the sum of the lines' net amounts"
    return ClauseRef("law", article="directive 2006/112/EC, article 226; EN 16931 BR-CO-17", says=says)
