"""Acts that PostgreSQL undoes under a command: a killed backend, a deadlock, a lost answer to COMMIT."""

import shlex
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import psycopg
import pytest

from saasctl.errors.store import StoreUndone
from saasctl.store.creating import create_store
from saasctl.store.database import Store, open_store
from saasctl.system.clock import system_clock
from saasctl.values.act import Act

Run = Callable[..., Any]
ADD = 'org add acme --name "Acme SA" --seller koban --email a@acme.example --professional --on 2026-01-05'
SETUP = """
db init --sandbox
seller add koban --terms koban --file seller.toml --on 2026-01-02
terms set koban vat.rate=20 --on 2026-01-02
"""
KILLED = "PERFORM pg_terminate_backend(pg_backend_pid())"
REFUSED = "RAISE EXCEPTION USING MESSAGE = 'could not serialize access', ERRCODE = '40001'"
STRIKE = """
CREATE SEQUENCE strikes;
CREATE FUNCTION strike() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    strikes bigint := nextval('strikes');
BEGIN
    IF strikes BETWEEN {first} AND {last} THEN {what}; END IF;
    RETURN NEW;
END $$;
CREATE {kind} TRIGGER strike {when} INSERT ON audit_entry {deferred} FOR EACH ROW EXECUTE FUNCTION strike();
"""


def struck(url: str, what: str, first: int, last: int, *, at_commit: bool = False) -> None:
    """Let the server do `what` from the first to the last entry of the record; a sequence is never undone."""
    kind, deferred = ("CONSTRAINT", "DEFERRABLE INITIALLY DEFERRED") if at_commit else ("", "")
    when = "AFTER" if at_commit else "BEFORE"
    with psycopg.connect(url.replace("+psycopg", "")) as connection:
        made = STRIKE.format(first=first, last=last, what=what, kind=kind, when=when, deferred=deferred)
        connection.execute(made.encode())


def one(url: str, sql: str) -> object:
    with psycopg.connect(url.replace("+psycopg", "")) as connection:
        row = connection.execute(sql.encode()).fetchone()
    return row[0] if row else None


@pytest.fixture
def desk(folder: Path, saasctl: Run, postgres: str) -> Run:
    """Run commands on a PostgreSQL store that has a seller."""
    (folder / "seller.toml").write_text('name = "Koban"\ncountry = "FR"\n')

    def run(line: str, url: str = postgres) -> Any:
        return saasctl(*shlex.split(line), env={"SAASCTL_DB": url})

    for line in SETUP.strip().splitlines():
        assert run(line).exit == 0
    return run


@pytest.mark.parametrize("what", [KILLED, REFUSED])
def test_a_command_whose_first_act_is_undone_twice_is_done_once(desk: Run, postgres: str, what: str) -> None:
    struck(postgres, what, 1, 2)
    done = desk(ADD)
    assert (done.exit, done.stdout) == (0, "acme\n")
    entries = one(postgres, "SELECT count(*) FROM audit_entry WHERE chain LIKE 'org:%'")
    assert one(postgres, "SELECT last_value FROM strikes") == 2 + int(str(entries))
    assert one(postgres, "SELECT count(*) FROM organisation") == 1
    assert desk("audit verify").exit == desk("db check").exit == 0


@pytest.mark.parametrize(
    ("what", "code", "at_commit", "tries"),
    [
        (KILLED, "STORE-LOST", False, 3),
        (REFUSED, "STORE-UNDONE", False, 3),
        (KILLED, "STORE-LOST", True, 1),
        (REFUSED, "STORE-UNDONE", True, 1),
    ],
)
def test_what_stays_undone_is_exit_75_with_nothing_written(
    desk: Run, postgres: str, what: str, code: str, at_commit: bool, tries: int
) -> None:
    before = desk("db dump --canonical").stdout
    struck(postgres, what, 1, 99, at_commit=at_commit)
    undone = desk(f"{ADD} --json")
    assert (undone.exit, undone.stdout, undone.error["code"]) == (75, "", code)
    assert undone.error["fix"] == "repeat the command"
    assert one(postgres, "SELECT last_value FROM strikes") == tries
    assert desk("db dump --canonical").stdout == before


@pytest.mark.parametrize("struck_at", [2, 5])
def test_a_daily_run_that_was_cut_off_is_finished_by_the_next(
    desk: Run, postgres: str, other_postgres: str, struck_at: int
) -> None:
    dumps = []
    for line in SETUP.strip().splitlines():
        assert desk(line, other_postgres).exit == 0
    for url in (postgres, other_postgres):
        assert desk(ADD, url).exit == 0
        start = "sub start acme --plan pro --period monthly --slots 3 --unit-price 24.00 --on 2026-01-05"
        assert desk(start, url).exit == 0
    struck(postgres, KILLED, struck_at, struck_at)
    cut = desk("run daily --until 2026-03-10 --json")
    assert (cut.exit, cut.error["code"]) == (75, "STORE-LOST")
    assert (
        desk("run daily --until 2026-03-10").exit == desk("run daily --until 2026-03-10", other_postgres).exit
    )
    for url in (postgres, other_postgres):
        dumps.append(desk("db dump --canonical", url).stdout)
    assert dumps[0] == dumps[1]
    assert '"INV-' in dumps[0]


@pytest.fixture
def store(postgres: str) -> Iterator[Store]:
    create_store(postgres, sandbox=True)
    opened = open_store(postgres, clock=system_clock(), lock_timeout=0)
    yield opened
    opened.close()


def test_a_real_deadlock_undoes_the_act_wholly(store: Store, postgres: str) -> None:
    rate = {"kind": "ecb-mro", "from_on": "2026-01-01", "percent": "2.15", "source": "x"}
    foreign = psycopg.connect(postgres.replace("+psycopg", ""))
    foreign.execute("SET deadlock_timeout = '1h'")
    foreign.execute("LOCK TABLE note IN ACCESS EXCLUSIVE MODE")
    waiting = threading.Thread(
        target=foreign.execute, args=("LOCK TABLE reference_rate IN ACCESS EXCLUSIVE MODE",)
    )

    def act() -> None:
        with store.transaction(Act()) as tx:
            tx.run("SET LOCAL deadlock_timeout = '20ms'")
            tx.insert("reference_rate", rate)
            waiting.start()
            tx.rows("SELECT count(*) FROM note")

    with pytest.raises(StoreUndone, match="undid the act") as undone:
        act()
    waiting.join()
    foreign.close()
    assert (undone.value.exit, undone.value.why) == (75, "deadlock detected; nothing is half done")
    assert store.repeatable
    with store.reading() as tx:
        assert tx.rows("SELECT count(*) FROM reference_rate") == [(0,)]


def test_what_is_read_after_the_lock_is_new_whatever_the_server_s_default(
    store: Store, postgres: str
) -> None:
    strict = f"{postgres}%20-cdefault_transaction_isolation%3Dserializable"
    other = open_store(strict, clock=system_clock(), lock_timeout=0)
    with other.transaction(Act()) as tx:
        assert tx.rows("SHOW transaction_isolation") == [("read committed",)]
    with other.reading() as tx:
        assert tx.rows("SHOW transaction_isolation") == [("repeatable read",)]
    other.close()


@contextmanager
def cut_at_commit(folder: Path, url: str, *, for_good: bool) -> Iterator[str]:
    """Yield the address of a door to the server that shuts once it has let the first COMMIT through."""
    there = parse_qs(urlsplit(url).query)
    server = f"{there['host'][0]}/.s.PGSQL.{there.get('port', ['5432'])[0]}"
    door = socket.socket(socket.AF_UNIX)
    door.bind(str(folder / ".s.PGSQL.5432"))
    door.listen()
    shut = threading.Event()

    def pass_on(source: socket.socket, target: socket.socket) -> None:
        with source, target, suppress(OSError):
            while data := source.recv(65_536):
                if b"COMMIT\0" in data and not shut.is_set():
                    shut.set()
                    if for_good:
                        door.shutdown(socket.SHUT_RDWR)
                    source.shutdown(socket.SHUT_RDWR)
                    target.sendall(data)
                    return
                target.sendall(data)
            target.shutdown(socket.SHUT_RDWR)

    def serve() -> None:
        with suppress(OSError):
            while True:
                client, _ = door.accept()
                behind = socket.socket(socket.AF_UNIX)
                behind.connect(server)
                for pair in ((client, behind), (behind, client)):
                    threading.Thread(target=pass_on, args=pair, daemon=True).start()

    threading.Thread(target=serve, daemon=True).start()
    try:
        yield url.replace(there["host"][0], str(folder))
    finally:
        door.close()


@pytest.mark.parametrize("for_good", [False, True])
def test_a_commit_whose_answer_is_lost_is_looked_up_in_the_record(
    desk: Run, folder: Path, postgres: str, for_good: bool
) -> None:
    with cut_at_commit(folder, postgres, for_good=for_good) as door:
        done = desk(f"{ADD} --json", door)
    if for_good:
        assert (done.exit, done.error["code"]) == (1, "STORE-UNSURE")
        assert done.error["fix"].startswith("saasctl audit list --from ")
    else:
        assert (done.exit, done.json()["slug"]) == (0, "acme")
    assert one(postgres, "SELECT count(*) FROM organisation") == 1
