"""Parameters of use that is measured: end users above a plan, commission on sales, quotes before work.

A commission takes the band that holds the price of one sale; `from` and `to` both belong to it. A
price outside every band has no rate unless `commission.rate_below|rate_above` gives one, and one
between two bands follows `commission.between`.
"""

from saasctl.terms.schema.kinds import Amount, Choice, Flag, Integer, Percent, Records, Text, Words
from saasctl.terms.schema.parameter import Parameter
from saasctl.terms.schema.receivables import MEANS

END_USERS = (
    Parameter("usage.licensed_by", Choice(("end-users", "users", "records")), "what the licence goes by"),
    Parameter("usage.reasonable", Text(), "what a reasonable use is"),
    Parameter("overage.end_users.counted", Choice(("peak", "average", "month-end")), "number of a month"),
    Parameter(
        "overage.end_users.billed",
        Choice(("per-head", "next-band")),
        "a price for each one above the plan, or that of the band for the real number",
    ),
    Parameter(
        "overage.end_users.grid",
        Records({"up_to": Integer(1), "price": Amount()}),
        "price per month of each band of end users, the smallest first",
    ),
    Parameter("overage.end_users.debited", Choice(("next-month", "same-month")), "month of the debit"),
    Parameter("overage.end_users.needs_notice", Flag(), "whether only a use that was told is billed"),
)

RATES = (
    Parameter(
        "commission.bands",
        Records({"from": Amount(), "to": Amount(), "percent": Percent(100)}),
        "bands of the price of a sale, net, and the share owed",
    ),
    Parameter("commission.band_of", Choice(("sale", "month-total")), "the price that chooses the band"),
    Parameter(
        "commission.applies",
        Choice(("whole-price", "by-slice")),
        "the share of all, or slice by slice",
    ),
    Parameter(
        "commission.between",
        Choice(("next-band", "band-before", "refused")),
        "a price that falls between two bands",
    ),
    Parameter("commission.rate_below", Percent(100), "share of a price below the first band, above zero"),
    Parameter("commission.rate_above", Percent(100), "share of a price above the last band"),
    Parameter("commission.free_sales", Choice(("nothing-owed", "refused")), "a sale at a price of zero"),
    Parameter("commission.buyers", Words(("third-party", "end-user", "user")), "whose purchases count"),
    Parameter("commission.amounts", Choice(("net", "gross")), "prices without VAT or with it"),
)

SETTLEMENT = (
    Parameter("commission.minimum", Amount(), "advance owed for each month of commercial use, net"),
    Parameter("commission.minimum_month", Choice(("whole", "by-days")), "a month of partial use"),
    Parameter("commission.minimum_plans", Choice(("all", "paid")), "plans that owe the minimum"),
    Parameter("commission.minimum_refunded", Flag(), "whether an unused advance is given back"),
    Parameter(
        "commission.minimum_reached",
        Choice(("no-further-commission", "no-fees")),
        "what a commission that does not pass the minimum leaves to pay",
    ),
    Parameter("commission.minimum_by", Choice(MEANS), "how the minimum is paid"),
    Parameter("commission.statement", Choice(("monthly", "yearly")), "how often a statement is issued"),
    Parameter("commission.source", Choice(("vendor-data", "declaration")), "what a statement is made from"),
    Parameter("commission.settled", Choice(("yearly", "monthly")), "over what the minimums are deducted"),
    Parameter("commission.settled_by", Choice(MEANS), "how the balance is paid"),
    Parameter("commission.year", Choice(("from-first-month", "calendar")), "the year that is settled"),
    Parameter("commission.year_months", Integer(1, 12), "months of that year"),
    Parameter(
        "commission.failed_debit",
        Choice(("deducted", "not-deducted")),
        "a minimum whose debit failed: deducted and owed on its own, or left in the balance",
    ),
    Parameter("commission.due_days", Integer(0, 365), "days from the settlement to its due date"),
)

QUOTES = (
    Parameter("service.needs_quote", Flag(), "whether a service that is not included is quoted before work"),
    Parameter("quote.valid_days", Integer(0, 3660), "days that a quote stands"),
)

COMMISSIONS = (*END_USERS, *RATES, *SETTLEMENT, *QUOTES)
