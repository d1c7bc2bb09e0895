import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]


@pytest.fixture
def path(folder: Path, saasctl: Run) -> Path:
    assert saasctl("db", "init", "--sandbox").exit == 0
    (folder / "s.toml").write_text('name = "S"\ncountry = "FR"\n')
    for slug in ("one", "two"):
        words = ("seller", "add", slug, "--terms", "kantree", "--file", "s.toml", "--actor", f"ann-{slug}")
        assert saasctl(*words).exit == 0
    return folder / "store.db"


def test_a_forged_entry_is_exit_9_and_named_on_both_streams(path: Path, saasctl: Run) -> None:
    assert saasctl("audit", "verify").exit == 0
    forger = sqlite3.connect(path, isolation_level=None)
    with pytest.raises(sqlite3.IntegrityError, match="only added to"):
        forger.execute("UPDATE audit_entry SET actor = 'eve' WHERE seq = 1")
    forger.execute("DROP TRIGGER audit_entry_keeps_update")
    forger.execute("UPDATE audit_entry SET actor = 'eve' WHERE seq = 1")
    forger.close()
    result = saasctl("audit", "verify", "--json")
    assert result.exit == 9
    assert result.json()["ok"] is False
    assert result.json()["first_bad"] == {
        "chain": "store",
        "seq": 1,
        "what": "what it says about itself was changed",
    }
    assert result.error["code"] == "AUDIT-BROKEN"


def test_kept_heads_expose_a_store_that_was_cut(path: Path, folder: Path, saasctl: Run) -> None:
    (folder / "heads.json").write_text(saasctl("audit", "head", "--json").stdout)
    assert saasctl("audit", "verify", "--heads", "heads.json").exit == 0
    forger = sqlite3.connect(path, isolation_level=None)
    forger.executescript("DROP TRIGGER audit_entry_keeps_delete; DROP TRIGGER audit_payload_keeps_delete")
    forger.execute("DELETE FROM audit_payload WHERE entry_id = 2")
    forger.execute("DELETE FROM audit_entry WHERE id = 2")
    forger.close()
    assert saasctl("audit", "verify").exit == 0
    result = saasctl("audit", "verify", "--heads", "heads.json", "--json")
    assert (result.exit, result.json()["first_bad"]["seq"]) == (9, 2)


def test_the_list_is_filtered_by_the_actor_that_is_named_and_not_by_the_environment(
    path: Path, saasctl: Run
) -> None:
    everyone = saasctl("audit", "list", "--json", env={"SAASCTL_ACTOR": "ann-one"}).json()
    assert [item["actor"] for item in everyone["items"]] == ["ann-one", "ann-two"]
    one = saasctl("audit", "list", "--actor", "ann-two", "--json").json()
    assert [item["facts"]["seller"] for item in one["items"]] == ["two"]
    assert path.exists()


def test_a_checkpoint_is_added_once(path: Path, saasctl: Run) -> None:
    for _ in range(2):
        assert saasctl("audit", "head", "--checkpoint", "--json").json()["items"][0]["seq"] == 3
    assert saasctl("audit", "verify", "--json").json()["checkpoints"] == 1
    assert path.exists()
