"""Users, as first made."""

import sqlalchemy as sa
from alembic import op


def org_user() -> None:
    """Make the table `org_user`."""
    op.create_table(
        "org_user",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("display_name", sa.Text(), nullable=True),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("company", sa.Text(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("holds_slot", sa.Integer(), nullable=False),
        sa.Column("authorised_by", sa.Text(), nullable=True),
        sa.Column("invited_at", sa.Text(), nullable=True),
        sa.Column("activated_at", sa.Text(), nullable=True),
        sa.Column("last_active_on", sa.Text(), nullable=True),
        sa.Column("password_set_on", sa.Text(), nullable=True),
        sa.CheckConstraint("role IN ('owner', 'administrator', 'member')", name="role_known"),
        sa.CheckConstraint(
            "state IN ('invited', 'active', 'locked', 'disabled', 'barred')", name="state_known"
        ),
        sa.CheckConstraint("holds_slot IN (0, 1)", name="holds_slot_flag"),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("organisation_id", "email"),
        sqlite_strict=True,
    )
    op.create_index("org_user_by_email", "org_user", ["email"], unique=False)


def user_event() -> None:
    """Make the table `user_event`."""
    op.create_table(
        "user_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("on_day", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["org_user.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )
    op.create_index("user_event_by_user", "user_event", ["user_id", "on_day"], unique=False)


def acceptance() -> None:
    """Make the table `acceptance`."""
    op.create_table(
        "acceptance",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("on_day", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=True),
        sa.Column("accepted_at", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
        ),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["org_user.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )
    op.create_index(
        "acceptance_by_organisation", "acceptance", ["organisation_id", "document", "version"], unique=False
    )
