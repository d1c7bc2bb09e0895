"""The transcript reader itself."""

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
