"""SQLModel classes of every table: the single source of the schema.

Each module is imported when one of its tables is asked for: a command that writes one record does not
pay for the classes of all.
"""

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import MetaData
    from sqlalchemy import Table as SqlTable

    from saasctl.store.tables.columns import Table

HELD = {
    "meta": "store_meta operation_key run run_failure",
    "sellers": "seller number_series term_setting reference_rate",
    "organisations": "organisation organisation_alias contact note group_company",
    "users": "org_user user_event acceptance",
    "clauses": "clause due emitted",
    "subscriptions": "subscription subscription_phase term_override service_order access_dispatch "
    "billing_cursor",
    "slots": "slot_mode slot_movement",
    "invoices": "invoice invoice_line invoice_vat receivable document",
    "payments": "payment allocation invoice_decision penalty_claim rejected_debit",
    "ledger": "ledger_account period_closing mandate instalment recovery_cost taken_over",
    "quotes": "quote quote_line quote_term quote_event service_detail service_event service_bill",
    "tickets": "ticket ticket_event calendar_day incident maintenance",
    "lifecycle": "notice outgoing ending suspension",
    "cases": "case_file case_entry",
    "credits": "credit_lot credit_movement credit_stock credit_capacity credit_right booking booking_end",
    "versions": "terms_announcement terms_answer",
    "metering": "commission_declaration commission_sale usage_reading",
    "audit": "audit_entry audit_payload",
}
"""The tables of each module; a test holds them against the classes."""
MODULE_OF = {table: module for module, tables in HELD.items() for table in tables.split()}


def table_class(name: str) -> "type[Table]":
    """Return the class of a table. Raises KeyError for an unknown one."""
    return classes_in(MODULE_OF[name])[name]


@cache
def classes_in(module: str) -> "dict[str, type[Table]]":
    """Return the classes of one module by their tables' names."""
    from saasctl.store.tables.columns import Table

    held = vars(import_module(f"{__name__}.{module}")).values()
    tables = [one for one in held if isinstance(one, type) and issubclass(one, Table)]
    return {str(one.__tablename__): one for one in tables if hasattr(one, "__table__")}


def table_classes() -> "dict[str, type[Table]]":
    """Return the class of each table by the table's name."""
    return {name: kind for module in HELD for name, kind in classes_in(module).items()}


def ordered(metadata: "MetaData") -> "list[SqlTable]":
    """Return the tables so that each comes after those it refers to."""
    known = table_classes()
    return [table for table in metadata.sorted_tables if table.name in known]
