"""First schema."""

from saasctl.store.migrations.first import (
    audit,
    clauses,
    invoices,
    meta,
    organisations,
    sellers,
    slots,
    subscriptions,
    users,
)

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make every table of the first schema."""
    audit.audit_entry()
    clauses.clause()
    meta.operation_key()
    sellers.reference_rate()
    meta.run()
    sellers.seller()
    meta.store_meta()
    sellers.term_setting()
    audit.audit_payload()
    sellers.number_series()
    organisations.organisation()
    organisations.contact()
    organisations.group_company()
    organisations.note()
    users.org_user()
    organisations.organisation_alias()
    meta.run_failure()
    subscriptions.subscription()
    users.acceptance()
    subscriptions.access_dispatch()
    subscriptions.billing_cursor()
    clauses.due()
    clauses.emitted()
    invoices.invoice()
    subscriptions.service_order()
    slots.slot_mode()
    subscriptions.subscription_phase()
    subscriptions.term_override()
    users.user_event()
    invoices.document()
    invoices.invoice_line()
    invoices.invoice_vat()
    invoices.receivable()
    slots.slot_movement()
