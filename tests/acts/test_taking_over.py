"""An invoice of a former system: what is written of it, and when it is known again."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from desk import new_desk, on
from saasctl.acts.finding import organisation_named
from saasctl.acts.taking_over import Former, known_as, take_over
from saasctl.acts.terms import TermsBook

FORMER = Former("F-118", "subscription", 48000, date(2025, 12, 7), date(2025, 12, 15), Decimal(20), "books")


@pytest.mark.parametrize(
    ("rate", "net"),
    [
        pytest.param(None, 10000, id="no VAT told"),
        pytest.param(Decimal(20), 8333, id="100 / 1.2"),
        pytest.param(Decimal("5.5"), 9479, id="100 / 1.055"),
    ],
)
def test_vat_is_taken_out_of_what_is_owed(rate: Decimal | None, net: int) -> None:
    former = Former("F-1", "service", 10000, date(2025, 12, 7), date(2025, 12, 15), rate, "books")
    assert former.net_cents == net


def test_it_is_known_again_by_all_it_says(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    desk.org("acme", desk.seller("koban"))
    with desk.store.transaction(on("2026-01-05")) as tx:
        organisation = organisation_named(tx, "acme")
        assert known_as(tx, organisation, FORMER) is None
        take_over(tx, organisation, TermsBook(tx).of_seller(organisation.seller_id, tx.on), FORMER)
        assert known_as(tx, organisation, FORMER) is True
        assert known_as(tx, organisation, Former("F-118", *("fee", *_rest()))) is False
    assert desk.rows("SELECT net_cents, vat_cents FROM invoice") == [(40000, 8000)]
    desk.store.close()


def _rest() -> tuple[int, date, date, Decimal, str]:
    return 48000, date(2025, 12, 7), date(2025, 12, 15), Decimal(20), "books"
