"""What differs between two profiles or two versions of one."""

from collections.abc import Iterator
from dataclasses import dataclass

from saasctl.terms.model import Profile
from saasctl.terms.schema.parameters import text_at

HEAD = ("vendor", "language", "timezone", "holidays", "currency", "governing")


@dataclass(frozen=True, slots=True)
class Difference:
    """One path that differs; None where the profile has nothing there."""

    path: str
    first: str | None
    second: str | None
    first_clause: str | None
    second_clause: str | None


def differences(first: Profile, second: Profile) -> Iterator[Difference]:
    """Yield what differs: the head, then values, openness and articles by path, then the articles' texts.

    A path that may be set is followed by its kind, as `30 (convention)`; of a blank only that stands.
    """
    for name in HEAD:
        one, other = getattr(first, name), getattr(second, name)
        if one != other:
            yield Difference(f"profile.{name}", one, other, None, None)
    paths = sorted({*first.entries, *second.entries, *_open_paths(first), *_open_paths(second)})
    for path in paths:
        said, other_said = _said(first, path), _said(second, path)
        if said != other_said:
            yield Difference(path, said[0], other_said[0], said[1], other_said[1])
    for article in dict.fromkeys([*first.clauses, *second.clauses]):
        words, other_words = _words(first, article), _words(second, article)
        if words != other_words:
            yield Difference(f"clauses.{article}", words, other_words, article, article)


def _open_paths(profile: Profile) -> list[str]:
    return [mark.path for mark in profile.opens if mark.kind == "blank"]


def _said(profile: Profile, path: str) -> tuple[str | None, str | None]:
    entry, mark = profile.entries.get(path), profile.open_at(path)
    if entry is not None:
        kind = f" ({mark.kind})" if mark is not None else ""
        return f"{text_at(path, entry.value)}{kind}", _place(entry.article, " ".join(entry.rules))
    blank = next((mark for mark in profile.opens if mark.path == path), mark)
    return ("blank", _place(blank.article, blank.rule)) if blank else (None, None)


def _words(profile: Profile, article: str) -> str | None:
    clause = profile.clauses.get(article)
    return f"{clause.title}: {clause.says}" if clause else None


def _place(article: str | None, rule: str) -> str:
    return f"{article} ({rule})" if article else rule
