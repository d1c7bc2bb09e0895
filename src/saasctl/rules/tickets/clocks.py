"""The clocks of a ticket, derived from its events: nothing is stored, nothing is recomputed by a job."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from saasctl.rules.calendars.hours import OpeningHours
from saasctl.rules.tickets.desk import KINDS, effective_at, has_clocks
from saasctl.rules.tickets.lengths import Run, Span
from saasctl.rules.tickets.story import Event, Story, is_guaranteed, starts_clocks
from saasctl.terms.resolve import Terms
from saasctl.values.clause import ClauseRef


@dataclass(frozen=True, slots=True)
class Clock:
    """One clock as of an instant. Seconds are open ones; `missed_earlier` under another severity."""

    kind: str
    state: str
    started_at: datetime | None
    target: Span | None
    due_at: datetime | None
    elapsed_seconds: int | None
    remaining_seconds: int | None
    done_at: datetime | None
    severity: str
    missed_earlier: tuple[str, ...]
    clause: ClauseRef | None


def clocks_of(terms: Terms, desk: OpeningHours | None, story: Story, now: datetime) -> list[Clock]:
    """Return the clocks of a ticket as of `now`: acknowledge, resolve, restore."""
    if not has_clocks(terms) or not starts_clocks(terms, story.channel):
        return []
    judge = _Judge(terms, desk, story.until(now), now)
    found = (judge.clock(kind) for kind in KINDS if terms.find(f"clock.{kind}.worth") is not None)
    return [clock for clock in found if clock is not None]


@dataclass(frozen=True)
class _Judge:
    terms: Terms
    desk: OpeningHours | None
    story: Story
    now: datetime

    @cached_property
    def history(self) -> list[tuple[datetime, str]]:
        """Each severity of the ticket with the instant from which it holds."""
        return self.story.severities(self.terms)

    def clock(self, kind: str) -> Clock | None:
        guarded = self.terms.word(f"clock.{kind}.worth", "statistic") == "guarantee"
        if guarded and not any(is_guaranteed(self.terms, self.story, name) for _, name in self.history):
            return None
        done = self._done(kind)
        severity, missed, until, state = self._judged(kind, done)
        started = self._started(kind, severity)
        span = self._span(kind, severity)
        clause = self.terms.cite(f"sla.{severity}.{kind}") or self.terms.cite(f"clock.{kind}.worth")
        if started is None:
            waiting = "excluded" if self._excluded() else "waiting"
            return Clock(kind, waiting, None, span, None, None, None, None, severity, missed, clause)
        if span is None:
            free, elapsed = self._without_target(started), self._elapsed(started, until)
            return Clock(kind, free, started, None, None, elapsed, None, done, severity, missed, clause)
        run = self._run(started, span)
        elapsed, left = run.elapsed(until), run.remaining(until)
        return Clock(kind, state, started, span, run.due(), elapsed, left, done, severity, missed, clause)

    def _judged(self, kind: str, done: datetime | None) -> tuple[str, tuple[str, ...], datetime, str]:
        """Judge through the severities it passed: one judged already may stay so (B-41, S-52)."""
        excluded = self._excluded()
        end = min(at for at in (self.now, done, excluded.at if excluded else None) if at is not None)
        history = self.history
        keeps, missed = self.terms.flag("severity.keeps_judged"), list[str]()
        for number, (_, severity) in enumerate(history, 1):
            final = number == len(history) or history[number][0] > end
            last = end if final else history[number][0]
            over = self._is_over(kind, severity, self._started(kind, severity), last)
            if final:
                return severity, tuple(missed), end, self._state(over=over, done=done, end=end)
            if over and keeps:
                return severity, (), end, "missed"
            if over:
                missed.append(severity)
        raise ValueError("a ticket has a severity")

    def _is_over(self, kind: str, severity: str, started: datetime | None, last: datetime) -> bool:
        span = self._span(kind, severity)
        return span is not None and started is not None and self._run(started, span).is_over(last)

    def _state(self, *, over: bool, done: datetime | None, end: datetime) -> str:
        if over:
            return "missed"
        if done is not None and done <= end:
            return "met"
        if self._excluded():
            return "excluded"
        pauses = self.story.pauses()
        return "paused" if pauses and pauses[-1][1] is None else "running"

    def _without_target(self, started: datetime) -> str:
        excluded = self._excluded()
        if excluded is not None and excluded.at >= started:
            return "excluded"
        return "best_effort"

    def _excluded(self) -> Event | None:
        stops = self.terms.word("exclusion.clocks", "stop") == "stop"
        return self.story.first("exclude") if stops else None

    def _start(self, kind: str) -> datetime | None:
        """Return the instant a clock starts at: the report, or the actual taking in charge (S-54)."""
        if self.terms.word(f"clock.{kind}.from", "report") == "report":
            return effective_at(self.terms, self.desk, self.story.opened_at)
        taken = self.story.first("ack")
        return None if taken is None else effective_at(self.terms, self.desk, taken.at)

    def _started(self, kind: str, severity: str) -> datetime | None:
        """Return a clock's start under a severity: its own, or the change to it where terms say so (S-52)."""
        started = self._start(kind)
        if self.terms.word("severity.reclassified", "from-the-start") == "from-the-start" or started is None:
            return started
        since = [at for at, name in self.history if name == severity][-1]
        return max(started, effective_at(self.terms, self.desk, since))

    def _done(self, kind: str) -> datetime | None:
        found = self.story.first("ack") if kind == "acknowledge" else self.story.resolved()
        return None if found is None else found.at

    def _span(self, kind: str, severity: str) -> Span | None:
        found = self.terms.find(f"sla.{severity}.{kind}")
        if found is None or not isinstance(found.value, tuple):
            return None
        return int(str(found.value[0])), str(found.value[1])

    def _run(self, started: datetime, span: Span) -> Run:
        return Run(self.desk, started, span, tuple(self.story.pauses()), self.terms)

    def _elapsed(self, started: datetime, until: datetime) -> int:
        if until <= started:
            return 0
        if self.desk is None:
            return int((until - started).total_seconds())
        return self.desk.running(started, until, self.story.pauses())
