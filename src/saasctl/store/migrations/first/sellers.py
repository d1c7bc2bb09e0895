"""Sellers, settings and rates, as first made."""

import sqlalchemy as sa
from alembic import op


def seller() -> None:
    """Make the table `seller`."""
    op.create_table(
        "seller",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("profile", sa.Text(), nullable=False),
        sa.Column("profile_version", sa.Text(), nullable=False),
        sa.Column("siren", sa.Text(), nullable=True),
        sa.Column("siret", sa.Text(), nullable=True),
        sa.Column("vat_id", sa.Text(), nullable=True),
        sa.Column("street", sa.Text(), nullable=True),
        sa.Column("postcode", sa.Text(), nullable=True),
        sa.Column("city", sa.Text(), nullable=True),
        sa.Column("country", sa.Text(), nullable=False),
        sa.Column("iban", sa.Text(), nullable=True),
        sa.Column("bic", sa.Text(), nullable=True),
        sa.Column("creditor_id", sa.Text(), nullable=True),
        sa.Column("email", sa.Text(), nullable=True),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("prefix_invoice", sa.Text(), nullable=False),
        sa.Column("prefix_credit_note", sa.Text(), nullable=False),
        sa.Column("created_on", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("prefix_credit_note"),
        sa.UniqueConstraint("prefix_invoice"),
        sa.UniqueConstraint("slug"),
        sqlite_strict=True,
    )


def number_series() -> None:
    """Make the table `number_series`."""
    op.create_table(
        "number_series",
        sa.Column("seller_id", sa.Integer(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("last_number", sa.Integer(), nullable=False),
        sa.Column("last_issued_on", sa.Text(), nullable=False),
        sa.CheckConstraint("document IN ('invoice', 'credit_note')", name="document_known"),
        sa.ForeignKeyConstraint(
            ["seller_id"],
            ["seller.id"],
        ),
        sa.PrimaryKeyConstraint("seller_id", "document", "year"),
        sqlite_strict=True,
    )


def term_setting() -> None:
    """Make the table `term_setting`."""
    op.create_table(
        "term_setting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("from_on", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )
    op.create_index("term_setting_by_path", "term_setting", ["scope", "path", "from_on"], unique=False)


def reference_rate() -> None:
    """Make the table `reference_rate`."""
    op.create_table(
        "reference_rate",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("from_on", sa.Text(), nullable=False),
        sa.Column("percent", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.CheckConstraint("kind IN ('legal-interest', 'ecb-mro')", name="kind_known"),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )
    op.create_index("reference_rate_by_day", "reference_rate", ["kind", "from_on"], unique=False)
