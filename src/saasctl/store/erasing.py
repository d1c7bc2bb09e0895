"""Erase what a customer's rows say of people, and keep the rows: invoices and the ledger stay as they are.

The only place where guards are lifted: in the transaction of the erasure, and made again in it.
"""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from saasctl.store.scopes import scoped
from saasctl.store.searching import tidy
from saasctl.store.transaction import Transaction
from saasctl.store.triggers import guard_statements, postgres_guards

if TYPE_CHECKING:
    from sqlalchemy import Column

LEDGER = {
    "invoice",
    "invoice_line",
    "invoice_vat",
    "receivable",
    "document",
    "payment",
    "allocation",
    "invoice_decision",
    "penalty_claim",
    "rejected_debit",
    "instalment",
    "recovery_cost",
    "taken_over",
}
"""Tables of invoices and payments, kept by law."""
REMOVED = ("contact", "note", "group_company", "organisation_alias", "outgoing")
"""Tables whose rows of the customer go away; nothing refers to them."""
PERSONAL = {
    "about",
    "browser",
    "buyer",
    "accepted",
    "address",
    "authorised_by",
    "bic",
    "body",
    "company",
    "contact_first",
    "contact_last",
    "debtor",
    "description",
    "detail",
    "display_name",
    "effect",
    "electronic_address",
    "email",
    "employees",
    "evidence",
    "iban",
    "message",
    "object",
    "person",
    "phone",
    "purchase_reference",
    "reason",
    "recipient",
    "subject",
    "text",
    "title",
    "told_by",
    "tracking",
}
"""Columns that name people or hold free text, in whatever table."""
OF_TABLES = {"case_entry": {"value"}, "mandate": {"reference"}, "usage_reading": {"source"}}
"""Columns that hold free text in one table."""
TOLD = """
UPDATE invoice_decision AS t SET reason = NULL
WHERE t.kind NOT IN ('waive-interest', 'waive-fee', 'write-off') AND t.reason IS NOT NULL
"""
"""Why an invoice was disputed or deferred; a sum given up keeps its reason, which the ledger rests on."""
OWN_DAYS = """
UPDATE calendar_day SET label = 'erased' WHERE scope = (SELECT slug FROM organisation WHERE id = ?)
"""
ON_INVOICES = {"name", "street", "postcode", "city", "siren", "vat_id"}
"""What invoices say of the customer; erased where there are none."""
PLAIN = "'slot', 'state', 'role'"
"""Facts of users that say nothing of the person."""
GONE = "erased"


@contextmanager
def guards_lifted(tx: Transaction) -> Iterator[None]:
    """Take the guards against changes away for the body, and make all of them again after it."""
    made = _guards(tx)
    for statement in made:
        if statement.startswith("DROP TRIGGER"):
            tx.run(statement)
    yield
    for statement in made:
        tx.run(statement)


def _guards(tx: Transaction) -> list[str]:
    return guard_statements() if is_sqlite(tx) else postgres_guards()


def is_sqlite(tx: Transaction) -> bool:
    """Say whether the store is a SQLite file."""
    import sqlite3

    return isinstance(tx.connection, sqlite3.Connection)


def erase_customer(tx: Transaction, organisation_id: int, *, invoiced: bool) -> dict[str, int]:
    """Erase a customer's personal data and free texts; returns the rows touched by table.

    With `invoiced` its name and address stay, which its invoices show; otherwise they go too. Its key
    stays: choose keys that name nobody.
    """
    needles = _needles(tx, organisation_id, invoiced=invoiced)
    touched: dict[str, int] = {}
    with guards_lifted(tx):
        for dumped, condition in scoped(organisation_id):
            if dumped.table in REMOVED:
                count = tx.run(f"DELETE FROM {dumped.table} AS t WHERE {condition}")
            elif dumped.table in LEDGER:
                count = tx.run(f"{TOLD} AND {condition}") if dumped.table == "invoice_decision" else 0
            else:
                count = _blank(tx, dumped.table, condition, invoiced=invoiced)
                count += _sweep(tx, dumped.table, condition, needles)
            if count:
                touched[dumped.table] = count
        tx.run("DELETE FROM run_failure WHERE organisation_id = ?", (organisation_id,))
        tx.run(OWN_DAYS, (organisation_id,))
        touched |= _elsewhere(tx, organisation_id, needles)
    tidy(tx)
    return touched


def _blank(tx: Transaction, table: str, condition: str, *, invoiced: bool) -> int:
    names = PERSONAL | OF_TABLES.get(table, set())
    if table == "organisation" and not invoiced:
        names = names | ON_INVOICES
    columns = [column for column in _columns(table) if column.name in names]
    if not columns:
        return 0
    changes = ", ".join(f"{column.name} = {_instead(table, column)}" for column in columns)
    some = " OR ".join(f"t.{column.name} IS NOT NULL" for column in columns)
    return tx.run(f"UPDATE {table} AS t SET {changes} WHERE {condition} AND ({some})")


def _instead(table: str, column: "Column[object]") -> str:
    """Return what stands in the place of a column's value."""
    if table == "user_event" and column.name == "detail":
        return f"CASE WHEN t.what IN ({PLAIN}) THEN t.detail END"
    if column.nullable:
        return "NULL"
    return f"'{GONE}-' || t.id" if _has_id(table) else f"'{GONE}'"


def _columns(table: str) -> "list[Column[object]]":
    from sqlmodel import SQLModel

    from saasctl.store.tables import table_classes

    table_classes()
    return list(SQLModel.metadata.tables[table].columns)


def _has_id(table: str) -> bool:
    return any(column.name == "id" for column in _columns(table))


def _needles(tx: Transaction, organisation_id: int, *, invoiced: bool) -> tuple[str, ...]:
    """Return the names, addresses and numbers of the customer and its people, longest first."""
    own = "email, phone, contact_first, contact_last, electronic_address"
    if not invoiced:
        own += ", name, street"
    statements = (
        f"SELECT {own} FROM organisation WHERE id = ?",
        "SELECT name, email, phone FROM contact WHERE organisation_id = ?",
        "SELECT email, display_name, company, authorised_by FROM org_user WHERE organisation_id = ?",
        "SELECT person FROM acceptance WHERE organisation_id = ?",
    )
    found = {
        str(value).strip()
        for statement in statements
        for row in tx.rows(statement, (organisation_id,))
        for value in row
        if value is not None
    }
    return tuple(sorted((text for text in found if len(text) > 2), key=lambda text: (-len(text), text)))


def _sweep(tx: Transaction, table: str, condition: str, needles: Sequence[str]) -> int:
    """Blank what still holds one of the texts in a table's rows of the customer."""
    count = 0
    for column in _columns(table):
        if column.primary_key or column.foreign_keys or not _is_text(column):
            continue
        if table == "organisation" and column.name in ON_INVOICES | {"slug", "country"}:
            continue
        rows = tx.rows(f"SELECT t.{column.name} FROM {table} t WHERE {condition} AND t.{column.name} <> ''")
        values = {str(row[0]) for row in rows if _holds(str(row[0]), needles)}
        for value in values:
            sql = f"UPDATE {table} AS t SET {column.name} = {_instead(table, column)} "
            count += tx.run(f"{sql} WHERE {condition} AND t.{column.name} = ?", (value,))
    return count


def _is_text(column: "Column[object]") -> bool:
    return column.type.python_type is str


def _holds(value: str, needles: Sequence[str]) -> bool:
    return any(needle in value for needle in needles)


KEYS = "SELECT id, key_text, result FROM operation_key"
STORE_PAYLOADS = """
SELECT p.entry_id, p.payload FROM audit_payload p JOIN audit_entry e ON e.id = p.entry_id
WHERE e.chain = 'store' AND p.payload IS NOT NULL
"""
OWN_PAYLOADS = """
SELECT p.payload FROM audit_payload p JOIN audit_entry e ON e.id = p.entry_id
WHERE e.chain = ? AND p.payload IS NOT NULL
"""
PURGE_ONE = "UPDATE audit_payload SET payload = NULL, salt = NULL, purged_because = ? WHERE entry_id = ?"


def _elsewhere(tx: Transaction, organisation_id: int, needles: Sequence[str]) -> dict[str, int]:
    """Remove the texts from what belongs to no customer: idempotency keys, acts on the whole store."""
    touched: dict[str, int] = {}
    acts = (json.loads(str(row[0])) for row in tx.rows(OWN_PAYLOADS, (f"org:{organisation_id}",)))
    own = {str(act["key"]) for act in acts if "key" in act}
    rows = tx.rows(KEYS)
    keys = [row for row in rows if str(row[1]) in own or _holds(f"{row[1]} {row[2]}", needles)]
    for key, *_ in keys:
        tx.run("DELETE FROM operation_key WHERE id = ?", (key,))
    payloads = [row for row in tx.rows(STORE_PAYLOADS) if _holds(str(row[1]), needles)]
    for key, *_ in payloads:
        tx.run(PURGE_ONE, (f"erasure of customer {organisation_id} on {tx.on}", key))
    touched |= {"operation_key": len(keys)} if keys else {}
    return touched | ({"audit_payload": len(payloads)} if payloads else {})
