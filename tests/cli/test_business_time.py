"""The cases of business time through the command line: their calendars are settings of customers."""

import json
import math
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from saasctl.rules.calendars.hours import merged

Run = Callable[..., Any]
AT = datetime.fromisoformat
FILE = Path(__file__).parents[1] / "rules" / "calendars" / "business_time.json"
CASES = json.loads(FILE.read_text(encoding="utf-8"))
SELLER = 'name = "S"\nsiren = "820200004"\nvat_id = "FR54820200004"\ncountry = "FR"\n'
FIRST = "2005-01-03"
HOLIDAYS = {"fr-office": "FR", "fr-alsace-split": "FR-ALSACE-MOSELLE"}
"""Calendars whose closed days are public holidays, found by their names; others are added day by day."""


def cases_of(calendar: str) -> list[dict[str, Any]]:
    """Return the cases of a calendar, those of one length together."""
    every = (*CASES["generated"], *CASES["published"])
    held = [case for case in every if case["calendar"] == calendar]
    return sorted(held, key=lambda case: (str(case["kind"]), int(case.get("duration_min", 0))))


class Desk:
    """A customer of Koban with a calendar, and the tickets opened with it."""

    def __init__(self, saasctl: Run, folder: Path, calendar: str) -> None:
        self.saasctl = saasctl
        self.changed: dict[str, str] = {}
        (folder / "s.toml").write_text(SELLER)
        who = ("--name", "Acme", "--seller", "crm", "--email", "a@acme.example", "--professional")
        self.done("db", "init", "--sandbox")
        self.done("seller", "add", "crm", "--terms", "koban", "--file", "s.toml", "--on", FIRST)
        self.done("org", "add", "acme", *who, "--on", FIRST)
        price = ("--plan", "crm", "--period", "annual", "--slots", "1", "--unit-price", "6000.00")
        self.done("sub", "start", "acme", *price, "--on", FIRST)
        held = CASES["calendars"][calendar]
        self.override("support.hours", held["week"])
        self.override("support.zone", held["zone"])
        self.override("support.holidays", HOLIDAYS.get(calendar, "none"))
        if calendar not in HOLIDAYS:
            for day in held["closed"]:
                self.done("calendar", "add", "acme", day, "closed", "--label", "closed")

    def done(self, *words: str) -> str:
        result = self.saasctl(*words)
        assert result.exit == 0, result.stderr
        return str(result.stdout).strip()

    def override(self, path: str, value: str) -> None:
        """Change a value of the customer's terms, unless it is so already."""
        if self.changed.get(path) != value:
            self.done("sub", "override", "acme", f"{path}={value}", "--source", "offer", "--on", FIRST)
            self.changed[path] = value

    def opened(self, case: dict[str, Any]) -> Any:
        """Open a ticket with the pauses of a case, in order of time from its report on; return it."""
        words = ("--severity", "blocking", "--object", "contact", "--title", str(case["id"]))
        found = json.loads(self.done("ticket", "open", "acme", *words, "--at", case["opened_at"], "--json"))
        start = AT(case["opened_at"])
        held = [(AT(one["from"]), AT(one["to"]) if one["to"] else None) for one in case.get("pauses", ())]
        for first, last in merged([(max(start, first), last) for first, last in held]):
            why = ("--reason", "no-cooperation")
            found = self.act("pause", found["ref"], first.isoformat(), *why)
            if last is not None:
                found = self.act("resume", found["ref"], last.isoformat())
        return found

    def act(self, verb: str, ticket: str, at: str, *more: str) -> Any:
        return json.loads(self.done("ticket", verb, ticket, "--at", at, "--json", *more))


def clock_of(ticket: Any, kind: str = "acknowledge") -> Any:
    return next(clock for clock in ticket["clocks"] if clock["kind"] == kind)


def same(found: str | None, expected: str | None) -> bool:
    return found == expected if expected is None or found is None else AT(found) == AT(expected)


def check(desk: Desk, case: dict[str, Any]) -> None:
    """Compare what the commands say of a case with what it expects."""
    expected, target = case.get("expected", {}), "sla.blocking.acknowledge"
    if case["kind"] in ("deadline", "due"):
        desk.override(target, f"{case['duration_min']} business-minutes")
        clock = clock_of(desk.opened(case))
        held = expected if isinstance(expected, dict) else {"due_at": expected}
        assert same(clock["due_at"], held["due_at"])
        assert same(clock["started_at"], held.get("clock_starts_at", clock["started_at"]))
        if "remaining_min" in held:
            assert clock["remaining_minutes"] == held["remaining_min"]
            assert clock["state"] == "paused"
    elif case["kind"] in ("business_days", "days"):
        ends = expected or {f"due_{word}": case[f"expected_{word}"] for word in ("same_time", "end_of_day")}
        for convention in ("same-time", "end-of-day"):
            due = ends[f"due_{convention.replace('-', '_')}"]
            if due is not None:
                desk.override(target, f"{case['days']} business-days")
                desk.override("sla.business_day", convention)
                assert same(clock_of(desk.opened(case))["due_at"], due)
    elif case["kind"] == "elapsed":
        resolved = desk.act("resolve", desk.opened(case)["ref"], case["end"])
        assert clock_of(resolved)["elapsed_minutes"] == math.floor(expected)
    else:
        check_restored(desk, case)


def check_restored(desk: Desk, case: dict[str, Any]) -> None:
    """Compare the guarantee of a case: time run, time over, started hours, its end."""
    expected, at = case["expected"], case["restored_at"]
    desk.override("sla.blocking.restore", f"{case['guaranteed_min']} business-minutes")
    desk.override("indemnity.starts", "next-started-hour")
    ticket = desk.opened(case)["ref"]
    clock = clock_of(desk.act("resolve", ticket, at), "restore")
    assert clock["elapsed_minutes"] == expected["elapsed_min"]
    assert max(0, -clock["remaining_minutes"]) == expected["overrun_min"]
    assert same(clock["due_at"], expected["due_at"])
    assert clock["state"] == ("missed" if expected["overrun_min"] else "met")
    gives = json.loads(desk.done("ticket", "indemnity", ticket, "--as-of", at, "--json"))
    assert gives["overrun_hours"] == str(expected["started_hours"])


@pytest.mark.parametrize("calendar", [name for name in CASES["calendars"] if cases_of(name)])
def test_every_case_of_a_calendar(saasctl: Run, folder: Path, calendar: str) -> None:
    desk = Desk(saasctl, folder, calendar)
    for case in cases_of(calendar):
        try:
            check(desk, case)
        except AssertionError as wrong:
            raise AssertionError(f"{case['id']}: {wrong}") from wrong


def test_there_are_167_cases() -> None:
    assert sum(len(cases_of(name)) for name in CASES["calendars"]) == 167
