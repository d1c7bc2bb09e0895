"""The clocks of a ticket, derived from its events: nothing is stored, nothing is recomputed by a job."""

from datetime import datetime
from itertools import pairwise
from typing import NamedTuple

from saasctl.rules.calendars.hours import OpeningHours
from saasctl.rules.tickets.desk import effective_at
from saasctl.rules.tickets.lengths import Run
from saasctl.rules.tickets.sheet import Sheet
from saasctl.rules.tickets.story import Story, is_anomaly, is_guaranteed
from saasctl.terms.resolve import Terms
from saasctl.values.clause import ClauseRef
from saasctl.values.views.tickets import TargetView


class Clock(NamedTuple):
    """One clock as of an instant. Seconds are open ones; `missed_earlier` under another severity."""

    kind: str
    state: str
    started_at: datetime | None
    target: TargetView | None
    due_at: datetime | None
    elapsed_seconds: int | None
    remaining_seconds: int | None
    done_at: datetime | None
    severity: str
    missed_earlier: tuple[str, ...]
    clause: ClauseRef | None


def clocks_of(
    terms: Terms,
    desk: OpeningHours | None,
    story: Story,
    now: datetime,
    sheet: Sheet | None = None,
    reported: datetime | None = None,
) -> list[Clock]:
    """Return the clocks of a ticket as of `now`: acknowledge, resolve, restore.

    `sheet` is what the terms say of clocks and `reported` from when the report counts, where that was
    looked up before.
    """
    known = sheet or Sheet(terms)
    if not known.starts(story.channel) or not is_anomaly(terms, story):
        return []
    since = reported or effective_at(terms, desk, story.opened_at)
    judge = _Judge(known, desk, story.until(now), since, now)
    return [clock for kind in known.kinds if (clock := judge.clock(kind)) is not None]


class _Judge:
    """Judges the clocks of one ticket; what they share is looked up once."""

    def __init__(
        self, sheet: Sheet, desk: OpeningHours | None, story: Story, reported: datetime, now: datetime
    ) -> None:
        self.sheet, self.terms, self.desk, self.story = sheet, sheet.terms, desk, story
        self.history = story.severities(sheet.terms)
        course = story.course()
        self.pauses, self.taken, self.resolved = course.pauses, course.taken, course.resolved
        self.excluded = course.excluded if sheet.stopped_by_exclusion else None
        self.reported = reported
        self.end = now if self.excluded is None else min(now, self.excluded.at)
        self.ran: tuple[datetime, datetime, int] | None = None
        """From and to when a clock ran in hours of the desk, and the open seconds of it."""

    def clock(self, kind: str) -> Clock | None:
        if kind in self.sheet.guarantees and not self._guaranteed():
            return None
        done = self._done(kind)
        end = self.end if done is None else min(self.end, done)
        severity, missed, end, kept = self._judged(kind, end)
        started = self._started(kind, severity)
        span, clause = self.sheet.target(severity, kind)
        if started is None:
            waiting = "excluded" if self.excluded else "waiting"
            return Clock(kind, waiting, None, span, None, None, None, None, severity, missed, clause)
        if span is None:
            free, elapsed = self._without_target(started), self._elapsed(started, end)
            return Clock(kind, free, started, None, None, elapsed, None, done, severity, missed, clause)
        run = self._run(started, span)
        (elapsed, left, over), due = run.judged(end)
        if run.hours is self.desk:
            self.ran = started, end, elapsed
        state = "missed" if kept or over else self._state(done, end)
        return Clock(kind, state, started, span, due, elapsed, left, done, severity, missed, clause)

    def _guaranteed(self) -> bool:
        """Say whether restoring was guaranteed under any of the severities it passed (B-45)."""
        names = [name for _, name in self.history if name in self.sheet.guaranteed_severities]
        return any(is_guaranteed(self.terms, self.story, name) for name in names)

    def _judged(self, kind: str, end: datetime) -> tuple[str, tuple[str, ...], datetime, bool]:
        """Judge through the severities it passed: one judged already may stay so (B-41, S-52).

        Returns the severity that counts, those missed before it, the instant it is judged at, and
        whether a miss under it is kept whatever came after.
        """
        if len(self.history) == 1:
            return self.history[0][1], (), end, False
        missed: list[str] = []
        for (_, severity), (until, _) in pairwise(self.history):
            if until > end:
                return severity, tuple(missed), end, False
            started, (span, _) = self._started(kind, severity), self.sheet.target(severity, kind)
            if span is None or started is None or not self._run(started, span).measured(until).over:
                continue
            if self.sheet.keeps_judged:
                return severity, (), end, True
            missed.append(severity)
        return self.history[-1][1], tuple(missed), end, False

    def _state(self, done: datetime | None, end: datetime) -> str:
        if done is not None and done <= end:
            return "met"
        if self.excluded:
            return "excluded"
        return "paused" if self.pauses and self.pauses[-1][1] is None else "running"

    def _without_target(self, started: datetime) -> str:
        return "excluded" if self.excluded is not None and self.excluded.at >= started else "best_effort"

    def _started(self, kind: str, severity: str) -> datetime | None:
        """Return a clock's start: the report, or the actual taking in charge (S-54).

        Where terms count a new severity from its change, that change (S-52).
        """
        started: datetime | None = self.reported
        if kind not in self.sheet.from_report:
            started = None if self.taken is None else effective_at(self.terms, self.desk, self.taken.at)
        if not self.sheet.counts_anew or started is None:
            return started
        since = [at for at, name in self.history if name == severity][-1]
        return max(started, effective_at(self.terms, self.desk, since))

    def _done(self, kind: str) -> datetime | None:
        found = (self.taken or self.resolved) if kind == "acknowledge" else self.resolved
        return None if found is None else found.at

    def _run(self, started: datetime, span: TargetView) -> Run:
        return Run(self.desk, started, span, self.pauses, self.terms)

    def _elapsed(self, started: datetime, until: datetime) -> int:
        if until <= started:
            return 0
        if self.ran is not None and self.ran[:2] == (started, until):
            return self.ran[2]
        if self.desk is None:
            return int((until - started).total_seconds())
        return self.desk.running(started, until, self.pauses)
