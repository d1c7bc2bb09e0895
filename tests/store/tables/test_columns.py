from pathlib import Path

from sqlalchemy import CheckConstraint

from saasctl.store.tables import HELD, columns, ordered, table_class, table_classes
from saasctl.store.tables.users import OrgUser


def test_a_table_is_named_after_its_class() -> None:
    assert OrgUser.__tablename__ == "org_user"


def test_a_list_of_words_becomes_a_check() -> None:
    check = columns.one_of("state", ("open", "closed"))
    assert isinstance(check, CheckConstraint)
    assert (str(check.sqltext), check.name) == ("state IN ('open', 'closed')", "state_known")


def test_a_flag_holds_0_or_1() -> None:
    assert str(columns.flag("trial").sqltext) == "trial IN (0, 1)"


def test_every_table_comes_after_those_it_refers_to() -> None:
    seen: set[str] = set()
    tables = ordered(next(iter(table_classes().values())).metadata)
    for table in tables:
        assert {key.column.table.name for key in table.foreign_keys} <= seen | {table.name}
        seen.add(table.name)
    assert len(seen) == len(table_classes())


def test_every_amount_of_money_is_whole_cents() -> None:
    for name, table in table_classes().items():
        for field, info in table.model_fields.items():
            if field.endswith("_cents"):
                assert info.annotation is int, f"{name}.{field}"


def test_each_table_is_found_in_the_module_that_holds_its_class() -> None:
    held = {table for tables in HELD.values() for table in tables.split()}
    assert held == set(table_classes())
    assert {table_class(name) for name in held} == set(table_classes().values())
    files = {path.stem for path in Path(columns.__file__).parent.glob("*.py")}
    assert files - {"__init__", "columns"} == HELD.keys()
