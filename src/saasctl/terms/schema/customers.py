"""Parameters of customers, users, roles, permissions and acceptance of the terms."""

from saasctl.terms.schema.duration import FORMS
from saasctl.terms.schema.kinds import Choice, Day, Flag, Integer, Lines, Text, Words
from saasctl.terms.schema.parameter import Parameter

FIELDS = ("contact_last", "contact_first", "email", "phone", "name", "employees", "siren", "street", "city")
ROLES = ("owner", "administrator", "member")

CUSTOMERS = (
    Parameter("customer.professional", Flag(), "whether a declaration of professional status is needed"),
    Parameter("customer.withdrawal_days", Integer(0, 365), "days to withdraw from an order, 0 for none"),
    Parameter("customer.fields", Words(FIELDS), "what an organisation must give to be opened"),
    Parameter("customer.debtor", Choice(("organisation", "user")), "who owes the invoices"),
    Parameter("customer.billing_address", Choice(("registered-office", "any")), "the address on invoices"),
    Parameter("customer.identity_declared", Flag(), "the client declares its data true and its mandate"),
    Parameter("users.roles", Words(ROLES), "the roles a user may have"),
    Parameter("users.kinds", Words(), "who may be a user"),
    Parameter("end_users.kinds", Words(("natural-person", "legal-person")), "who may be an end user"),
    Parameter("users.company", Choice(("customer", "group")), "whose people may be users"),
    Parameter("users.login", Choice(("email", "chosen")), "what a user signs in with"),
    Parameter("users.cap", Choice(("slots", "none")), "whether users may outnumber the slots"),
    Parameter("users.shared_account", Flag(), "whether several people may share one account"),
    Parameter("users.confirmed_by", Choice(FORMS), "form of the message that confirms a registration"),
    Parameter("users.mandated", Flag(), "whether the customer vouches that each user is authorised"),
    Parameter("duties.*", Lines(), "what a role undertakes to do"),
    Parameter("conduct.*.title", Text(120), "a code of forbidden conduct and what it stands for"),
    Parameter("acceptance.organisation", Choice(("tick", "signature", "order")), "how the customer accepts"),
    Parameter("acceptance.user", Choice(("tick", "use", "sign-in", "none")), "how each user accepts"),
    Parameter("acceptance.each_version", Flag(), "whether every version must be accepted anew"),
    Parameter("acceptance.before_access", Flag(), "whether an account waits for the user's acceptance"),
    Parameter("acceptance.authority", Flag(), "the signatory warrants power to bind the customer"),
    Parameter("override.needs_source", Flag(), "whether a special condition needs a written source"),
    Parameter("permission.*.*", Words(ROLES), "the roles that may ask for an act"),
    Parameter("law.country", Text(2, "[A-Z]{2}"), "whose law governs"),
    Parameter("law.court", Text(120), "the court that decides"),
    Parameter("law.language", Text(40), "the language that governs"),
    Parameter("law.before_court", Choice(("none", "settlement-first")), "what must be tried before a court"),
    Parameter("documents.precedence", Words(), "which document wins, the first over the next"),
    Parameter("declaration.*.title", Text(120), "what a customer declares"),
    Parameter("declaration.*.items", Words(), "the points of the declaration"),
    Parameter("declaration.*.open", Flag(), "whether the list of points is not closed"),
    Parameter("declaration.*.asked_at", Choice(("opening", "import", "use")), "when it is asked for"),
    Parameter("declaration.*.missing", Choice(("warned", "refused")), "what follows while it is missing"),
    Parameter("import.format", Choice(("csv", "any")), "type of a file the customer hands in"),
    Parameter("import.encoding", Choice(("utf-8", "any")), "its encoding"),
    Parameter("import.byte_order_mark", Flag(), "whether a byte order mark is accepted"),
    Parameter("import.separator", Choice(("detected", "semicolon", "comma")), "what parts its columns"),
    Parameter("import.decimal", Choice(("point", "comma")), "its decimal mark"),
    Parameter("import.column_order", Choice(("free", "fixed")), "order of its columns"),
    Parameter("import.checks", Words(("number", "list-value", "email")), "what its values are checked for"),
    Parameter("import.nonconforming", Choice(("refusable", "refused")), "a file that does not conform"),
    Parameter("import.repair", Choice(("quote", "none")), "on what terms the vendor mends one"),
    Parameter("terms.effective_from", Day(), "first day on which this version applies"),
    Parameter("terms.definitions", Lines(), "the words that the document defines"),
    Parameter("terms.url", Text(), "where the text of the terms can be read"),
)
