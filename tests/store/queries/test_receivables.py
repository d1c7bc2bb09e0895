from saasctl.store.database import Store
from saasctl.store.queries import receivables
from saasctl.values.act import Act

ROWS = (
    "INSERT INTO seller (id, slug, name, profile, profile_version, country, currency, prefix_invoice,"
    " prefix_credit_note, created_on) VALUES (1, 'sell', 'S', 'p', '1', 'FR', 'EUR', 'I', 'C', '2026-01-01')",
    "INSERT INTO organisation (id, slug, seller_id, name, country, professional, created_on, status)"
    " VALUES (1, 'acme', 1, 'Acme', 'FR', 1, '2026-01-01', 'active')",
    "INSERT INTO invoice VALUES (1, 1, 1, NULL, 'INV-1', 'service', '2026-01-01', '2026-01-01', '2026-01-31',"
    " NULL, NULL, 'EUR', 1000, 200, 1200, NULL, 'p@1', NULL, NULL)",
    "INSERT INTO invoice VALUES (2, 1, 1, NULL, 'INV-2', 'service', '2026-01-01', '2026-01-01', '2026-01-31',"
    " NULL, NULL, 'EUR', 0, 0, 0, NULL, 'p@1', NULL, NULL)",
)


def test_an_invoice_owes_its_gross_amount_until_it_is_paid(store: Store) -> None:
    with store.transaction(Act()) as tx:
        for row in ROWS:
            tx.run(row)
        assert [row[:3] for row in tx.rows(receivables.DIFFERING)] == [
            ("INV-1", 1200, "issued"),
            ("INV-2", 0, "paid"),
        ]
        tx.run(receivables.REBUILD)
        assert tx.rows("SELECT * FROM receivable ORDER BY invoice_id") == [
            (1, "2026-01-31", 0, 1200, "issued"),
            (2, "2026-01-31", 0, 0, "paid"),
        ]
        assert tx.rows(receivables.DIFFERING) == []


def test_a_receivable_that_says_something_else_is_found_and_put_right(store: Store) -> None:
    with store.transaction(Act()) as tx:
        for row in ROWS:
            tx.run(row)
        tx.run(receivables.REBUILD)
        tx.run("UPDATE receivable SET balance_cents = 1 WHERE invoice_id = 1")
        tx.run("UPDATE receivable SET due_on = '2026-02-01' WHERE invoice_id = 2")
        assert [row[0] for row in tx.rows(receivables.DIFFERING)] == ["INV-1", "INV-2"]
        tx.run(receivables.REBUILD)
        assert tx.rows(receivables.DIFFERING) == []
