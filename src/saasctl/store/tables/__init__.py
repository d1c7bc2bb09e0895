"""SQLModel classes of every table: the single source of the schema."""

from sqlalchemy import MetaData
from sqlalchemy import Table as SqlTable

from saasctl.store.tables import (
    audit,
    cases,
    clauses,
    credits,
    invoices,
    ledger,
    lifecycle,
    meta,
    metering,
    organisations,
    payments,
    quotes,
    sellers,
    slots,
    subscriptions,
    tickets,
    users,
    versions,
)
from saasctl.store.tables.columns import Table

MODULES = (
    meta,
    sellers,
    organisations,
    users,
    clauses,
    subscriptions,
    slots,
    invoices,
    payments,
    ledger,
    quotes,
    tickets,
    lifecycle,
    cases,
    credits,
    versions,
    metering,
    audit,
)


def table_classes() -> dict[str, type[Table]]:
    """Return the class of each table by the table's name."""
    found: dict[str, type[Table]] = {}
    for module in MODULES:
        for held in vars(module).values():
            if isinstance(held, type) and issubclass(held, Table) and hasattr(held, "__table__"):
                found[str(held.__tablename__)] = held
    return found


def ordered(metadata: MetaData) -> list[SqlTable]:
    """Return the tables so that each comes after those it refers to."""
    return [table for table in metadata.sorted_tables if table.name in table_classes()]
