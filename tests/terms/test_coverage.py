"""The table of rules beside a profile: read whole, or refused with each fault."""

from pathlib import Path

import pytest

from saasctl.errors.terms import ProfileInvalid
from saasctl.terms.coverage import load_rules
from saasctl.terms.load import load_profile
from saasctl.terms.model import Profile

MIXED = Path(__file__).parents[1] / "profiles" / "mixed@1.toml"
ROW = '["M-01"]\nsays = "A rule."\narea = "main-job"\nmode = "{mode}"\n'


@pytest.fixture
def mine(tmp_path: Path) -> Profile:
    file = tmp_path / "mixed@1.toml"
    file.write_bytes(MIXED.read_bytes())
    return load_profile(str(file))


def refused(profile: Profile, text: str) -> str:
    Path(profile.origin).with_name("mixed.rules.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ProfileInvalid) as caught:
        load_rules(profile)
    return f"{caught.value.message} {caught.value.why}"


def test_a_profile_without_a_table_has_no_rules(mine: Profile) -> None:
    assert load_rules(mine) == ()


def test_the_table_beside_a_profile_is_read_in_its_order() -> None:
    rows = load_rules(load_profile(str(MIXED)))
    assert [row.rule for row in rows][:3] == ["M-01", "M-02", "M-03"]
    assert rows[0].command == "org add"
    assert (rows[0].clause, rows[0].mode, rows[0].tests) == ("1", "checked", ("terms/fifth-profile",))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param(ROW.format(mode="done"), "M-01.mode: one of computed, scheduled", id="mode"),
        pytest.param(ROW.format(mode="recorded") + "colour = 1\n", "M-01.colour: unknown", id="field"),
        pytest.param('["M-01"]\narea = "x"\nmode = "recorded"\n', "M-01.says: missing", id="missing"),
        pytest.param(ROW.format(mode="not-applicable"), "needs the reason", id="reason"),
        pytest.param(ROW.format(mode="recorded") + 'clause = "77"\n', "'77' is not listed", id="article"),
        pytest.param("M-01 = 3\n", "M-01: a table", id="no-table"),
        pytest.param("[broken\n", "not TOML", id="syntax"),
    ],
)
def test_a_faulty_table_is_refused(mine: Profile, text: str, told: str) -> None:
    assert told in refused(mine, text)
