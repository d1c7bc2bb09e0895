"""The canonical dump: what a store says, without when it was recorded or in which order.

One JSON line for each row, tables and rows in a fixed order; references are natural keys. Two stores
say the same when their dumps are equal.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from saasctl.store.queries.calendars import SEEDED_AT
from saasctl.store.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Dumped:
    """A table's columns in the dump, those left out on purpose, and which rows, where not all."""

    table: str
    columns: str
    omitted: str = ""
    rows: str = ""


CONTENT = (
    Dumped("store_meta", "name value"),
    Dumped(
        "seller",
        "slug name profile profile_version siren siret vat_id street postcode city country iban bic "
        "creditor_id email currency prefix_invoice prefix_credit_note created_on",
        "id",
    ),
    Dumped("number_series", "seller_id document year last_number last_issued_on"),
    Dumped("term_setting", "scope path from_on value", "id recorded_at"),
    Dumped("reference_rate", "kind from_on percent source", "id"),
    Dumped(
        "organisation",
        "slug seller_id name country siren vat_id vat_regime email phone street postcode city employees "
        "contact_first contact_last purchase_reference electronic_address professional terms_version "
        "created_on closed_on status",
        "id",
    ),
    Dumped("organisation_alias", "slug organisation_id"),
    Dumped("contact", "organisation_id kind from_on name email phone", "id"),
    Dumped("note", "organisation_id on_day text", "id"),
    Dumped("group_company", "organisation_id name siren", "id"),
    Dumped(
        "org_user",
        "organisation_id email display_name role kind company state holds_slot authorised_by invited_at "
        "activated_at last_active_on password_set_on",
        "id",
    ),
    Dumped("user_event", "user_id on_day what detail", "id"),
    Dumped("acceptance", "organisation_id document version user_id on_day person accepted_at", "id"),
    Dumped(
        "subscription",
        "organisation_id name started_on trial trial_until billed_until credits ended_on",
        "id",
    ),
    Dumped("subscription_phase", "subscription_id from_on plan period_unit anchor_on free_exit", "id"),
    Dumped("term_override", "subscription_id from_on path value source", "id"),
    Dumped("slot_mode", "subscription_id from_on mode", "id"),
    Dumped(
        "slot_movement",
        "subscription_id seq kind delta asked_on effective_on cause user_id invoice_id clause_id",
        "id",
    ),
    Dumped(
        "service_order",
        "organisation_id subscription_id ordered_on code price_cents training delivered_on description",
        "id",
    ),
    Dumped(
        "quote",
        "ref organisation_id subscription_id changes_id issued_on valid_until title name plan period_unit "
        "slots credits starts_on",
        "id",
    ),
    Dumped(
        "quote_line",
        "quote_id ref kind code description quantity unit_price_cents net_cents basis training people "
        "clause_id price_clause_id",
        "id",
    ),
    Dumped("quote_term", "quote_id path value after_months", "id"),
    Dumped("quote_event", "quote_id kind on_day detail person evidence", "id recorded_at"),
    Dumped(
        "service_detail",
        "service_order_id quote_id kind hours people travel_cents plan elements_by clause_id",
    ),
    Dumped("service_event", "service_order_id kind on_day detail", "id recorded_at"),
    Dumped("service_bill", "service_order_id what net_cents invoice_id", "id"),
    Dumped("access_dispatch", "subscription_id on_day", "id"),
    Dumped("billing_cursor", "subscription_id billed_to"),
    Dumped(
        "invoice",
        "number seller_id organisation_id subscription_id kind issued_on obligation_on due_on period_start "
        "period_end currency net_cents vat_cents gross_cents corrects_id terms_version mention due_clause_id",
        "id",
    ),
    Dumped(
        "invoice_line",
        "invoice_id ref obligation subscription_id kind description quantity unit_price_cents net_cents "
        "vat_category vat_rate period_start period_end basis clause_id price_clause_id",
        "id",
    ),
    Dumped("invoice_vat", "invoice_id category rate base_cents vat_cents"),
    Dumped("receivable", "invoice_id due_on paid_cents balance_cents status"),
    Dumped("document", "invoice_id kind sha256", "id"),
    Dumped("payment", "organisation_id received_on amount_cents currency method reference", "id"),
    Dumped("allocation", "payment_id invoice_id amount_cents on_day pinned reason", "id"),
    Dumped("invoice_decision", "invoice_id kind on_day until amount_cents reason clause_id", "id"),
    Dumped("penalty_claim", "invoice_id what from_on to_on amount_cents claimed_by_id", "id"),
    Dumped("rejected_debit", "invoice_id on_day fee_invoice_id", "id"),
    Dumped("ledger_account", "seller_id role from_on account label", "id"),
    Dumped("period_closing", "month what on_day open_from entries debit_cents reason", "id digest"),
    Dumped(
        "mandate",
        "reference organisation_id debtor iban bic scheme one_off signed_on told_by revoked_on",
        "id",
    ),
    Dumped("instalment", "invoice_id seq due_on amount_cents upto_cents", "id"),
    Dumped("recovery_cost", "invoice_id what on_day cost_cents claimed_cents receipt claimed_by_id", "id"),
    Dumped("taken_over", "invoice_id on_day source"),
    Dumped(
        "ticket",
        "organisation_id subscription_id opened_at severity channel title object external_link "
        "custom_fields closed about browser outdated screen_inches used_from",
        "id",
    ),
    Dumped("ticket_event", "ticket_id kind at detail evidence", "id recorded_at calendar_id"),
    Dumped(
        "notice",
        "organisation_id subscription_id invoice_id kind form by_party sent_on received_on due_on status "
        "effect evidence clause_id",
        "id recorded_at",
    ),
    Dumped("terms_announcement", "seller_id organisation_id version announced_on effective_on cause", "id"),
    Dumped("terms_answer", "organisation_id user_id version answer on_day", "id"),
    Dumped(
        "outgoing",
        "notice_id addressee address language facts message_id tracking",
        "id natural_key",
    ),
    Dumped(
        "ending",
        "subscription_id notice_id cause by_party asked_on last_day owed_until withdrawn_on clause_id",
        "id",
    ),
    Dumped("suspension", "organisation_id cause scope from_on until_on evidence clause_id", "id"),
    Dumped(
        "case_file",
        "organisation_id kind by_party opened_on closed_on fingerprint clause_id",
        "id recorded_at",
    ),
    Dumped("case_entry", "case_id kind name value on_day", "id recorded_at"),
    Dumped(
        "credit_lot",
        "organisation_id subscription_id invoice_id source quantity users ordered_on credited_on expires_on "
        "price_cents evidence clause_id",
        "id",
    ),
    Dumped(
        "credit_movement",
        "organisation_id lot_id user_id kind quantity on_day booking_id document_id",
        "id",
    ),
    Dumped("credit_capacity", "organisation_id user_id from_on credits", "id"),
    Dumped("credit_right", "user_id booking_id quantity counts_on on_day", "id"),
    Dumped(
        "booking",
        "organisation_id user_id category price_cents credits own_price booked_at on_day starts_at people "
        "accepted reason",
        "id",
    ),
    Dumped("booking_end", "booking_id kind at on_day returned", "id"),
    Dumped("calendar_day", "scope on_day hours label", "id recorded_at", f"t.recorded_at <> '{SEEDED_AT}'"),
    Dumped("incident", "seller_id opened_at closed_at cause title", "id"),
    Dumped("maintenance", "seller_id starts_at ends_at kind title announced_at means validation", "id"),
    Dumped(
        "commission_declaration",
        "subscription_id month version used_from used_until by_party declared_on",
        "id",
    ),
    Dumped("commission_sale", "declaration_id buyer price_cents sold", "id"),
    Dumped("usage_reading", "organisation_id metric subject at on_day value source", "id"),
    Dumped("due", "organisation_id subscription_id kind on_day clause_id", "id"),
    Dumped("emitted", "organisation_id subscription_id kind on_day", "id"),
    Dumped("operation_key", "key_text what fingerprint", "id result recorded_at"),
)
LEFT_OUT = {
    "credit_stock": "is what the movements of credits add up to",
    "clause": "stands in the rows that cite it",
    "run": "says when the work was done, not what it was",
    "run_failure": "is tried again by the next run",
    "audit_entry": "has its own section, without times and digests",
    "audit_payload": "has its own section, without salts",
}
"""Tables without a section of their own, and why."""

SUBSCRIPTION = """
SELECT o.slug || '/' || s.name || '@' || s.started_on
FROM subscription s JOIN organisation o ON o.id = s.organisation_id
"""
NOTICE = """
SELECT o.slug || ' ' || n.kind || ' ' || coalesce(n.sent_on, '')
FROM notice n JOIN organisation o ON o.id = n.organisation_id
"""
TICKET = """
SELECT o.slug || ' ' || k.opened_at || ' ' || k.title
FROM ticket k JOIN organisation o ON o.id = k.organisation_id
"""
LOT = """
SELECT o.slug || ' ' || l.source || ' ' || l.credited_on || ' ' || l.quantity
FROM credit_lot l JOIN organisation o ON o.id = l.organisation_id
"""
BOOKED = """
SELECT u.email || ' ' || b.booked_at || ' ' || b.category
FROM booking b JOIN org_user u ON u.id = b.user_id
"""
PAYMENT = """
SELECT o.slug || ' ' || p.received_on || ' ' || p.amount_cents
FROM payment p JOIN organisation o ON o.id = p.organisation_id
"""
CASE = """
SELECT o.slug || ' ' || c.kind || ' ' || c.opened_on || ' ' || c.fingerprint
FROM case_file c JOIN organisation o ON o.id = c.organisation_id
"""
SERVICE = """
SELECT o.slug || ' ' || x.ordered_on || ' ' || x.code || ' ' || x.price_cents
FROM service_order x JOIN organisation o ON o.id = x.organisation_id
"""
DECLARATION = """
SELECT o.slug || '/' || s.name || ' ' || d.month || ' ' || d.version
FROM commission_declaration d JOIN subscription s ON s.id = d.subscription_id
JOIN organisation o ON o.id = s.organisation_id
"""
CLAUSE = """
SELECT c.source || '|' || c.profile || '|' || c.version || '|' || c.article || '|' || c.rule || '|' || c.says
FROM clause c
"""
NATURAL_KEYS = {
    "seller_id": "SELECT s.slug FROM seller s WHERE s.id = {}",
    "organisation_id": "SELECT o.slug FROM organisation o WHERE o.id = {}",
    "subscription_id": f"{SUBSCRIPTION} WHERE s.id = {{}}",
    "user_id": """
        SELECT o.slug || ':' || u.email FROM org_user u JOIN organisation o ON o.id = u.organisation_id
        WHERE u.id = {}
    """,
    "invoice_id": "SELECT i.number FROM invoice i WHERE i.id = {}",
    "claimed_by_id": "SELECT i.number FROM invoice i WHERE i.id = {}",
    "fee_invoice_id": "SELECT i.number FROM invoice i WHERE i.id = {}",
    "notice_id": f"{NOTICE} WHERE n.id = {{}}",
    "lot_id": f"{LOT} WHERE l.id = {{}}",
    "booking_id": f"{BOOKED} WHERE b.id = {{}}",
    "document_id": "SELECT i.number FROM invoice i WHERE i.id = {}",
    "ticket_id": f"{TICKET} WHERE k.id = {{}}",
    "quote_id": "SELECT q.ref FROM quote q WHERE q.id = {}",
    "changes_id": "SELECT q.ref FROM quote q WHERE q.id = {}",
    "service_order_id": f"{SERVICE} WHERE x.id = {{}}",
    "payment_id": f"{PAYMENT} WHERE p.id = {{}}",
    "case_id": f"{CASE} WHERE c.id = {{}}",
    "declaration_id": f"{DECLARATION} WHERE d.id = {{}}",
    "corrects_id": "SELECT i.number FROM invoice i WHERE i.id = {}",
    "clause_id": f"{CLAUSE} WHERE c.id = {{}}",
    "due_clause_id": f"{CLAUSE} WHERE c.id = {{}}",
    "price_clause_id": f"{CLAUSE} WHERE c.id = {{}}",
}
"""What stands in the place of a reference."""

AUDIT = """
SELECT o.slug AS org, CASE WHEN e.chain <> 'store' THEN e.seq END AS seq, e.what AS what, e.actor AS actor,
       p.payload AS payload, p.purged_because AS purged_because
FROM audit_entry e
LEFT JOIN audit_payload p ON p.entry_id = e.id
LEFT JOIN organisation o
    ON o.id = CASE WHEN e.chain LIKE 'org:%' THEN CAST(substr(e.chain, 5) AS INTEGER) END
WHERE NOT (e.chain = 'store' AND (e.what = 'checkpoint' OR e.what LIKE 'run.%' OR e.what LIKE 'store.%'))
ORDER BY 1 NULLS FIRST, 2 NULLS FIRST, 3, 5 NULLS FIRST, 4 NULLS FIRST
"""
AUDIT_COLUMNS = ("org", "seq", "what", "actor", "payload", "purged_because")


def canonical_lines(tx: Transaction) -> Iterator[str]:
    """Yield the dump line by line, without line ends; the rows are never all in memory at once."""
    for dumped in CONTENT:
        names = tuple(name_of(column) for column in dumped.columns.split())
        yield from _lines(tx, dumped.table, names, statement_of(dumped, dumped.rows))
    yield from _lines(tx, "audit", AUDIT_COLUMNS, AUDIT)


def statement_of(dumped: Dumped, where: str = "") -> str:
    """Return the statement that reads a table's rows `t`, all or those under a condition, in order."""
    columns = dumped.columns.split()
    chosen = ", ".join(_expression(column) for column in columns)
    order = ", ".join(f"{place + 1} NULLS FIRST" for place in range(len(columns)))
    some = f" WHERE {where}" if where else ""
    return f"SELECT {chosen} FROM {dumped.table} t{some} ORDER BY {order}"


def name_of(column: str) -> str:
    """Return a column's name in the dump: a reference loses its "_id"."""
    return column.removesuffix("_id") if column in NATURAL_KEYS else column


def _expression(column: str) -> str:
    natural = NATURAL_KEYS.get(column)
    return f"t.{column}" if natural is None else f"({natural.format(f't.{column}')})"


def _lines(tx: Transaction, table: str, names: tuple[str, ...], sql: str) -> Iterator[str]:
    for row in tx.stream(sql):
        values = {"table": table, **dict(zip(names, row, strict=True))}
        yield json.dumps(values, ensure_ascii=False, separators=(",", ":"))
