"""What imports have in common."""

from datetime import date

import pytest

from saasctl.acts.importing import (
    ROUND,
    Tally,
    checks_clause,
    form_clause,
    form_of,
    import_warnings,
    rounds,
    row_day,
    yes_or_no,
)
from saasctl.errors.imports import ImportUnreadable
from saasctl.errors.usage import ValueMalformed
from saasctl.formats.csvtable import TableForm, TableRow
from saasctl.terms.load import load_profile
from saasctl.terms.resolve import Answer, Terms
from saasctl.values.views.imports import ImportFault, ImportReport

TODAY = date(2026, 6, 15)


def row(**cells: str) -> TableRow:
    return TableRow(2, cells, None)


@pytest.mark.parametrize(
    ("text", "day", "codes"),
    [
        pytest.param("2026-06-01", date(2026, 6, 1), [], id="a-day"),
        pytest.param("20260601", None, ["VALUE-MALFORMED"], id="without-dashes"),
        pytest.param("2026-02-30", None, ["VALUE-MALFORMED"], id="no-day-of-the-calendar"),
        pytest.param("2026-06-16", date(2026, 6, 16), ["FUTURE-DATE"], id="ahead"),
    ],
)
def test_a_day_is_read_strictly_and_not_ahead(text: str, day: date | None, codes: list[str]) -> None:
    tally = Tally()
    assert row_day(tally, row(on=text), None, TODAY) == day
    assert [fault.code for fault in tally.failed] == codes


def test_a_row_without_a_day_takes_the_acts() -> None:
    assert row_day(Tally(), row(), TODAY, TODAY) == TODAY


@pytest.mark.parametrize(("text", "meant"), [("Yes", True), ("1", True), ("FALSE", False), (None, None)])
def test_yes_and_no_are_read_in_any_case(text: str | None, meant: bool | None) -> None:
    assert yes_or_no("professional", text) is meant


def test_maybe_is_no_answer() -> None:
    with pytest.raises(ValueMalformed):
        yes_or_no("professional", "maybe")


def test_rows_come_in_rounds() -> None:
    rows = iter([row() for _ in range(ROUND + 1)])
    assert [len(part) for part in rounds(rows)] == [ROUND, 1]


def test_with_a_fault_nothing_counts_as_created() -> None:
    tally = Tally()
    tally.rows, tally.created = 2, ["a"]
    assert tally.report().created == 1
    assert not tally.takes(TableRow(3, {}, "1 cells under 2 columns"))
    report = tally.report()
    assert (report.created, report.failed[0].row, report.failed[0].code) == (0, 3, "ROW-WIDTH")


def test_the_form_follows_the_terms_and_their_settings() -> None:
    koban = Terms(load_profile("koban"))
    assert form_of(None) == TableForm()
    assert form_of(koban) == TableForm()
    answers = {
        path: Answer(path, value, "operator", TODAY)
        for path, value in (("import.separator", "comma"), ("import.byte_order_mark", "no"))
    }
    assert form_of(Terms(koban.profile, answers)) == TableForm(separator="comma", byte_order_mark=False)


def test_a_declaration_on_imported_data_is_told_once() -> None:
    koban = Terms(load_profile("koban"))
    assert len(import_warnings([koban, koban])) == 1
    assert import_warnings([Terms(load_profile("kantree"))]) == ()


@pytest.mark.parametrize(
    ("column", "code", "cited"),
    [
        pytest.param("employees", "VALUE-MALFORMED", True, id="number"),
        pytest.param("email", "VALUE-MALFORMED", True, id="address"),
        pytest.param("country", "VALUE-MALFORMED", True, id="list-value"),
        pytest.param("city", "VALUE-MALFORMED", False, id="nothing-the-terms-check"),
        pytest.param("siren", "SIREN-WRONG", False, id="another-fault"),
    ],
)
def test_a_refused_value_cites_the_clause_that_has_it_checked(column: str, code: str, cited: bool) -> None:
    """B-33; terms without a word on imports are not cited."""
    report = ImportReport(1, 0, 0, (ImportFault(2, column, code, "wrong"),))
    clause = checks_clause(Terms(load_profile("koban")), report)
    assert (clause is not None and clause.rule == "B-33") is cited
    assert checks_clause(Terms(load_profile("kantree")), report) is None
    assert checks_clause(None, report) is None


def test_a_file_of_another_form_cites_the_clause_on_its_form() -> None:
    sheet = ImportUnreadable("x.xlsx", "it is a spreadsheet", other_format=True)
    koban = Terms(load_profile("koban"))
    assert form_clause(koban, sheet) == koban.cite("import.format")
    assert form_clause(koban, ImportUnreadable("x.csv", "it is not UTF-8")) == koban.cite("import.encoding")
    assert form_clause(Terms(load_profile("kantree")), sheet) is None
    assert form_clause(None, sheet) is None
