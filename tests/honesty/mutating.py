"""Other values of the same kind for every value of a profile."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from saasctl.terms.coverage import load_rules
from saasctl.terms.model import Entry, Profile
from saasctl.terms.schema.kinds import (
    Amount,
    Choice,
    Factor,
    Flag,
    Integer,
    Kind,
    Percent,
    Records,
    WeeklyHours,
    Words,
)
from saasctl.terms.schema.parameters import parameter_at

WITHOUT_EFFECT = ("recorded", "planned", "not-applicable")
CENT = Decimal("0.01")


def must_matter(profile: Profile) -> dict[str, tuple[str, ...]]:
    """Return the paths of a profile whose change must show, each with the rules that make it so.

    A rule that is only recorded, not applicable, not built yet, or notified by no command, asks for
    nothing.
    """
    rows = {row.rule: row for row in load_rules(profile)}

    def asks(rule: str) -> bool:
        mode = rows[rule].mode
        return mode not in WITHOUT_EFFECT and (mode != "notified" or bool(rows[rule].command))

    found = {path: tuple(filter(asks, entry.rules)) for path, entry in profile.entries.items()}
    return {path: rules for path, rules in found.items() if rules}


def mutants(profile: Profile, path: str) -> Iterator[Profile]:
    """Yield the profile with one other value of the same kind at `path`, the nearest first."""
    entry = profile.entries[path]
    parameter = parameter_at(path)
    if parameter is None:
        raise ValueError(path)
    for value in other_values(parameter.kind, entry.value):
        yield changed(profile, replace(entry, value=value))


def changed(profile: Profile, *entries: Entry) -> Profile:
    """Return the profile with entries replaced."""
    return replace(profile, entries={**profile.entries, **{entry.path: entry for entry in entries}})


def other_values(kind: Kind, value: object) -> Iterator[object]:
    """Yield other values of a kind; at least one."""
    match kind, value:
        case Flag(), bool():
            yield not value
        case Integer(), int():
            yield value + 1 if value < kind.most else value - 1
        case Choice(), str():
            yield from (word for word in kind.words if word != value)
        case ((Amount() | Factor()), Decimal()):
            yield value + CENT
        case Percent(), Decimal():
            yield value + CENT if value + CENT <= kind.most else value - CENT
        case Words(), tuple():
            yield from _lists(value, kind.words)
        case Records(), tuple():
            yield from _records(kind, value)
        case WeeklyHours(), str():
            yield "mon-fri 10:00-16:00"
            yield "mon-sun 00:00-24:00"
        case _:
            yield from _others(value)


def _others(value: object) -> Iterator[object]:
    match value:
        case date():
            yield value + timedelta(days=1)
        case (int(number), str(unit)):
            yield number + 1, unit
        case str():
            yield f"{value}x"
        case tuple():
            yield (*value, "another")
        case _:
            raise ValueError(f"no other value of {value!r} is known")


def _lists(value: tuple[object, ...], known: tuple[str, ...]) -> Iterator[object]:
    yield from (tuple(word for word in value if word != gone) for gone in value if len(value) > 1)
    more = [word for word in known if word not in value] or ["another"]
    yield from ((*value, word) for word in more)
    yield from ((word,) for word in more if len(value) == 1)


def _records(kind: Records, rows: tuple[object, ...]) -> Iterator[object]:
    for place, row in enumerate(rows):
        if not isinstance(row, Mapping):
            continue
        for name, held in row.items():
            for other in other_values(kind.fields[name], held):
                yield (*rows[:place], {**row, name: other}, *rows[place + 1 :])
