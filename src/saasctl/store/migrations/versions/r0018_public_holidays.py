"""Public holidays as rows of calendars; events of tickets know the calendars on record."""

import sqlalchemy as sa
from alembic import op

from saasctl.store.creating import SEED_COLUMNS, seed_rows

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    """Add the column and write the rows."""
    op.add_column("ticket_event", sa.Column("calendar_id", sa.Integer(), nullable=True))
    table = sa.table("calendar_day", *(sa.column(name, sa.Text()) for name in SEED_COLUMNS))
    op.bulk_insert(table, [dict(zip(SEED_COLUMNS, row, strict=True)) for row in seed_rows()])
