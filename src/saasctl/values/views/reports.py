"""Columns of the reports on money."""

from saasctl.values.answers import Column

AGING_COLUMNS = (
    Column("seller", "key", 1),
    Column("org", "key", 0),
    Column("not_due", "money", 1),
    Column("days_1_30", "money", 0),
    Column("days_31_60", "money", 0),
    Column("days_61_90", "money", 0),
    Column("days_over_90", "money", 0),
    Column("overdue", "money", 1),
    Column("total", "money", 0),
    Column("unallocated", "money", 2),
    Column("currency", "text", 4),
    Column("oldest_due_on", "date", 3),
    Column("invoices", "int", 3),
    Column("chart", "text", 4),
)
VAT_COLUMNS = (
    Column("seller", "key", 0),
    Column("month", "text", 0),
    Column("category", "text", 0),
    Column("rate", "percent", 0),
    Column("base", "money", 0),
    Column("vat", "money", 0),
    Column("currency", "text", 3),
    Column("documents", "int", 2),
    Column("chart", "text", 4),
)
REVENUE_COLUMNS = (
    Column("seller", "key", 0),
    Column("month", "text", 0),
    Column("kind", "text", 0),
    Column("account", "text", 2),
    Column("revenue", "money", 0),
    Column("currency", "text", 3),
    Column("chart", "text", 4),
)
DEFERRED_COLUMNS = (
    Column("seller", "key", 1),
    Column("org", "key", 0),
    Column("invoice", "key", 0),
    Column("kind", "text", 2),
    Column("period", "period", 2),
    Column("net", "money", 0),
    Column("earned", "money", 0),
    Column("deferred", "money", 0),
    Column("currency", "text", 3),
    Column("chart", "text", 4),
)
LIABILITY_COLUMNS = (
    Column("org", "key", 0),
    Column("subscription", "key", 0),
    Column("event_on", "date", 0),
    Column("cap", "money", 0),
    Column("currency", "text", 4),
    Column("basis", "text", 0),
    Column("base", "money", 1),
    Column("share_percent", "percent", 2),
    Column("amounts", "text", 3),
    Column("window", "period", 2),
    Column("arithmetic", "text", 2),
    Column("sums", "list", 5),
    Column("alternatives", "list", 5),
    Column("direct_only", "bool", 4),
    Column("liable_in_force_majeure", "bool", 6),
    Column("exclusions", "list", 5),
    Column("missing", "list", 6),
    Column("clause", "clause", 4),
    Column("clauses", "list", 6),
    Column("chart", "text", 7),
)
