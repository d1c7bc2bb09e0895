"""Measure one booking on an account with very many lots, beside the same booking on an account with one.

Usage: credits.py [LOTS] (100000 unless given). A booking reads the lots that it spends by their index,
oldest first; what it adds up is one sum over the account's lots. Whole processes, the median of
five; peak memory of the largest.
"""

import resource
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from saasctl.store.database import create_store
from saasctl.terms.load import load_profile

SCRIPT = str(Path(sys.executable).with_name("saasctl"))
ROUNDS = 5
COUNTED = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :lots)\n"
DAY = "date('2026-01-01', (i % 300) || ' days')"
ROWS = (
    """
    INSERT INTO seller (id, slug, name, profile, profile_version, country, siren, vat_id, currency,
                        prefix_invoice, prefix_credit_note, created_on)
    VALUES (1, 'measured', 'Measured', :profile, :version, 'FR', '820400000', 'FR00820400000', 'EUR',
            'INV', 'CN', '2025-01-01')
    """,
    """
    INSERT INTO organisation (id, slug, seller_id, name, country, professional, created_on, status)
    VALUES (1, 'acme', 1, 'Acme', 'FR', 1, '2025-01-01', 'active')
    """,
    """
    INSERT INTO org_user (id, organisation_id, email, role, state, holds_slot)
    VALUES (1, 1, 'ana@acme.example', 'member', 'active', 0)
    """,
    COUNTED
    + f"""
    INSERT INTO credit_lot (id, organisation_id, source, quantity, users, ordered_on, credited_on,
                            expires_on, price_cents)
    SELECT i, 1, 'bought', 100, 1, {DAY}, {DAY}, date({DAY}, '1 year'), 600 FROM n
    """,
    """
    INSERT INTO credit_movement (organisation_id, lot_id, user_id, kind, quantity, on_day)
    SELECT 1, id, 1, 'credited', 100, credited_on FROM credit_lot
    """,
    """
    INSERT INTO credit_stock (lot_id, holder, organisation_id, credited_on, expires_on, remaining)
    SELECT id, 1, 1, credited_on, expires_on, 100 FROM credit_lot
    """,
)
BOOK = (
    "credit", "book", "acme", "ana@acme.example", "--category", "desk", "--price", "22",
    "--accept-conditions", "--at", "2026-12-01T09:00:00+01:00", "-q",
)  # fmt: skip


def measured(folder: Path, lots: int) -> float:
    """Return the seconds of one booking on an account with `lots` lots."""
    path = folder / f"{lots}.db"
    create_store(str(path), sandbox=True)
    profile = load_profile("deskapad")
    connection = sqlite3.connect(path)
    for sql in ROWS:
        connection.execute(sql, {"lots": lots, "profile": profile.id, "version": profile.version})
    connection.commit()
    connection.close()
    taken = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        subprocess.run([SCRIPT, *BOOK, "--db", str(path)], check=True, stdout=subprocess.DEVNULL)
        taken.append(time.perf_counter() - began)
    return statistics.median(taken)


def main() -> None:
    """Print both medians, their ratio and the peak memory."""
    lots = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as folder:
        one, many = measured(Path(folder), 1), measured(Path(folder), lots)
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    sys.stdout.write(
        f"one lot {one:.2f} s, {lots} lots {many:.2f} s, ratio {many / one:.1f}, {memory:.0f} MB\n"
    )


if __name__ == "__main__":
    main()
