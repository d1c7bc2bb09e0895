"""Letters of planned work: to each customer that the terms have told of it, and the day the last one left."""

from dataclasses import dataclass
from datetime import date, datetime

from saasctl.acts.finding import organisation_with
from saasctl.acts.outbox import Draft, Waiting, queue_notice
from saasctl.store.records import edit_record
from saasctl.store.transaction import Transaction
from saasctl.terms.resolve import Terms
from saasctl.values import stored
from saasctl.values.clock import stamp, zone_named

KIND = "maintenance"
MAIL = "email"
CUSTOMERS = """
SELECT o.id FROM organisation o WHERE o.seller_id = ? AND o.status NOT IN ('closed', 'purged') AND EXISTS (
    SELECT 1 FROM subscription s WHERE s.organisation_id = o.id AND s.started_on <= ?
    AND (s.ended_on IS NULL OR s.ended_on >= ?))
ORDER BY o.id
"""
LEFT = """
SELECT 1 FROM notice n JOIN outgoing g ON g.notice_id = n.id
WHERE n.status IN ('to-send', 'sending', 'unknown') AND n.due_on = ? AND n.kind = ? AND g.natural_key LIKE ?
LIMIT 1
"""
"""One letter of some work that waits: all have its day, and keys that end with it."""
UNTOLD = "SELECT id FROM maintenance WHERE id = ? AND announced_at IS NULL"


@dataclass(frozen=True, slots=True)
class Work:
    """Planned work of a seller as its letters tell it; `inform_by` is the last day to tell customers."""

    ref: str
    seller_id: int
    title: str
    starts_at: datetime
    ends_at: datetime
    inform_by: date | None


def tell_of_work(tx: Transaction, terms: Terms, work: Work) -> list[str]:
    """Put a letter to each customer with a contract on the day of the work into the outbox, once (B-51).

    Nothing where the terms have no day to tell customers by: an announcement by any means is enough.
    Returns the keys of the letters.
    """
    if work.inform_by is None:
        return []
    zone = zone_named(terms.profile.timezone)
    day = work.starts_at.astimezone(zone).date().isoformat()
    facts = {
        "maintenance": work.ref,
        "title": work.title,
        "starts_at": f"{work.starts_at.astimezone(zone):%Y-%m-%d %H:%M}",
        "ends_at": f"{work.ends_at.astimezone(zone):%Y-%m-%d %H:%M}",
    }
    clause = terms.cite("maintenance.notice")
    draft = Draft(KIND, MAIL, work.inform_by, facts, clause, "technical", about=work.ref)
    found = []
    for (key,) in tx.rows(CUSTOMERS, (work.seller_id, day, day)):
        customer = organisation_with(tx, stored.whole(key))
        found.append(f"N-{queue_notice(tx, customer, draft, terms.profile.language)[0]}")
    return found


def note_announcement(tx: Transaction, notice: Waiting) -> None:
    """Note on planned work that it is announced, once the last of its letters has left."""
    ref = notice.facts.get("maintenance")
    if notice.kind != KIND or ref is None or notice.due_on is None:
        return
    row = tx.one(UNTOLD, (int(ref.removeprefix("MW-")),))
    if row is not None and tx.one(LEFT, (notice.due_on.isoformat(), KIND, f"%|{ref}")) is None:
        told = {"announced_at": stamp(tx.at), "means": MAIL}
        edit_record(tx, "maintenance", stored.whole(row[0]), told)
        tx.tell(f"{ref}: announced at {stamp(tx.at)}")
