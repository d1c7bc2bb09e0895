"""The audit, as first made."""

import sqlalchemy as sa
from alembic import op


def audit_entry() -> None:
    """Make the table `audit_entry`."""
    op.create_table(
        "audit_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("chain", sa.Text(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("previous", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("payload_digest", sa.Text(), nullable=False),
        sa.Column("header", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=True),
        sa.Column("operation", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("chain", "seq"),
        sqlite_strict=True,
    )


def audit_payload() -> None:
    """Make the table `audit_payload`."""
    op.create_table(
        "audit_payload",
        sa.Column("entry_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("salt", sa.Text(), nullable=True),
        sa.Column("payload", sa.Text(), nullable=True),
        sa.Column("purged_because", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "(payload IS NULL) = (purged_because IS NOT NULL) AND (payload IS NULL) = (salt IS NULL)",
            name="purged_with_reason",
        ),
        sa.ForeignKeyConstraint(
            ["entry_id"],
            ["audit_entry.id"],
        ),
        sa.PrimaryKeyConstraint("entry_id"),
        sqlite_strict=True,
    )
