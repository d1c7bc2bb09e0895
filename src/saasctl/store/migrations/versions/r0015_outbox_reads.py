"""An index for the notices that wait in the outbox, which the agenda looks for by day."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    """Make the index."""
    waiting = sa.text("status IN ('to-send', 'sending', 'unknown')")
    op.create_index("notice_to_send", "notice", ["due_on"], sqlite_where=waiting, postgresql_where=waiting)
