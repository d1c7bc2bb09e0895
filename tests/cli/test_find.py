"""`saasctl find` through the command line."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

Run = Callable[..., Any]


def test_what_is_found_is_listed_with_kind_key_name_and_organisation(folder: Path, saasctl: Run) -> None:
    (folder / "s.toml").write_text('name = "S"\ncountry = "FR"\n', encoding="utf-8")
    saasctl("db", "init", "--sandbox")
    saasctl("seller", "add", "crm", "--terms", "koban", "--file", "s.toml", "--on", "2026-01-01")
    saasctl(
        "org", "add", "acme", "--name", "Zed", "--seller", "crm", "--email", "a@a.fr", "--on", "2026-01-05"
    )
    found = saasctl("find", "ZED", "--json").json()
    assert (found["schema"], found["count"]) == ("saasctl.find/1", 1)
    assert found["items"] == [{"kind": "org", "key": "acme", "name": "Zed", "org": "acme"}]
