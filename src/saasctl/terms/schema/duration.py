"""Parameters of commitment, renewal, trial and notice dates."""

from saasctl.terms.schema.kinds import Choice, Flag, Integer, Words
from saasctl.terms.schema.parameter import Parameter

FORMS = ("in-app", "email", "email-ack", "letter", "registered-letter")

DURATION = (
    Parameter("commitment.months", Integer(1, 120), "length of the commitment that the order states"),
    Parameter("commitment.free_exit_months", Integer(0, 12), "months without commitment before it"),
    Parameter("commitment.free_exit_once", Choice(("customer", "subscription")), "who gets them once"),
    Parameter(
        "commitment.free_exit_share",
        Choice(("by-months", "by-days")),
        "price of those months under a yearly rhythm",
    ),
    Parameter("renewal.tacit", Flag(), "whether the contract renews when nobody gives notice"),
    Parameter("renewal.price", Choice(("current", "initial")), "price after renewal"),
    Parameter("contract.starts", Choice(("acceptance", "later-signature", "validation")), "its first day"),
    Parameter("trial.days", Integer(1, 366), "days of free trial, the opening day not counted"),
    Parameter(
        "notice.anchor",
        Choice(("last-day", "renewal-day")),
        "whether notice is counted back from the term's last day or from the renewal day",
    ),
    Parameter("notice.counted_from", Choice(("dispatch", "receipt")), "which date of a letter counts"),
    Parameter("notice.*.length", Integer(0, 1000), "length of notice, 0 for none"),
    Parameter("notice.*.unit", Choice(("days", "months")), "unit of the length"),
    Parameter("notice.*.form", Choice(FORMS), "form that a notice must have"),
    Parameter("notice.*.by", Words(("customer", "vendor")), "who may give it"),
)
