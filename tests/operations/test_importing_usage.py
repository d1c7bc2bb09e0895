"""An import of readings: streamed, all or nothing, safe to repeat."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desk import Desk, new_desk, on
from saasctl.errors.imports import ImportRefused
from saasctl.operations.importing_usage import import_usage
from saasctl.values.views.imports import ImportReport

COUNT = "SELECT count(*) FROM usage_reading"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = new_desk(tmp_path)
    made.seller("koban")
    made.org("acme", "koban")
    yield made
    made.store.close()


def report(desk: Desk, file: Path, org: str | None = None) -> ImportReport:
    answer = import_usage(desk.store, str(file), org, "test", on("2026-04-01")).answer
    assert isinstance(answer, ImportReport)
    return answer


def test_a_file_is_imported_once(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "r.csv"
    rows = [f"acme,records,{n},2026-03-01T{n // 3600:02}:{n // 60 % 60:02}:{n % 60:02}Z" for n in range(2500)]
    file.write_text("\n".join(["org,metric,value,at", *rows, rows[0]]) + "\n")
    first = report(desk, file)
    assert (first.rows, first.created, first.unchanged) == (2501, 2500, 1)
    again = report(desk, file)
    assert (again.rows, again.created, again.unchanged) == (2501, 0, 2501)
    assert desk.rows(COUNT) == [(2500,)]
    assert desk.rows("SELECT DISTINCT source FROM usage_reading") == [("test",)]


def test_one_wrong_row_keeps_all_out_and_every_wrong_value_is_told(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "r.csv"
    file.write_text(
        "org,metric,value,at\n"
        "acme,records,1,2026-03-01T10:00:00Z\n"
        "acme,records,2,2026-03-01T10:00:00Z\n"
        "nobody,records,1,2026-03-01T10:00:00Z\n"
        "acme,Records,x,yesterday\n"
        "acme,records\n"
    )
    with pytest.raises(ImportRefused) as refused:
        report(desk, file)
    assert {(one.row, one.column, one.code) for one in refused.value.report.failed} == {
        (3, "value", "READING-DIFFERS"),
        (4, "org", "ORG-UNKNOWN"),
        (5, "metric", "READING-MALFORMED"),
        (5, "value", "READING-MALFORMED"),
        (5, "at", "READING-MALFORMED"),
        (6, None, "ROW-WIDTH"),
    }
    assert desk.rows(COUNT) == [(0,)]


def test_rows_may_leave_their_customer_to_the_command(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "r.csv"
    file.write_text("metric;value;at\nrecords;5;2026-03-01T10:00:00+01:00\n")
    assert report(desk, file, "acme").created == 1
