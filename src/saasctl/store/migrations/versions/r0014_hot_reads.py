"""Indexes for what the agenda looks for by day: trials, and ends that were not withdrawn."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    """Make the indexes."""
    for name, table, column, where in (
        ("subscription_trial", "subscription", "trial_until", "trial = 1 AND ended_on IS NULL"),
        ("ending_by_day", "ending", "last_day", "withdrawn_on IS NULL"),
    ):
        condition = sa.text(where)
        op.create_index(name, table, [column], sqlite_where=condition, postgresql_where=condition)
