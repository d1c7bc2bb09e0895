"""Terms in force for one customer on one day: override, then setting, then the profile itself."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from typing import TypeVar, cast

from saasctl.errors.terms import (
    BlankTerm,
    OverrideUnknown,
    ReadingUnconfirmed,
    SettingMalformed,
    SettingRefused,
)
from saasctl.terms.model import Open, Profile
from saasctl.terms.schema.parameters import PARAMETERS, parameter_at
from saasctl.values.clause import Cited, ClauseRef

Value = TypeVar("Value")
NAMED_BY = {"price": ("plan", "period"), "plan": ("plan",), "period": ("period",), "notice": ("period",)}
"""Tables whose names the `*` of a path stand for."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A dated answer of the operator (a setting) or of a customer's own conditions (an override)."""

    path: str
    text: str
    source: str
    from_on: date


@dataclass(frozen=True, eq=False)
class Terms:
    """A profile with the settings and overrides in force on a day; equal to itself alone.

    Every getter returns the value with what it rests on; `find` returns None where the document is
    blank and nobody answered, the typed ones raise BlankTerm (exit 7) naming the setting. `day` is
    the day, where it is one: a setting must count from it to answer. `holiday` says whether a day is
    a public holiday by the store's rows; None where there is no store, and the law's list counts.
    """

    profile: Profile
    settings: Mapping[str, Answer] = field(default_factory=dict)
    overrides: Mapping[str, Answer] = field(default_factory=dict)
    day: date | None = None
    holiday: Callable[[date], bool] | None = None
    _found: dict[str, Cited[object] | None] = field(default_factory=dict, repr=False)

    def find(self, path: str) -> Cited[object] | None:
        """Return the value in force at `path`, or None."""
        if self.overrides and (answer := self.overrides.get(path)) is not None:
            return self._override(answer)
        try:
            return self._found[path]
        except KeyError:
            found = self._found[path] = self._without_override(path)
            return found

    def with_overrides(self, overrides: Mapping[str, Answer]) -> "Terms":
        """Return the same terms with one customer's overrides; what is found otherwise is shared."""
        return Terms(self.profile, self.settings, overrides, self.day, self.holiday, self._found)

    def content(self) -> Hashable:
        """Return what tells whether other terms answer every path alike, be it on another day."""
        return id(self.profile), frozenset(self.settings.values()), frozenset(self.overrides.values())

    def _without_override(self, path: str) -> Cited[object] | None:
        if (answer := self.settings.get(path)) is not None:
            return self._setting(answer)
        entry = self.profile.entries.get(path)
        return Cited(entry.value, self.profile.cite(entry)) if entry else None

    def need(self, path: str) -> Cited[object]:
        """Return the value in force at `path`, or refuse with the setting to make."""
        found = self.find(path)
        if found is None:
            raise self.blank(path)
        return found

    def blank(self, path: str) -> BlankTerm:
        """Return the refusal for a value that nobody supplied."""
        mark = self.profile.open_at(path)
        if mark is None:
            return BlankTerm(self.profile.name, path, "", settable=False)
        example = mark.example or (mark.choices[0] if mark.choices else "VALUE")
        return BlankTerm(self.profile.id, path, example, self.profile.cite_open(mark), day=self.day)

    def integer(self, path: str) -> Cited[int]:
        """Return a whole number of the terms."""
        return _typed(self.need(path), int)

    def decimal(self, path: str) -> Cited[Decimal]:
        """Return an amount, percentage or factor of the terms, exact."""
        return _typed(self.need(path), Decimal)

    def text(self, path: str) -> Cited[str]:
        """Return a word or text of the terms."""
        return _typed(self.need(path), str)

    def flag(self, path: str, *, default: bool = False) -> bool:
        """Return a yes or no of the terms; `default` where no profile speaks of it."""
        found = self.find(path)
        return _typed(found, bool).value if found else default

    def words(self, path: str) -> tuple[str, ...]:
        """Return a list of words, empty where the terms have none."""
        found = self.find(path)
        return tuple(str(word) for word in _typed(found, tuple).value) if found else ()

    def word(self, path: str, default: str) -> str:
        """Return a word of the terms; `default` where the mechanism does not exist in them."""
        found = self.find(path)
        return _typed(found, str).value if found else default

    def number(self, path: str, default: int) -> int:
        """Return a whole number; `default` where the mechanism does not exist in the terms."""
        found = self.find(path)
        return _typed(found, int).value if found else default

    def cite(self, path: str) -> ClauseRef | None:
        """Return what the value at `path` rests on, or None where there is none."""
        found = self.find(path)
        return found.clause if found else None

    def confirmed(self, rule: str) -> None:
        """Refuse (exit 8) while a doubtful reading of `rule` that needs confirming is not confirmed."""
        path = f"confirm.{rule}"
        mark = self.profile.open_at(path)
        if mark is not None and not self.flag(path):
            raise ReadingUnconfirmed(self.profile.id, rule, mark.says, self.profile.cite_open(mark))

    def _override(self, answer: Answer) -> Cited[object]:
        entry = self.profile.entries.get(answer.path)
        mark = self.profile.open_at(answer.path)
        rule = " ".join(entry.rules) if entry else mark.rule if mark else None
        says = f"{answer.path} = {answer.text} from {answer.from_on} ({answer.source})"
        clause = ClauseRef("override", self.profile.id, self.profile.version, answer.source, rule, says)
        return Cited(parse_value(answer.path, answer.text), clause)

    def _setting(self, answer: Answer) -> Cited[object]:
        mark = self.profile.open_at(answer.path)
        if mark is None:
            raise SettingRefused(self.profile.id, answer.path, [])
        says = f"{answer.path} = {answer.text}, set by the operator from {answer.from_on}"
        clause = ClauseRef("setting", self.profile.id, self.profile.version, mark.article, mark.rule, says)
        return Cited(parse_value(answer.path, answer.text), clause)


def in_force(answers: Iterable[Answer], day: date) -> dict[str, Answer]:
    """Return the last answer per path among those in force on `day` (their own day included).

    Of two with the same day the later in `answers` wins.
    """
    found: dict[str, Answer] = {}
    for answer in answers:
        held = found.get(answer.path)
        if answer.from_on <= day and (held is None or held.from_on <= answer.from_on):
            found[answer.path] = answer
    return found


def check_setting(profile: Profile, path: str, text: str) -> Open:
    """Refuse a setting on a path the profile does not leave open, or of the wrong form.

    Raises SettingRefused (exit 5), SettingMalformed (exit 2).
    """
    mark = profile.open_at(path)
    if mark is None or parameter_at(path) is None:
        entry = profile.entries.get(path)
        near = get_close_matches(path, [open_.path for open_ in profile.opens], 3)
        raise SettingRefused(profile.id, path, near, profile.cite(entry) if entry else None)
    _check_names(profile, path)
    if mark.choices and not _is_one_of(path, text, mark.choices):
        raise SettingMalformed(path, text, f"one of {', '.join(mark.choices)}")
    parse_value(path, text)
    return mark


def _check_names(profile: Profile, path: str) -> None:
    """Refuse a name in `path` that is none of the profile's plans or rhythms, where it lists them."""
    parameter, parts = parameter_at(path), path.split(".")
    tables = NAMED_BY.get(parts[0], ())
    for place, table in enumerate(tables, 1):
        names = [name for name in profile.names_under(table) if name != "default"]
        if parameter is None or parameter.parts[place] != "*" or not names or parts[place] in names:
            continue
        near = [".".join([*parts[:place], name, *parts[place + 1 :]]) for name in names]
        raise SettingRefused(profile.id, path, near)


def check_override(path: str, text: str) -> None:
    """Refuse an override on an unknown path (exit 5) or of the wrong form (exit 2)."""
    if parameter_at(path) is None:
        raise OverrideUnknown(path, get_close_matches(path, [known.path for known in PARAMETERS], 3))
    parse_value(path, text)


def parse_value(path: str, text: str) -> object:
    """Return the value of a setting's or override's text by its parameter's kind."""
    parameter = parameter_at(path)
    if parameter is None:
        raise OverrideUnknown(path, [])
    try:
        return parameter.kind.parse(text)
    except ValueError as wrong:
        raise SettingMalformed(path, text, str(wrong)) from None


def _is_one_of(path: str, text: str, choices: tuple[str, ...]) -> bool:
    try:
        value = parse_value(path, text)
    except SettingMalformed:
        return False
    return value in [parse_value(path, choice) for choice in choices]


def _typed(found: Cited[object], kind: type[Value]) -> Cited[Value]:
    if isinstance(found.value, kind):
        return cast("Cited[Value]", found)
    raise ValueError(f"{found.clause.rule}: a {kind.__name__} was expected, not {found.value!r}")
