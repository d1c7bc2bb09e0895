"""Guards on what happened: rows that no statement changes or removes, whoever sends it.

They belong to the schema of today, not to one migration: every migration ends by making them anew,
because a table that is rebuilt loses its triggers without a word.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Guard:
    """A table whose rows stay. `unless` is the condition under which an UPDATE is let through."""

    table: str
    says: str
    unless: str | None = None


def _same(*columns: str) -> str:
    return " AND ".join(f"NEW.{column} IS NOT DISTINCT FROM OLD.{column}" for column in columns)


BILLED_ONCE = "OLD.invoice_id IS NULL AND " + _same(
    "id",
    "subscription_id",
    "seq",
    "kind",
    "delta",
    "asked_on",
    "effective_on",
    "cause",
    "user_id",
    "clause_id",
)
PURGED_ONCE = (
    "OLD.payload IS NOT NULL AND NEW.payload IS NULL AND NEW.salt IS NULL "
    "AND NEW.purged_because IS NOT NULL AND " + _same("entry_id")
)
RECEIVED_LATER = _same(
    "id",
    "organisation_id",
    "subscription_id",
    "invoice_id",
    "kind",
    "form",
    "by_party",
    "due_on",
    "evidence",
    "recorded_at",
)
WITHDRAWN_ONCE = "OLD.withdrawn_on IS NULL AND " + _same(
    "id",
    "subscription_id",
    "notice_id",
    "cause",
    "by_party",
    "asked_on",
    "last_day",
    "owed_until",
    "clause_id",
)
LIFTED_ONCE = "OLD.until_on IS NULL AND " + _same(
    "id", "organisation_id", "cause", "scope", "from_on", "evidence", "clause_id"
)
REVOKED_ONCE = "OLD.revoked_on IS NULL AND " + _same(
    "id", "organisation_id", "reference", "debtor", "iban", "bic", "scheme", "one_off", "signed_on"
)
CLOSED_ONCE = "OLD.closed_on IS NULL AND " + _same(
    "id", "organisation_id", "kind", "by_party", "opened_on", "fingerprint", "clause_id", "recorded_at"
)
ERASED_ONCE = "OLD.value IS NOT NULL AND NEW.value IS NULL AND " + _same(
    "id", "case_id", "kind", "name", "on_day", "recorded_at"
)
PROLONGED = (
    "OLD.expires_on IS NOT NULL AND NEW.expires_on IS NOT NULL AND NEW.expires_on >= NEW.credited_on AND "
    + _same(
        "id",
        "organisation_id",
        "subscription_id",
        "invoice_id",
        "source",
        "quantity",
        "users",
        "ordered_on",
        "credited_on",
        "price_cents",
        "evidence",
        "clause_id",
    )
)
INVOICE = "an issued invoice is never changed: correct it with saasctl invoice credit"
GUARDS = (
    Guard("quote_line", "a line of a quote is never changed: make another quote with saasctl quote add"),
    Guard("quote_term", "a condition of a quote is never changed: make another with saasctl quote add"),
    Guard("quote_event", "what happened to a quote is never changed: make another with saasctl quote add"),
    Guard("service_event", "what happened to a service is never changed: record what came after"),
    Guard("service_bill", "what was billed is never changed: correct it with saasctl invoice credit"),
    Guard("invoice", INVOICE),
    Guard("invoice_line", INVOICE),
    Guard("invoice_vat", INVOICE),
    Guard("document", "the fingerprint of a document is never changed: issue the document again"),
    Guard("audit_entry", "the audit is only added to: put a wrong entry right with a new act"),
    Guard("audit_payload", "a payload of the audit is only ever purged, with a reason", PURGED_ONCE),
    Guard("payment", "a payment is never changed: move it with saasctl payment allocate or refund it"),
    Guard("allocation", "an allocation is never changed: move it with saasctl payment allocate"),
    Guard("invoice_decision", "a decision is never changed: record a new one"),
    Guard("penalty_claim", "a claim is never changed: credit its invoice with saasctl invoice credit"),
    Guard("rejected_debit", "a rejected debit is never changed: record the payment that came after"),
    Guard("notice", "a notice keeps what it says: record another one", RECEIVED_LATER),
    Guard("terms_announcement", "a version that was announced stays: announce another one"),
    Guard("terms_answer", "an answer is never changed: record a new one"),
    Guard("ending", "an end is only ever withdrawn, once: saasctl sub keep", WITHDRAWN_ONCE),
    Guard("suspension", "a suspension is only ever lifted, once: saasctl org restore", LIFTED_ONCE),
    Guard("ledger_account", "an account is never changed: add one with saasctl ledger account --on"),
    Guard("period_closing", "a closing is never changed: open the month with saasctl period reopen"),
    Guard("mandate", "a mandate is only ever revoked, once: saasctl mandate revoke", REVOKED_ONCE),
    Guard("instalment", "a plan of payment is never changed: defer the invoice with saasctl invoice defer"),
    Guard("recovery_cost", "a cost is never changed: credit its invoice with saasctl invoice credit"),
    Guard("taken_over", "what was taken over is never changed: write it off or credit it"),
    Guard("case_file", "a case is only ever closed, once: saasctl case close", CLOSED_ONCE),
    Guard("case_entry", "what a case says is never changed: saasctl case update adds to it", ERASED_ONCE),
    Guard(
        "credit_lot",
        "a lot of credits is never changed: buy it back with saasctl credit buyback",
        PROLONGED,
    ),
    Guard("credit_movement", "a movement of credits is never changed: cancel its booking or buy back"),
    Guard("credit_capacity", "a capacity is never changed: set another with saasctl credit allot"),
    Guard("credit_right", "a debit of a right is never changed: saasctl credit cancel-booking"),
    Guard("booking", "a booking is never changed: saasctl credit cancel-booking"),
    Guard("booking_end", "the end of a booking is never changed: book again"),
    Guard("ticket_event", "an event of a ticket is never changed: record another one"),
    Guard("commission_declaration", "a declaration is never changed: saasctl commission declare --replace"),
    Guard("commission_sale", "a declared sale is never changed: saasctl commission declare --replace"),
    Guard("usage_reading", "a reading is never changed: record one of another instant"),
    Guard("calendar_day", "a day of a calendar is never changed: add another row"),
    Guard("acceptance", "an acceptance is never changed: record a new one"),
    Guard(
        "slot_movement",
        "a movement of slots is never changed: move the slots back with saasctl slot add, remove or keep",
        BILLED_ONCE,
    ),
    Guard("term_override", "a special condition is never changed: add one with saasctl sub override --on"),
    Guard("term_setting", "a setting is never changed: add one with saasctl terms set --on"),
    Guard("subscription_phase", "a phase is never changed: add one with saasctl sub change --on"),
    Guard("reference_rate", "a rate is never changed: add another with saasctl terms rates add --replace"),
)


def guard_statements() -> list[str]:
    """Return the statements that make all guards of a SQLite store, dropping earlier ones first."""
    return [statement for guard in GUARDS for statement in _sqlite(guard)]


def _sqlite(guard: Guard) -> list[str]:
    says = guard.says.replace("'", "''")
    unless = (
        "" if guard.unless is None else f" WHEN NOT ({guard.unless.replace('IS NOT DISTINCT FROM', 'IS')})"
    )
    statements = []
    for event, when in (("UPDATE", unless), ("DELETE", "")):
        name = f"{guard.table}_keeps_{event.lower()}"
        statements.append(f"DROP TRIGGER IF EXISTS {name}")
        statements.append(
            f"CREATE TRIGGER {name} BEFORE {event} ON {guard.table}{when} "
            f"BEGIN SELECT RAISE(ABORT, '{says}'); END"
        )
    return statements


KEEP = """
CREATE OR REPLACE FUNCTION saasctl_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION USING MESSAGE = TG_ARGV[0], ERRCODE = 'integrity_constraint_violation';
END $$
"""
"""What every guard of a PostgreSQL store runs."""


def postgres_guards() -> list[str]:
    """Return the statements that make all guards of a PostgreSQL store, in the place of earlier ones."""
    return [KEEP, *(statement for guard in GUARDS for statement in _postgres(guard))]


def _postgres(guard: Guard) -> list[str]:
    says = guard.says.replace("'", "''")
    unless = "" if guard.unless is None else f" WHEN (NOT ({guard.unless}))"
    statements = []
    for event, row, when in (("UPDATE", "ROW", unless), ("DELETE", "ROW", ""), ("TRUNCATE", "STATEMENT", "")):
        name = f"{guard.table}_keeps_{event.lower()}"
        statements.append(
            f"CREATE OR REPLACE TRIGGER {name} BEFORE {event} ON {guard.table} FOR EACH {row}{when} "
            f"EXECUTE FUNCTION saasctl_keep('{says}')"
        )
    return statements
