"""Days of calendars: the public holidays that a store is made with, and what operators wrote after."""

SEEDED_AT = "0001-01-01T00:00:00Z"
"""The time of record of the public holidays that a store is made with."""
WRITTEN = f"""
SELECT id, scope, on_day, hours, label, recorded_at FROM calendar_day
WHERE recorded_at <> '{SEEDED_AT}' ORDER BY id
"""
SEEDS = f"""
SELECT on_day, label FROM calendar_day WHERE scope = ? AND recorded_at = '{SEEDED_AT}' ORDER BY on_day
"""
LAST_ROW = "SELECT max(id) FROM calendar_day"
LAST_OF = "SELECT hours, label FROM calendar_day WHERE scope = ? AND on_day = ? ORDER BY id DESC LIMIT 1"
CONTRACTS = "SELECT id FROM subscription WHERE organisation_id = ? ORDER BY id DESC"
