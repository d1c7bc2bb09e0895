"""Tickets, their events, days of calendars, incidents and maintenance."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the tables."""
    _calendar_day()
    _incident()
    _maintenance()
    _ticket()
    _ticket_event()


def _calendar_day() -> None:
    op.create_table(
        "calendar_day",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("on_day", sa.Text(), nullable=False),
        sa.Column("hours", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )
    op.create_index("calendar_day_by_scope", "calendar_day", ["scope", "on_day"], unique=False)


def _incident() -> None:
    op.create_table(
        "incident",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("seller_id", sa.Integer(), nullable=False),
        sa.Column("opened_at", sa.Text(), nullable=False),
        sa.Column("closed_at", sa.Text(), nullable=True),
        sa.Column("cause", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["seller_id"],
            ["seller.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )
    op.create_index("incident_by_seller", "incident", ["seller_id", "opened_at"], unique=False)


def _maintenance() -> None:
    op.create_table(
        "maintenance",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("seller_id", sa.Integer(), nullable=False),
        sa.Column("starts_at", sa.Text(), nullable=False),
        sa.Column("ends_at", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("announced_at", sa.Text(), nullable=True),
        sa.Column("means", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["seller_id"],
            ["seller.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )
    op.create_index("maintenance_by_seller", "maintenance", ["seller_id", "starts_at"], unique=False)


def _ticket() -> None:
    op.create_table(
        "ticket",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("subscription_id", sa.Integer(), nullable=True),
        sa.Column("opened_at", sa.Text(), nullable=False),
        sa.Column("severity", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("object", sa.Text(), nullable=True),
        sa.Column("external_link", sa.Integer(), nullable=False),
        sa.Column("custom_fields", sa.Integer(), nullable=False),
        sa.Column("closed", sa.Integer(), nullable=False),
        sa.CheckConstraint("channel IN ('tool', 'email', 'phone', 'documentation')", name="channel_known"),
        sa.CheckConstraint("closed IN (0, 1)", name="closed_flag"),
        sa.CheckConstraint("custom_fields IN (0, 1)", name="custom_fields_flag"),
        sa.CheckConstraint("external_link IN (0, 1)", name="external_link_flag"),
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
    op.create_index("ticket_by_organisation", "ticket", ["organisation_id", "opened_at"], unique=False)
    op.create_index(
        "ticket_open",
        "ticket",
        ["id"],
        unique=False,
        sqlite_where=sa.text("closed = 0"),
        postgresql_where=sa.text("closed = 0"),
    )


def _ticket_event() -> None:
    op.create_table(
        "ticket_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ticket_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=True),
        sa.Column("evidence", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "kind IN ('open', 'ack', 'pause', 'resume', 'severity', "
            "'workaround', 'resolve', 'close', 'reopen', 'exclude', 'note', 'claim', 'pay')",
            name="kind_known",
        ),
        sa.ForeignKeyConstraint(
            ["ticket_id"],
            ["ticket.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )
    op.create_index("ticket_event_by_ticket", "ticket_event", ["ticket_id", "at"], unique=False)
