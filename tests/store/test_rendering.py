from pathlib import Path

from saasctl.store import rendering
from saasctl.store.creating import schema_sql


def test_the_schema_of_a_new_store_is_the_rendering_of_the_table_classes() -> None:
    assert schema_sql() == rendering.schema_text(), "run tools/schema.py"


def test_every_table_refuses_values_of_another_type() -> None:
    tables = [text for text in rendering.schema_statements() if text.startswith("CREATE TABLE")]
    assert len(tables) > 30
    assert all(text.endswith("STRICT") for text in tables)


def test_no_amount_is_kept_as_a_fraction() -> None:
    assert " REAL" not in schema_sql()
    assert " NUMERIC" not in schema_sql()


def test_the_file_stands_beside_the_code_that_reads_it() -> None:
    assert Path(rendering.__file__).with_name("schema.sql").is_file()
