"""No value of a profile is a decoration: another value changes a result, a refusal or a finding.

Exempt are values whose rules ask for nothing to be computed, scheduled, checked, permitted or notified
by a command (or not yet), and those that `exempt.txt` lists. The list is printed and may only shrink.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from honesty.mutating import must_matter, mutants
from honesty.panel import Ask, Panel, new_panel
from saasctl.terms.load import load_profile, profile_names

LIST = Path(__file__).with_name("exempt.txt")


def exempt(profile: str) -> set[str]:
    """Return the paths that are listed for a profile."""
    rows = [line.split() for line in LIST.read_text(encoding="utf-8").splitlines() if line.strip()]
    return {path for name, path in rows if name == profile}


def without_effect(panel: Panel) -> Iterator[str]:
    """Yield the paths that have to matter and of which no mutant changes an answer."""
    asks = panel.asks()
    usual = {name: panel.answer(panel.profile, name, ask) for name, ask in asks.items()}
    for path in must_matter(panel.profile):
        reading = {name: asks[name] for name, (_, read) in usual.items() if path in read}
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
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    profile = load_profile(name)
    panel = new_panel(profile, tmp_path)
    found, listed = set(without_effect(panel)), exempt(profile.id)
    panel.store.close()
    with capsys.disabled():
        sys.stdout.write(
            f"\n{profile.id}: {len(listed)} of {len(profile.entries)} values are listed as exempt "
        )
    assert sorted(found - listed) == [], "without effect"
    assert sorted(listed - found) == [], "listed as exempt, yet with an effect: take it off the list"
