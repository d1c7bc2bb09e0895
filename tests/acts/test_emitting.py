from datetime import date
from pathlib import Path

from saasctl.acts.emitting import emit_once
from saasctl.store.database import create_store, open_store
from saasctl.system.clock import system_clock
from saasctl.values.act import Act

SELLER = (
    "INSERT INTO seller (id, slug, name, profile, profile_version, country, currency, prefix_invoice,"
    " prefix_credit_note, created_on) VALUES (1, 'sell', 'S', 'p', '1', 'FR', 'EUR', 'I', 'C', '2026-01-01')"
)
CUSTOMER = (
    "INSERT INTO organisation (id, slug, seller_id, name, country, professional, created_on, status)"
    " VALUES (1, 'acme', 1, 'Acme', 'FR', 1, '2026-01-01', 'active')"
)
DAY = date(2026, 3, 1)


def test_a_fact_of_a_day_is_announced_once_by_whichever_act(tmp_path: Path) -> None:
    create_store(str(tmp_path / "s.db"), sandbox=True)
    store = open_store(str(tmp_path / "s.db"), clock=system_clock())
    with store.transaction(Act()) as tx:
        tx.run(SELLER)
        tx.run(CUSTOMER)
        assert emit_once(tx, 1, None, "renewal", DAY) is True
        assert emit_once(tx, 1, None, "renewal", DAY) is False
    with store.transaction(Act()) as tx:
        assert emit_once(tx, 1, None, "renewal", DAY) is False
        assert emit_once(tx, 1, None, "reduction", DAY) is True
        assert emit_once(tx, 1, None, "renewal", date(2026, 3, 2)) is True
    with store.transaction(Act(dry_run=True)) as tx:
        assert emit_once(tx, 1, None, "closing", DAY) is True
    with store.transaction(Act()) as tx:
        assert emit_once(tx, 1, None, "closing", DAY) is True
    store.close()
