"""What Alembic runs: the revisions on the connection, and in the transaction, of the store."""

from alembic import context
from sqlmodel import SQLModel

import saasctl.store.tables

TABLES = saasctl.store.tables.table_classes()
"""All tables, so that the metadata is whole."""


def run() -> None:
    """Run the revisions that the store lacks."""
    connection = context.config.attributes["connection"]
    context.configure(connection=connection, target_metadata=SQLModel.metadata)
    context.run_migrations()


run()
