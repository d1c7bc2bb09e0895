"""Global options: where they stand, which wins, and how they say to print."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from saasctl.cli.session import ENVIRONMENT, FLAGS, VALUED, Session, number, style_of
from saasctl.errors.usage import ValueMalformed


def taken(line: str) -> tuple[dict[str, str], list[str]]:
    session = Session()
    rest = session.take(line.split())
    return session.given, rest


@pytest.mark.parametrize(
    ("line", "given", "rest"),
    [
        ("org list --json", {"json": "yes"}, "org list"),
        ("--json org list", {"json": "yes"}, "org list"),
        ("org --json list", {"json": "yes"}, "org list"),
        ("--db a org list --db b", {"db": "b"}, "org list"),
        ("org list --db=a=b", {"db": "a=b"}, "org list"),
        ("-ojson org list -nq", {"output": "json", "dry_run": "yes", "quiet": "yes"}, "org list"),
        ("org list -o csv", {"output": "csv"}, "org list"),
        ("org list -o=csv", {"output": "csv"}, "org list"),
        ("org note a -- --json", {}, "org note a -- --json"),
        ("--reason -n slot add a 1", {"reason": "-n"}, "slot add a 1"),
        ("org list --json=yes", {}, "org list --json=yes"),
        ("slot add a -1", {}, "slot add a -1"),
        ("org list -nx", {}, "org list -nx"),
        ("org list -", {}, "org list -"),
    ],
)
def test_global_options_are_taken_from_anywhere(line: str, given: dict[str, str], rest: str) -> None:
    assert taken(line) == (given, rest.split())


@pytest.mark.parametrize("line", ["org list --limit", "--db= org list", "org list --fields --json", "-o"])
def test_an_option_without_its_value_is_refused(line: str) -> None:
    with pytest.raises(ValueMalformed, match="cannot be ''"):
        taken(line)


def test_a_refused_line_still_says_that_a_machine_asks() -> None:
    for line in ("--limit --json", "--db= -ojson", "-ojsonl --limit"):
        session = Session()
        with pytest.raises(ValueMalformed):
            session.take(line.split())
        assert session.machine


def test_the_line_wins_over_the_environment_and_empty_is_not_given() -> None:
    session = Session(environment={"SAASCTL_DB": "env", "SAASCTL_ACTOR": "ann", "SAASCTL_TZ": ""})
    assert session.text("db") == "env"
    session.take(["--db", "line"])
    assert (session.text("db"), session.text("actor"), session.text("tz")) == ("line", "ann", None)


def test_every_option_has_one_name_inside() -> None:
    assert set(VALUED.values()).isdisjoint(FLAGS.values())
    assert set(ENVIRONMENT) <= set(VALUED.values())


class Terminal:
    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


@pytest.fixture
def style(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    def decided(line: str = "", env: Mapping[str, str] | None = None, *, tty: bool = False) -> Any:
        if tty:
            monkeypatch.setattr("sys.stdout", Terminal())
        monkeypatch.setenv("COLUMNS", "100")
        session = Session(environment=env or {})
        session.take(line.split())
        return style_of(session)

    return decided


def test_a_pipe_gets_plain_text_without_limit_width_or_colour(style: Callable[..., Any]) -> None:
    plain = style(env={"SAASCTL_OUTPUT": "json"})
    assert (plain.format, plain.limit, plain.width, plain.colour) == ("plain", None, None, False)


def test_a_terminal_gets_a_coloured_table_of_fifty_rows(style: Callable[..., Any]) -> None:
    table = style(tty=True)
    assert (table.format, table.limit, table.width, table.colour) == ("table", 50, 100, True)
    assert style("--all", tty=True).limit is None
    assert style("--limit 7", tty=True).limit == 7
    assert style("--json", tty=True).limit is None
    assert style(env={"SAASCTL_OUTPUT": "md"}, tty=True).format == "md"


@pytest.mark.parametrize(
    ("line", "env"),
    [("--no-color", {}), ("", {"NO_COLOR": "1"}), ("", {"TERM": "dumb"})],
)
def test_colour_is_off_when_it_is_not_wanted(
    style: Callable[..., Any], line: str, env: dict[str, str]
) -> None:
    assert not style(line, env, tty=True).colour


def test_an_empty_no_color_means_nothing(style: Callable[..., Any]) -> None:
    assert style(env={"NO_COLOR": ""}, tty=True).colour


def test_what_cannot_be_read_names_the_forms_accepted(style: Callable[..., Any]) -> None:
    for line in (
        "-o yaml",
        "--limit x",
        "--limit -1",
        "--width wide",
        "--for lotus",
        "--tz Mars/Base",
        "--tz ../x",
    ):
        with pytest.raises(ValueMalformed) as refused:
            style(line)
        assert refused.value.why is not None


def test_width_and_fields_are_read(style: Callable[..., Any]) -> None:
    read = style("--width 5 --fields a,,b --sort -c --no-header --ascii --for excel-fr --tz Europe/Paris -q")
    assert (read.width, read.fields, read.sort, read.header) == (20, ("a", "b"), "-c", False)
    assert (read.ascii_only, read.target, str(read.zone), read.quiet) == (
        True,
        "excel-fr",
        "Europe/Paris",
        True,
    )


@pytest.mark.parametrize("text", ["", "-1", "1.0", "1e3", "1_000", "٣", "9999999999"])
def test_a_whole_number_is_written_in_ascii_digits(text: str) -> None:
    with pytest.raises(ValueMalformed):
        number(text, "--limit")
