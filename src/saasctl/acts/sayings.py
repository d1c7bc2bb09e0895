"""What the terms say of one way of ending or one cause of suspension, value by value with its clause."""

from collections.abc import Iterator, Sequence

from saasctl.terms.resolve import Terms
from saasctl.terms.schema.parameters import text_at
from saasctl.values.views.lifecycle import SayingView

CODES = ("causes",)
"""Values that are codes; a code of conduct is printed with what it stands for."""


def sayings(terms: Terms, *tables: str) -> tuple[SayingView, ...]:
    """Return the values under tables such as `ending.breach`, named by their path, in its order."""
    paths = [path for table in tables for path in _paths(terms, table)]
    return tuple(_saying(terms, path) for path in dict.fromkeys(paths))


def _paths(terms: Terms, table: str) -> Iterator[str]:
    for path in terms.profile.entries:
        if path == table or path.startswith(f"{table}."):
            yield path


def _saying(terms: Terms, path: str) -> SayingView:
    found = terms.need(path)
    if path.rpartition(".")[2] in CODES and isinstance(found.value, tuple):
        text = "; ".join(_code(terms, str(code)) for code in found.value)
    else:
        text = text_at(path, found.value)
    return SayingView(path, text, found.clause)


def _code(terms: Terms, code: str) -> str:
    title = terms.word(f"conduct.{code}.title", "")
    return f"{code} ({title})" if title else code


def unknown_codes(terms: Terms, path: str, given: Sequence[str]) -> tuple[str, ...]:
    """Return the codes given that a closed list at `path` does not have; none where it is open."""
    known = terms.words(f"{path}.causes")
    if not known or terms.flag(f"{path}.causes_open"):
        return ()
    return tuple(code for code in given if code not in known)
