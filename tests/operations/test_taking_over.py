"""Opening balances: what is refused, and what is taken over once."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from desk import new_desk, on
from saasctl.errors.base import SaasctlError
from saasctl.errors.receivables import NumberTaken
from saasctl.errors.usage import ValueMalformed
from saasctl.errors.vat import VatRateUnlawful
from saasctl.operations.taking_over import FormerGiven, take_over_invoice

GIVEN = FormerGiven("F-118", Decimal(480), date(2025, 12, 7), date(2025, 12, 15), "books")


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        pytest.param(
            replace(GIVEN, number="INV-2026-000001"), ValueMalformed, id="a number of the store's own series"
        ),
        pytest.param(replace(GIVEN, number="CN-1"), ValueMalformed, id="of its credit notes"),
        pytest.param(replace(GIVEN, number=" "), ValueMalformed, id="no number"),
        pytest.param(replace(GIVEN, number="F\n1"), ValueMalformed, id="a number over two lines"),
        pytest.param(replace(GIVEN, amount=Decimal(0)), ValueMalformed, id="nothing owed"),
        pytest.param(replace(GIVEN, issued_on=date(2026, 1, 6)), ValueMalformed, id="issued later"),
        pytest.param(replace(GIVEN, due_on=date(2025, 12, 6)), ValueMalformed, id="due before it was issued"),
        pytest.param(replace(GIVEN, vat_rate=Decimal("19.6")), VatRateUnlawful, id="a rate of another time"),
    ],
)
def test_what_cannot_be_so_is_refused(
    tmp_path: Path, given: FormerGiven, refusal: type[SaasctlError]
) -> None:
    desk = new_desk(tmp_path)
    desk.org("acme", desk.seller("koban"))
    with pytest.raises(refusal):
        take_over_invoice(desk.store, "acme", given, on("2026-01-05"))
    assert desk.rows("SELECT id FROM invoice") == []
    desk.store.close()


def test_the_same_again_changes_nothing(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    desk.org("acme", desk.seller("koban"))
    first = take_over_invoice(desk.store, "acme", GIVEN, on("2026-01-05"))
    assert first.keys == take_over_invoice(desk.store, "acme", GIVEN, on("2026-01-08")).keys == ("F-118",)
    with pytest.raises(NumberTaken):
        take_over_invoice(desk.store, "acme", replace(GIVEN, amount=Decimal(481)), on("2026-01-08"))
    assert desk.rows("SELECT on_day FROM taken_over") == [("2026-01-05",)]
    desk.store.close()
