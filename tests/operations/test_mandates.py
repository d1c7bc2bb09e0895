"""Mandates of direct debit."""

from datetime import date
from pathlib import Path

import pytest

from desk import new_desk, on
from saasctl.errors.mandates import IbanWrong, MandateExists, MandateUnknown
from saasctl.errors.terms import BlankTerm
from saasctl.operations.mandates import MandateGiven, add_mandate, list_mandates, revoke_mandate

IBAN = "FR7630006000011234567890189"


def test_a_mandate_is_added_once_and_revoked_once(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    desk.org("acme", desk.seller("koban"))
    assert add_mandate(desk.store, "acme", MandateGiven(IBAN), on("2026-02-01")).keys == ("ACME-M1",)
    assert add_mandate(desk.store, "acme", MandateGiven(IBAN), on("2026-02-02")).keys == ("ACME-M1",)
    with pytest.raises(MandateExists):
        add_mandate(
            desk.store, "acme", MandateGiven("DE89370400440532013000", reference="ACME-M1"), on("2026-02-02")
        )
    with pytest.raises(IbanWrong):
        add_mandate(desk.store, "acme", MandateGiven("FR00"), on("2026-02-02"))
    with pytest.raises(MandateUnknown):
        revoke_mandate(desk.store, "X", on("2026-02-02"))
    for day in ("2026-03-01", "2026-04-01"):
        revoke_mandate(desk.store, "ACME-M1", on(day))
    rows = list(list_mandates(desk.store, None, date(2026, 2, 28)).rows)
    assert [(row[0], str(row[8]), row[9]) for row in rows] == [("ACME-M1", "2026-03-01", "active")]
    desk.store.close()


def test_a_blank_day_of_debit_is_asked_for(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    desk.org("acme", desk.seller("ksaar"))
    with pytest.raises(BlankTerm):
        add_mandate(desk.store, "acme", MandateGiven(IBAN), on("2026-02-01"))
    desk.setting("ksaar", "payment.debit_on", "fixed-day")
    desk.setting("ksaar", "payment.debit_day", "5")
    written = add_mandate(desk.store, "acme", MandateGiven(IBAN), on("2026-02-01"))
    assert "day 5" in str(list_mandates(desk.store, "acme", date(2026, 2, 2)).rows)
    assert written.warnings
    desk.store.close()
