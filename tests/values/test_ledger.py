"""Entries of the ledger."""

from datetime import date

from saasctl.values.ledger import Account, Booked, Entry


def test_an_entry_names_its_journal_document_and_lines() -> None:
    day = date(2026, 1, 1)
    entry = Entry("VE", day, "INV-1", day, "acme", "Acme", "x", (Booked("customer", 1), Booked("vat", -1)))
    assert sum(line.cents for line in entry.lines) == 0
    assert Account("411000", "Clients") < Account("512000", "Banque")
