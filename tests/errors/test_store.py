from datetime import date

import pytest

from saasctl.errors import store as errors
from saasctl.errors.base import SaasctlError

PLACE = "/srv/s.db"


@pytest.mark.parametrize(
    ("error", "exit_code"),
    [
        pytest.param(errors.StoreMissing(PLACE), 9, id="missing"),
        pytest.param(errors.NotAStore(PLACE, "the file is empty"), 9, id="foreign"),
        pytest.param(errors.StoreDamaged(PLACE, "disk image is malformed"), 9, id="damaged"),
        pytest.param(errors.StoreUnmigrated(PLACE, "0001", "0002"), 9, id="unmigrated"),
        pytest.param(errors.StoreTooNew(PLACE, "0003", "0002"), 9, id="too-new"),
        pytest.param(errors.StoreExists(PLACE, "real", "sandbox"), 6, id="exists"),
        pytest.param(errors.StoreBusy(PLACE, None), 75, id="busy"),
        pytest.param(errors.StoreUnwritable(PLACE, "No space left on device"), 1, id="unwritable"),
        pytest.param(errors.EngineUnavailable("mysql"), 7, id="engine"),
        pytest.param(errors.FutureAct(date(2026, 3, 2), date(2026, 3, 1)), 5, id="future"),
        pytest.param(errors.KeyReused("k", "payment record", "payment record"), 6, id="key"),
        pytest.param(errors.AuditBroken("store", 3, "the entry was changed"), 9, id="audit"),
        pytest.param(errors.DumpFormNeeded(), 2, id="dump"),
        pytest.param(errors.HeadsUnreadable("heads.json", "no JSON"), 4, id="heads"),
        pytest.param(errors.CheckFailed(["x"], "saasctl db check --rebuild"), 9, id="check"),
    ],
)
def test_each_refusal_has_its_exit_and_says_what_to_do(error: SaasctlError, exit_code: int) -> None:
    assert error.exit == exit_code
    assert error.fix


def test_a_busy_store_names_its_holder_where_it_is_known() -> None:
    assert errors.StoreBusy(PLACE, "pid 3 on box (run daily)").why == "held by pid 3 on box (run daily)"
    assert errors.StoreBusy(PLACE, None).why == "another process is writing"


def test_a_reused_key_says_for_what_it_was_used() -> None:
    same = errors.KeyReused("k", "payment record", "payment record")
    assert same.message == "the key 'k' was used before with other arguments"
    other = errors.KeyReused("k", "payment record", "credit buy")
    assert other.message == "the key 'k' was used before for payment record"


def test_an_invalid_record_names_its_fields() -> None:
    error = errors.RecordInvalid("seller", [("slug", "a slug is short"), ("name", "it is empty")])
    assert (error.message, error.why) == ("seller slug: a slug is short", "name: it is empty")
    assert error.fields == ["slug", "name"]
    assert error.exit == 4


def test_a_failed_check_shows_ten_findings_and_counts_them_all() -> None:
    error = errors.CheckFailed([f"fault {number}" for number in range(12)], None)
    assert error.message == "the check found 12 faults"
    assert str(error.why).count(";") == 9
    assert errors.CheckFailed(["x"], None).message == "the check found 1 fault"
