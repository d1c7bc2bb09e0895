"""What a request is about and with what the service was used; validation of work; when settings were made."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """Add the columns; rows of before have none of it."""
    for name, kind in (
        ("about", sa.Text()),
        ("browser", sa.Text()),
        ("outdated", sa.Integer()),
        ("screen_inches", sa.Integer()),
        ("used_from", sa.Text()),
    ):
        op.add_column("ticket", sa.Column(name, kind, nullable=True))
    op.add_column("maintenance", sa.Column("validation", sa.Text(), nullable=True))
    op.add_column("term_setting", sa.Column("recorded_at", sa.Text(), nullable=True))
