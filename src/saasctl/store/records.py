"""Single records, validated and written through the SQLModel class of their table."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from saasctl.errors.store import RecordInvalid
from saasctl.store.session import session_on
from saasctl.store.transaction import Transaction

if TYPE_CHECKING:
    from saasctl.store.tables.columns import Table


def write_record(tx: Transaction, table: str, values: Mapping[str, object]) -> int:
    """Validate and insert one record; returns its id, 0 where the key is not a number.

    Days and instants may be given as dates and aware datetimes, yes and no as booleans. Raises
    RecordInvalid (exit 4), which names every field at fault.
    """
    record = validated(table, values)
    with session_on(tx.connection) as session:
        session.add(record)
        session.flush()
        return int(getattr(record, "id", 0) or 0)


def edit_record(tx: Transaction, table: str, key: int, values: Mapping[str, object]) -> None:
    """Validate and write new values of the record with id `key`; other fields stay.

    The record is validated as a whole. Raises RecordInvalid (exit 4), ValueError for an unknown id.
    """
    from saasctl.store.tables import table_classes

    with session_on(tx.connection) as session:
        held = session.get(table_classes()[table], key)
        if held is None:
            raise ValueError(f"no {table} has the id {key}")
        checked = validated(table, held.model_dump() | dict(values))
        for name in values:
            setattr(held, name, getattr(checked, name))


def validated(table: str, values: Mapping[str, object]) -> "Table":
    """Return the record of `values` after its class has checked every field.

    Raises RecordInvalid (exit 4) with one fault for each field, unknown ones included.
    """
    from pydantic import ValidationError

    from saasctl.store.tables import table_classes

    try:
        return table_classes()[table].model_validate(dict(values))
    except ValidationError as error:
        faults = [(str(fault["loc"][0]), _plain(fault["type"], fault["msg"])) for fault in error.errors()]
        raise RecordInvalid(table, faults) from None


def _plain(kind: str, message: str) -> str:
    if kind == "extra_forbidden":
        return "no such field"
    said = message.removeprefix("Value error, ")
    return said[:1].lower() + said[1:]
