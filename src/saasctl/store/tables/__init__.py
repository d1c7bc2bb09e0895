"""SQLModel classes: the single source of the schema."""
