"""Refusals of files to import."""

from saasctl.errors.imports import FileMissing, ImportRefused, ImportUnreadable
from saasctl.values.views.imports import ImportFault, ImportReport


def test_the_message_repeats_the_first_wrong_values_and_carries_all() -> None:
    faults = tuple(ImportFault(row, "email", "VALUE-MALFORMED", "no address") for row in range(2, 12))
    refused = ImportRefused("f.csv", ImportReport(10, 0, 0, faults))
    assert refused.exit == 4
    assert (refused.why or "").startswith("10 values are wrong: row 2: no address; row 3:")
    assert "row 7" not in (refused.why or "")
    assert (refused.why or "").endswith("row 6: no address; and 5 more")
    assert len(refused.report.failed) == 10
    one = ImportRefused("f.csv", ImportReport(1, 0, 0, faults[:1]))
    assert one.why == "1 value is wrong: row 2: no address"


def test_a_missing_file_and_an_unreadable_one_have_their_own_exits() -> None:
    assert FileMissing("f.csv", "No such file or directory").exit == 3
    assert ImportUnreadable("f.csv", "it is not UTF-8").exit == 4
