from dataclasses import fields

from saasctl.values.views.audits import AUDIT_COLUMNS, HEAD_COLUMNS, AuditVerification


def test_a_verification_has_the_fields_that_scripts_rely_on() -> None:
    names = [field.name for field in fields(AuditVerification)]
    assert {"ok", "chains", "entries", "first_bad"} <= set(names)


def test_keys_and_digests_are_never_dropped_from_a_narrow_table() -> None:
    kept = {column.name for column in (*AUDIT_COLUMNS, *HEAD_COLUMNS) if column.priority == 0}
    assert {"org", "what", "chain", "seq", "digest"} <= kept
