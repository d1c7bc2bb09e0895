"""Refusals about reference rates of interest."""

from datetime import date

from saasctl.errors.base import Conflict, NotConfigured


class MissingRate(NotConfigured):
    """No reference rate is known for a period, and none is guessed."""

    code = "RATE-MISSING"

    def __init__(self, kind: str, half: str, first_day: date, known: str) -> None:
        when = f"--half {half}" if kind == "legal-interest" else f"--from {first_day}"
        super().__init__(
            f"no {kind} rate is known for {half}",
            why=f"{known}; a rate is never guessed",
            fix=f"saasctl terms rates add {kind} {when} --percent PERCENT --source SOURCE",
        )
        self.kind = kind
        self.half = half


class RateExists(Conflict):
    """A rate for that day is known with another value."""

    code = "RATE-EXISTS"

    def __init__(self, kind: str, from_on: date, known: str, given: str) -> None:
        super().__init__(
            f"{kind} from {from_on} is {known} %, not {given} %",
            why="a known rate is replaced only when that is asked for",
            fix="repeat the command with --replace",
        )
