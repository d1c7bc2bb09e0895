"""Parameters of the customer's data and secrets: export, return, deletion, backups, access, privacy."""

from saasctl.terms.schema.cases import LENGTHS, PARTIES
from saasctl.terms.schema.duration import FORMS
from saasctl.terms.schema.kinds import Choice, Day, Flag, Integer, Records, Span, Text, Words
from saasctl.terms.schema.parameter import Parameter

STARTS = ("contract-end", "closing", "financial-year-end", "later-of-end-and-closing", "never")
CHANNELS = (*FORMS, "telephone", "tool")

DATA = (
    Parameter("export.anytime", Flag(), "whether the customer can export during the contract"),
    Parameter("export.formats", Words(), "formats of the export tool"),
    Parameter("export.window", Span(LENGTHS), "export-only access after the end; 0 days for none"),
    Parameter("export.counted_from", Choice(STARTS), "what the window is counted from"),
    Parameter("export.covers", Words(), "endings after which the window is open; none named: every one"),
    Parameter("export.by", Choice(PARTIES), "who exports"),
    Parameter("export.reminder_days", Words(), "days before access ends on which the customer is reminded"),
    Parameter("export.afterwards", Choice(("consent", "none")), "what handling after the window needs"),
    Parameter("export.warn_short", Flag(), "whether an ending that leaves no time to export is warned of"),
    Parameter("export.terms", Text(), "format, price and period of handling after the end"),
    Parameter("return.free", Span(LENGTHS), "time in which the vendor returns the data free on request"),
    Parameter("return.paid", Span(LENGTHS), "time in which it does so at a price"),
    Parameter("return.price", Text(), "price of a paid return"),
    Parameter("return.counted_from", Choice(STARTS), "what both are counted from"),
    Parameter("return.request", Choice(("any-writing", "none")), "what opens the return"),
    Parameter("return.delivered", Choice(("on-request", "within-window")), "whether delivery has a last day"),
    Parameter("return.media_billed", Flag(), "whether the cost of media may be billed"),
    Parameter("return.extras", Words(), "paid options on request"),
    Parameter("deletion.after", Span(LENGTHS), "time after which the data are deleted"),
    Parameter(
        "deletion.counted_from",
        Choice((*STARTS, "return-or-window")),
        "what it is counted from",
    ),
    Parameter("deletion.scope", Choice(("all", "personal-data")), "what is deleted"),
    Parameter("deletion.on_request", Flag(), "whether a written request brings it forward"),
    Parameter("deletion.people", Integer(1, 5), "people who confirm a deletion"),
    Parameter("deletion.exceptions", Words(), "what is kept all the same"),
    Parameter("backup.kind", Choice(("real-time", "daily")), "how copies are made"),
    Parameter(
        "backup.tiers",
        Records({"every": Span(("days", "months")), "until": Span(LENGTHS)}, frozenset({"until"})),
        "how many copies are kept by age, the youngest tier first; no `until`: up to the deletion",
    ),
    Parameter("backup.bounds", Choice(("included", "excluded")), "whether the age that bounds a tier is in"),
    Parameter("backup.epoch", Day(), "the day from which every n-th day is counted"),
    Parameter("backup.survivor", Choice(("first", "last")), "the copy of a month that survives"),
    Parameter("backup.most", Span(LENGTHS), "age that no copy may pass"),
    Parameter("backup.restores", Choice(("last-copy", "any-copy")), "the copy that is restored"),
    Parameter("backup.not_owed_if", Words(), "causes for which restoring is not owed"),
    Parameter("retention.*.length", Span(LENGTHS), "how long it is kept"),
    Parameter("retention.*.counted_from", Choice(STARTS), "what the time is counted from"),
    Parameter("retention.*.by", Choice(PARTIES), "who keeps it"),
    Parameter("retention.*.returned", Choice(("free", "quote")), "on what terms it is given back"),
)

PRIVACY = (
    Parameter("data.contact", Text(), "address for data protection"),
    Parameter("data.security_charter", Text(), "address that sends the security charter on request"),
    Parameter("data.roles", Words(), "the vendor's roles"),
    Parameter("data.instructions", Choice(("written", "any")), "instructions the vendor acts on"),
    Parameter("data.unlawful_instruction", Choice(("at-once", "none")), "when one is reported"),
    Parameter("data.sensitive", Choice(("forbidden", "allowed")), "whether sensitive data may be held"),
    Parameter("data.location", Words(), "where data may stand"),
    Parameter("data.transfer_needs", Words(), "what a transfer elsewhere needs"),
    Parameter("data.subprocessor_needs", Words(), "what a new sub-processor needs"),
    Parameter("data.staff", Words(), "what people who handle data are bound to"),
    Parameter("data.register", Flag(), "whether a register of processing is kept"),
    Parameter("data.ai_training", Flag(), "whether the customer's data may train models"),
    Parameter("data.ai_conditions", Words(), "what that needs"),
    Parameter("data.anonymised_only", Flag(), "whether the vendor may use data only when anonymous"),
    Parameter("data.privacy_url", Text(), "where the privacy policy stands"),
    Parameter("data.processing_url", Text(), "where the processing agreement stands"),
    Parameter("data.policy_part_of_terms", Flag(), "whether the privacy policy is part of the terms"),
    Parameter("data.users_informed", Flag(), "whether the customer informs its users and gets their consent"),
)

ACCESS = (
    Parameter("password.expiry_days", Integer(1, 3660), "days after which a password must be changed"),
    Parameter("password.expired", Choice(("change-at-login", "none")), "what follows when it has expired"),
    Parameter("password.strong", Choice(("required", "advised", "none")), "strong passwords"),
    Parameter("password.renewal", Choice(("required", "advised", "none")), "regular change of passwords"),
    Parameter("password.least_length", Integer(1, 128), "characters a password must have"),
    Parameter("password.second_factor", Choice(("required", "advised", "none")), "a second factor"),
    Parameter("password.second_factor_offered", Flag(), "whether a second factor can be used"),
    Parameter("password.changed_by", Choice(("user", "administrator", "vendor")), "who changes it"),
    Parameter("login.changed_by", Words(PARTIES), "on whose initiative a login changes"),
    Parameter("login.change_informed", Flag(), "whether a change is told beforehand"),
    Parameter("login.issued_by", Choice(PARTIES), "who issues login and first password"),
    Parameter("compromise.address", Text(), "where a compromise is reported"),
    Parameter("compromise.channel", Choice(CHANNELS), "how it is reported"),
    Parameter("compromise.delay", Choice(("at-once", "none")), "how soon it is reported"),
    Parameter("compromise.confirmed_by", Choice(FORMS), "form of the confirmation that must follow"),
    Parameter("compromise.kinds", Words(), "what may be reported"),
    Parameter("compromise.cut_off_kinds", Words(), "kinds that move the end of the customer's liability"),
    Parameter("compromise.liable_until", Choice(("report", "change")), "end of the customer's liability"),
    Parameter("compromise.afterwards", Choice(("contested", "none")), "later operations of the account"),
    Parameter("compromise.excuses", Words(), "causes that free the customer even before a report"),
    Parameter("compromise.measures", Words(), "what the vendor may do at once"),
    Parameter("compromise.recovery", Choice(("support", "administrator")), "who gives access back"),
)

COVENANTS = (
    Parameter("confidentiality.binds", Words(PARTIES), "who is bound"),
    Parameter("confidentiality.after_end", Span(LENGTHS), "how long it lasts after the contract"),
    Parameter("confidentiality.needs", Words(), "what a disclosure needs"),
    Parameter("confidentiality.exceptions", Words(), "what is not covered"),
    Parameter("confidentiality.returned", Choice(("on-request", "at-end", "both")), "when it is given back"),
    Parameter("reference.by", Words(PARTIES), "who may name the other as a reference"),
    Parameter("reference.allowed", Flag(), "whether that is allowed unless otherwise agreed"),
    Parameter("reference.opt_out", Choice(("writing", "any-means", "none")), "how it is refused"),
    Parameter("reference.covers", Words(), "what may be shown"),
    Parameter("reference.needs_consent", Words(), "what needs consent"),
    Parameter("licence.territory", Text(80), "where the software may be used"),
    Parameter("licence.bars", Words(), "what the licence does not give"),
    Parameter("licence.needs", Words(), "what an assignment or copy needs"),
    Parameter("cookies.refusal_disables", Words(), "what a refusal of cookies switches off"),
    Parameter("insurance.certificate", Choice(("on-request", "declared")), "proof of insurance"),
    Parameter("insurance.by", Choice(PARTIES), "who is insured"),
    Parameter("claims.within", Span(LENGTHS), "time after which no claim can be made"),
    Parameter("claims.counted_from", Choice(("event", "due-date-or-event")), "what it is counted from"),
    Parameter("letters.address", Choice(("registered-office", "any")), "where letters go"),
    Parameter("letters.change_form", Choice(FORMS), "form in which a new address is told"),
    Parameter("waiver.form", Choice(("signed-writing", "record", "none")), "what a waiver needs"),
)

CUSTODY = (*DATA, *PRIVACY, *ACCESS, *COVENANTS)
