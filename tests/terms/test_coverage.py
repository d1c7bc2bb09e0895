"""The rules table beside a profile: read strictly, absent without harm."""

from pathlib import Path

import pytest

from saasctl.errors.terms import ProfileInvalid
from saasctl.terms.coverage import RuleRow, load_rules
from saasctl.terms.load import load_profile, profile_names
from small import small_file

MIXED = Path(__file__).parents[1] / "profiles" / "mixed@1.toml"
GOOD = """["Z-01"]
says = "Nine euros."
clause = "1"
area = "main-job"
tags = ["compute"]
mode = "computed"
command = "invoice run"
tests = ["small/prices"]
note = ""
"""


def rules_of(folder: Path, text: str | bytes) -> tuple[RuleRow, ...]:
    file = folder / "small.rules.toml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return load_rules(load_profile(str(small_file(folder))))


def test_a_row_is_read_whole(tmp_path: Path) -> None:
    assert rules_of(tmp_path, GOOD) == (
        RuleRow(
            "Z-01",
            "Nine euros.",
            "1",
            "main-job",
            ("compute",),
            "computed",
            "invoice run",
            ("small/prices",),
            "",
        ),
    )


def test_a_profile_without_a_table_has_no_rows(tmp_path: Path) -> None:
    assert load_rules(load_profile(str(small_file(tmp_path)))) == ()


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        pytest.param('["Z-01"]', "[clause]", "line 1: clause: a table named for a rule", id="no-rule-id"),
        pytest.param('mode = "computed"', 'mode = "done"', "line 6: Z-01.mode: one of computed, ", id="mode"),
        pytest.param('mode = "computed"', "mode = [1]", "line 6: Z-01.mode: a text", id="mode-no-text"),
        pytest.param('mode = "computed"\n', "", "line 1: Z-01.mode: missing", id="mode-missing"),
        pytest.param(
            'mode = "computed"', 'mode = "not-applicable"', "line 9: Z-01.note: a rule that", id="no-reason"
        ),
        pytest.param('clause = "1"', 'clause = "7"', "line 3: Z-01.clause: '7' is not listed", id="clause"),
        pytest.param('clause = "1"', "clause = {}", "line 3: Z-01.clause: a text", id="clause-no-text"),
        pytest.param('note = ""', 'remark = ""', "line 9: Z-01.remark: unknown; accepted", id="unknown"),
        pytest.param('tests = ["small/prices"]', "tests = 1", "line 8: Z-01.tests: a list", id="tests"),
        pytest.param('says = "Nine euros."', 'says = ""', "line 2: Z-01.says: missing", id="says"),
    ],
)
def test_a_fault_is_told_with_its_key_and_line(tmp_path: Path, old: str, new: str, fault: str) -> None:
    with pytest.raises(ProfileInvalid) as refused:
        rules_of(tmp_path, GOOD.replace(old, new))
    found = [str(one) for one in refused.value.faults]
    assert any(one.startswith(fault) for one in found), found


@pytest.mark.parametrize("text", [b"\xff", b"a = " + b"[" * 100_000, b"x" * 300_000, b"Z-01 = 1\n"])
def test_a_hostile_table_is_refused(tmp_path: Path, text: bytes) -> None:
    with pytest.raises(ProfileInvalid):
        rules_of(tmp_path, text)


@pytest.mark.parametrize("name", profile_names())
def test_every_packaged_profile_has_a_table(name: str) -> None:
    assert load_rules(load_profile(name))


def test_the_table_beside_a_profile_is_read_in_its_order() -> None:
    rows = load_rules(load_profile(str(MIXED)))
    assert [row.rule for row in rows][:3] == ["M-01", "M-02", "M-03"]
    assert rows[0].command == "org add"
    assert (rows[0].clause, rows[0].mode, rows[0].tests) == ("1", "checked", ("terms/fifth-profile",))
