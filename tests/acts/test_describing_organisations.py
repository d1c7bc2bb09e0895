"""Describing one organisation as of a day."""

from collections.abc import Callable
from datetime import date

from saasctl.acts.describing_organisations import figures_of, organisation_view, regime_of
from saasctl.acts.finding import organisation_named
from saasctl.acts.terms import TermsBook
from saasctl.rules.billing.vat_regimes import VatParty
from saasctl.store.database import Store
from saasctl.values.act import Act

Customer = Callable[..., str]
DAY = date(2026, 6, 15)
INVOICE = {
    "seller_id": 1,
    "organisation_id": 1,
    "kind": "subscription",
    "obligation_on": "2026-06-01",
    "due_on": "2026-06-30",
    "currency": "EUR",
    "net_cents": 1000,
    "vat_cents": 200,
    "gross_cents": 1200,
    "terms_version": "koban@2026-03",
}


def bill(store: Store, number: str, on: str, balance: int) -> None:
    with store.transaction(Act()) as tx:
        key = tx.insert("invoice", INVOICE | {"number": number, "issued_on": on})
        owed = {"due_on": "2026-06-30", "paid_cents": 0, "balance_cents": balance, "status": "issued"}
        tx.insert("receivable", {"invoice_id": key, **owed})


def test_the_balance_is_that_of_the_invoices_issued_by_the_day(store: Store, customer: Customer) -> None:
    customer("koban")
    bill(store, "INV-2026-000001", "2026-06-01", 1200)
    bill(store, "INV-2026-000002", "2026-06-20", 3000)
    with store.reading() as tx:
        held = organisation_named(tx, "acme")
        assert figures_of(tx, held, DAY).balance_cents == 1200
        assert figures_of(tx, held, date(2026, 6, 20)).balance_cents == 4200


def test_a_first_invoice_unpaid_is_flagged_where_joining_is_subject_to_payment(
    store: Store, customer: Customer
) -> None:
    customer("koban")
    with store.reading() as tx:
        assert organisation_view(tx, TermsBook(tx), organisation_named(tx, "acme"), DAY).first_unpaid is None
    bill(store, "INV-2026-000001", "2026-06-01", 1200)
    with store.reading() as tx:
        flagged = organisation_view(tx, TermsBook(tx), organisation_named(tx, "acme"), DAY).first_unpaid
        assert flagged is not None
        assert (flagged.invoice, flagged.consequence) == ("INV-2026-000001", "flagged")
        assert flagged.clause is not None
        assert flagged.clause.rule == "B-134"
    with store.transaction(Act()) as tx:
        tx.run("UPDATE receivable SET balance_cents = 0")
        assert organisation_view(tx, TermsBook(tx), organisation_named(tx, "acme"), DAY).first_unpaid is None


def test_a_regime_that_was_not_kept_is_read_from_the_address(store: Store, customer: Customer) -> None:
    customer("koban", postcode="97400")
    with store.transaction(Act()) as tx:
        tx.run("UPDATE organisation SET vat_regime = NULL")
        held = organisation_named(tx, "acme")
        assert regime_of(held, VatParty("FR", "31000", "FR40303265045"), DAY) == "overseas"
