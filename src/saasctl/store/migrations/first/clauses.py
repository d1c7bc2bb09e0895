"""Clauses and the indexes of time, as first made."""

import sqlalchemy as sa
from alembic import op


def clause() -> None:
    """Make the table `clause`."""
    op.create_table(
        "clause",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("profile", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("article", sa.Text(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("says", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "source IN ('override', 'setting', 'terms', 'convention', 'law')", name="source_known"
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("source", "profile", "version", "article", "rule", "says"),
        sqlite_strict=True,
    )


def due() -> None:
    """Make the table `due`."""
    op.create_table(
        "due",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("subscription_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("on_day", sa.Text(), nullable=False),
        sa.Column("clause_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["clause_id"],
            ["clause.id"],
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
        ),
        sa.ForeignKeyConstraint(
            ["subscription_id"],
            ["subscription.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )
    op.create_index("due_by_day", "due", ["kind", "on_day", "organisation_id"], unique=False)
    op.create_index(
        "due_natural_key",
        "due",
        ["organisation_id", sa.literal_column("coalesce(subscription_id, 0)"), "kind"],
        unique=True,
    )


def emitted() -> None:
    """Make the table `emitted`."""
    op.create_table(
        "emitted",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("subscription_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("on_day", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
        ),
        sa.ForeignKeyConstraint(
            ["subscription_id"],
            ["subscription.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )
    op.create_index(
        "emitted_natural_key",
        "emitted",
        ["organisation_id", sa.literal_column("coalesce(subscription_id, 0)"), "kind", "on_day"],
        unique=True,
    )
