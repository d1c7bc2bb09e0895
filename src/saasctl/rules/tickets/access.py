"""What the customer's side needs for the service to work, and what follows when it is not there."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from saasctl.terms.law.countries import is_eu_member
from saasctl.terms.resolve import Terms

UNION = "European Union"


class Access(NamedTuple):
    """With what a customer used the service when it failed; None where nobody said."""

    browser: str | None = None
    outdated: bool = False
    screen_inches: int | None = None
    used_from: str | None = None


NOTHING_SAID = Access()


def needs(terms: Terms) -> str | None:
    """Return what the terms ask of the customer's side in a sentence, or None (B-21, S-80)."""
    browsers, versions = terms.words("requirements.browsers"), terms.word("requirements.versions", "")
    if not browsers:
        return None
    parts = [f"{versions} {' or '.join(browsers)}".strip()]
    if least := terms.number("requirements.screen_inches", 0):
        parts.append(f"a screen of {least} inches")
    if region := terms.word("requirements.region", ""):
        parts.append(f"used from the {region}")
    parts += terms.words("requirements.others")
    return f"works with: {'; '.join(parts)} (seen to by the {terms.word('requirements.by', 'customer')})"


def unmet(terms: Terms, access: Access, on: date) -> list[str]:
    """Return what of these needs was not met, in words; nothing where the terms ask for nothing."""
    return list(_unmet(terms, access, on)) if terms.words("requirements.browsers") else []


def _unmet(terms: Terms, access: Access, on: date) -> Iterator[str]:
    browsers = terms.words("requirements.browsers")
    if access.browser is not None and access.browser not in browsers:
        yield f"{access.browser} is none of {', '.join(browsers)}"
    if access.outdated:
        yield f"the version used is not a {terms.word('requirements.versions', 'maintained')} one"
    least = terms.number("requirements.screen_inches", 0)
    if access.screen_inches is not None and access.screen_inches < least:
        yield f"a screen of {access.screen_inches} inches, below {least}"
    region = terms.word("requirements.region", "")
    if region and access.used_from is not None:
        inside = is_eu_member(access.used_from, on) if region == UNION else access.used_from == region
        if not inside:
            yield f"used from {access.used_from}, outside the {region}"


def follows(terms: Terms) -> list[str]:
    """Return what follows when a need was not met: no guarantee, no refund, an exclusion to look at."""
    words = {"not-guaranteed": "working is not guaranteed", "no-refund": "nothing is refunded for it"}
    found = [words[word] for word in terms.words("requirements.unmet") if word in words]
    if code := terms.word("requirements.exclusion", ""):
        found.append(f"if that is the cause: saasctl ticket exclude --reason {code}")
    return found


def loses_guarantee(terms: Terms, access: Access, on: date) -> bool:
    """Say whether an unmet need takes a guarantee away."""
    return "not-guaranteed" in terms.words("requirements.unmet") and bool(unmet(terms, access, on))
