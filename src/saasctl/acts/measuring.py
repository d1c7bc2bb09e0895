"""Readings of use as they are kept: checked alike when one is recorded and when a million are imported."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from saasctl.acts.watching import metrics_of
from saasctl.errors.readings import ReadingMalformed
from saasctl.terms.resolve import Terms
from saasctl.values.clock import stamp, zone_named

NAME = re.compile(r"[a-z0-9]([a-z0-9_-]{0,38}[a-z0-9])?")
VALUE = re.compile(r"[0-9]{1,15}")
AT = re.compile(r"\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}(:\d{2})?([Zz]|[+-]\d{2}:\d{2})", re.ASCII)
LONGEST = 1000
"""Characters of a subject or a source."""
ROUTE = "email-route"
"""The metric whose subject is the way e-mail is sent apart from campaigns."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading of a metric of a customer; `subject` may be empty."""

    metric: str
    value: int
    at: datetime
    subject: str
    source: str | None

    def row(self, organisation_id: int, zone: str) -> tuple[object, ...]:
        """Return it as the store keeps it; its day is that of the zone of the terms."""
        day = self.at.astimezone(zone_named(zone)).date()
        at = stamp(self.at)
        return organisation_id, self.metric, self.subject, at, day.isoformat(), self.value, self.source


def reading_of(
    metric: str, value: str, at: str | datetime, subject: str | None, source: str | None
) -> Reading:
    """Return a reading from texts. Raises ReadingMalformed (exit 4) for the first that is wrong."""
    for fault in faults_of(metric, value, at, subject, source):
        raise fault
    return checked_reading(metric, value, at, subject, source)


def checked_reading(
    metric: str, value: str, at: str | datetime, subject: str | None, source: str | None
) -> Reading:
    """Return a reading from texts in which `faults_of` finds nothing."""
    when = at if isinstance(at, datetime) else datetime.fromisoformat(at.upper())
    return Reading(metric, int(value), when.astimezone(UTC).replace(microsecond=0), subject or "", source)


def faults_of(
    metric: str, value: str, at: str | datetime, subject: str | None, source: str | None
) -> Iterator[ReadingMalformed]:
    """Yield every text of a reading that is wrong, by its column."""
    if not NAME.fullmatch(metric):
        yield ReadingMalformed("metric", metric, "small letters, digits, - and _, as campaign-sent")
    if not VALUE.fullmatch(value):
        yield ReadingMalformed("value", value, "a whole number from 0 on, of at most 15 digits")
    if isinstance(at, str) and not _is_instant(at):
        yield ReadingMalformed("at", at, "RFC 3339 with offset, as 2026-03-06T16:45:00+01:00")
    for column, text in (("subject", subject), ("source", source)):
        if text is not None and (len(text) > LONGEST or not text.isprintable()):
            yield ReadingMalformed(column, text, f"at most {LONGEST} printable characters")


def _is_instant(text: str) -> bool:
    if not AT.fullmatch(text):
        return False
    try:
        return datetime.fromisoformat(text.upper()).year > 1
    except ValueError:
        return False


def spelled(terms: Terms, metric: str) -> str:
    """Return a metric as the terms spell it: `end-users` and `end_users` are one."""
    plain = metric.replace("-", "_")
    return next((known for known in metrics_of(terms) if known.replace("-", "_") == plain), metric)
