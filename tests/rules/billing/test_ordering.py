"""What the terms make of a service that is ordered."""

from datetime import date
from decimal import Decimal

import pytest

from contracts import terms_of
from saasctl.errors.services import PlanMalformed, QuoteNeeded, TooManyPeople
from saasctl.errors.terms import BlankTerm
from saasctl.errors.usage import ValueMalformed
from saasctl.rules.billing.ordering import (
    ServiceGiven,
    check_offer,
    check_people,
    due_days,
    kind_of,
    plan_of,
    price_of,
    signers,
)
from saasctl.terms.resolve import Terms

DAY = date(2026, 3, 2)


def terms(profile: str, **settings: str) -> Terms:
    return terms_of(profile, **settings)(DAY)


@pytest.mark.parametrize(
    ("profile", "code", "kind"),
    [
        pytest.param("koban", "setup", "project", id="B-78"),
        pytest.param("koban", "restore", "service", id="B-30"),
        pytest.param("koban", "module", "module", id="B-81"),
        pytest.param("deskapad", "remote-training", "service", id="D-50"),
        pytest.param("kantree", "setup", "service", id="no-deposit"),
    ],
)
def test_how_a_service_is_billed(profile: str, code: str, kind: str) -> None:
    assert kind_of(terms(profile), ServiceGiven(code)) == kind


@pytest.mark.parametrize(
    ("profile", "code", "cents"),
    [
        pytest.param("deskapad", "tutorial", 0, id="D-46"),
        pytest.param("deskapad", "remote-training", 10000, id="D-47"),
        pytest.param("deskapad", "site-training", 50000, id="D-48"),
        pytest.param("koban", "restore", 40000, id="B-53"),
    ],
)
def test_the_terms_price_what_no_offer_does(profile: str, code: str, cents: int) -> None:
    assert price_of(terms(profile), ServiceGiven(code)).cents == cents


def test_extra_services_go_by_the_hour_at_the_current_rate() -> None:
    given = ServiceGiven("extra", hours=3)
    with pytest.raises(BlankTerm):
        price_of(terms("koban"), given)
    hourly = {"service__extra__hourly": "90.00"}
    assert price_of(terms("koban", **hourly), given).cents == 27000
    with pytest.raises(ValueMalformed):
        price_of(terms("koban", **hourly), ServiceGiven("extra"))


def test_a_price_agreed_goes_first() -> None:
    assert price_of(terms("koban"), ServiceGiven("restore", Decimal("350.00"))).cents == 35000


@pytest.mark.parametrize(
    ("code", "people", "quoted", "refused"),
    [
        pytest.param("remote-training", 10, 0, False, id="D-47-ten"),
        pytest.param("remote-training", 11, 11, True, id="D-47-eleven"),
        pytest.param("site-training", 10, 0, False, id="D-48-ten"),
        pytest.param("site-training", 11, 0, True, id="D-48-eleven"),
        pytest.param("site-training", 11, 12, False, id="D-48-by-quote"),
    ],
)
def test_a_training_takes_so_many_people(code: str, people: int, quoted: int, refused: bool) -> None:
    given = ServiceGiven(code, people=people)
    if refused:
        with pytest.raises(TooManyPeople):
            check_people(terms("deskapad"), "acme", given, quoted)
    else:
        check_people(terms("deskapad"), "acme", given, quoted)


def test_a_repair_needs_a_signed_offer() -> None:
    given = ServiceGiven("webmail-repair", hours=2)
    with pytest.raises(QuoteNeeded):
        check_offer(terms("koban"), "acme", given, quoted=False)
    assert check_offer(terms("koban"), "acme", given, quoted=True) == ()


def test_a_restore_is_accepted_after_a_mistake_of_the_customer() -> None:
    said = check_offer(terms("koban"), "acme", ServiceGiven("restore"), quoted=True)
    last = "only the last copy is restored (B-53)"
    assert said == ("restore needs acceptance and client-mistake (B-53): record it with --fact", last)
    facts = ("acceptance", "client-mistake")
    assert check_offer(terms("koban"), "acme", ServiceGiven("restore", facts=facts), quoted=True) == (last,)


def test_a_plan_above_the_whole_is_no_plan() -> None:
    with pytest.raises(PlanMalformed, match="80 % later"):
        plan_of(terms("koban"), ServiceGiven("setup", plan="80 % later"))
    text, steps = plan_of(terms("koban", project__plan="40 % later"), ServiceGiven("setup"))
    assert (text, [step.percent for step in steps]) == ("40 % later", [Decimal(40)])


def test_who_signs_the_quote_of_a_service() -> None:
    assert signers(terms("deskapad"), of_service=True) == ("customer",)
    assert signers(terms("deskapad"), of_service=False) == ("customer", "vendor")


def test_a_mission_is_due_when_its_quote_says() -> None:
    assert due_days(terms("deskapad"), "service", fixed=True).value == 0
    with pytest.raises(BlankTerm):
        due_days(terms("deskapad"), "service", fixed=False)
    assert due_days(terms("koban"), "project", fixed=False).value == 8
    assert due_days(terms("kantree", invoice__due_days="30"), "service", fixed=False).value == 30
