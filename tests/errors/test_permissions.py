"""Refusals of what a customer's person asks for."""

from saasctl.errors.permissions import RequesterUnknown, RoleForbids


def test_a_stranger_and_a_user_without_access_are_told_apart() -> None:
    stranger = RequesterUnknown("a@x.fr", "acme", None, None)
    assert (stranger.exit, stranger.why) == (5, "no user of the organisation has that address")
    assert RequesterUnknown("a@x.fr", "acme", "barred", None).why == "the user is barred"


def test_the_roles_that_may_ask_are_named() -> None:
    refused = RoleForbids("a@x.fr", "member", "user.add", ["owner", "administrator"], None)
    assert refused.fix == "have it asked by a user whose role is owner or administrator"
    assert RoleForbids("a@x.fr", "member", "user.add", [], None).fix is None
