"""Refusals about customer organisations."""

from collections.abc import Sequence

from saasctl.errors.base import Conflict, Inconsistent, NotFound, Refused, Usage
from saasctl.values.clause import ClauseRef

SHOWN = 60
"""Characters of a wrong value that a message repeats."""


class OrganisationUnknown(NotFound):
    """No organisation has or had that slug."""

    code = "ORG-UNKNOWN"

    def __init__(self, slug: str, near: Sequence[str]) -> None:
        super().__init__(
            f"no organisation {slug[:SHOWN]!r}",
            why=f"near: {', '.join(near)}" if near else None,
            fix=f"saasctl org show {near[0]}" if near else "saasctl org list --q TEXT",
        )


class SubscriptionUnnamed(Usage):
    """The organisation has several subscriptions and the command names none of them."""

    code = "SUBSCRIPTION-UNNAMED"

    def __init__(self, org: str, keys: Sequence[str]) -> None:
        super().__init__(
            f"{org} has several subscriptions",
            why=f"name one of: {', '.join(keys)}",
            fix=f"write {keys[0]} in place of {org}",
        )


class OrganisationExists(Conflict):
    """An organisation of that slug exists with other data."""

    code = "ORG-EXISTS"

    def __init__(self, slug: str, differences: Sequence[str], edit: str) -> None:
        super().__init__(f"organisation {slug} exists already", why="; ".join(differences), fix=edit)


class SlugTaken(Conflict):
    """The slug is, or once was, another organisation's."""

    code = "SLUG-TAKEN"

    def __init__(self, slug: str, holder: str) -> None:
        held = "names another organisation" if holder == slug else f"was once the slug of {holder}"
        super().__init__(
            f"the slug {slug} is taken",
            why=f"it {held}",
            fix=f"saasctl org show {holder}  # or choose another slug",
        )


class SirenWrong(Inconsistent):
    """The SIREN's check digit does not fit its other digits."""

    code = "SIREN-WRONG"

    def __init__(self, siren: str) -> None:
        super().__init__(
            f"SIREN {siren} is not a number that was ever given out",
            why="its last digit does not fit the others (Luhn)",
            fix="compare it with the customer's papers: a digit is off, or two are swapped",
        )


class VatIdElsewhere(Inconsistent):
    """The French VAT number holds another company's SIREN."""

    code = "VAT-ID-ELSEWHERE"

    def __init__(self, vat_id: str, inside: str, siren: str) -> None:
        super().__init__(
            f"VAT number {vat_id} and SIREN {siren} are not of one company",
            why=f"the VAT number holds the SIREN {inside}",
        )


class ProfessionalUndeclared(Refused):
    """The terms are for professionals, and the customer did not declare to be one."""

    code = "PROFESSIONAL-UNDECLARED"

    def __init__(self, org: str, clause: ClauseRef | None) -> None:
        super().__init__(
            f"{org} has not declared to act as a professional",
            why="these terms are offered to professionals only",
            fix="add --professional once the customer has declared it",
            clause=clause,
        )


class FieldMissing(Refused):
    """The terms ask for a detail without which no organisation is opened."""

    code = "FIELD-MISSING"

    def __init__(self, org: str, missing: Sequence[str], clause: ClauseRef | None) -> None:
        options = " ".join(f"--{name.replace('_', '-')}" for name in missing)
        super().__init__(
            f"{org} cannot be opened without {', '.join(missing)}",
            why="the terms make these details a condition of access",
            fix=f"add {options}",
            clause=clause,
        )
        self.missing = tuple(missing)


class VersionUnknown(NotFound):
    """The profile has no such version of its terms."""

    code = "TERMS-VERSION-UNKNOWN"

    def __init__(self, profile: str, version: str, known: Sequence[str]) -> None:
        super().__init__(
            f"the terms of {profile} have no version {version[:SHOWN]!r}",
            why=f"versions: {', '.join(known)}",
            fix=f"saasctl terms show {profile}",
        )


class AuthorityUndeclared(Refused):
    """Whoever accepts for the organisation must declare the power to bind it."""

    code = "AUTHORITY-UNDECLARED"

    def __init__(self, org: str, clause: ClauseRef | None) -> None:
        super().__init__(
            f"nobody has declared the power to bind {org}",
            why="who accepts the terms for an organisation warrants the power to do so",
            fix=f"saasctl org accept-terms {org} --person NAME --authority",
            clause=clause,
        )


class DeclarationUnknown(NotFound):
    """The terms ask for no declaration of that name."""

    code = "DECLARATION-UNKNOWN"

    def __init__(self, name: str, known: Sequence[str]) -> None:
        super().__init__(
            f"these terms ask for no declaration {name[:SHOWN]!r}",
            why=f"declarations: {', '.join(known) or 'none'}",
        )


class DeclarationMissing(Refused):
    """The terms refuse the act until the customer has made a declaration."""

    code = "DECLARATION-MISSING"

    def __init__(
        self, org: str, name: str, title: str, clause: ClauseRef | None, *, is_open: bool = False
    ) -> None:
        later = f"saasctl org accept-terms {org} --declaration {name}"
        super().__init__(
            f"{org} has not declared: {title}",
            fix=later if is_open else f"add --declare {name} once the customer has declared it",
            clause=clause,
        )
