"""Sales declared for commission, and readings of use."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Make the tables."""
    _usage_reading()
    _commission_declaration()
    _commission_sale()


def _usage_reading() -> None:
    op.create_table(
        "usage_reading",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("metric", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("on_day", sa.Text(), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.Column("source", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("organisation_id", "metric", "subject", "at"),
        sqlite_strict=True,
    )
    op.create_index(
        "usage_reading_by_day",
        "usage_reading",
        ["metric", "on_day", "organisation_id", "subject", "value"],
        unique=False,
    )
    op.create_index(
        "usage_reading_by_organisation",
        "usage_reading",
        ["organisation_id", "metric", "on_day", "value"],
        unique=False,
    )


def _commission_declaration() -> None:
    op.create_table(
        "commission_declaration",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("subscription_id", sa.Integer(), nullable=False),
        sa.Column("month", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("used_from", sa.Text(), nullable=False),
        sa.Column("used_until", sa.Text(), nullable=False),
        sa.Column("by_party", sa.Text(), nullable=False),
        sa.Column("declared_on", sa.Text(), nullable=False),
        sa.CheckConstraint("by_party IN ('customer', 'vendor')", name="by_party_known"),
        sa.ForeignKeyConstraint(
            ["subscription_id"],
            ["subscription.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("subscription_id", "month", "version"),
        sqlite_strict=True,
    )


def _commission_sale() -> None:
    op.create_table(
        "commission_sale",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("declaration_id", sa.Integer(), nullable=False),
        sa.Column("buyer", sa.Text(), nullable=False),
        sa.Column("price_cents", sa.Integer(), nullable=False),
        sa.Column("sold", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["declaration_id"],
            ["commission_declaration.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("declaration_id", "buyer", "price_cents"),
        sqlite_strict=True,
    )
