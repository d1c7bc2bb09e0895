"""Parameters of unpaid and paid invoices: interest, fees, the ladder, payments, refunds, liability.

**Interest.** `late_interest.reading` names the formula, `multiple`, `reference` and `points` fill it:

- `multiple-of-legal`: multiple x legal rate
- `multiple-of-legal-plus-points`: multiple x legal rate + points
- `legal-plus-points`: legal rate + points
- `reference-plus-points`: reference + points
- `multiple-plus-points`: multiple x reference + points
- `multiple-of-sum`: multiple x (reference + points)

It accrues on the unpaid balance, which each part payment lowers.

**The ladder.** `[ladder.STEP]`, in the order of the file, each stand for one step against a customer
who does not pay. A step is open from the day after the last day of every row of `after`: its `step`
(another step, or `due-date`) and `days`; of several rows the latest counts. A step whose `forms`
stand in `from_receipt` counts for the next ones from the day it was received, else from dispatch.
"""

from saasctl.terms.schema.cases import NAME
from saasctl.terms.schema.duration import FORMS
from saasctl.terms.schema.kinds import (
    Amount,
    Choice,
    Factor,
    Flag,
    Integer,
    Lines,
    Percent,
    Records,
    Span,
    Text,
    Words,
)
from saasctl.terms.schema.parameter import Parameter

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MEANS = ("debit", "card", "transfer")

BILLED = ("subscription", "slots", "credits", "service", "deposit", "commission", "penalty", "fee")
"""Kinds of invoices, as an invoice names them."""

READINGS = (
    "multiple-of-legal",
    "multiple-of-legal-plus-points",
    "legal-plus-points",
    "reference-plus-points",
    "multiple-plus-points",
    "multiple-of-sum",
)

ACTS = ("reminder", "formal-notice", "suspension", "closing", "termination")
"""What a step of the ladder is."""

PAID = (
    "paid-annual-period",
    "paid-before-event",
    "last-fees",
    "paid-for-period",
    "invoiced-for-period",
    "price-of-part",
)
"""Sums that a cap of liability may be taken from; of several the lowest counts."""

INTEREST = (
    Parameter("late_interest.reading", Choice(READINGS), "the formula of the annual rate"),
    Parameter("late_interest.multiple", Factor(), "how many times the rate"),
    Parameter("late_interest.reference", Choice(("ecb-mro", "legal-interest")), "the reference rate"),
    Parameter("late_interest.points", Percent(100), "percentage points added"),
    Parameter(
        "late_interest.legal_rate",
        Choice(("professional", "private")),
        "column of the legal rate: of professional creditors, or of private ones",
    ),
    Parameter(
        "late_interest.fixed_at",
        Choice(("each-day", "half-year", "due-date")),
        "the rate of each day, that of 1 January or 1 July for its half-year, or one for the whole delay",
    ),
    Parameter(
        "late_interest.starts",
        Choice(("day-after-due", "first-working-day")),
        "the first day that bears interest",
    ),
    Parameter("late_interest.working_days", Words(DAYS), "weekdays that are working days, holidays apart"),
    Parameter(
        "late_interest.ends",
        Choice(("payment-day", "day-before-payment")),
        "the last day that bears interest",
    ),
    Parameter(
        "late_interest.day_count",
        Choice(("actual/365", "actual/actual")),
        "days over 365, or over the days of the year they lie in",
    ),
    Parameter("late_interest.base", Choice(("gross", "net")), "unpaid balance with VAT or without"),
    Parameter("late_interest.compound", Flag(), "whether interest bears interest"),
    Parameter("late_interest.invoices", Words(BILLED), "kinds of invoices that bear interest"),
    Parameter("late_interest.vat", Flag(), "whether interest takes VAT"),
    Parameter("late_interest.needs_notice", Flag(), "whether a reminder or formal notice must come first"),
    Parameter(
        "late_interest.payable",
        Choice(("at-once", "on-request", "with-penalty-invoice")),
        "when accrued interest becomes due",
    ),
    Parameter("late_interest.after_end", Flag(), "whether it runs on after the contract has ended"),
    Parameter("late_interest.plus_damages", Flag(), "whether damages come on top"),
    Parameter("late_interest.set_off", Words(("rebates",)), "what it is set off against by itself"),
    Parameter("penalty_invoice.due_days", Integer(0, 365), "days from a penalty invoice to its due date"),
    Parameter("deferral.asked_until", Choice(("due-date", "any-day")), "last day on which it may be asked"),
    Parameter("deferral.moves_due_date", Flag(), "whether a deferral that is granted moves the due date"),
)

RECOVERY = (
    Parameter("recovery_fee.amount", Amount(), "flat sum for the cost of recovery"),
    Parameter("recovery_fee.per", Choice(("invoice", "payment")), "owed once per invoice or late payment"),
    Parameter(
        "recovery_fee.starts",
        Choice(("with-interest", "after-days")),
        "owed from the first day of interest, or by `after_days`",
    ),
    Parameter("recovery_fee.after_days", Integer(0, 365), "days of delay without it; owed from the next day"),
    Parameter("recovery_fee.invoices", Words(BILLED), "kinds of invoices that bear it"),
    Parameter("recovery_fee.vat", Flag(), "whether it takes VAT"),
    Parameter("recovery_costs.claim", Choice(("excess", "in-full", "none")), "real costs beside the fee"),
    Parameter("recovery_costs.receipts", Flag(), "whether receipts are needed"),
    Parameter("recovery_costs.covers", Words(), "costs that may be claimed"),
    Parameter("rejected_debit.fee", Amount(), "sum per rejection of a direct debit"),
    Parameter("rejected_debit.vat", Flag(), "whether it takes VAT"),
    Parameter("rejected_debit.due_days", Integer(0, 365), "days from its invoice to its due date"),
    Parameter("rejected_debit.bank_charges", Choice(("excess", "in-full", "none")), "the bank's own charge"),
    Parameter("rejected_debit.other_means", Flag(), "whether payment by any other means may be asked"),
    Parameter("court_recovery.penalty", Amount(), "sum per invoice recovered through the courts"),
    Parameter("court_recovery.vat", Flag(), "whether it takes VAT"),
    Parameter("court_recovery.reducible", Flag(), "whether a judge may lower it"),
    Parameter("reconnection.fee", Amount(), "flat sum for giving access back"),
    Parameter("reconnection.vat", Flag(), "whether it takes VAT"),
    Parameter("reconnection.due_days", Integer(0, 365), "days from its invoice to its due date"),
    Parameter("reconnection.causes", Words(), "suspensions after which it is owed"),
)

LADDER = (
    Parameter(
        "ladder.*.act", Choice(ACTS), "what the step is; one that bears the name of its act needs none"
    ),
    Parameter("ladder.*.title", Text(80), "the step in a few words"),
    Parameter(
        "ladder.*.after",
        Records({"step": Text(40, NAME), "days": Integer(0, 1000)}),
        "steps, or the due date, and the days that must have run since; the latest counts",
    ),
    Parameter("ladder.*.forms", Words(FORMS), "forms in which it may be sent"),
    Parameter("ladder.*.from_receipt", Words(FORMS), "forms that count from receipt, the rest from dispatch"),
    Parameter("ladder.*.invoices", Words(BILLED), "kinds of unpaid invoices that lead to it; none: every"),
    Parameter("ladder.*.citing", Text(80), "an article that lets the step be sent in further forms"),
    Parameter("ladder.*.citing_forms", Words(FORMS), "forms that count only where the step cites it"),
    Parameter("ladder.*.least_days", Integer(0, 365), "days before the next step under which it is weak"),
    Parameter("ladder.*.duty", Choice(("may", "will")), "whether the terms announce it or only allow it"),
    Parameter("ladder.*.ending", Text(40, NAME), "the way of ending that the step is"),
    Parameter("ladder.*.also_for", Text(40, NAME), "the way of ending whose notice the step may also be"),
    Parameter("ladder.*.also_forms", Words(FORMS), "forms in which it is so"),
    Parameter("ladder.*.covers", Choice(("order", "order-and-earlier")), "unpaid orders that end with it"),
    Parameter("ladder.*.later_instalments", Choice(("billed", "not-billed")), "instalments after it"),
    Parameter(
        "regularised.by",
        Choice(("principal", "principal-and-claimed", "everything")),
        "what must be paid: the invoices, with the penalties already asked for, or with all fees",
    ),
    Parameter("regularised.restored_within", Span(("days",)), "time to give access back once it is paid"),
    Parameter(
        "reopening.prepayment",
        Choice(("remaining-instalments", "none")),
        "what must be paid in advance after a repeat",
    ),
    Parameter("reopening.from_suspension", Integer(1, 100), "the suspension, by number, that is a repeat"),
    Parameter(
        "reopening.window", Choice(("contract", "term", "rolling-year")), "over which they are counted"
    ),
)

PAYMENTS = (
    Parameter("payment.means", Words(MEANS), "how invoices may be paid"),
    Parameter("payment.default", Choice(MEANS), "how they are paid when nothing else is agreed"),
    Parameter("payment.needs_approval", Words(MEANS), "means that the vendor must approve first"),
    Parameter("payment.debit_on", Choice(("due-date", "invoice-date", "fixed-day")), "day of a debit"),
    Parameter("payment.debit_day", Integer(1, 31), "day of the month of a debit on a fixed day"),
    Parameter("payment.discount", Percent(100), "discount for early payment"),
    Parameter("payment.plans", Words(("one", "monthly")), "in how many parts an annual price may be paid"),
    Parameter("payment.instalments", Integer(1, 120), "parts of an annual price paid by month"),
    Parameter("payment.instalment_of", Choice(("gross", "net")), "the total that is divided into parts"),
    Parameter("payment.remainder", Choice(("first", "last")), "the part that takes the odd cents"),
    Parameter("payment.bank_change", Choice(("any-means", "writing")), "how a new account is told"),
    Parameter("payment.title_kept", Flag(), "whether title stays with the vendor until all is paid"),
    Parameter("payment.title_covers", Words(), "what passes to the customer only on full payment"),
    Parameter("refund.never", Words(), "events that give no money back and no credit note"),
    Parameter("refund.deposit", Flag(), "whether a deposit is given back"),
    Parameter("refund.by_use", Flag(), "whether what was not used is given back"),
    Parameter("vat.taken_at", Choice(("invoice-day", "payment-day")), "day whose VAT rate applies"),
    Parameter("vat.changed", Choice(("flagged", "reissued")), "a rate that changes before payment"),
    Parameter("vat.new_taxes", Choice(("price-adjusted", "none")), "what a tax made later does to prices"),
)

LIABILITY = (
    Parameter("liability.share", Percent(100), "part of the base that is the cap"),
    Parameter("liability.lowest_of", Words(PAID), "the base; of several sums the lowest"),
    Parameter("liability.amounts", Choice(("net", "gross")), "sums without VAT or with it"),
    Parameter("liability.months", Integer(1, 120), "months of fees that the base covers"),
    Parameter(
        "liability.monthly",
        Choice(("last-periods", "since-anniversary")),
        "a monthly rhythm: its last periods, the current one included, or since the anniversary",
    ),
    Parameter(
        "liability.first_year",
        Choice(("elapsed-days", "elapsed-months", "whole-payment")),
        "share of a prepaid year that counts before it is over",
    ),
    Parameter("liability.direct_only", Flag(), "whether only direct loss is made good"),
    Parameter("liability.exclusions", Lines(), "damage that is excluded"),
)

RECEIVABLES = (*INTEREST, *RECOVERY, *LADDER, *PAYMENTS, *LIABILITY)
