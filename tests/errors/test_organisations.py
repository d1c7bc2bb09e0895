"""Refusals about organisations: their exit and the command that mends them."""

import pytest

from saasctl.errors.base import SaasctlError
from saasctl.errors.organisations import (
    AuthorityUndeclared,
    DeclarationMissing,
    DeclarationUnknown,
    FieldMissing,
    OrganisationExists,
    OrganisationUnknown,
    ProfessionalUndeclared,
    SirenWrong,
    SlugTaken,
    SubscriptionUnnamed,
    VatIdElsewhere,
    VersionUnknown,
)


@pytest.mark.parametrize(
    ("error", "exit_code", "fix"),
    [
        (OrganisationUnknown("acmee", ["acme"]), 3, "saasctl org show acme"),
        (OrganisationUnknown("x", []), 3, "saasctl org list --q TEXT"),
        (SubscriptionUnnamed("acme", ["acme/a", "acme/b"]), 2, "write acme/a in place of acme"),
        (
            OrganisationExists("acme", ["name is A, not B"], "saasctl org edit acme"),
            6,
            "saasctl org edit acme",
        ),
        (SlugTaken("old", "acme"), 6, "saasctl org show acme  # or choose another slug"),
        (ProfessionalUndeclared("acme", None), 5, "add --professional once the customer has declared it"),
        (FieldMissing("acme", ["contact_first"], None), 5, "add --contact-first"),
        (VersionUnknown("p", "2", ["1"]), 3, "saasctl terms show p"),
        (AuthorityUndeclared("acme", None), 5, "saasctl org accept-terms acme --person NAME --authority"),
        (DeclarationMissing("acme", "d", "D", None), 5, "add --declare d once the customer has declared it"),
        (DeclarationUnknown("d", []), 3, None),
        (VatIdElsewhere("FR44732829320", "732829320", "552100554"), 4, None),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, SaasctlError) else "",
)
def test_each_refusal_has_its_exit_and_its_remedy(
    error: SaasctlError, exit_code: int, fix: str | None
) -> None:
    assert (error.exit, error.fix) == (exit_code, fix)


def test_a_wrong_siren_is_inconsistent_input() -> None:
    assert (SirenWrong("732829321").exit, SirenWrong.code) == (4, "SIREN-WRONG")


def test_a_slug_in_use_and_one_once_used_are_told_apart() -> None:
    assert SlugTaken("acme", "acme").why == "it names another organisation"
    assert SlugTaken("old", "acme").why == "it was once the slug of acme"


def test_a_megabyte_of_slug_is_not_repeated() -> None:
    assert len(OrganisationUnknown("x" * 1_000_000, []).message) < 100
