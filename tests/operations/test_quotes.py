"""Quotes as operations: what is refused, and what is repeated."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from desk import Desk, new_desk, on
from saasctl.errors.quotes import QuoteStateForbids
from saasctl.errors.services import QuoteNeeded
from saasctl.errors.terms import BlankTerm
from saasctl.errors.usage import ValueMalformed
from saasctl.operations.quotes import (
    QuoteGiven,
    add_quote,
    confirm_quote,
    decline_quote,
    list_quotes,
    sign_quote,
)
from saasctl.operations.services import order_service
from saasctl.rules.billing.ordering import ServiceGiven
from saasctl.rules.billing.quoting import Offer, OfferedService, Signature

REPAIR = QuoteGiven(Offer(services=(OfferedService(ServiceGiven("webmail-repair", Decimal("270.00"))),)))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = new_desk(tmp_path)
    for profile in ("koban", "ksaar"):
        made.seller(profile)
        made.org(profile, profile)
    yield made
    made.store.close()


def test_how_long_a_quote_stands_must_be_said(desk: Desk) -> None:
    with pytest.raises(BlankTerm, match=r"quote\.valid_days"):
        add_quote(desk.store, "ksaar", REPAIR, on("2026-02-01"))


def test_a_quote_is_open_on_its_own_day_at_least(desk: Desk) -> None:
    with pytest.raises(ValueMalformed):
        add_quote(desk.store, "koban", replace(REPAIR, valid_until=date(2026, 1, 31)), on("2026-02-01"))
    given = replace(REPAIR, valid_until=date(2026, 2, 1))
    assert add_quote(desk.store, "koban", given, on("2026-02-01")).keys == ("Q-2026-001",)


def test_a_quote_signed_again_stays_as_it_was(desk: Desk) -> None:
    add_quote(desk.store, "koban", REPAIR, on("2026-02-01"))
    for day in ("2026-02-03", "2026-02-09"):
        sign_quote(desk.store, "Q-2026-001", Signature("customer"), on(day))
    rows = list(list_quotes(desk.store, "koban", "signed", date(2026, 2, 9)).rows)
    assert [row[8] for row in rows] == [date(2026, 2, 3)]


def test_a_signature_recorded_is_not_moved_by_an_earlier_one(desk: Desk) -> None:
    add_quote(desk.store, "koban", REPAIR, on("2026-02-01"))
    for party, day in (("customer", "2026-02-05"), ("vendor", "2026-02-09"), ("vendor", "2026-02-06")):
        sign_quote(desk.store, "Q-2026-001", Signature(party), on(day))
    rows = list(list_quotes(desk.store, "koban", "bound", date(2026, 2, 9)).rows)
    assert [row[9] for row in rows] == [date(2026, 2, 9)]
    with pytest.raises(QuoteStateForbids) as caught:
        decline_quote(desk.store, "Q-2026-001", "customer", None, None, on("2026-02-08"))
    assert caught.value.why == "it binds since 2026-02-09"


def test_what_was_declined_is_not_signed_on_a_day_before(desk: Desk) -> None:
    add_quote(desk.store, "koban", REPAIR, on("2026-02-01"))
    decline_quote(desk.store, "Q-2026-001", "customer", None, None, on("2026-02-08"))
    with pytest.raises(QuoteStateForbids) as caught:
        sign_quote(desk.store, "Q-2026-001", Signature("customer"), on("2026-02-07"))
    assert caught.value.why == "it was declined on 2026-02-08"


def test_declining_an_offer_ends_nothing_that_it_did_not_begin(desk: Desk) -> None:
    desk.sub("koban", "pro", "annual", 1, "2026-01-01", "540.00")
    add_quote(desk.store, "koban", REPAIR, on("2026-02-01"))
    told = decline_quote(desk.store, "Q-2026-001", "customer", None, None, on("2026-02-08")).told
    assert told == "Q-2026-001: declined by the customer"


def test_what_does_not_bind_is_not_confirmed(desk: Desk) -> None:
    add_quote(desk.store, "koban", REPAIR, on("2026-02-01"))
    with pytest.raises(QuoteStateForbids):
        confirm_quote(desk.store, "Q-2026-001", (), on("2026-02-03"))


def test_a_service_is_ordered_by_the_quote_that_offers_it(desk: Desk) -> None:
    add_quote(desk.store, "koban", REPAIR, on("2026-02-01"))
    given = ServiceGiven("webmail-repair")
    with pytest.raises(QuoteNeeded):
        order_service(desk.store, "koban", given, on("2026-02-02"), "Q-2026-001")
    for party in ("customer", "vendor"):
        sign_quote(desk.store, "Q-2026-001", Signature(party), on("2026-02-03"))
    written = order_service(desk.store, "koban", given, on("2026-02-05"), "Q-2026-001")
    assert written.warnings == ("Q-2026-001 ordered webmail-repair as S-1 already",)
    assert desk.rows("SELECT price_cents FROM service_order") == [(27000,)]
    assert desk.rows("SELECT net_cents FROM invoice") == [(8100,)]
