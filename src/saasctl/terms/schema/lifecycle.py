"""Parameters of endings, suspension, restoration, force majeure, transfer and changes of terms.

Causes are words of the profile: `[ending.CAUSE]` and `[suspension.CAUSE]` each stand for one way in
which a contract ends or an access is cut, whoever asks. `ending.convenience` is the refusal to
renew, whose notice is `notice.*`.
"""

from saasctl.terms.schema.cases import LENGTHS, PARTIES
from saasctl.terms.schema.duration import FORMS
from saasctl.terms.schema.kinds import Amount, Choice, Flag, Integer, Lines, Span, Text, Words
from saasctl.terms.schema.parameter import Parameter

NOTICE = ("days", "months")

ENDINGS = (
    Parameter("ending.*.title", Text(80), "the way of ending, in a few words"),
    Parameter("ending.*.by", Words(PARTIES), "who may end the contract this way"),
    Parameter("ending.*.forms", Words(FORMS), "forms in which it may be declared; none named: any writing"),
    Parameter("ending.*.counted_from", Choice(("dispatch", "receipt", "event")), "what its days start from"),
    Parameter("ending.*.cure", Span(NOTICE), "time to mend; the right to end opens on the day after it"),
    Parameter("ending.*.notice", Span(NOTICE), "notice; its last day is the contract's last, 0 at once"),
    Parameter(
        "ending.*.effect",
        Choice(("at-once", "notice-end", "period-end", "commitment-end")),
        "when the contract ends",
    ),
    Parameter("ending.*.automatic", Flag(), "ends by itself, or by an act that the operator confirms"),
    Parameter("ending.*.needs", Words(), "findings that must be recorded first"),
    Parameter("ending.*.case", Text(40), "kind of case that must be open"),
    Parameter("ending.*.case_date", Text(40), "date of that case from which it may be declared"),
    Parameter("ending.*.needs_any", Words(), "findings of which one must be recorded first"),
    Parameter("ending.*.causes", Words(), "codes of what led to it"),
    Parameter("ending.*.causes_open", Flag(), "whether other causes than the listed ones count too"),
    Parameter("ending.*.more_than", Integer(0, 1000), "repeats that must be exceeded"),
    Parameter("ending.*.repeats", Text(40), "what is counted as a repeat"),
    Parameter(
        "ending.*.window",
        Choice(("contract", "rolling-year", "calendar-year")),
        "over which time repeats are counted",
    ),
    Parameter(
        "ending.*.owed",
        Choice(("current-period", "commitment", "nothing-more")),
        "what stays due besides what is already due",
    ),
    Parameter("ending.*.refund", Choice(("none", "unused-fee")), "what is given back"),
    Parameter("ending.*.fee", Amount(), "flat sum owed by the party at fault, net"),
    Parameter("ending.*.fee_vat", Flag(), "whether the flat sum takes VAT"),
    Parameter("ending.*.compensation", Flag(), "whether the ending itself gives a right to compensation"),
    Parameter("ending.*.service_continues", Flag(), "whether the service runs on until the end"),
    Parameter("ending.*.export_before", Flag(), "whether the customer must export before the closing"),
    Parameter("ending.*.warn_law", Flag(), "whether a statute may forbid it; the tool says so"),
    Parameter("exit.checklist", Words(), "what the customer does at the end"),
    Parameter("exit.access_ends", Choice(("contract-end", "export-end")), "when access is cut"),
    Parameter("exit.closed_on", Choice(("last-access-day", "day-after")), "the closing day"),
    Parameter("exit.fees_kept", Flag(), "whether fees already paid stay with the vendor"),
    Parameter("renewal.blocked_by", Words(), "changes that stop a tacit renewal"),
    Parameter("renewal.in_force", Choice(("signed-quote", "none")), "what a blocked renewal needs"),
    Parameter("vendor_notice.length", Integer(0, 1000), "notice of a vendor who will not renew"),
    Parameter("vendor_notice.unit", Choice(NOTICE), "unit of the length"),
    Parameter("vendor_notice.form", Choice(FORMS), "form of the vendor's notice"),
)

TRIAL = (
    Parameter("trial.plan", Text(40), "the plan that a trial gives"),
    Parameter("trial.price", Amount(), "price of a trial"),
    Parameter("trial.cut_notice_days", Integer(0, 365), "notice before a trial is cut"),
    Parameter("trial.may_decline", Flag(), "whether the vendor may decline a trial"),
    Parameter("trial.counts", Choice(("opening-day-apart", "opening-day-first")), "how its days count"),
    Parameter("trial.at_end", Choice(("closed", "asked")), "what happens when no order follows"),
    Parameter("trial.erased", Choice(("closing-day", "never")), "when the data of a trial go"),
    Parameter("trial.returns", Flag(), "whether data can be retrieved after a trial"),
)

SUSPENSION = (
    Parameter("suspension.causes", Words(), "causes for which access may be cut"),
    Parameter("suspension.billing_continues", Flag(), "whether bills go on while access is cut"),
    Parameter("suspension.*.title", Text(80), "the cause, in a few words"),
    Parameter(
        "suspension.*.scope",
        Choice(("organisation", "user", "emailing", "campaign")),
        "what is cut",
    ),
    Parameter("suspension.*.notice", Span(LENGTHS), "notice before access is cut; 0 days for none"),
    Parameter("suspension.*.needs", Words(), "findings that must be recorded first"),
    Parameter("suspension.*.causes", Words(), "codes of what led to it"),
    Parameter("suspension.*.compensation", Flag(), "whether the customer is compensated"),
    Parameter("suspension.*.billing_continues", Flag(), "whether bills go on while access is cut"),
    Parameter("suspension.*.owed_until", Choice(("commitment-end", "period-end")), "what stays due"),
    Parameter("suspension.*.repays", Flag(), "whether the customer repays what the vendor had to pay"),
    Parameter("suspension.*.lifted", Choice(("operator", "cause-ends", "payment")), "what ends it"),
    Parameter("suspension.*.final", Flag(), "whether it may be for good"),
    Parameter("suspension.*.excluded", Flag(), "whether its time is left out of availability"),
    Parameter("suspension.*.slot_billed", Flag(), "whether the slot of a barred user stays billed"),
    Parameter("restoration.within", Span(LENGTHS), "time to give access back once the cause has ended"),
    Parameter("restoration.strict", Flag(), "whether it must be less than that time"),
    Parameter("restoration.clock", Choice(("wall-clock", "elapsed")), "how the time runs"),
    Parameter("restoration.counted_from", Choice(("cause-end", "later-of-cause-and-inquiry")), "its start"),
    Parameter("restoration.inquiry_days", Integer(1, 366), "days an inquiry may take"),
    Parameter("restoration.failed", Choice(("termination-due", "nothing")), "what follows when it is late"),
    Parameter("restoration.trials", Flag(), "whether trials have the same right"),
)

FORCE_MAJEURE = (
    Parameter("force_majeure.effect", Choice(("exception-only", "releases", "suspends")), "what it does"),
    Parameter("force_majeure.events", Lines(), "events that count"),
    Parameter("force_majeure.starts", Choice(("event", "notice")), "from which day it suspends the contract"),
    Parameter("force_majeure.updates", Choice(FORMS), "form of the regular news during the event"),
    Parameter(
        "force_majeure.billing",
        Choice(("continues", "held", "not-billed", "moved")),
        "what happens to the fees of suspended days",
    ),
    Parameter("force_majeure.held", Choice(("dropped-at-end", "billed-at-end")), "held bills at an ending"),
    Parameter("force_majeure.dunning", Choice(("continues", "stops")), "what happens to the ladder"),
    Parameter("force_majeure.moves", Words(), "dates that move by the length of the event"),
    Parameter("force_majeure.counts", Choice(("both-days", "end-apart")), "how its length is counted"),
    Parameter(
        "force_majeure.used",
        Choice(("to-start-day", "to-end-day")),
        "which days count as used when the fee is refunded",
    ),
    Parameter("force_majeure.liable", Flag(), "whether a party answers for what the event prevents"),
    Parameter("force_majeure.deposit_returned", Flag(), "whether a deposit may be given back"),
)

CHANGES = (
    Parameter(
        "terms_change.by",
        Choice(("vendor", "vendor-for-law", "amendment")),
        "who may change the terms, and for what",
    ),
    Parameter("terms_change.notice", Span(NOTICE), "notice before a new version applies"),
    Parameter("terms_change.form", Choice(FORMS), "form of the announcement"),
    Parameter("terms_change.recipients", Words(("organisation", "users")), "who is told"),
    Parameter("terms_change.silence", Choice(("accepts", "keeps-old")), "what silence means"),
    Parameter(
        "terms_change.applies",
        Choice(("effective-day", "renewal-or-acceptance", "next-order", "signature")),
        "when a running contract moves to the new version",
    ),
    Parameter("terms_change.refusal_until", Choice(("before-effective-day", "any-day")), "last refusal"),
    Parameter("terms_change.refused", Choice(("old-until-period-end", "ends-at-once")), "after a refusal"),
    Parameter("terms_change.user_refusal", Choice(("access-ends-slot-billed", "none")), "a user alone"),
    Parameter("terms_change.user_pending", Choice(("allowed", "blocked")), "a user who has not accepted yet"),
    Parameter("terms_change.signatures", Words(PARTIES), "who signs an amendment"),
    Parameter("transfer.customer_needs", Words(), "what a transfer by the customer needs"),
    Parameter("transfer.vendor", Choice(("free", "group-only", "consent")), "transfer by the vendor"),
    Parameter("transfer.vendor_events", Words(), "events at the vendor that leave the contract in force"),
)

LIFECYCLE = (*ENDINGS, *TRIAL, *SUSPENSION, *FORCE_MAJEURE, *CHANGES)
