"""What the customer's side needs, by the terms that ask for it."""

from datetime import date

import pytest

from saasctl.rules.tickets.access import Access, follows, loses_guarantee, needs, unmet
from saasctl.terms.load import load_profile
from saasctl.terms.resolve import Terms

KOBAN, KSAAR, KANTREE = (Terms(load_profile(name)) for name in ("koban", "ksaar", "kantree"))
DAY = date(2026, 3, 9)


@pytest.mark.parametrize(
    ("terms", "access", "missing"),
    [
        pytest.param(KOBAN, Access(), [], id="nothing-said"),
        pytest.param(KOBAN, Access("chrome", False, 15, "US"), [], id="as-B-21-asks"),
        pytest.param(KOBAN, Access("firefox"), ["firefox is none of chrome"], id="another-browser"),
        pytest.param(
            KOBAN, Access("chrome", True), ["the version used is not a latest one"], id="old-version"
        ),
        pytest.param(KOBAN, Access(None, False, 14), ["a screen of 14 inches, below 15"], id="small-screen"),
        pytest.param(KSAAR, Access("firefox", False, 9, "FR"), [], id="as-S-80-asks"),
        pytest.param(
            KSAAR,
            Access("edge", False, None, "GB"),
            ["used from GB, outside the European Union"],
            id="outside",
        ),
        pytest.param(KANTREE, Access("lynx", True, 1, "US"), [], id="terms-that-ask-for-nothing"),
    ],
)
def test_what_is_not_as_the_terms_ask(terms: Terms, access: Access, missing: list[str]) -> None:
    assert unmet(terms, access, DAY) == missing


def test_what_is_asked_and_what_follows() -> None:
    assert needs(KANTREE) is None
    assert "latest chrome; a screen of 15 inches" in str(needs(KOBAN))
    assert "used from the European Union; recent device; broadband access" in str(needs(KSAAR))
    assert follows(KOBAN) == ["working is not guaranteed"]
    assert follows(KSAAR) == [
        "nothing is refunded for it",
        "if that is the cause: saasctl ticket exclude --reason customer-equipment",
    ]


def test_a_guarantee_holds_for_supported_access_alone() -> None:
    assert loses_guarantee(KOBAN, Access("safari"), DAY)
    assert not loses_guarantee(KOBAN, Access("chrome"), DAY)
    assert not loses_guarantee(KSAAR, Access("opera"), DAY)
