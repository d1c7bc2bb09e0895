"""Explain a ticket's clocks: each day, window, holiday by name, pause, and the running total."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from saasctl.acts.ticketing import Desks, Ticket, clocks, kept_by
from saasctl.rules.calendars.hours import OpeningHours, merged
from saasctl.rules.tickets.clocks import Clock
from saasctl.values.clause import Step
from saasctl.values.views.invoices import Explanation

DAYS = 366
"""Days explained one by one; a longer clock is told in one step."""


def explain_ticket(desks: Desks, ticket: Ticket, now: datetime) -> Explanation:
    """Return the steps to each clock of a ticket as of an instant."""
    ticket = ticket._replace(story=ticket.story.until(now))
    desk, steps = desks.desk(ticket), list[Step]()
    for clock in clocks(desks, ticket, now):
        kept = kept_by(desks, ticket, clock)
        steps += _clock(desk if kept is None else desks.desk(ticket, kept=kept), ticket, clock, now)
    title = f"{ticket.title}, {ticket.org}, reported {_local(desk, ticket.story.opened_at)}"
    return Explanation(ticket.ref, title, tuple(steps))


def _clock(desk: OpeningHours | None, ticket: Ticket, clock: Clock, now: datetime) -> Iterator[Step]:
    target = f"{clock.target[0]} {clock.target[1]}" if clock.target else "no figure"
    if clock.started_at is None:
        yield _step(f"{clock.kind}: {target}, not started", clock.state, clock)
        return
    yield _step(
        f"{clock.kind}: {target} from {_local(desk, clock.started_at)}",
        _local(desk, clock.started_at),
        clock,
    )
    until = min(clock.done_at or now, now)
    last = until if clock.due_at is None else clock.done_at or clock.due_at
    if desk is not None and clock.target is not None:
        yield from _days(desk, ticket, clock, last)
    if clock.due_at is not None:
        yield _step(f"due {_local(desk, clock.due_at)}", _local(desk, clock.due_at), clock)
    spent = f"{(clock.elapsed_seconds or 0) // 60} open minutes by {_local(desk, until)}"
    for severity in clock.missed_earlier:
        yield _step(f"missed while it was {severity}", "missed", clock)
    yield _step(f"{clock.kind}: {clock.state}, {spent}", clock.state, clock)


def _days(desk: OpeningHours, ticket: Ticket, clock: Clock, last: datetime) -> Iterator[Step]:
    if clock.started_at is None:
        return
    first, end = desk.day_of(clock.started_at), desk.day_of(last)
    if (end - first).days > DAYS:
        return
    day, total = first, 0
    while day <= end:
        start = max(desk.midnight(day), clock.started_at)
        stop = min(desk.midnight(day + timedelta(days=1)), last)
        run = desk.running(start, stop, ticket.story.pauses()) if stop > start else 0
        total += run
        words = f"{day:%a} {day} {_hours(desk, day)}{_paused(desk, ticket, day)}: {run // 60} min"
        inputs: dict[str, str | int] = {"before": (total - run) // 60, "minutes": run // 60}
        yield Step(
            f"{words}, {total // 60} in all",
            "before + minutes",
            inputs,
            str(total // 60),
            "minutes",
            clock.clause,
        )
        day += timedelta(days=1)


def _hours(desk: OpeningHours, day: date) -> str:
    windows = ",".join(f"{_clock_time(a)}-{_clock_time(b)}" for a, b in desk.windows_on(day))
    label = desk.label(day)
    return f"{windows or 'closed'}{f' ({label})' if label else ''}"


def _clock_time(seconds: int) -> str:
    minutes = seconds // 60
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def _paused(desk: OpeningHours, ticket: Ticket, day: date) -> str:
    begin, end = desk.midnight(day), desk.midnight(day + timedelta(days=1))
    said = []
    for first, last in merged(ticket.story.pauses()):
        if first < end and (last is None or last > begin):
            until = "now" if last is None else _local(desk, last)
            said.append(f"paused {_local(desk, first)} to {until}")
    return f", {', '.join(said)}" if said else ""


def _local(desk: OpeningHours | None, at: datetime) -> str:
    return (desk.local(at) if desk is not None else at).isoformat(timespec="minutes")


def _step(text: str, result: str, clock: Clock) -> Step:
    return Step(text, "result", {"result": result}, result, "text", clock.clause)
