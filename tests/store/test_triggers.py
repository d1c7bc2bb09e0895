import sqlite3

import pytest

from saasctl.store.triggers import GUARDS, guard_statements


@pytest.mark.parametrize("guard", GUARDS, ids=lambda guard: str(guard.table))
def test_a_guarded_row_is_never_removed(full: sqlite3.Connection, guard: object) -> None:
    table, says = getattr(guard, "table", ""), getattr(guard, "says", "")
    before = full.execute(f"SELECT count(*) FROM {table}").fetchall()
    assert before != [(0,)]
    with pytest.raises(sqlite3.IntegrityError) as refused:
        full.execute(f"DELETE FROM {table}")
    assert str(refused.value) == says
    assert full.execute(f"SELECT count(*) FROM {table}").fetchall() == before


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE invoice SET net_cents = 1",
        "UPDATE invoice SET mention = 'x'",
        "UPDATE invoice_line SET quantity = 2",
        "UPDATE invoice_vat SET vat_cents = 0",
        "UPDATE document SET sha256 = 'x'",
        "UPDATE audit_entry SET what = 'y'",
        "UPDATE acceptance SET on_day = '2026-02-01'",
        "UPDATE notice SET form = 'letter'",
        "UPDATE ending SET last_day = '2026-02-28'",
        "UPDATE suspension SET cause = 'other', until_on = '2026-02-01'",
        "UPDATE ticket_event SET kind = 'close'",
        "UPDATE calendar_day SET hours = 'closed'",
        "UPDATE payment SET amount_cents = 1",
        "UPDATE allocation SET amount_cents = 1",
        "UPDATE invoice_decision SET amount_cents = 1",
        "UPDATE penalty_claim SET amount_cents = 1",
        "UPDATE rejected_debit SET on_day = '2026-02-01'",
        "UPDATE term_override SET value = '10'",
        "UPDATE term_setting SET value = '10'",
        "UPDATE subscription_phase SET plan = 'free'",
        "UPDATE reference_rate SET percent = '2', source = 'y'",
        "UPDATE slot_movement SET delta = 5",
        "UPDATE slot_movement SET delta = 5, invoice_id = 1 WHERE id = 1",
        "UPDATE slot_movement SET effective_on = '2026-02-01', invoice_id = 1 WHERE id = 1",
        "UPDATE slot_movement SET invoice_id = NULL WHERE id = 2",
        "UPDATE slot_movement SET invoice_id = 1 WHERE id = 2",
        "UPDATE slot_movement SET user_id = NULL WHERE id = 1",
        "UPDATE audit_payload SET payload = '{1}' WHERE entry_id = 1",
        "UPDATE audit_payload SET payload = NULL, salt = NULL, purged_because = 'x', entry_id = 9 "
        "WHERE entry_id = 1",
        "UPDATE audit_payload SET purged_because = 'someone else' WHERE entry_id = 2",
        "UPDATE audit_payload SET payload = '{}', salt = 's', purged_because = NULL WHERE entry_id = 2",
    ],
)
def test_a_guarded_row_is_never_changed(full: sqlite3.Connection, change: str) -> None:
    table = change.split()[1]
    says = next(guard.says for guard in GUARDS if guard.table == table)
    with pytest.raises(sqlite3.IntegrityError) as refused:
        full.execute(change)
    assert str(refused.value) == says


@pytest.mark.parametrize(
    "change",
    [
        pytest.param("UPDATE slot_movement SET invoice_id = 1 WHERE id = 1", id="a-movement-is-billed-once"),
        pytest.param("UPDATE notice SET received_on = '2026-01-12'", id="a-receipt-is-added-to-a-notice"),
        pytest.param("UPDATE ending SET withdrawn_on = '2026-01-12'", id="an-end-is-withdrawn-once"),
        pytest.param("UPDATE mandate SET revoked_on = '2026-01-25'", id="a-mandate-is-revoked-once"),
        pytest.param("UPDATE suspension SET until_on = '2026-01-25'", id="a-suspension-is-lifted-once"),
        pytest.param(
            "UPDATE audit_payload SET payload = NULL, salt = NULL, purged_because = 'x' WHERE entry_id = 1",
            id="a-payload-is-purged-with-a-reason",
        ),
    ],
)
def test_what_a_guard_lets_through(full: sqlite3.Connection, change: str) -> None:
    assert full.execute(change).rowcount == 1


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE audit_payload SET payload = NULL WHERE entry_id = 1",
        "UPDATE audit_payload SET payload = NULL, salt = NULL WHERE entry_id = 1",
        "UPDATE audit_payload SET payload = NULL, purged_because = 'x' WHERE entry_id = 1",
    ],
)
def test_a_payload_is_not_purged_by_half(full: sqlite3.Connection, change: str) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        full.execute(change)


def test_every_message_says_how_a_correction_is_made() -> None:
    assert all(": " in guard.says or "with a reason" in guard.says for guard in GUARDS)


def test_guards_made_again_are_the_same(full: sqlite3.Connection) -> None:
    sql = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE '%_keeps_%' ORDER BY name"
    before = full.execute(sql).fetchall()
    for statement in guard_statements():
        full.execute(statement)
    assert full.execute(sql).fetchall() == before
    assert len(before) == 2 * len(GUARDS)
