"""What commands are written with: acts, reads, questions and answers."""

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import ClassVar

import pytest
import typer

from saasctl.cli.globals import (
    act_of,
    as_of,
    confirm,
    emit,
    emit_export,
    lock_timeout,
    opened,
    opened_if_there,
    terms_path,
)
from saasctl.cli.session import Session
from saasctl.errors.store import StoreMissing
from saasctl.errors.usage import AnswerNeeded, ValueMalformed
from saasctl.values.answers import Column, Listing, Written

Started = Callable[..., typer.Context]


@pytest.fixture
def started() -> Iterator[Started]:
    """Make the context of a command that was started with these global options."""
    contexts: list[typer.Context] = []

    def start(line: str = "", **environment: str) -> typer.Context:
        session = Session(environment=environment)
        session.take(line.split())
        command = typer.main.get_command(_application())
        ctx = typer.Context(command, info_name="saasctl", obj=session)
        contexts.append(ctx)
        return ctx

    yield start
    for ctx in contexts:
        ctx.close()


def _application() -> typer.Typer:
    app = typer.Typer()
    app.command()(lambda: None)
    return app


def test_an_act_says_who_asks_why_and_when(started: Started) -> None:
    dated = "--on 2026-03-01 --at 2026-03-01T09:00+01:00"
    act = act_of(started(f"{dated} --actor ann --requested-by a@b.fr --reason r -n --key k"))
    assert (act.on, act.at) == (date(2026, 3, 1), datetime(2026, 3, 1, 8, tzinfo=UTC))
    assert (act.actor, act.requested_by, act.reason) == ("ann", "a@b.fr", "r")
    assert (act.key, act.dry_run) == ("k", True)


def test_the_actor_is_named_by_option_then_environment_then_login(started: Started) -> None:
    assert act_of(started("--actor a", SAASCTL_ACTOR="b", USER="c")).actor == "a"
    assert act_of(started("", SAASCTL_ACTOR="b", USER="c")).actor == "b"
    assert act_of(started("", USER="c")).actor == "c"
    assert act_of(started()).actor is None


def test_a_forgotten_as_of_in_the_environment_dates_no_act(started: Started) -> None:
    ctx = started("", SAASCTL_AS_OF="2020-01-01")
    assert act_of(ctx).on is None
    assert as_of(ctx) == date(2020, 1, 1)


def test_a_read_answers_for_the_day_given_and_an_instant_means_its_day(started: Started) -> None:
    assert as_of(started()) is None
    assert as_of(started("--as-of 2026-03-01", SAASCTL_AS_OF="2020-01-01")) == date(2026, 3, 1)
    assert as_of(started("--as-of 2026-03-01T23:30:00+01:00")) == date(2026, 3, 1)
    with pytest.raises(ValueMalformed):
        as_of(started("", SAASCTL_AS_OF="tomorrow"))


def test_a_lock_is_waited_for_five_seconds_unless_told(started: Started) -> None:
    assert lock_timeout(started()) == 5.0
    assert lock_timeout(started("", SAASCTL_LOCK_TIMEOUT="250ms")) == 0.25
    assert lock_timeout(started("--lock-timeout 1m", SAASCTL_LOCK_TIMEOUT="250ms")) == 60.0


def test_the_operators_profiles_stand_where_told(started: Started) -> None:
    assert terms_path(started()) is None
    assert terms_path(started("--terms-path a/b")) == Path("a/b")


def test_the_store_is_opened_once_and_may_be_absent_for_some(
    started: Started, tmp_path: Path, saasctl: Callable[..., object]
) -> None:
    absent = started(f"--db {tmp_path}/none.db")
    assert opened_if_there(absent) is None
    with pytest.raises(StoreMissing):
        opened(absent)
    saasctl("db", "init", "--sandbox")
    ctx = started(f"--db {tmp_path}/store.db --terms-path mine")
    store = opened(ctx)
    assert opened(ctx) is store
    assert store.terms_path == "mine"


@dataclass(frozen=True)
class Made:
    SCHEMA: ClassVar[str] = "saasctl.thing/1"

    slug: str
    count: int


WRITTEN = Written(Made("acme", 3), ("acme", "ze\x1bta"), "two things made", ("one is odd",))


def test_a_write_prints_its_keys_and_tells_what_was_done(
    started: Started, capsys: pytest.CaptureFixture[str]
) -> None:
    emit(started(), WRITTEN)
    assert capsys.readouterr() == ("acme\nze\\x1bta\n", "warning: one is odd\ntwo things made\n")
    emit(started("-q"), WRITTEN)
    assert capsys.readouterr() == ("acme\nze\\x1bta\n", "warning: one is odd\n")


def test_a_write_prints_its_object_where_a_format_or_fields_are_asked_for(
    started: Started, capsys: pytest.CaptureFixture[str]
) -> None:
    emit(started("--json -q"), WRITTEN)
    assert capsys.readouterr().out == '{"schema":"saasctl.thing/1","slug":"acme","count":3}\n'
    emit(started("--fields count -q"), WRITTEN)
    assert capsys.readouterr().out == "count\t3\n"
    emit(started("-o csv -q"), WRITTEN)
    assert capsys.readouterr().out == "slug,count\r\nacme,3\r\n"


def test_a_dry_run_says_that_nothing_was_written(
    started: Started, capsys: pytest.CaptureFixture[str]
) -> None:
    emit(started("-n"), WRITTEN._replace(warnings=()))
    assert capsys.readouterr().err == "dry run: nothing was written\n"


def test_an_export_is_csv_whole_and_into_a_file_when_told(
    started: Started, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    listing = Listing("s/1", (Column("slug", "text"),), [("=1",), ("é",)])
    emit_export(started("--for excel-fr"), listing, None)
    assert capsys.readouterr().out == "\ufeffslug\r\n'=1\r\né\r\n"
    emit_export(started("-o jsonl"), listing, None)
    assert capsys.readouterr().out == '{"slug":"=1"}\n{"slug":"é"}\n'
    emit_export(started(), listing, str(tmp_path / "out.csv"))
    assert (tmp_path / "out.csv").read_bytes() == "slug\r\n=1\r\né\r\n".encode()
    assert capsys.readouterr().out == ""


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def answering(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Terminal]:
    def answer(text: str) -> Terminal:
        asked = Terminal()
        monkeypatch.setattr("sys.stdin", Terminal(text))
        monkeypatch.setattr("sys.stderr", asked)
        return asked

    return answer


def test_a_costly_act_asks_on_the_other_stream_and_no_is_the_default(
    started: Started, answering: Callable[[str], Terminal]
) -> None:
    asked = answering("y\n")
    confirm(started(), "Cancel acme?")
    assert asked.getvalue() == "Cancel acme? [y/N] "
    for text in ("\n", "n\n", "", "maybe\n"):
        answering(text)
        with pytest.raises(AnswerNeeded) as refused:
            confirm(started(), "Cancel acme?")
        assert (refused.value.exit, refused.value.code) == (8, "ANSWER-NEEDED")


def test_an_irreversible_act_wants_the_key_again(
    started: Started, answering: Callable[[str], Terminal]
) -> None:
    asked = answering("acme\n")
    confirm(started(), "Purge acme?", "acme")
    assert asked.getvalue() == "Purge acme? Type acme to go on: "
    for text in ("y\n", "acm\n", ""):
        answering(text)
        with pytest.raises(AnswerNeeded):
            confirm(started(), "Purge acme?", "acme")


def test_a_generic_yes_does_not_purge(started: Started) -> None:
    confirm(started("--yes"), "Cancel acme?")
    confirm(started("--confirm acme"), "Purge acme?", "acme")
    for line in ("--yes", "--yes --confirm beta"):
        with pytest.raises(AnswerNeeded) as refused:
            confirm(started(line), "Purge acme?", "acme")
        assert refused.value.fix == "repeat the command with --confirm acme"


def test_a_dry_run_is_not_asked(started: Started) -> None:
    confirm(started("-n"), "Cancel acme?")
    confirm(started("-n"), "Purge acme?", "acme")


@pytest.mark.parametrize(
    ("line", "env"), [("--no-input", {}), ("", {"CI": "1"}), ("", {"SAASCTL_NO_INPUT": "1"})]
)
def test_where_nobody_is_to_be_asked_the_answer_is_no(
    started: Started, answering: Callable[[str], Terminal], line: str, env: dict[str, str]
) -> None:
    asked = answering("y\n")
    with pytest.raises(AnswerNeeded):
        confirm(started(line, **env), "Cancel acme?")
    assert asked.getvalue() == ""
