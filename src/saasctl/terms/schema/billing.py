"""Parameters of prices, periods, slots, invoices and VAT."""

from saasctl.terms.schema.kinds import Amount, Choice, Flag, Integer, Lines, Percent, Text, Words
from saasctl.terms.schema.parameter import Parameter

PREFIX = r"[A-Z][A-Z0-9]{0,11}(-[A-Z0-9]{1,8})?"
UNITS = ("monthly", "annual", "biennial", "on-demand")
EFFECTS = ("at-once", "next-period", "commitment-end")

BILLING = (
    Parameter("price.*.*", Amount(), "price per slot, net: per month, or per year for annual and biennial"),
    Parameter("plan.*.paid", Flag(), "whether the plan is invoiced at all"),
    Parameter("plan.*.rank", Integer(0, 100), "order of plans: a higher rank is an upgrade"),
    Parameter("plan.*.periods", Words(UNITS), "the rhythms the plan is sold in"),
    Parameter("plan.*.bespoke", Flag(), "whether the plan needs signed conditions of its own"),
    Parameter(
        "plan.*.unsigned_use",
        Choice(("flagged", "refused")),
        "its options used before those conditions are signed",
    ),
    Parameter("plan.*.end_users", Integer(), "end users included in the plan"),
    Parameter("prices.pages", Lines(), "web pages that list the prices"),
    Parameter("plan_change.upgrade", Choice(EFFECTS), "when a move to a dearer plan takes effect"),
    Parameter("plan_change.downgrade", Choice(EFFECTS), "when a move to a cheaper plan takes effect"),
    Parameter("plan_change.period", Choice(EFFECTS), "when a change of rhythm takes effect"),
    Parameter(
        "plan_change.split", Choice(("by-days", "from-next-period")), "how an upgrade splits the period"
    ),
    Parameter("plan_change.criteria", Lines(), "other criteria that change a plan in mid-term"),
    Parameter("period.default", Choice(UNITS), "the rhythm when the order is silent"),
    Parameter("period.*.commitment_months", Integer(0, 120), "length of the commitment, 0 for none"),
    Parameter("period.*.invoice_months", Integer(0, 120), "months per recurring invoice, 0 for none"),
    Parameter("period.*.price_months", Integer(1, 120), "months that the price of the rhythm covers"),
    Parameter("period.*.renews", Flag(), "whether the term renews tacitly for the same length"),
    Parameter("invoice.timing", Choice(("advance", "arrears")), "first or day after the period"),
    Parameter(
        "invoice.quantity",
        Choice(("slots", "one")),
        "what the unit price is multiplied by: the slots, occupied or not, or nothing",
    ),
    Parameter("invoice.due_days", Integer(0, 365), "days from the invoice date to the due date, included"),
    Parameter(
        "invoice.first",
        Choice(("period-start", "order", "order-or-access")),
        "what the first invoice waits for: nothing, or the dispatch of accesses where a training is ordered",
    ),
    Parameter(
        "invoice.first_unpaid",
        Choice(("flagged", "access-withheld")),
        "what an unpaid first invoice does to access",
    ),
    Parameter("invoice.format", Choice(("electronic", "any")), "form in which invoices are sent"),
    Parameter("invoice.services_apart", Flag(), "services never share an invoice with the subscription"),
    Parameter("invoice.confirmed_by_email", Flag(), "the first invoice goes with a confirmation by e-mail"),
    Parameter(
        "proration.basis",
        Choice(("actual", "thirty", "thirty-360", "month-fraction", "full")),
        "what a part of a period is divided by: its actual days, 30 a month, months, or nothing (full price)",
    ),
    Parameter(
        "proration.counts",
        Choice(("from-change-day", "from-next-day")),
        "whether the day of a change already counts",
    ),
    Parameter("slots.held_by", Choice(("users", "nobody")), "who occupies a slot"),
    Parameter("slots.collaborators", Flag(), "whether someone who only collaborates counts as a user"),
    Parameter("slots.modes", Words(("manual", "automatic")), "how slots may follow users"),
    Parameter("slots.mode", Choice(("manual", "automatic")), "how slots follow users when nobody chose"),
    Parameter("slots.addition", Choice(("at-once", "next-period")), "when an added slot takes effect"),
    Parameter("slots.reduction", Choice(("period-end", "commitment-end")), "when a reduction takes effect"),
    Parameter("slots.refund", Flag(), "whether a reduction gives money back"),
    Parameter("slots.reuse_freed", Flag(), "in automatic mode a new user takes a freed slot back"),
    Parameter("slots.invoice", Choice(("each", "daily")), "one invoice per addition, or one per day"),
    Parameter(
        "slots.without_clause",
        Choice(("prorated", "full-price", "next-period", "refused")),
        "what a change of slots does where the document has no slot clause",
    ),
    Parameter("overage.end_users.price", Amount(), "price of one end user above the plan, per month"),
    Parameter("vat.rate", Percent(100), "VAT rate of the vendor's sales at home"),
    Parameter("vat.exemption", Text(), "mention printed where no VAT is charged for exemption"),
    Parameter("number.prefix.invoice", Text(20, PREFIX), "first part of invoice numbers"),
    Parameter("number.prefix.credit_note", Text(20, PREFIX), "first part of credit note numbers"),
    Parameter("credits.periodic_price", Amount(), "price of one credit in a periodic subscription, net"),
    Parameter("confirm.*", Flag(), "a doubtful reading the operator has confirmed"),
)
