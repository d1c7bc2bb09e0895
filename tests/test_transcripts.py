"""The transcript reader itself."""

import re
from pathlib import Path

from saasctl.cli.topics import TOPICS
from transcripts import commands_of, matches


def test_a_transcript_is_read_as_commands_with_streams_and_exit() -> None:
    text = "# a remark\n$ saasctl org list\nslug\nacme\n2> one organisation\n[exit 3]\n"
    text += "$ cat > f.toml <<EOF\na = 1\nEOF\n"
    first, second = commands_of(text)
    assert (first.text, first.stdout, first.stderr, first.exit) == (
        "saasctl org list",
        ["slug", "acme"],
        ["one organisation"],
        3,
    )
    assert (second.text, second.body) == ("cat > f.toml <<EOF", ["a = 1"])


def test_three_dots_stand_for_any_lines_and_brackets_for_any_text() -> None:
    assert matches(["a", "...", "d"], ["a", "b", "c", "d"])
    assert matches(["run R-[..].1 done"], ["run R-2026-01-01.1 done"])
    assert not matches(["a"], ["a", "b"])
    assert not matches(["a", "..."], ["b"])


def test_each_exit_code_of_the_help_topic_has_a_transcript_that_ends_in_it() -> None:
    codes = re.findall(r"(?:^|    )(\d+) ", TOPICS["exit-codes"], re.MULTILINE)
    assert len(codes) == 16
    for code in codes:
        text = (Path(__file__).parent / "scripts" / "exits" / f"exit-{code}.console").read_text()
        assert f"[exit {code}]" in text
