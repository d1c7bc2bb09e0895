"""Turn the TOML text of a profile into a checked `Profile`; report every fault with its line."""

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from difflib import get_close_matches
from functools import cached_property
from typing import cast
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from saasctl.errors.terms import Fault, ProfileInvalid
from saasctl.terms.model import Clause, Entry, Open, Openness, Profile, Warning
from saasctl.terms.patterns import Patterns
from saasctl.terms.schema.parameters import PARAMETERS, is_table, parameter_at
from saasctl.terms.tomltext import Lines, Table, read_toml
from saasctl.values.clause import Source
from saasctl.values.money import MINOR_DIGITS

HEAD = ("id", "version", "vendor", "language", "timezone", "holidays", "currency", "governing")
HOLIDAYS = ("FR", "FR-ALSACE-MOSELLE", "none")
CITATION = ("clause", "rule", "says")
RULE = re.compile(r"[A-Z]{1,4}-[A-Z]{0,2}\d{1,3}[a-z]?", re.ASCII)
SLUG = re.compile(r"[a-z0-9](-?[a-z0-9]){1,38}", re.ASCII)
VERSION = re.compile(r"[0-9a-z][0-9a-z.-]{0,29}", re.ASCII)

MOST = 100
"""Faults after which the reader gives up on a file."""
MOST_VALUES, MOST_OPEN = 5000, 500
LONGEST = 400
LINE = f"a line of text of at most {LONGEST} characters"


class _Enough(Exception):
    """So many faults that no more are looked for."""


def read_profile(text: bytes, origin: str) -> Profile:
    """Return the profile in `text`, or raise ProfileInvalid (exit 4) with every fault found.

    `origin` names the file in messages. UTF-8 TOML without floats, of bounded size and depth.
    """
    reader = _Reader(read_toml(text, origin), text.decode("utf-8"))
    try:
        profile = reader.profile(origin, hashlib.sha256(text).hexdigest())
    except _Enough:
        profile = None
    if reader.faults or profile is None:
        raise ProfileInvalid(origin, reader.faults)
    return profile


class _Reader:
    """Walks one file and gathers faults instead of stopping at the first."""

    def __init__(self, raw: Table, text: str) -> None:
        self.raw = raw
        self.text = text
        self.faults: list[Fault] = []
        self.clauses: dict[str, Clause] = {}
        self.entries: dict[str, Entry] = {}
        self.opens: list[Open] = []
        self.marks: Patterns[Open] = Patterns()

    @cached_property
    def lines(self) -> Lines:
        """Where the keys stand, looked for once a fault is to be placed."""
        return Lines(self.text)

    def fault(self, path: str, what: str) -> None:
        """Note a fault at a dotted key, with its line when it can be found."""
        self.faults.append(Fault(path, what, self.lines.of(path)))
        if len(self.faults) >= MOST:
            raise _Enough

    def profile(self, origin: str, sha256: str) -> Profile | None:
        """Return the profile, or None when its head is unusable."""
        head = self._head()
        self._clauses()
        for kind in ("blank", "convention", "reading"):
            self._opens(kind)
        for name, item in self.raw.items():
            if name not in ("profile", "clauses", "blank", "convention", "reading", "warning"):
                self._walk(name, item, {})
        warnings = self._warnings()
        self._cross_check()
        if head is None:
            return None
        return Profile(
            **head,
            clauses=self.clauses,
            entries=self.entries,
            opens=tuple(self.opens),
            warnings=warnings,
            origin=origin,
            sha256=sha256,
        )

    def _head(self) -> dict[str, str] | None:
        table = self.raw.get("profile")
        if not isinstance(table, dict):
            self.fault("profile", f"missing; a profile opens with [profile] {' '.join(HEAD)}")
            return None
        for name in table.keys() - set(HEAD):
            self.fault(f"profile.{name}", f"unknown; accepted: {', '.join(HEAD)}")
        head = {name: value for name in HEAD if (value := _line(table.get(name)))}
        for name in HEAD:
            if name not in head:
                self.fault(f"profile.{name}", f"missing; {LINE}")
        self._head_words(head)
        return head if len(head) == len(HEAD) else None

    def _head_words(self, head: Mapping[str, str]) -> None:
        checks: dict[str, tuple[Callable[[str], object], str]] = {
            "id": (SLUG.fullmatch, "a slug such as acme-terms"),
            "version": (VERSION.fullmatch, "digits, a-z, points and dashes"),
            "currency": (MINOR_DIGITS.get, f"one of {', '.join(MINOR_DIGITS)}"),
            "holidays": (HOLIDAYS.count, f"one of {', '.join(HOLIDAYS)}"),
            "timezone": (_zone, "an IANA time zone such as Europe/Paris"),
        }
        for name, (test, accepted) in checks.items():
            if name in head and not test(head[name]):
                self.fault(f"profile.{name}", accepted)

    def _clauses(self) -> None:
        for article, item in self._tables("clauses"):
            title, says = item.get("title"), item.get("says")
            lines = (_line(article), _line(title), _line(says))
            if None in lines or set(item) - {"title", "says"}:
                self.fault(f"clauses.{article}", f"a table with title and says, {LINE}")
            else:
                self.clauses[article] = Clause(article, str(title), str(says))

    def _tables(self, name: str) -> list[tuple[str, Table]]:
        group = self.raw.get(name, {})
        if not isinstance(group, dict):
            self.fault(name, "a table")
            return []
        found: list[tuple[str, Table]] = []
        for key, item in group.items():
            if isinstance(item, dict):
                found.append((key, item))
            else:
                self.fault(f"{name}.{key}", "a table")
        return found

    def _opens(self, kind: str) -> None:
        accepted = {"rule", "clause", "says", "example", "needed_by", "choices", "optional"}
        for path, item in self._tables(kind):
            where = f"{kind}.{path}"
            for name in item.keys() - accepted:
                self.fault(f"{where}.{name}", f"unknown; accepted: {', '.join(sorted(accepted))}")
            if parameter_at(path.replace("*", "any")) is None:
                self.fault(where, f"no such parameter{self._near(path)}")
            if any(mark.path == path for mark in self.opens):
                self.fault(where, "marked twice; one of blank, convention, reading")
            if not isinstance(item.get("optional", False), bool):
                self.fault(f"{where}.optional", "true or false")
            mark = Open(
                path,
                cast(Openness, kind),
                self._rules(where, item.get("rule"))[0],
                self._article(where, item.get("clause"), needed=False),
                self._text(where, item, "says"),
                self._text(where, item, "example"),
                self._words(where, item, "needed_by"),
                self._words(where, item, "choices"),
                item.get("optional") is True,
            )
            self._check_example(where, mark)
            self.opens.append(mark)
            self.marks.add(path, mark)
            if len(self.opens) > MOST_OPEN:
                self.fault(where, f"more than {MOST_OPEN} open paths")
                raise _Enough

    def _check_example(self, where: str, mark: Open) -> None:
        parameter = parameter_at(mark.path.replace("*", "any"))
        for text in (mark.example, *mark.choices):
            try:
                if parameter is not None and text:
                    parameter.kind.parse(text)
            except ValueError as wrong:
                self.fault(where, f"{text!r} is not {wrong}")

    def _walk(self, path: str, item: object, outer: Table) -> None:
        parameter = parameter_at(path)
        if parameter is not None:
            self._leaf(path, item, outer)
        elif isinstance(item, dict) and is_table(path):
            self._table(path, item, outer)
        else:
            self.fault(path, f"unknown key{self._near(path)}")

    def _table(self, path: str, table: Table, outer: Table) -> None:
        own = {name for name in CITATION if name in table and parameter_at(f"{path}.{name}") is None}
        citation = _cited(outer, {name: table[name] for name in own})
        for name, item in table.items():
            if name not in own:
                self._walk(f"{path}.{name}", item, citation)

    def _leaf(self, path: str, item: object, outer: Table) -> None:
        citation = dict(outer)
        if isinstance(item, dict):
            for name in item.keys() - {"value", *CITATION}:
                self.fault(f"{path}.{name}", "unknown; accepted: value, clause, rule, says")
            citation = _cited(outer, {name: item[name] for name in CITATION if name in item})
            item = item.get("value")
        value = self._value(path, item)
        if value is None:
            return
        source, mark = self._source(path)
        article = self._article(path, citation.get("clause"), needed=source == "terms")
        rules = self._rules(path, citation.get("rule"))
        says = self._text(path, citation, "says") or None
        if mark is not None and source == "convention":
            says, rules = mark.says, (mark.rule, *(rule for rule in rules if rule != mark.rule))
        self.entries[path] = Entry(path, value, source, article, rules, says)

    def _value(self, path: str, item: object) -> object | None:
        if path in self.entries:
            self.fault(path, "given twice")
        if len(self.entries) >= MOST_VALUES:
            self.fault(path, f"more than {MOST_VALUES} values")
            raise _Enough
        parameter = parameter_at(path)
        if parameter is None:
            raise ValueError(path)
        try:
            return parameter.kind.read(item)
        except ValueError as wrong:
            self.fault(path, f"must be {wrong}")
            return None

    def _source(self, path: str) -> tuple[Source, Open | None]:
        marks = self.marks.find(path)
        if any(mark.kind == "blank" for mark in marks):
            self.fault(path, "marked blank, yet it has a value")
        convention = next((mark for mark in marks if mark.kind == "convention"), None)
        return ("convention", convention) if convention else ("terms", None)

    def _rules(self, where: str, raw: object) -> tuple[str, ...]:
        rules = tuple(raw.split()) if isinstance(raw, str) else ()
        if not rules or not all(RULE.fullmatch(rule) for rule in rules):
            self.fault(where, 'needs rule = "K-29" (one or more rule ids)')
            return ("?",)
        return rules

    def _article(self, where: str, raw: object, *, needed: bool) -> str | None:
        if raw is None and not needed:
            return None
        if not isinstance(raw, str) or raw not in self.clauses:
            hint = _hint(str(raw), tuple(self.clauses))
            self.fault(where, f"clause {str(raw)!r} is not listed under [clauses]{hint}")
            return None
        return raw

    def _text(self, where: str, item: Table, name: str) -> str:
        value = item.get(name)
        if value is not None and _line(value) is None:
            self.fault(f"{where}.{name}", LINE)
        return _line(value) or ""

    def _words(self, where: str, item: Table, name: str) -> tuple[str, ...]:
        value = item.get(name, [])
        if not isinstance(value, list) or not all(_line(word) for word in value):
            self.fault(f"{where}.{name}", "a list of lines of text")
            return ()
        return tuple(value)

    def _warnings(self) -> tuple[Warning, ...]:
        raw = self.raw.get("warning", [])
        if not isinstance(raw, list):
            self.fault("warning", "a list of tables: [[warning]] says, clause, rule")
            return ()
        found = []
        for number, item in enumerate(raw, 1):
            where = f"warning {number}"
            if not isinstance(item, dict) or set(item) - {"says", "clause", "rule"}:
                self.fault(where, "a table with says, clause and rule")
                continue
            article = self._article(where, item.get("clause"), needed=False)
            found.append(
                Warning(
                    self._text(where, item, "says"), article, " ".join(self._rules(where, item.get("rule")))
                )
            )
        return tuple(found)

    def _cross_check(self) -> None:
        covered: dict[str, list[Entry]] = {}
        for path, entry in self.entries.items():
            for mark in self.marks.find(path):
                covered.setdefault(mark.path, []).append(entry)
        for mark in self.opens:
            held = covered.get(mark.path, [])
            if mark.kind != "blank" and not held:
                self.fault(f"{mark.kind}.{mark.path}", "marks a path that has no value")
            for entry in held:
                if mark.choices and not self.faults and not _is_among(mark, entry):
                    self.fault(entry.path, f"must be one of its choices {', '.join(mark.choices)}")

    def _near(self, path: str) -> str:
        return _hint(path, tuple(parameter.path for parameter in PARAMETERS))


def _cited(outer: Table, own: Table) -> dict[str, object]:
    """Return the citation inside a table: a summary goes with its clause and rule, never past others."""
    moved = "clause" in own or "rule" in own
    return {name: word for name, word in outer.items() if name != "says" or not moved} | dict(own)


def _hint(word: str, known: Sequence[str]) -> str:
    near = get_close_matches(word, known, 1) if len(word) <= LONGEST else []
    return f"; did you mean {near[0]!r}?" if near else ""


def _line(value: object) -> str | None:
    plain = isinstance(value, str) and 0 < len(value) <= LONGEST and value.isprintable()
    return str(value) if plain else None


def _is_among(mark: Open, entry: Entry) -> bool:
    parameter = parameter_at(entry.path)
    return parameter is not None and entry.value in [parameter.kind.parse(word) for word in mark.choices]


def _zone(name: str) -> bool:
    try:
        return bool(ZoneInfo(name).key)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
