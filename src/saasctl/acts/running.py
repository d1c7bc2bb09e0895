"""One transaction of a run: the earliest day with something due, for a chunk of organisations."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from saasctl.acts.billing import CHUNK, Failed, Outcome, bill_day
from saasctl.acts.metering import KINDS as METERED
from saasctl.acts.metering import LATE
from saasctl.acts.terms import TermsBook
from saasctl.store.database import Transaction

BILLING = ("invoice", "slots", *METERED)
"""Kinds of the due index that an invoice run settles."""

DUE = """
SELECT d.on_day, d.organisation_id, d.subscription_id, d.kind FROM due d
WHERE d.kind IN ({kinds}) AND d.on_day = (
    SELECT min(e.on_day) FROM due e WHERE e.kind IN ({kinds}) AND e.on_day <= ? {wanted_e} {passed_e})
{wanted_d} {passed_d}
ORDER BY d.organisation_id, d.subscription_id, d.kind LIMIT ?
"""


@dataclass(slots=True)
class RunSoFar:
    """What a run did so far; `passed` organisations are left out of the rest of it.

    `confirmed` are subscriptions whose first invoice goes with a confirmation by e-mail.
    """

    issued: list[str] = field(default_factory=list)
    failed: list[Failed] = field(default_factory=list)
    confirmed: list[str] = field(default_factory=list)
    organisations: set[int] = field(default_factory=set)
    passed: set[int] = field(default_factory=set)

    def take(self, outcome: Outcome) -> None:
        """Add what one transaction did."""
        self.issued += [one.number for one in outcome.issued]
        self.confirmed += outcome.confirmed
        self.organisations |= {one.priced.contract.organisation_id for one in outcome.issued}
        self.failed += outcome.failed
        self.passed |= {one.organisation_id for one in outcome.failed}


@dataclass(frozen=True, slots=True)
class DueChunk:
    """The earliest due day and what is due then, whole organisations only."""

    day: date
    subscriptions: tuple[tuple[int, str], ...]

    def ids(self, kinds: Collection[str]) -> list[int]:
        """Return the subscriptions with something of `kinds` due, each once."""
        return sorted({key for key, kind in self.subscriptions if kind in kinds})


def next_chunk(
    tx: Transaction, until: date, kinds: Collection[str], passed: Collection[int], organisation_id: int | None
) -> DueChunk | None:
    """Return what is due on the earliest day up to `until`, for at most CHUNK rows; None when nothing is.

    The last organisation of a full chunk is left to the next one unless it is alone.
    """
    statement, parameters = _statement(until, sorted(kinds), sorted(passed), organisation_id)
    rows = tx.rows(statement, (*parameters, CHUNK))
    if not rows:
        return None
    if len(rows) == CHUNK and rows[0][1] != rows[-1][1]:
        rows = [row for row in rows if row[1] != rows[-1][1]]
    day = date.fromisoformat(str(rows[0][0]))
    return DueChunk(day, tuple((int(str(key)), str(kind)) for _, _, key, kind in rows))


def _statement(
    until: date, kinds: list[str], passed: list[int], organisation_id: int | None
) -> tuple[str, tuple[object, ...]]:
    marks = ", ".join("?" * len(kinds))
    skipped = f"AND {{}}.organisation_id NOT IN ({', '.join('?' * len(passed))})" if passed else ""
    wanted = "" if organisation_id is None else "AND {}.organisation_id = ?"
    text = DUE.format(
        kinds=marks,
        wanted_e=wanted.format("e"),
        wanted_d=wanted.format("d"),
        passed_e=skipped.format("e"),
        passed_d=skipped.format("d"),
    )
    only = () if organisation_id is None else (organisation_id,)
    return text, (*kinds, *kinds, until.isoformat(), *only, *passed, *only, *passed)


def bill_next(tx: Transaction, until: date, run: RunSoFar, organisation_id: int | None) -> bool:
    """Bill the earliest due day of one chunk; False when nothing is due up to `until` any more."""
    chunk = next_chunk(tx, until, BILLING, run.passed, organisation_id)
    if chunk is None:
        return False
    run.take(bill_day(tx, TermsBook(tx), chunk.day, chunk.ids(BILLING)))
    return True


def bill_late(tx: Transaction, until: date, run: RunSoFar, organisation_id: int | None) -> bool:
    """Bill one chunk of use whose readings came late, on the run's day; False when nothing is left.

    Last, so that the numbers of a run stay in the order of days.
    """
    chunk = next_chunk(tx, until, (LATE,), run.passed, organisation_id)
    if chunk is None:
        return False
    run.take(bill_day(tx, TermsBook(tx), until, chunk.ids((LATE,))))
    return True
