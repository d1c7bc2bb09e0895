"""Whether a customer asked for its data back, and when."""

from datetime import date

from saasctl.store.transaction import Transaction
from saasctl.terms.resolve import Terms
from saasctl.values import stored

WANTED = "data"
"""What such a case asks for, where its kind may ask for other things too."""
ASKED = """
SELECT min(coalesce(a.value, c.opened_on)) FROM case_file c
LEFT JOIN case_entry a ON a.case_id = c.id AND a.kind = 'fact' AND a.name = 'asked_on'
LEFT JOIN case_entry w ON w.case_id = c.id AND w.kind = 'fact' AND w.name = 'wanted'
WHERE c.organisation_id = ? AND c.kind = ? AND c.opened_on <= ? AND coalesce(w.value, ?) = ?
"""


def return_asked_on(tx: Transaction, terms: Terms, organisation_id: int, day: date) -> date | None:
    """Return the first day on which a return was asked for, of the cases on record by a day, or None."""
    kind = terms.word("return.case", "")
    row = tx.one(ASKED, (organisation_id, kind, day.isoformat(), WANTED, WANTED)) if kind else None
    return None if row is None else stored.day_or_none(row[0])
