"""A small profile as TOML text, to be changed, broken and mended by tests."""

from pathlib import Path

from saasctl.terms.model import Profile
from saasctl.terms.read import read_profile

SMALL = """\
[profile]
id = "small"
version = "2026-01"
vendor = "Small SAS"
language = "fr"
timezone = "Europe/Paris"
holidays = "FR"
currency = "EUR"
governing = "French text"

[clauses."1"]
title = "Prices and periods"
says = "Nine euros a slot and month, in advance."

[clauses."2"]
title = "Late payment"
says = "Three times the legal rate and forty euros."

[price]
clause = "1"
rule = "Z-01"
team.monthly = "9.00"

[period.monthly]
clause = "1"
rule = "Z-01"
commitment_months = 1
invoice_months = 1
price_months = 1
renews = true

[invoice]
clause = "1"
rule = "Z-02"
quantity = "slots"
timing = "advance"
due_days = 30

[slots]
addition = { value = "at-once", clause = "1", rule = "Z-03" }
reduction = { value = "period-end", clause = "1", rule = "Z-03" }
invoice = { value = "each", rule = "Z-03" }

[convention."slots.invoice"]
choices = ["each", "daily"]
rule = "Z-03"
says = "One invoice for each addition."

[proration]
basis = { value = "actual", clause = "1", rule = "Z-03" }

[late_interest]
clause = "2"
rule = "Z-04"
reading = "multiple-of-legal"
multiple = "3"
starts = "day-after-due"

[recovery_fee]
clause = "2"
rule = "Z-05"
amount = "40.00"
starts = "with-interest"

[notice]
clause = "1"
rule = "Z-06"
anchor = "last-day"
monthly.length = 15
monthly.unit = "days"
monthly.form = "email"
monthly.by = ["customer"]

[blank."vat.rate"]
example = "20"
rule = "Z-02"
says = "No rate is written."
needed_by = ["invoice run"]
"""


def changed(*changes: tuple[str, str], more: str = "") -> str:
    """Return the small profile with each (old, new) replaced, which must stand in it, and more at its end."""
    text = SMALL
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text + more


def small(*changes: tuple[str, str], more: str = "") -> Profile:
    """Return the small profile, changed."""
    return read_profile(changed(*changes, more=more).encode(), "small.toml")


def small_file(folder: Path, *changes: tuple[str, str], more: str = "") -> Path:
    """Write the small profile, changed, as a file and return its path."""
    file = folder / "small@2026-01.toml"
    file.write_text(changed(*changes, more=more), encoding="utf-8")
    return file
