"""Write the schema of a new store, `src/saasctl/store/schema.sql`, from the SQLModel classes."""

from pathlib import Path

from saasctl.store.rendering import schema_text

TARGET = Path(__file__).parents[1] / "src" / "saasctl" / "store" / "schema.sql"

if __name__ == "__main__":
    TARGET.write_text(schema_text(), encoding="utf-8")
    print(f"wrote {TARGET}")
