"""Parameters of credits: what books a workspace, how it is bought, allotted, spent, and bought back.

**Price of a workspace in credits.** `[credits.category.NAME]` stands for one kind of workspace. Its
price excluding VAT times `factor`, over `credits.worth`, is the raw number; `credits.rounding` rounds
it up to a multiple of `step`. The band is the first whose `up_to`, included, is not below the raw
number; the last one has no `up_to`.

**Price of a credit.** `credits.tiers` gives one price by the average number of credits per user;
`credits.tier_bound` says whether the `up_to` of a tier belongs to it. Periodic subscriptions pay
`credits.periodic_price`.

**Balances.** `credits.balance.PLAN` is `real` where the account holds the sum of its users' credits,
`drawing-right` where a user's balance is a capacity on the account's, refilled by `credits.refill.*`.
`credits.life.SORT` is the life of a lot; a sort without one never expires.
"""

from saasctl.terms.schema.cases import LENGTHS, PARTIES
from saasctl.terms.schema.duration import FORMS
from saasctl.terms.schema.kinds import (
    Amount,
    Choice,
    Factor,
    Flag,
    Integer,
    Percent,
    Records,
    Span,
    Text,
    Words,
)
from saasctl.terms.schema.parameter import Parameter

SOURCES = ("bought", "collected")
BALANCES = ("account", "user")
SALES = ("hour", "day", "month")

PRICES = (
    Parameter("credits.category.*.title", Text(80), "a kind of workspace, in a few words"),
    Parameter("credits.category.*.factor", Factor(), "what its price is multiplied by"),
    Parameter("credits.category.*.sold_by", Words(SALES), "the lengths it is let for"),
    Parameter("credits.category.*.place", Choice(("open", "closed")), "open space unless said to be closed"),
    Parameter("credits.category.*.capacity", Integer(1, 10_000), "people it holds"),
    Parameter("credits.worth", Amount(), "price of a workspace, net, that one credit stands for"),
    Parameter("credits.price_basis", Choice(("displayed", "public")), "price, negotiated or not, converted"),
    Parameter(
        "credits.rounding",
        Records({"up_to": Factor(), "step": Integer(1)}, frozenset({"up_to"})),
        "bands of the raw number and the step it is rounded up to, the smallest first",
    ),
    Parameter("credits.rounding_of", Choice(("raw", "rounded")), "the number that chooses the band"),
    Parameter("credits.least", Integer(0, 1000), "fewest credits of a workspace that has a price"),
    Parameter("credits.own_price.commitment", Span(("months",)), "firm period that frees the price"),
    Parameter("credits.own_price.needs", Words(), "what a price set by the vendor needs"),
)

PURCHASE = (
    Parameter(
        "credits.tiers",
        Records({"up_to": Integer(0), "price": Amount()}, frozenset({"up_to"})),
        "price of one credit by the average per user, the smallest average first, net",
    ),
    Parameter("credits.tier_bound", Choice(("inclusive", "exclusive")), "whether an upper bound is in"),
    Parameter(
        "credits.tier_of", Choice(("average-per-user", "quantity")), "the number that chooses the tier"
    ),
    Parameter("credits.tier_applies", Choice(("whole-order", "by-slice")), "one price, or slice by slice"),
    Parameter("credits.tier_users", Choice(("order", "active")), "the users that the average is over"),
    Parameter("credits.tier_credits", Choice(("order", "cumulated")), "the credits that are averaged"),
    Parameter("credits.average", Choice(("exact", "rounded-up")), "whether the average is rounded"),
    Parameter("credits.due_days", Integer(0, 365), "days from an order of credits to its due date"),
    Parameter("credits.sources", Words(SOURCES), "where credits come from"),
    Parameter("credits.collected_needs", Words(), "what collected credits need"),
    Parameter("credits.collected_rate", Text(), "credits collected for lending premises"),
)

BALANCE = (
    Parameter("credits.balance.*", Choice(("real", "drawing-right")), "what a user's balance is, by plan"),
    Parameter("credits.allotted", Choice(("each-user", "alike")), "whether users' capacities may differ"),
    Parameter("credits.capacity.changed_by", Choice(PARTIES), "who changes a user's capacity"),
    Parameter("credits.capacity.needs", Words(), "what a change of capacity needs"),
    Parameter("credits.capacity.suggested_by", Choice(PARTIES), "who estimates the use it follows"),
    Parameter("credits.capacity.most", Integer(0), "credits of each user that the order states"),
    Parameter(
        "credits.capacity.above_order",
        Choice(("new-quote", "refused", "allowed")),
        "a capacity above the credits per user of the order",
    ),
    Parameter("credits.refill.plans", Words(), "plans whose users' capacities are refilled"),
    Parameter("credits.refill.months", Integer(1, 12), "months between refills"),
    Parameter("credits.refill.on", Choice(("anniversary", "first-of-month")), "day of a refill"),
    Parameter("credits.refill.effect", Choice(("reset", "add")), "up to the capacity, or on top"),
    Parameter("credits.refill.charged", Flag(), "whether a refill costs or moves credits of the account"),
    Parameter("credits.life.*", Span(LENGTHS), "how long a lot of that sort lives"),
    Parameter("credits.life_from", Choice(("credited", "ordered")), "the day its life begins"),
    Parameter("credits.life_ends", Choice(("anniversary", "day-before")), "the last day it can be spent"),
    Parameter("credits.spent", Choice(("oldest-first", "newest-first")), "order in which lots are spent"),
    Parameter("credits.runs_while_suspended", Flag(), "whether life goes on while access is cut"),
    Parameter("credits.reminder_days", Words(), "days before a lot expires on which the customer is told"),
    Parameter("credits.low_balance", Integer(), "credits of the account under which it is told"),
    Parameter("credits.topped_up.*", Choice(BALANCES), "the balance the customer keeps up, by plan"),
    Parameter("credits.auto_buy", Flag(), "whether credits are ever bought without an order"),
    Parameter("credits.after_end.access", Choice(("none", "kept")), "users' access after the subscription"),
    Parameter("credits.after_end.restored_by", Words(), "what brings access back"),
    Parameter("credits.after_end.balance", Choice(("kept", "lost")), "credits left on the account"),
    Parameter("credits.after_end.price", Choice(("tiers", "periodic")), "price of a refill without one"),
)

BOOKING = (
    Parameter("booking.consumed", Choice(("at-booking", "at-use")), "when credits are consumed"),
    Parameter("booking.debits", Words(BALANCES), "the balances debited at the same time"),
    Parameter("booking.needs", Words(BALANCES), "the balances that must suffice"),
    Parameter("booking.accepts", Words(), "what the user accepts for each booking"),
    Parameter("booking.cancel.until", Span(("hours", "days")), "time before its start to cancel freely"),
    Parameter("booking.cancel.refund", Percent(100), "share of the credits given back in that time"),
    Parameter("booking.cancel.late_refund", Percent(100), "share given back after it"),
    Parameter("booking.no_show_refund", Percent(100), "share given back to a user who does not come"),
)

BUYBACK = (
    Parameter("credits.buyback.price", Amount(), "price at which the vendor buys a credit back, net"),
    Parameter("credits.buyback.on_request_of", Choice(PARTIES), "who asks for it"),
    Parameter("credits.buyback.until", Choice(("any-time", "contract-end")), "how long it may be asked"),
    Parameter("credits.buyback.sources", Words(SOURCES), "the credits it covers"),
    Parameter("credits.buyback.of", Choice(("available", "bought")), "credits that can be bought back"),
    Parameter("credits.buyback.names_users", Flag(), "where users hold the credits, whether they are named"),
    Parameter("credits.buyback.reminded", Choice(("before-deletion", "never")), "when it is reminded of"),
    Parameter("credits.buyback.due_days", Integer(0, 365), "days from the request to the payment"),
    Parameter("credits.buyback.vat", Flag(), "whether its price takes VAT"),
    Parameter(
        "credits.buyback.document", Choice(("credit-note", "customer-invoice")), "the document it is paid on"
    ),
)

INACTIVITY = (
    Parameter("inactivity.activity", Words(), "what counts as activity of a user"),
    Parameter("inactivity.*.longer_than", Span(LENGTHS), "inactivity that must be exceeded, by plan"),
    Parameter("inactivity.*.needs", Words(), "what must be true as well"),
    Parameter("inactivity.*.rhythms", Words(), "rhythms whose ended subscriptions count"),
    Parameter("inactivity.*.notice", Span(LENGTHS), "notice before access is taken away"),
)

REPORTS = (
    Parameter("usage_report.every", Choice(("month", "quarter")), "how often use is reported"),
    Parameter("usage_report.day", Integer(1, 28), "day of the month on which it is sent"),
    Parameter("usage_report.covers", Choice(("previous-month", "month-to-date")), "the time it covers"),
    Parameter("usage_report.form", Choice(FORMS), "form in which it is sent"),
    Parameter("group.companies", Words(), "companies beside the customer that count as the customer"),
    Parameter("group.future", Flag(), "whether those that join later count too"),
    Parameter("group.recorded", Flag(), "whether each user's company is recorded"),
)

CREDITS = (*PRICES, *PURCHASE, *BALANCE, *BOOKING, *BUYBACK, *INACTIVITY, *REPORTS)
