"""The ledger as listed: it balances and equals the documents, whatever was issued and paid."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk import Desk, new_desk, on
from saasctl.acts.journal import entries
from saasctl.errors.base import SaasctlError
from saasctl.errors.usage import ValueMalformed
from saasctl.operations.corrections import CreditGiven, credit_invoice, reject_debit, write_off
from saasctl.operations.ledgers import list_accounts, list_ledger, set_account
from saasctl.operations.payments import Move, PaymentGiven, allocate, record, refund
from saasctl.operations.penalties import CostsGiven, charge_penalties
from saasctl.operations.rebilling import RebillGiven, rebill_invoice
from saasctl.operations.services import DeliveryGiven, deliver_service, order_service
from saasctl.operations.suspensions import restore_org, suspend_org
from saasctl.operations.taking_over import FormerGiven, take_over_invoice
from saasctl.rules.billing.ordering import ServiceGiven
from saasctl.rules.ledger.posting import is_balanced
from saasctl.values.act import Act
from saasctl.values.money import Money
from saasctl.values.period import Period


def test_what_is_listed_balances_and_customers_owe_the_open_invoices(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    desk.org("acme", desk.seller("koban"))
    desk.sub("acme", "crm", "annual", 3, "2026-01-15", "333.33")
    desk.bill("2026-01-15")
    record(desk.store, "acme", PaymentGiven(Decimal("77.77")), on("2026-02-03"))
    rows = list(list_ledger(desk.store, None, (None, date(2027, 12, 31))).rows)
    rows += list(list_ledger(desk.store, "koban", (date(2026, 1, 1), date(2026, 12, 31))).rows)
    debit, credit, owed = Money(0), Money(0), Money(0)
    for row in rows:
        assert isinstance(row[8], Money)
        assert isinstance(row[9], Money)
        debit, credit = debit + row[8], credit + row[9]
        owed = owed + row[8] - row[9] if row[4] == "411000" else owed
    assert debit == credit
    assert [(owed.cents,)] == desk.rows("SELECT sum(balance_cents) FROM receivable")
    desk.store.close()


def test_an_account_is_changed_from_a_day_on(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    desk.seller("koban")
    set_account(desk.store, "koban", "bank", "512100", None, on("2026-02-01"))
    before, after = (
        [row[2] for row in list_accounts(desk.store, "koban", date(2026, month, 1)).rows if row[1] == "bank"]
        for month in (1, 2)
    )
    assert (before, after) == (["512000"], ["512100"])
    for role, number in (("till", "531000"), ("bank", "5x")):
        with pytest.raises(ValueMalformed):
            set_account(desk.store, "koban", role, number, None, on("2026-02-01"))
    desk.store.close()


DEEDS = (
    *("bill", "pay", "debit", "name", "move", "other", "refund", "credit", "rebill", "write-off"),
    *("charge", "court", "reject", "rebate", "order", "deliver", "take-over", "suspend", "restore"),
)


@settings(max_examples=10, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(DEEDS), st.integers(0, 40), st.integers(1, 90000)), max_size=14))
def test_the_ledger_balances_and_equals_documents_and_payments(story: list[tuple[str, int, int]]) -> None:
    """Whatever is done, each entry balances, and what customers owe is what is open less what is free."""
    with TemporaryDirectory() as folder:
        desk, day = new_desk(Path(folder)), date(2025, 1, 15)
        for org in ("acme", "beta"):
            desk.org(org, "koban" if org == "beta" else desk.seller("koban"))
            desk.sub(org, "crm", "monthly", 3, day.isoformat(), "33.33")
        desk.bill(day.isoformat())
        for deed, days, cents in story:
            day += timedelta(days=days)
            numbers = [str(row[0]) for row in desk.rows("SELECT number FROM invoice ORDER BY id")]
            with suppress(SaasctlError):
                _do(desk, deed, Act(on=day, reason="x"), numbers[cents % len(numbers)], Decimal(cents) / 100)
        _check(desk)
        desk.store.close()


def _do(desk: Desk, deed: str, act: Act, number: str, amount: Decimal) -> None:
    store, last = desk.store, f"P-{desk.rows('SELECT coalesce(max(id), 1) FROM payment')[0][0]}"
    deeds: dict[str, Callable[[], object]] = {
        "bill": lambda: desk.bill(act.on.isoformat() if act.on else ""),
        "pay": lambda: record(store, "acme", PaymentGiven(amount), act),
        "debit": lambda: record(store, "acme", PaymentGiven(amount, (number,), "debit"), act),
        "name": lambda: record(store, "beta", PaymentGiven(amount, (number,)), act),
        "rebate": lambda: record(store, "acme", PaymentGiven(amount, rebate=True), act),
        "move": lambda: allocate(store, last, Move(to=number), act),
        "other": lambda: allocate(store, last, Move(org="beta"), act),
        "refund": lambda: refund(store, last, None, "overpayment", act),
        "credit": lambda: credit_invoice(store, number, CreditGiven(None, amount, "error", "x"), act),
        "rebill": lambda: rebill_invoice(store, number, RebillGiven(sums=(("1", amount),)), act),
        "write-off": lambda: write_off(store, number, None, act),
        "charge": lambda: charge_penalties(store, "acme", act),
        "court": lambda: charge_penalties(store, "acme", act, CostsGiven(number, court=True)),
        "reject": lambda: reject_debit(store, number, act),
        "order": lambda: order_service(
            store, "beta", ServiceGiven("setup", amount), Act(on=act.on, key="one")
        ),
        "deliver": lambda: deliver_service(store, "S-1", DeliveryGiven(), act),
        "take-over": lambda: take_over_invoice(
            store,
            "beta",
            FormerGiven(f"F-{amount}", amount, date(2024, 12, 1), date(2025, 1, 1), "books"),
            act,
        ),
        "suspend": lambda: suspend_org(store, "acme", "complaint", "complaint-received", act),
        "restore": lambda: restore_org(store, "acme", act),
    }
    deeds[deed]()


def _check(desk: Desk) -> None:
    with desk.store.reading() as tx:
        found = list(entries(tx, 1, Period(date(2024, 1, 1), date(2032, 1, 1))))
    assert is_balanced(found)
    owed: dict[str, int] = {"acme": 0, "beta": 0}
    sums: dict[str, int] = {}
    for entry in found:
        for line in entry.lines:
            sums[line.role] = sums.get(line.role, 0) + line.cents
            if line.role == "customer":
                owed[entry.org] += line.cents
    for org, cents in desk.rows(OWED):
        assert owed[str(org)] == cents
    documents = desk.rows(
        "SELECT sum(vat_cents) FROM invoice WHERE id NOT IN (SELECT invoice_id FROM taken_over)"
    )
    assert -sums.get("vat", 0) == documents[0][0]
    assert desk.rows(DEPOSITS) == [(-sums.get("deposit", 0),)]


OWED = """
SELECT o.slug, coalesce((SELECT sum(r.balance_cents) FROM receivable r JOIN invoice i ON i.id = r.invoice_id
                         WHERE i.organisation_id = o.id), 0)
             - coalesce((SELECT sum(p.amount_cents - coalesce((SELECT sum(a.amount_cents) FROM allocation a
                                                              WHERE a.payment_id = p.id), 0))
                         FROM payment p WHERE p.organisation_id = o.id), 0)
FROM organisation o
"""
DEPOSITS = """
SELECT coalesce(sum(i.net_cents), 0) FROM invoice i
WHERE (i.kind = 'deposit' OR i.corrects_id IN (SELECT d.id FROM invoice d WHERE d.kind = 'deposit'))
  AND NOT EXISTS (SELECT 1 FROM service_order s WHERE s.delivered_on IS NOT NULL)
"""
