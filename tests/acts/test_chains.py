import itertools
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from saasctl.acts.auditing import checkpoint, purge_payloads, record_audit
from saasctl.acts.chains import Heads, verify_chains
from saasctl.store.database import create_store, open_store
from saasctl.store.queries.audit import HEADS
from saasctl.system.clock import system_clock
from saasctl.values.act import Act
from saasctl.values.views.audits import AuditVerification

ACTS = [(None, "seller.added"), (1, "org.added"), (2, "org.added"), (1, "slots.addition"), (1, "note.added")]
"""What the store below records before its first checkpoint; after it two more, then a second one."""


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with chains, checkpoints and no guards, as a forger would have it."""
    path = tmp_path_factory.mktemp("audit") / "s.db"
    create_store(str(path), sandbox=True)
    store = open_store(str(path), clock=system_clock())
    with store.transaction(Act(actor="ann")) as tx:
        for owner, what in ACTS:
            record_audit(tx, owner, what, {"n": 1})
        checkpoint(tx)
    with store.transaction(Act(actor="bob")) as tx:
        record_audit(tx, 2, "note.added", {"n": 2})
        record_audit(tx, None, "terms.set", {"n": 3})
        checkpoint(tx)
        record_audit(tx, 1, "note.added", {"n": 4})
    store.close()
    forger = sqlite3.connect(path, isolation_level=None)
    for (name,) in forger.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        forger.execute(f"DROP TRIGGER {name}")
    forger.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    forger.close()
    return path


@pytest.fixture
def forged(recorded: Path, tmp_path: Path) -> Iterator[tuple[Path, sqlite3.Connection]]:
    place = tmp_path / "forged.db"
    shutil.copy(recorded, place)
    forger = sqlite3.connect(place, isolation_level=None)
    forger.execute("PRAGMA foreign_keys=OFF")
    yield place, forger
    forger.close()


def verified(path: Path, kept: Heads | None = None) -> AuditVerification:
    store = open_store(str(path), clock=system_clock())
    with store.reading() as tx:
        found = verify_chains(tx, kept)
    store.close()
    return found


def heads(path: Path) -> dict[str, tuple[int, str]]:
    store = open_store(str(path), clock=system_clock())
    with store.reading() as tx:
        found = {str(chain): (int(str(seq)), str(digest)) for chain, _, seq, digest, _ in tx.rows(HEADS)}
    store.close()
    return found


def test_an_untouched_audit_holds(recorded: Path) -> None:
    found = verified(recorded, heads(recorded))
    assert (found.ok, found.chains, found.entries, found.checkpoints, found.purged, found.first_bad) == (
        True,
        3,
        10,
        2,
        0,
        None,
    )


def test_an_empty_audit_holds(tmp_path: Path) -> None:
    create_store(str(tmp_path / "s.db"))
    assert verified(tmp_path / "s.db").ok is True


@pytest.mark.parametrize(
    ("forgery", "chain", "seq", "what"),
    [
        pytest.param(
            "UPDATE audit_payload SET payload = replace(payload, '1', '9') "
            "WHERE entry_id = (SELECT id FROM audit_entry WHERE chain = 'org:1' AND seq = 2)",
            "org:1",
            2,
            "its payload was changed",
            id="payload-edited",
        ),
        pytest.param(
            "DELETE FROM audit_payload "
            "WHERE entry_id = (SELECT id FROM audit_entry WHERE chain = 'org:1' AND seq = 2)",
            "org:1",
            2,
            "its payload was removed",
            id="payload-deleted",
        ),
        pytest.param(
            "UPDATE audit_entry SET actor = 'eve' WHERE chain = 'org:2' AND seq = 1",
            "org:2",
            1,
            "what it says about itself was changed",
            id="actor-edited",
        ),
        pytest.param(
            "UPDATE audit_entry SET actor = 'eve', header = replace(header, 'ann', 'eve') "
            "WHERE chain = 'org:2' AND seq = 1",
            "org:2",
            1,
            "the entry was changed",
            id="actor-and-header-edited",
        ),
        pytest.param(
            "DELETE FROM audit_entry WHERE chain = 'org:1' AND seq = 2",
            "org:1",
            3,
            "entry 2 was removed",
            id="middle-deleted",
        ),
        pytest.param(
            "DELETE FROM audit_entry WHERE chain = 'org:2' AND seq = 1",
            "org:2",
            2,
            "entry 1 was removed",
            id="first-deleted",
        ),
        pytest.param(
            "UPDATE audit_entry SET seq = CASE seq WHEN 1 THEN -2 ELSE -1 END "
            "WHERE chain = 'org:2'; UPDATE audit_entry SET seq = -seq WHERE chain = 'org:2'",
            "org:2",
            1,
            "it does not follow the entry before it",
            id="reordered",
        ),
        pytest.param(
            "UPDATE audit_entry SET chain = 'org:3' WHERE chain = 'org:2'",
            "org:3",
            1,
            "what it says about itself was changed",
            id="moved-to-another-chain",
        ),
        pytest.param(
            "DELETE FROM audit_entry WHERE chain = 'org:2' AND seq = 2",
            "store",
            4,
            "an entry recorded before this checkpoint was removed",
            id="last-deleted-before-a-checkpoint",
        ),
        pytest.param(
            "DELETE FROM audit_entry WHERE chain = 'org:2'",
            "store",
            2,
            "an entry recorded before this checkpoint was removed",
            id="whole-chain-deleted-before-a-checkpoint",
        ),
    ],
)
def test_a_forgery_is_found_and_named(
    forged: tuple[Path, sqlite3.Connection], forgery: str, chain: str, seq: int, what: str
) -> None:
    path, forger = forged
    forger.executescript(forgery)
    found = verified(path)
    assert found.ok is False
    assert found.first_bad is not None
    assert (found.first_bad.chain, found.first_bad.seq, found.first_bad.what) == (chain, seq, what)


def test_only_kept_heads_show_that_the_newest_entries_were_cut_off(
    forged: tuple[Path, sqlite3.Connection],
) -> None:
    path, forger = forged
    kept = heads(path)
    forger.execute("DELETE FROM audit_entry WHERE chain = 'org:1' AND seq = 4")
    assert verified(path).ok is True
    found = verified(path, kept)
    assert found.first_bad is not None
    assert (found.first_bad.chain, found.first_bad.seq) == ("org:1", 4)
    assert found.first_bad.what == "the entries from here to 4 were removed"


def test_only_kept_heads_show_that_everything_was_made_anew(tmp_path: Path, recorded: Path) -> None:
    anew = tmp_path / "anew.db"
    create_store(str(anew), sandbox=True)
    store = open_store(str(anew), clock=system_clock())
    with store.transaction(Act(actor="ann")) as tx:
        for owner, what in [*ACTS, (None, "terms.set"), (None, "x"), (None, "y"), (2, "note.added")]:
            record_audit(tx, owner, what, {"n": 1})
    store.close()
    assert verified(anew).ok is True
    found = verified(anew, heads(recorded))
    assert found.first_bad is not None
    assert found.first_bad.chain == "org:1"


def test_kept_heads_of_a_shorter_time_ago_still_hold(recorded: Path) -> None:
    store = open_store(str(recorded), clock=system_clock())
    with store.reading() as tx:
        rows = tx.rows("SELECT chain, seq, digest FROM audit_entry WHERE chain = 'org:1' AND seq = 2")
    store.close()
    earlier = {str(chain): (int(str(seq)), str(digest)) for chain, seq, digest in rows}
    assert verified(recorded, earlier).ok is True


def test_a_purge_is_counted_and_breaks_nothing(tmp_path: Path, recorded: Path) -> None:
    path = tmp_path / "purged.db"
    shutil.copy(recorded, path)
    store = open_store(str(path), clock=system_clock())
    with store.transaction(Act()) as tx:
        assert purge_payloads(tx, 1, "request of the customer") == 4
    store.close()
    found = verified(path)
    assert (found.ok, found.purged) == (True, 4)


COLUMNS = (
    "chain",
    "seq",
    "previous",
    "digest",
    "payload_digest",
    "header",
    "what",
    "actor",
    "operation",
    "recorded_at",
)
COUNTER = itertools.count()
NEWEST = (9, 10)
"""The heads that no checkpoint covers: cutting them off shows only against kept heads."""


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    row=st.integers(1, 10),
    column=st.sampled_from([*COLUMNS, "salt", "payload", "entry", "swap"]),
    other=st.integers(1, 10),
    text=st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=1, max_size=8),
)
def test_any_single_forgery_of_what_a_checkpoint_covers_is_found(
    recorded: Path, tmp_path: Path, row: int, column: str, other: int, text: str
) -> None:
    path = tmp_path / f"{next(COUNTER)}.db"
    shutil.copy(recorded, path)
    forger = sqlite3.connect(path, isolation_level=None)
    forger.execute("PRAGMA foreign_keys=OFF")
    before = forger.execute(
        "SELECT * FROM audit_entry JOIN audit_payload ON entry_id = id ORDER BY id"
    ).fetchall()
    forge(forger, row, column, other, text)
    after = forger.execute(
        "SELECT * FROM audit_entry JOIN audit_payload ON entry_id = id ORDER BY id"
    ).fetchall()
    forger.close()
    cut_off = column == "entry" and row in NEWEST
    assert verified(path).ok is (before == after or cut_off)
    path.unlink()


def forge(forger: sqlite3.Connection, row: int, column: str, other: int, text: str) -> None:
    """Change one thing of entry `row`: a column, its payload, its existence, or its place with another."""
    if column == "entry":
        forger.execute("DELETE FROM audit_entry WHERE id = ?", (row,))
    elif column == "swap":
        for mine, yours in ((row, 1000), (other, row), (1000, other)):
            forger.execute("UPDATE audit_entry SET id = ? WHERE id = ?", (yours, mine))
    elif column in ("salt", "payload"):
        forger.execute(f"UPDATE audit_payload SET {column} = {column} || ? WHERE entry_id = ?", (text, row))
    elif column == "seq":
        forger.execute("UPDATE audit_entry SET seq = seq + 100 WHERE id = ?", (row,))
    else:
        forger.execute(
            f"UPDATE audit_entry SET {column} = coalesce({column}, '') || ? WHERE id = ?", (text, row)
        )
