"""No value of a profile is a decoration: another value changes a result, a refusal or a finding.

Exempt are values whose rules ask for nothing to be computed, scheduled, checked, permitted or notified
by a command (or not yet), and those that `exempt.txt` lists. The list is printed and may only shrink.
"""

import sys
from collections.abc import Collection, Iterator
from pathlib import Path
from zlib import crc32

import pytest

from honesty.mutating import must_matter, mutants
from honesty.panel import Ask, Panel, new_panel
from saasctl.terms.load import load_profile, profile_names

PART = 6
"""One value in so many is changed by every run; `make soak` changes them all."""
LIST = Path(__file__).with_name("exempt.txt")


def exempt(profile: str) -> set[str]:
    """Return the paths that are listed for a profile."""
    rows = [line.split() for line in LIST.read_text(encoding="utf-8").splitlines() if line.strip()]
    return {path for name, path in rows if name == profile}


def chosen(paths: Collection[str], *, whole: bool) -> list[str]:
    """Return the paths that a run changes: all, or always the same part of them."""
    return [path for path in paths if whole or crc32(path.encode()) % PART == 0]


def without_effect(panel: Panel, paths: Collection[str]) -> Iterator[str]:
    """Yield those of `paths` of which no mutant changes an answer; what reads least is asked first."""
    asks = panel.asks()
    usual = {name: panel.answer(panel.profile, name, ask) for name, ask in asks.items()}
    for path in paths:
        readers = sorted((len(read), name) for name, (_, read) in usual.items() if path in read)
        reading = {name: asks[name] for _, name in readers}
        if not _differs(panel, path, reading, {name: usual[name][0] for name in reading}):
            yield path


def _differs(panel: Panel, path: str, asks: dict[str, Ask], usual: dict[str, str]) -> bool:
    return any(
        panel.answer(mutant, name, ask)[0] != usual[name]
        for mutant in mutants(panel.profile, path)
        for name, ask in asks.items()
    )


@pytest.mark.parametrize("name", profile_names())
def test_another_value_changes_an_answer(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], pytestconfig: pytest.Config
) -> None:
    profile = load_profile(name)
    panel = new_panel(profile, tmp_path)
    whole = bool(pytestconfig.getoption("all_values"))
    paths = chosen(list(must_matter(profile)), whole=whole)
    found, listed = (
        set(without_effect(panel, paths)),
        exempt(profile.id) & set(chosen(exempt(profile.id), whole=whole)),
    )
    panel.store.close()
    with capsys.disabled():
        sys.stdout.write(
            f"\n{profile.id}: {len(listed)} of {len(profile.entries)} values are listed as exempt "
        )
    assert sorted(found - listed) == [], "without effect"
    assert sorted(listed - found) == [], "listed as exempt, yet with an effect: take it off the list"
