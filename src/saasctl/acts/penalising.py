"""Late interest and fees of invoices as of a day: counted, shown, and what is left to ask for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from saasctl.acts.owing import Claimed, OpenInvoice, claims_of, terms_of
from saasctl.acts.rates import rates_of
from saasctl.acts.terms import TermsBook
from saasctl.rules.receivables.interest import Accrual, Segment, accrue, statutory
from saasctl.rules.receivables.rates import RateRule, in_words, rate_rule
from saasctl.store.transaction import Transaction
from saasctl.terms.law.rates import Rates
from saasctl.values.money import Money, format_exact, round_half_up
from saasctl.values.views.receivables import PenaltiesView, SegmentView, StatutoryView

DUE_FROM = "i.kind <> 'credit_note' AND i.due_on < ?"


@dataclass(frozen=True, slots=True)
class Penalised:
    """One invoice's lateness as of a day, with what was claimed and what was given up."""

    invoice: OpenInvoice
    accrual: Accrual
    claimed: Claimed
    as_of: date

    @property
    def interest_left(self) -> int:
        """Interest in cents that is owed and not asked for yet; below zero where too much was asked for."""
        left = self.accrual.interest_cents - self.claimed.cents("interest")
        return left if left <= 0 else max(0, left - self.claimed.waived_interest)

    @property
    def fee_left(self) -> int:
        """Fee in cents that is owed and not asked for yet; below zero where too much was asked for."""
        left = self.accrual.fee_cents - self.claimed.cents("fee")
        return 0 if left > 0 and self.claimed.waived_fee else left

    @property
    def claimed_cents(self) -> int:
        """Interest and fee asked for, in cents."""
        return self.claimed.cents("interest") + self.claimed.cents("fee")

    @property
    def waived_cents(self) -> int:
        """Interest and fee given up, in cents."""
        total = self.accrual.interest_cents + self.accrual.fee_cents
        return total - self.claimed_cents - self.interest_left - self.fee_left


def penalise(
    tx: Transaction, book: TermsBook, invoices: Sequence[OpenInvoice], as_of: date, *, later: bool = False
) -> list[Penalised]:
    """Return the lateness of `invoices` as of a day, in their order.

    What was asked for up to a later day counts only if `later`: no day may be asked for twice.
    """
    rates = rates_of(tx)
    claims = claims_of(tx, [one.id for one in invoices])
    return [
        Penalised(
            one,
            accrue(terms_of(book, one, one.owed.due_on), rates, one.owed, as_of),
            claims.get(one.id, Claimed()).upto(date.max if later else as_of),
            as_of,
        )
        for one in invoices
    ]


def penalties_view(rates: Rates, book: TermsBook, one: Penalised) -> PenaltiesView:
    """Return one invoice's penalties as printed."""
    invoice, accrual = one.invoice, one.accrual
    terms = terms_of(book, invoice, invoice.owed.due_on)
    unit = invoice.currency
    rule = rate_rule(terms) if accrual.segments else None
    interest, fee = accrual.interest_cents, accrual.fee_cents
    return PenaltiesView(
        invoice=invoice.number,
        org=invoice.org,
        as_of=one.as_of,
        due_on=invoice.owed.due_on,
        principal=Money(principal_of(one), unit),
        balance=Money(invoice.owed.at_end_of(one.as_of), unit),
        starts_on=accrual.starts_on,
        days=accrual.days,
        segments=tuple(_segment(segment, rule, rates, invoice, unit) for segment in accrual.segments),
        interest=Money(interest, unit),
        fee=Money(fee, unit),
        total=Money(interest + fee, unit),
        currency=unit,
        claimed=Money(one.claimed_cents, unit),
        waived=Money(one.waived_cents, unit),
        outstanding=Money(one.interest_left + one.fee_left, unit),
        complete=accrual.missing is None,
        missing=(f"{accrual.missing.kind} {accrual.missing.half}",) if accrual.missing else (),
        statutory=_statutory(rates, one, unit),
        clauses=accrual.clauses,
    )


def principal_of(one: Penalised) -> int:
    """Return what was unpaid when interest began, or now where none has, in cents."""
    segments = one.accrual.segments
    return round_half_up(segments[0].principal) if segments else one.invoice.owed.at_end_of(one.as_of)


def _segment(
    segment: Segment, rule: RateRule | None, rates: Rates, invoice: OpenInvoice, unit: str
) -> SegmentView:
    words = in_words(rule, rates, segment.start, segment.due_on or invoice.owed.due_on) if rule else ""
    return SegmentView(
        segment.start,
        segment.last_day,
        segment.days,
        Money(round_half_up(segment.principal), unit),
        segment.percent,
        Money(round_half_up(segment.exact), unit),
        format_exact(segment.exact / 100),
        words,
    )


def _statutory(rates: Rates, one: Penalised, unit: str) -> StatutoryView:
    law = statutory(rates, one.invoice.owed, one.as_of)
    below = one.accrual.interest_cents < law.floor_cents or one.accrual.fee_cents < law.fee_cents
    interest, floor = Money(law.interest_cents, unit), Money(law.floor_cents, unit)
    fee = Money(law.fee_cents, unit)
    return StatutoryView(law.percent, interest, fee, law.floor_percent, floor, law.complete, below)
