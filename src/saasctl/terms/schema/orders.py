"""Parameters of orders: quotes and their gates, services and projects, delivery, thresholds of use.

**Services.** `[service.CODE]` stands for one service that can be ordered, with its price or rate, its
length, and how many people it takes.

**Thresholds.** `[usage.NAME]` watches one figure: `metric`, or `metric` over `of` in percent, within a
rolling `days`. It is passed when the figure is above `limit` or `percent`; where `strict` is false,
when it reaches it. Ratios are compared as integers: nothing sent gives no ratio.
"""

from saasctl.terms.schema.cases import LENGTHS, NAME, PARTIES
from saasctl.terms.schema.duration import FORMS
from saasctl.terms.schema.kinds import Amount, Choice, Flag, Integer, Percent, Span, Text, Words
from saasctl.terms.schema.parameter import Parameter

ORDER = (
    Parameter("quote.states", Words(), "what a quote states"),
    Parameter("quote.customer_details", Words(), "details of the customer it must bear"),
    Parameter("quote.attachments", Words(), "what the customer sends with it"),
    Parameter("quote.copies", Integer(1, 10), "signed copies that the customer sends"),
    Parameter("quote.copies_missing", Choice(("warned", "refused")), "fewer copies than that"),
    Parameter("quote.countersigned_copies", Integer(1, 10), "countersigned copies that the vendor returns"),
    Parameter("quote.forms", Words(FORMS), "forms in which it is sent"),
    Parameter("quote.signed_by", Words(PARTIES), "who must sign for it to bind"),
    Parameter("quote.signatory", Words(), "what is recorded of the signatory"),
    Parameter("quote.gates", Words(), "what must happen before an order is validated"),
    Parameter("quote.gates_open", Choice(("access", "contract")), "what opens once all have happened"),
    Parameter("quote.confirmation_form", Choice(FORMS), "form of the confirmation of an order"),
    Parameter("quote.confirmation_states", Words(), "what the confirmation states"),
    Parameter("quote.refused_for", Words(), "causes for which an order may be refused"),
    Parameter("quote.needed_for", Words(), "changes that need a new signed quote"),
    Parameter("quote.price", Choice(("current", "initial")), "price of such an addition"),
    Parameter(
        "quote.added_until", Choice(("commitment-end", "own-term")), "end of what is added in mid-term"
    ),
    Parameter("quote.change_days", Integer(0, 365), "days from the last signature to ask for a change"),
    Parameter("quote.change_after", Choice(("refusable", "refused")), "a change asked later"),
    Parameter("quote.changed_offer", Choice(("new-quote", "none")), "a change in the elements of the offer"),
    Parameter("quote.logged_before", Words(), "what is logged before the signature"),
    Parameter("quote.nothing_asked", Choice(("informed", "none")), "a customer who asked nothing"),
    Parameter("updates.price", Amount(), "price of new functions in updates"),
    Parameter("updates.promised", Flag(), "whether a purchase may depend on functions to come"),
    Parameter("updates.beta", Choice(("voluntary", "none")), "trial programmes of functions to come"),
)

SERVICES = (
    Parameter("service.*.title", Text(80), "a service, in a few words"),
    Parameter("service.*.price", Amount(), "its price, net"),
    Parameter("service.*.hourly", Amount(), "its price for an hour, net"),
    Parameter("service.*.minutes", Integer(1, 100_000), "its length"),
    Parameter("service.*.means", Choice(("video", "on-site", "self-service")), "how it is given"),
    Parameter("service.*.people", Integer(1, 10_000), "most people it takes"),
    Parameter("service.*.more_people", Choice(("refused", "new-quote")), "more people than that"),
    Parameter("service.*.travel", Choice(("at-cost", "included")), "the cost of travel"),
    Parameter("service.*.needs_quote", Flag(), "whether it needs a quote of its own"),
    Parameter("service.*.needs", Words(), "what must be true or given first"),
    Parameter("service.*.project", Flag(), "whether it is billed in parts, where services are"),
    Parameter("service.unquoted", Choice(("warned", "refused")), "an order without the quote it needs"),
    Parameter("service.signed_by", Words(PARTIES), "who signs the quote of a service"),
    Parameter("service.due_days", Integer(0, 365), "days from its invoice to its due date"),
    Parameter("service.invoiced", Choice(("when-complete", "at-order")), "when a service may be invoiced"),
    Parameter("module.invoiced", Choice(("delivery", "order")), "day on which an added module is billed"),
    Parameter("module.collected", Choice(("agreed-means", "transfer")), "how it is paid"),
    Parameter(
        "module.first_period",
        Choice(("prorated", "full-price", "next-period")),
        "its price to the end of the running period",
    ),
)

PROJECT = (
    Parameter("project.deposit", Percent(100), "part of the ordered services billed at the order"),
    Parameter("project.deposit_base", Choice(("net", "gross")), "the sum it is a part of"),
    Parameter("project.plan", Text(), "plan of the intermediate invoices"),
    Parameter("project.balance", Choice(("project-end", "delivery")), "when the rest is billed"),
    Parameter("project.odd_cents", Choice(("last-invoice", "deposit")), "the invoice that takes odd cents"),
    Parameter("project.due_days", Integer(0, 365), "days from each of its invoices to its due date"),
    Parameter("project.complete", Words(), "what makes it complete"),
    Parameter("project.elements", Span(LENGTHS), "time for the customer to hand its elements over"),
    Parameter("project.elements_from", Choice(("request", "signature")), "what that time is counted from"),
    Parameter("project.elements_plan", Choice(("first", "never")), "whether a date of the plan goes first"),
    Parameter("project.stalled", Choice(("invoiced", "waits")), "services that the customer blocks"),
    Parameter("project.stalled_needs", Words(), "findings that must be recorded first"),
    Parameter("delivery.times", Choice(("indicative", "binding")), "what delivery times are worth"),
    Parameter("delivery.late_gives_no", Words(), "rights that lateness does not give"),
    Parameter("delivery.postponed", Choice(("deemed-made", "waits")), "a delivery the customer puts off"),
)

THRESHOLDS = (
    Parameter("usage.*.title", Text(80), "what is watched, in a few words"),
    Parameter("usage.*.metric", Text(40, NAME), "the figure that is recorded"),
    Parameter("usage.*.of", Text(40, NAME), "the figure it is a share of"),
    Parameter(
        "usage.*.of_else", Text(40, NAME), "what it is a share of for a customer without readings of that"
    ),
    Parameter("usage.*.per", Choice(("organisation", "database", "campaign")), "what it is counted for"),
    Parameter("usage.*.counts", Words(), "what counts"),
    Parameter("usage.*.limit", Integer(), "the number that may not be exceeded"),
    Parameter("usage.*.percent", Percent(100), "the share that may not be exceeded"),
    Parameter("usage.*.days", Integer(1, 366), "rolling days over which it is counted, the day included"),
    Parameter("usage.*.rolls", Choice(("by-date", "by-hour")), "whole dates, or as many times 24 hours back"),
    Parameter("usage.*.strict", Flag(), "whether the bound itself is still allowed"),
    Parameter(
        "usage.*.leads_to",
        Choice(("flag", "watch", "suspension", "dedicated-hosting", "new-quote")),
        "what passing it leads to",
    ),
    Parameter("usage.*.suspension", Text(40, NAME), "the suspension that it opens"),
    Parameter("usage.*.price", Amount(), "price of what it leads to, per month, net"),
    Parameter("usage.*.within", Span(LENGTHS), "time to put it in place"),
    Parameter("usage.*.customer_tells", Flag(), "whether the customer tells of growth beforehand"),
    Parameter("email.routes", Words(), "ways to send e-mail apart from campaigns"),
    Parameter("email.route_advised", Text(40, NAME), "the way that is advised"),
    Parameter("email.dns", Words(), "records the customer sets on its domain"),
    Parameter("email.dns_supplied", Words(), "records whose values the vendor gives"),
    Parameter("email.dns_missing", Choice(("flagged", "suspension")), "what a missing record leads to"),
)

ORDERS = (*ORDER, *SERVICES, *PROJECT, *THRESHOLDS)
