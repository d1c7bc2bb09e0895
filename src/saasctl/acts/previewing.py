"""Show a priced draft as the invoice it would become."""

from datetime import date

from saasctl.acts.issuing import Priced
from saasctl.acts.terms import TermsBook
from saasctl.rules.billing.lines import Line
from saasctl.values.money import Money
from saasctl.values.views.invoices import InvoiceView, LineView, VatPart


def preview_view(book: TermsBook, priced: Priced, as_of: date) -> InvoiceView:
    """Return the invoice that `priced` would become if it were issued on its own day; no number."""
    currency, draft = priced.currency, priced.draft
    due_on = priced.due_on(draft.obligation_on)
    late = max(0, (as_of - due_on).days)
    gross = Money(priced.gross_cents, currency)
    return InvoiceView(
        number=None,
        kind=draft.kind,
        seller=book.seller(priced.contract.seller_id).slug,
        org=priced.contract.org,
        subscription=priced.contract.key,
        status="preview",
        overdue=late > 0,
        days_late=late,
        issued_on=draft.obligation_on,
        obligation_on=draft.obligation_on,
        due_on=due_on,
        period=draft.period,
        currency=currency,
        net=Money(priced.net_cents, currency),
        vat=Money(priced.taxed.vat_cents, currency),
        gross=gross,
        paid=Money(0, currency),
        balance=gross,
        corrects=None,
        terms_version=priced.terms_version,
        mention=priced.taxed.mention,
        vat_breakdown=tuple(
            VatPart(
                part.category, part.rate, Money(part.base_cents, currency), Money(part.vat_cents, currency)
            )
            for part in priced.taxed.breakdown
        ),
        lines=tuple(_line(priced, number, line) for number, line in enumerate(draft.lines, 1)),
        due_clause=priced.due_days.clause,
    )


def _line(priced: Priced, number: int, line: Line) -> LineView:
    return LineView(
        ref=str(number),
        description=line.description,
        quantity=line.basis.quantity,
        unit_price=Money(line.basis.unit_price, priced.currency),
        net=Money(line.net_cents, priced.currency),
        vat_category=priced.taxed.category,
        vat_rate=priced.taxed.rate,
        period=line.period,
        basis=line.basis.as_stored(),
        clause=line.clause,
        price_clause=line.price_clause,
    )
