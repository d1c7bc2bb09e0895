"""The demo's data are found and read."""

import pytest

from saasctl.operations.samples import sample_folder, sample_steps


@pytest.mark.parametrize("name", ["steps.txt", "shown.txt"])
def test_steps_are_titles_and_commands(name: str) -> None:
    steps = sample_steps(name)
    assert {kind for kind, _ in steps} == {"title", "command"}
    assert not any(words[0].startswith("#") for _, words in steps)


def test_every_sellers_file_that_the_steps_name_is_there() -> None:
    files = [
        words[words.index("--file") + 1] for kind, words in sample_steps("steps.txt") if "--file" in words
    ]
    assert len(files) == 4
    assert all((sample_folder() / file).is_file() for file in files)
