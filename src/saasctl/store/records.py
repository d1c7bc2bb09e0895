"""Single records, validated by the SQLModel class of their table and written on the store's connection."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from saasctl.errors.store import RecordInvalid
from saasctl.store.transaction import Transaction

if TYPE_CHECKING:
    from saasctl.store.tables.columns import Table


def write_record(tx: Transaction, table: str, values: Mapping[str, object]) -> int:
    """Validate and insert one record; returns its id, 0 where the key is not a number.

    Days and instants may be given as dates and aware datetimes, yes and no as booleans. Raises
    RecordInvalid (exit 4), which names every field at fault.
    """
    fields = validated(table, values).model_dump()
    has_id = "id" in fields
    if has_id and fields["id"] is None:
        del fields["id"]
    key = tx.insert(table, fields)
    return key if has_id else 0


def edit_record(tx: Transaction, table: str, key: int, values: Mapping[str, object]) -> None:
    """Validate and write new values of the record with id `key`; other fields stay.

    The record is validated as a whole. Raises RecordInvalid (exit 4), ValueError for an unknown id.
    """
    from saasctl.store.tables import table_class

    names = list(table_class(table).model_fields)
    row = tx.one(f"SELECT {', '.join(names)} FROM {table} WHERE id = ?", (key,))
    if row is None:
        raise ValueError(f"no {table} has the id {key}")
    checked = validated(table, dict(zip(names, row, strict=True)) | dict(values))
    marks = ", ".join(f"{name} = ?" for name in values)
    if marks:
        new = [getattr(checked, name) for name in values]
        tx.run(f"UPDATE {table} SET {marks} WHERE id = ?", (*new, key))


def validated(table: str, values: Mapping[str, object]) -> "Table":
    """Return the record of `values` after its class has checked every field.

    Raises RecordInvalid (exit 4) with one fault for each field, unknown ones included.
    """
    from pydantic import ValidationError

    from saasctl.store.tables import table_class

    try:
        return table_class(table).model_validate(dict(values))
    except ValidationError as error:
        faults = [(str(fault["loc"][0]), _plain(fault["type"], fault["msg"])) for fault in error.errors()]
        raise RecordInvalid(table, faults) from None


def _plain(kind: str, message: str) -> str:
    if kind == "extra_forbidden":
        return "no such field"
    said = message.removeprefix("Value error, ")
    return said[:1].lower() + said[1:]
