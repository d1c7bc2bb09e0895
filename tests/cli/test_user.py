"""`saasctl user` through the command line: keys and fields of the contract."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

Run = Callable[..., Any]


def test_the_fields_of_a_user_are_those_of_the_contract(folder: Path, saasctl: Run) -> None:
    (folder / "s.toml").write_text('name = "S"\ncountry = "FR"\n', encoding="utf-8")
    saasctl("db", "init", "--sandbox")
    saasctl("seller", "add", "crm", "--terms", "koban", "--file", "s.toml", "--on", "2026-01-01")
    saasctl("org", "add", "acme", "--name", "A", "--seller", "crm", "--email", "a@a.fr", "--on", "2026-01-05")
    added = saasctl("user", "add", "u@a.fr", "--org", "acme", "--on", "2026-01-06")
    assert (added.stdout, added.exit) == ("u@a.fr\n", 0)
    shown = saasctl("user", "show", "u@a.fr", "--json", "--as-of", "2026-01-06").json()
    wanted = "email org display_name role state has_slot invited_at activated_at last_active_on"
    assert list(shown)[1:11] == [*wanted.split(), "password_expires_on"]
    listed = saasctl("user", "list", "--json").json()
    assert listed["items"][0] == {
        name: value
        for name, value in shown.items()
        if name not in ("schema", "history", "rights", "terms_url", "password_change")
    }
