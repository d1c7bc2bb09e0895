"""Guards for notices, endings and suspensions: migrating makes every guard anew, so nothing else changes."""

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Change no table."""
