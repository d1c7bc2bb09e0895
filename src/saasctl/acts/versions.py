"""Announcements of new versions and the answers to them, written and read."""

from dataclasses import dataclass
from datetime import date

from saasctl.acts.auditing import record_audit
from saasctl.rules.lifecycle.versions import Answers, Change
from saasctl.store.queries import versions as queries
from saasctl.store.records import write_record
from saasctl.store.transaction import Transaction
from saasctl.values import stored


@dataclass(frozen=True, slots=True)
class Versions:
    """The changes of each seller's terms, those of one customer alone, and what customers said."""

    of_seller: dict[int, list[Change]]
    of_customer: dict[int, list[Change]]
    said: dict[int, Answers]

    def changes(self, seller_id: int, organisation_id: int) -> list[Change]:
        """Return the changes that may reach a customer."""
        return self.of_seller.get(seller_id, []) + self.of_customer.get(organisation_id, [])


def load_versions(tx: Transaction) -> Versions:
    """Return what is on record of new versions; two statements, one where there are none."""
    found = Versions({}, {}, {})
    for seller, organisation, version, announced, effective in queries.announced(tx):
        change = Change(str(version), stored.day(announced), stored.day(effective))
        if organisation is None:
            found.of_seller.setdefault(stored.whole(seller), []).append(change)
        else:
            found.of_customer.setdefault(stored.whole(organisation), []).append(change)
    if not found.of_seller and not found.of_customer:
        return found
    accepted: dict[int, dict[str, date]] = {}
    refused: dict[int, dict[str, date]] = {}
    for organisation, version, answer, on in queries.answered(tx):
        held = accepted if answer == "accepted" else refused
        held.setdefault(stored.whole(organisation), {}).setdefault(str(version), stored.day(on))
    for key in {*accepted, *refused}:
        found.said[key] = Answers(accepted.get(key, {}), refused.get(key, {}))
    return found


def announced_change(
    tx: Transaction, seller_id: int, version: str, organisation_id: int | None
) -> Change | None:
    """Return the announcement of a version that reaches a customer, or None."""
    row = tx.one(queries.HELD, (seller_id, version, organisation_id or 0))
    return None if row is None else Change(version, stored.day(row[1]), stored.day(row[2]))


LATEST = """
SELECT version, announced_on, effective_on FROM terms_announcement
WHERE seller_id = ? AND (organisation_id IS NULL OR organisation_id = ?) AND announced_on <= ?
ORDER BY effective_on DESC, id DESC
"""


def latest_change(
    tx: Transaction, seller_id: int, organisation_id: int, version: str | None, day: date
) -> Change | None:
    """Return the announcement of a version, or the last one, that a customer knew of on a day."""
    rows = tx.rows(LATEST, (seller_id, organisation_id, day.isoformat()))
    found = [Change(str(one), stored.day(told), stored.day(applies)) for one, told, applies in rows]
    return next((change for change in found if version in (None, change.version)), None)


def put_announcement(
    tx: Transaction, seller_id: int, organisation_id: int | None, change: Change, cause: str | None
) -> None:
    """Write that a version was announced, to all customers of a seller or to one."""
    values: dict[str, object] = {"seller_id": seller_id, "organisation_id": organisation_id}
    values |= {"version": change.version, "cause": cause}
    values |= {"announced_on": change.announced_on, "effective_on": change.effective_on}
    write_record(tx, "terms_announcement", values)
    facts: dict[str, object] = {"version": change.version, "effective": change.effective_on.isoformat()}
    record_audit(tx, organisation_id, "terms.announced", facts | {"cause": cause})
    tx.tell(f"version {change.version} announced for {change.effective_on}")


def put_answer(tx: Transaction, organisation_id: int, user_id: int | None, version: str, answer: str) -> None:
    """Write what a customer, or one of its users alone, said of a version on the act's day."""
    values: dict[str, object] = {"organisation_id": organisation_id, "user_id": user_id}
    write_record(tx, "terms_answer", values | {"version": version, "answer": answer, "on_day": tx.on})
    record_audit(tx, organisation_id, f"terms.{answer}", {"version": version, "on": tx.on.isoformat()})
    tx.tell(f"version {version} {answer} on {tx.on}")
