"""Subscriptions, as first made."""

import sqlalchemy as sa
from alembic import op


def subscription() -> None:
    """Make the table `subscription`."""
    op.create_table(
        "subscription",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("started_on", sa.Text(), nullable=False),
        sa.Column("trial", sa.Integer(), nullable=False),
        sa.Column("trial_until", sa.Text(), nullable=True),
        sa.Column("billed_until", sa.Text(), nullable=True),
        sa.Column("credits", sa.Integer(), nullable=False),
        sa.Column("ended_on", sa.Text(), nullable=True),
        sa.CheckConstraint("trial IN (0, 1)", name="trial_flag"),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("organisation_id", "name", "started_on"),
        sqlite_strict=True,
    )


def subscription_phase() -> None:
    """Make the table `subscription_phase`."""
    op.create_table(
        "subscription_phase",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("subscription_id", sa.Integer(), nullable=False),
        sa.Column("plan", sa.Text(), nullable=False),
        sa.Column("period_unit", sa.Text(), nullable=False),
        sa.Column("from_on", sa.Text(), nullable=False),
        sa.Column("anchor_on", sa.Text(), nullable=False),
        sa.Column("free_exit", sa.Integer(), nullable=False),
        sa.CheckConstraint("free_exit IN (0, 1)", name="free_exit_flag"),
        sa.ForeignKeyConstraint(
            ["subscription_id"],
            ["subscription.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )
    op.create_index(
        "subscription_phase_by_day", "subscription_phase", ["subscription_id", "from_on"], unique=False
    )


def term_override() -> None:
    """Make the table `term_override`."""
    op.create_table(
        "term_override",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("subscription_id", sa.Integer(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("from_on", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["subscription_id"],
            ["subscription.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )
    op.create_index(
        "term_override_by_subscription", "term_override", ["subscription_id", "from_on"], unique=False
    )


def service_order() -> None:
    """Make the table `service_order`."""
    op.create_table(
        "service_order",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("subscription_id", sa.Integer(), nullable=True),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("price_cents", sa.Integer(), nullable=False),
        sa.Column("training", sa.Integer(), nullable=False),
        sa.Column("ordered_on", sa.Text(), nullable=False),
        sa.Column("delivered_on", sa.Text(), nullable=True),
        sa.Column("description", sa.Text(), nullable=True),
        sa.CheckConstraint("training IN (0, 1)", name="training_flag"),
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
        op.f("ix_service_order_organisation_id"), "service_order", ["organisation_id"], unique=False
    )
    op.create_index(
        op.f("ix_service_order_subscription_id"), "service_order", ["subscription_id"], unique=False
    )


def access_dispatch() -> None:
    """Make the table `access_dispatch`."""
    op.create_table(
        "access_dispatch",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("subscription_id", sa.Integer(), nullable=False),
        sa.Column("on_day", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["subscription_id"],
            ["subscription.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_access_dispatch_subscription_id"), "access_dispatch", ["subscription_id"], unique=False
    )


def billing_cursor() -> None:
    """Make the table `billing_cursor`."""
    op.create_table(
        "billing_cursor",
        sa.Column("subscription_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("billed_to", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["subscription_id"],
            ["subscription.id"],
        ),
        sa.PrimaryKeyConstraint("subscription_id"),
        sqlite_strict=True,
    )
