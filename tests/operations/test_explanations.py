"""Whatever has a key can be explained: rules, paths, error codes, invoices and their lines."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from desk import Desk, new_desk
from reference import refusals
from saasctl.errors.base import NotFound, SaasctlError
from saasctl.errors.usage import ValueMalformed
from saasctl.operations.explanations import explain_dates, explain_key


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = new_desk(tmp_path)
    made.org("acme", made.seller("kantree"))
    yield made
    made.store.close()


def test_a_rule_is_told_with_its_command_and_its_values() -> None:
    found = explain_key("k-29", None, None)
    texts = [step.text for step in found.steps]
    assert found.key == "K-29"
    assert texts[0].startswith("computed: saasctl slot add")
    assert "slots.addition = at-once" in texts


def test_a_path_is_told_for_every_vendor_that_speaks_of_it() -> None:
    texts = [step.text for step in explain_key("invoice.timing", None, None).steps]
    assert [text.split(" (")[0] for text in texts] == [
        "deskapad: advance",
        "kantree: advance",
        "koban: advance",
        "ksaar: arrears",
    ]


def test_a_blank_path_is_told_as_blank_with_an_example() -> None:
    texts = [step.text for step in explain_key("vat.rate", None, None).steps]
    assert texts == [f"{name}: blank, as 20" for name in ("deskapad", "kantree", "koban", "ksaar")]


def test_an_error_code_is_told_with_its_exit_code() -> None:
    found = explain_key("term-blank", None, None)
    assert found.steps[0].text.startswith("exit 7:")


def test_an_invoice_and_one_of_its_lines_are_told_as_arithmetic(desk: Desk) -> None:
    """Two slots at 9.00 for a month are 18.00."""
    desk.sub("acme", "team", "monthly", 2, "2026-01-31", "9.00")
    (number,) = desk.bill("2026-01-31")
    line = explain_key(f"{number}/1", desk.store, None)
    assert any(step.result == "18.00" for step in line.steps)
    assert explain_key(number, desk.store, None).steps


def test_a_line_that_an_invoice_does_not_have_is_refused(desk: Desk) -> None:
    desk.sub("acme", "team", "monthly", 2, "2026-01-31", "9.00")
    (number,) = desk.bill("2026-01-31")
    with pytest.raises(NotFound):
        explain_key(f"{number}/7", desk.store, None)


def test_what_nothing_is_named_after_is_refused() -> None:
    with pytest.raises(NotFound, match="nothing to explain at Z-99"):
        explain_key("Z-99", None, None)


def test_the_end_of_january_does_not_drift() -> None:
    found = explain_dates(date(2026, 1, 31), 1, 5)
    assert [step.result for step in found.steps] == [
        "2026-01-31",
        "2026-02-28",
        "2026-03-31",
        "2026-04-30",
        "2026-05-31",
    ]
    assert found.steps[1].text == "2026-01-31 + 1 month = 2026-02-28, the last day of its month"
    assert [step.result for step in explain_dates(date(2024, 2, 29), 12, 2).steps] == [
        "2024-02-29",
        "2025-02-28",
    ]
    with pytest.raises(ValueMalformed):
        explain_dates(date(9999, 1, 31), 12, 3)


def test_a_code_is_told_with_an_example_of_the_refusal_and_what_mends_it() -> None:
    texts = [step.text for step in explain_key("TERM-BLANK", None, None).steps]
    assert texts[1].startswith("PATH is not set for PROFILE; why: ")
    assert texts[2] == 'fix: saasctl terms set PROFILE "PATH=EXAMPLE"'


@pytest.mark.parametrize("kind", refusals(), ids=lambda kind: kind.code)
def test_every_refusal_can_be_explained(kind: type[SaasctlError]) -> None:
    found = explain_key(kind.code, None, None)
    assert found.key == kind.code
    assert found.steps[0].text.startswith(f"exit {kind.exit}: ")
    assert found.title


def test_a_rule_is_told_with_what_it_leaves_blank() -> None:
    texts = [step.text for step in explain_key("K-25", None, None).steps]
    assert "price.*.*: blank, as 9.00" in texts


def test_a_faulty_profile_in_the_folder_does_not_hide_the_others(tmp_path: Path) -> None:
    (tmp_path / "broken@1.toml").write_text("[profile]\n", encoding="utf-8")
    assert explain_key("K-29", None, tmp_path).key == "K-29"
    assert explain_key("invoice.timing", None, tmp_path).steps
