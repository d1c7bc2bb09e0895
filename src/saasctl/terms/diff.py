"""What differs between two profiles or two versions of one."""

from collections.abc import Iterator
from dataclasses import dataclass

from saasctl.terms.model import Entry, Open, Profile
from saasctl.terms.schema.parameters import text_at


@dataclass(frozen=True, slots=True)
class Difference:
    """One path that differs; None where the profile has nothing there."""

    path: str
    first: str | None
    second: str | None
    first_clause: str | None
    second_clause: str | None


def differences(first: Profile, second: Profile) -> Iterator[Difference]:
    """Yield the paths whose value, openness or article differ, in alphabetical order."""
    paths = sorted({*first.entries, *second.entries, *_open_paths(first), *_open_paths(second)})
    for path in paths:
        one, other = _said(first, path), _said(second, path)
        if one != other:
            yield Difference(path, one[0], other[0], one[1], other[1])


def _open_paths(profile: Profile) -> list[str]:
    return [mark.path for mark in profile.opens if mark.kind == "blank"]


def _said(profile: Profile, path: str) -> tuple[str | None, str | None]:
    entry: Entry | None = profile.entries.get(path)
    if entry is not None:
        return text_at(path, entry.value), _place(entry.article, " ".join(entry.rules))
    blank: Open | None = next((mark for mark in profile.opens if mark.path == path), None)
    return ("blank", _place(blank.article, blank.rule)) if blank else (None, None)


def _place(article: str | None, rule: str) -> str:
    return f"{article} ({rule})" if article else rule
