"""Refusals about users: their exit and the command that mends them."""

from datetime import date

import pytest

from saasctl.errors.base import SaasctlError
from saasctl.errors.users import (
    CompanyOutside,
    GroupClosed,
    KindUnavailable,
    LoginChangeUnannounced,
    RoleUnavailable,
    UserExists,
    UserInSeveral,
    UserStateForbids,
    UserUnknown,
)


@pytest.mark.parametrize(
    ("error", "exit_code", "fix"),
    [
        (UserUnknown("a@x.fr", "acme", []), 3, "saasctl user list --org acme"),
        (UserUnknown("a@x.fr", None, ["b@x.fr"]), 3, "saasctl user list --q TEXT"),
        (UserInSeveral("a@x.fr", ["acme", "beta"]), 2, "add --org acme"),
        (UserExists("a@x.fr", "acme", ["role is owner, not member"], "edit it"), 6, "edit it"),
        (RoleUnavailable("owner", ["member"], None), 5, "--role member"),
        (KindUnavailable("robot", ["employee"], None), 5, "--kind employee"),
        (KindUnavailable("robot", ["employee"], None, ["legal-person"]), 5, "--kind employee"),
        (CompanyOutside("acme", "X", ["Acme"], None), 5, None),
        (
            GroupClosed("acme", "X", date(2026, 2, 1), None),
            5,
            "saasctl org add acme-2 --name NAME --seller SELLER --email EMAIL  # a customer of its own",
        ),
        (
            UserStateForbids("a@x.fr", "acme", "disabled", "barred"),
            5,
            "saasctl user enable a@x.fr --org acme",
        ),
        (
            LoginChangeUnannounced("a@x.fr", "acme", None),
            5,
            "add --requested-by EMAIL, or --informed-on DATE",
        ),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, SaasctlError) else "",
)
def test_each_refusal_has_its_exit_and_its_remedy(
    error: SaasctlError, exit_code: int, fix: str | None
) -> None:
    assert error.exit == exit_code
    assert fix is None or error.fix == fix
