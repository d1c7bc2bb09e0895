"""Organisations, as first made."""

import sqlalchemy as sa
from alembic import op


def organisation() -> None:
    """Make the table `organisation`."""
    op.create_table(
        "organisation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("seller_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=False),
        sa.Column("siren", sa.Text(), nullable=True),
        sa.Column("vat_id", sa.Text(), nullable=True),
        sa.Column("vat_regime", sa.Text(), nullable=True),
        sa.Column("email", sa.Text(), nullable=True),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("street", sa.Text(), nullable=True),
        sa.Column("postcode", sa.Text(), nullable=True),
        sa.Column("city", sa.Text(), nullable=True),
        sa.Column("employees", sa.Integer(), nullable=True),
        sa.Column("contact_first", sa.Text(), nullable=True),
        sa.Column("contact_last", sa.Text(), nullable=True),
        sa.Column("purchase_reference", sa.Text(), nullable=True),
        sa.Column("electronic_address", sa.Text(), nullable=True),
        sa.Column("professional", sa.Integer(), nullable=False),
        sa.Column("terms_version", sa.Text(), nullable=True),
        sa.Column("created_on", sa.Text(), nullable=False),
        sa.Column("closed_on", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "status IN ('trial', 'active', 'suspended', 'terminating', 'closed', 'purged')",
            name="status_known",
        ),
        sa.CheckConstraint("professional IN (0, 1)", name="professional_flag"),
        sa.ForeignKeyConstraint(
            ["seller_id"],
            ["seller.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("slug"),
        sqlite_strict=True,
    )
    op.create_index("organisation_by_seller", "organisation", ["seller_id", "slug"], unique=False)


def organisation_alias() -> None:
    """Make the table `organisation_alias`."""
    op.create_table(
        "organisation_alias",
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
        ),
        sa.PrimaryKeyConstraint("slug"),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_organisation_alias_organisation_id"), "organisation_alias", ["organisation_id"], unique=False
    )


def contact() -> None:
    """Make the table `contact`."""
    op.create_table(
        "contact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("email", sa.Text(), nullable=True),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("from_on", sa.Text(), nullable=False),
        sa.CheckConstraint("kind IN ('billing', 'legal', 'technical', 'data-protection')", name="kind_known"),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )
    op.create_index(
        "contact_by_organisation", "contact", ["organisation_id", "kind", "from_on"], unique=False
    )


def note() -> None:
    """Make the table `note`."""
    op.create_table(
        "note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("on_day", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_note_organisation_id"), "note", ["organisation_id"], unique=False)


def group_company() -> None:
    """Make the table `group_company`."""
    op.create_table(
        "group_company",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("siren", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("organisation_id", "name"),
        sqlite_strict=True,
    )
