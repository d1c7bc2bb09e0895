"""Read dates, instants, amounts and assignments as the command-line contract writes them."""

import re
from contextlib import suppress
from datetime import date, datetime
from typing import TYPE_CHECKING

from saasctl.errors.base import Inconsistent
from saasctl.errors.usage import LocalTimeMissing, ValueMalformed, no_such_word, written_right

if TYPE_CHECKING:
    from decimal import Decimal

DAY = r"\d{4}-\d{2}-\d{2}"
MONTH = r"(\d{4})-(\d{2})"
INSTANT = r"\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?([Zz]|[+-]\d{2}:\d{2})"
AMOUNT = r"-?\d{1,12}(\.\d{1,2})?"
DURATION = r"(\d{1,6})(ms|s|m|h|d)?"
ONE_DAY, ONE_INSTANT = "2026-03-01", "2026-03-06T16:45:00+01:00"
"""What is shown of their form."""
LONGEST_WORD, LONGEST_TITLE, LONGEST_NOTE = 100, 1000, 100_000
"""Characters that a word such as a code, a title, and a note may have."""
FIRST_YEAR, LAST_YEAR = 1000, 9000
"""Years of instants that every zone and every length added to them can hold."""
MILLISECONDS = {"ms": 1, "s": 1000, "m": 60_000, "h": 3_600_000, "d": 86_400_000, None: 1000}


def _matched(pattern: str, text: str) -> re.Match[str] | None:
    return re.fullmatch(pattern, text, re.ASCII)


def day(text: str, name: str = "a date") -> date:
    """Read YYYY-MM-DD."""
    if _matched(DAY, text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            accepted = "a day of the calendar, as 2026-02-28"
            raise ValueMalformed(
                name, text, accepted, written_right(name, _likely_day(text) or ONE_DAY)
            ) from None
    raise ValueMalformed(
        name, text, f"YYYY-MM-DD, as {ONE_DAY}", written_right(name, _likely_day(text) or ONE_DAY)
    )


def _likely_day(text: str) -> str | None:
    """Return a day past the end of its month as the last one, one written as in French turned round."""
    from calendar import monthrange

    turned = _matched(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", text)
    parts = (turned[3], turned[2], turned[1]) if turned else text.split("-")
    try:
        year, month_, day_ = (int(part) for part in parts)
        return date(year, month_, min(day_, monthrange(year, month_)[1])).isoformat()
    except ValueError:
        return None


def month(text: str, name: str = "a month") -> date:
    """Read YYYY-MM as its first day, in a year that instants may have."""
    match = _matched(MONTH, text)
    if match and 1 <= int(match[2]) <= 12 and FIRST_YEAR <= int(match[1]) <= LAST_YEAR:
        return date(int(match[1]), int(match[2]), 1)
    raise ValueMalformed(name, text, "YYYY-MM, as 2026-03", written_right(name, "2026-03"))


def instant(text: str, name: str = "an instant") -> datetime:
    """Read an RFC 3339 instant; one without offset is refused."""
    if _matched(INSTANT, text):
        try:
            found = datetime.fromisoformat(text.upper())
        except ValueError:
            found = None
        if found is not None and FIRST_YEAR <= found.year <= LAST_YEAR:
            return found
        if found is not None:
            raise ValueMalformed(
                name, text, f"a year from {FIRST_YEAR} to {LAST_YEAR}", written_right(name, ONE_INSTANT)
            )
    likely = _likely_instant(text) or ONE_INSTANT
    raise ValueMalformed(name, text, f"RFC 3339 with offset, as {ONE_INSTANT}", written_right(name, likely))


def _likely_instant(text: str) -> str | None:
    """Return an instant with the offset it lacks, on a day of the calendar; None where that is none."""
    written = text if _matched(INSTANT, text) else f"{text}Z"
    if not _matched(INSTANT, written):
        return None
    likely = f"{_likely_day(written[:10])}{written[10:]}"
    with suppress(ValueError):
        datetime.fromisoformat(likely.upper())
        return likely
    return None


def existing(found: datetime, zone: str, name: str) -> datetime:
    """Return an instant, unless it names a local time of `zone` that its clocks skip (exit 2).

    An offset that the zone never has there names another place's time, which is taken as it is.
    """
    from datetime import UTC, timedelta

    from saasctl.values.clock import zone_named

    place, wall = zone_named(zone), found.replace(tzinfo=None)
    offsets = {(found + timedelta(days=days)).astimezone(place).utcoffset() for days in (-1, 1)}
    if found.utcoffset() not in offsets or len(offsets) == 1:
        return found
    if wall.replace(tzinfo=place).astimezone(UTC).astimezone(place).replace(tzinfo=None) != wall:
        raise LocalTimeMissing(name, found, zone, found.astimezone(place))
    return found


def day_or_instant(text: str, name: str) -> date | datetime:
    """Read a day or an instant."""
    return instant(text, name) if _matched(r".*\d[Tt ]\d.*", text) else day(text, name)


def amount(text: str, name: str = "an amount") -> "Decimal":
    """Read an amount with at most two decimals and a point: 1200 or 1200.00."""
    if _matched(AMOUNT, text):
        from decimal import Decimal

        return Decimal(text)
    raise ValueMalformed(name, text, "1200 or 1200.00: a point, at most two decimals, no exponent")


def price(text: str, name: str) -> "Decimal":
    """Read an amount of zero or more."""
    found = amount(text, name)
    if found < 0:
        raise ValueMalformed(name, text, "an amount of zero or more, as 1200.00")
    return found


def count(text: str, name: str) -> int:
    """Read a whole number of zero or more."""
    if not _matched(r"\d{1,9}", text):
        raise ValueMalformed(name, text, "a whole number of zero or more, as 10")
    return int(text)


def percent(text: str, name: str) -> "Decimal":
    """Read a percentage from 0 to 100 with at most four decimals."""
    if _matched(r"\d{1,3}(\.\d{1,4})?", text):
        from decimal import Decimal

        if (found := Decimal(text)) <= Decimal(100):
            return found
    raise ValueMalformed(name, text, "a percentage from 0 to 100, as 12.5")


def counted(text: str, name: str) -> tuple[int, str, str | None]:
    """Read [N*]WORDS[=AMOUNT] as the number, 1 unless given, the words, and the amount's text if any."""
    words, equals, amount_ = text.rpartition("=")
    words, amount_ = (words, amount_) if equals else (text, "")
    number, times, rest = words.partition("*")
    count, words = (int(number), rest) if times and _matched(r"\d{1,6}", number) else (1, words)
    if not words.strip() or count < 1 or (equals and not amount_.strip()):
        raise ValueMalformed(name, text, "[N*]WORDS=AMOUNT, as 3*extra=90.00")
    return count, words.strip(), amount_.strip() or None


def one_of(text: str | None, name: str, *known: str) -> str | None:
    """Read one of the words that an option takes; None where it is not given."""
    if text is not None and text not in known:
        raise no_such_word(name, text, known)
    return text


def written(text: str, name: str, most: int = LONGEST_TITLE) -> str:
    """Read a text that says something, of at most `most` characters."""
    if not text.strip() or len(text) > most:
        fix = f"{name} TEXT" if name.startswith("--") else None
        raise ValueMalformed(name, text, f"a text of 1 to {most} characters", fix)
    return text


def if_written(text: str | None, name: str, most: int = LONGEST_TITLE) -> str | None:
    """Read a text that says something where it is given."""
    return None if text is None else written(text, name, most)


def days_between(first: str | None, last: str | None) -> "tuple[date | None, date | None]":
    """Read --from and --to, both included; the end must not come before the start (exit 4)."""
    start, end = day(first, "--from") if first else None, day(last, "--to") if last else None
    if start is not None and end is not None and end < start:
        raise Inconsistent(f"--to {end} comes before --from {start}", fix=f"--from {end} --to {start}")
    return start, end


def assignment(text: str) -> tuple[str, str]:
    """Read PATH=VALUE."""
    path, equals, value = text.partition("=")
    if not equals or not path.strip() or not value.strip():
        raise ValueMalformed("PATH=VALUE", text, "vat.rate=20")
    return path.strip(), value.strip()


def seconds(text: str, name: str, example: str = "5s", least: str = "0s") -> float:
    """Read a length such as 5s, 500ms or 2m, in seconds; `least` is the shortest that is taken."""
    match, shortest = _matched(DURATION, text), _matched(DURATION, least)
    found = _milliseconds(match) if match else -1
    if shortest is None or found < _milliseconds(shortest):
        told = f", at least {least}" if found >= 0 else ""
        raise ValueMalformed(
            name, text, f"a number of ms, s, m, h or d, as {example}{told}", written_right(name, example)
        )
    return found / 1000


def _milliseconds(match: re.Match[str]) -> int:
    return int(match[1]) * MILLISECONDS[match[2]]
