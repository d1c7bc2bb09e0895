"""Entries of the ledger: balanced lines, each on one account or one role of the chart."""

from datetime import date
from typing import NamedTuple


class Booked(NamedTuple):
    """One line of an entry; positive cents are a debit, negative ones a credit."""

    role: str
    cents: int


class Entry(NamedTuple):
    """An entry: its lines add up to zero. `piece` is the document or payment behind it."""

    journal: str
    on: date
    piece: str
    piece_on: date
    org: str
    org_name: str
    text: str
    lines: tuple[Booked, ...]


class Account(NamedTuple):
    """An account of the chart."""

    number: str
    label: str
