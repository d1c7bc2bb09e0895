"""The rights that a change of a user needs."""

from pathlib import Path

import pytest

from saasctl.acts.user_edits import rights_for
from saasctl.terms.load import load_profile
from saasctl.terms.resolve import Terms

SILENT = """
[profile]
id = "silent"
version = "1"
vendor = "Silent"
language = "en"
timezone = "Europe/Paris"
holidays = "FR"
currency = "EUR"
governing = "English text"
"""


@pytest.mark.parametrize(
    ("profile", "fields", "rights"),
    [
        pytest.param("kantree", ["role"], ["user.role"], id="role-left-blank"),
        pytest.param("koban", ["display_name", "kind"], ["user.configure"], id="configured"),
        pytest.param("koban", ["role", "display_name"], ["user.role", "user.configure"], id="two-rights"),
        pytest.param("kantree", ["display_name", "email"], ["user.edit"], id="no-right-of-its-own"),
    ],
)
def test_the_closest_right_that_the_terms_speak_of_is_asked(
    profile: str, fields: list[str], rights: list[str]
) -> None:
    assert rights_for(Terms(load_profile(profile)), fields) == rights


def test_where_the_terms_are_silent_the_general_right_is_named(tmp_path: Path) -> None:
    (tmp_path / "silent@1.toml").write_text(SILENT, encoding="utf-8")
    terms = Terms(load_profile("silent", tmp_path))
    assert rights_for(terms, ["role", "email", "kind"]) == ["user.edit"]
