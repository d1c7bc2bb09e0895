"""Deskapad's terms of 30 November 2020 as data: figures, articles, blanks, and the table of its rules."""

import tomllib
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from saasctl.acts.describing import notice_term
from saasctl.errors.terms import BlankTerm, ReadingUnconfirmed, SettingRefused
from saasctl.rules.billing.composing import unit_price
from saasctl.rules.billing.contract import Phase, rhythm_of
from saasctl.rules.billing.slots import slot_policy
from saasctl.rules.lifecycle.notice import last_valid_day
from saasctl.terms.load import load_profile, packaged_folder
from saasctl.terms.model import Profile
from saasctl.terms.resolve import Answer, Terms, check_setting, parse_value

RULES = [*(f"D-C{number}" for number in range(1, 13)), *(f"D-{number:02d}" for number in range(1, 97))]
START = date(2026, 2, 1)


@pytest.fixture(scope="module")
def deskapad() -> Profile:
    return load_profile("deskapad@2020-11-30")


@pytest.fixture(scope="module")
def rules() -> dict[str, dict[str, Any]]:
    return tomllib.loads((packaged_folder() / "deskapad.rules.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("path", "value", "article", "rule"),
    [
        pytest.param("customer.withdrawal_days", 0, "13", "D-01", id="no-withdrawal"),
        pytest.param("terms.effective_from", date(2020, 11, 30), "2", "D-04", id="version"),
        pytest.param("updates.price", Decimal(0), "3", "D-19", id="updates-free"),
        pytest.param("price.periodic.monthly", Decimal(20), "6.2", "D-39", id="20-a-month"),
        pytest.param("price.periodic.annual", Decimal(200), "6.2", "D-40", id="200-a-year"),
        pytest.param("price.on-demand.on-demand", Decimal(0), "6.1", "D-32", id="access-included"),
        pytest.param("period.default", "monthly", "9.3", "D-60", id="one-month-by-default"),
        pytest.param("period.monthly.commitment_months", 1, "9.3", "D-60", id="one-month"),
        pytest.param("period.annual.commitment_months", 12, "9.3", "D-60", id="twelve-months"),
        pytest.param("period.annual.renews", True, "9.3", "D-61", id="tacit-renewal"),
        pytest.param("renewal.in_force", "signed-quote", "9.3", "D-64", id="new-quote"),
        pytest.param("notice.annual.length", 3, "9.3", "D-62", id="three"),
        pytest.param("notice.annual.unit", "months", "9.3", "D-62", id="months"),
        pytest.param("notice.monthly.length", 7, "9.3", "D-63", id="seven"),
        pytest.param("notice.monthly.unit", "days", "9.3", "D-63", id="days"),
        pytest.param("notice.monthly.form", "registered-letter", "9.3", "D-63", id="letter"),
        pytest.param("notice.annual.by", ("customer", "vendor"), "9.3", "D-62", id="either-party"),
        pytest.param("invoice.timing", "advance", "9.3", "D-52", id="in-advance"),
        pytest.param("invoice.due_days", 0, "9.3", "D-52", id="due-on-the-first-day"),
        pytest.param("vat.taken_at", "payment-day", "9.2", "D-56", id="vat-of-payment"),
        pytest.param("credits.worth", Decimal(5), "5.1", "D-21", id="a-credit-is-worth-5"),
        pytest.param("credits.category.desk.factor", Decimal(1), "5.1", "D-21", id="desk"),
        pytest.param("credits.category.room.factor", Decimal("1.1"), "5.1", "D-22", id="room"),
        pytest.param("credits.category.month.factor", Decimal(1), "5.1", "D-21", id="month"),
        pytest.param("credits.own_price.commitment", (1, "months"), "5.1", "D-24", id="firm-month"),
        pytest.param("credits.periodic_price", Decimal(5), "6.2", "D-41", id="credit-at-5"),
        pytest.param("credits.life.on-demand", (1, "years"), "6.1", "D-37", id="credit-lives-a-year"),
        pytest.param("credits.refill.months", 1, "5.2", "D-28", id="refilled-monthly"),
        pytest.param("credits.buyback.price", Decimal(5), "6.3", "D-45", id="bought-back-at-5"),
        pytest.param("inactivity.on-demand.longer_than", (6, "months"), "6.1", "D-38", id="inactive"),
        pytest.param("inactivity.periodic.longer_than", (6, "months"), "6.2", "D-44", id="inactive-too"),
        pytest.param("quote.copies", 2, "4", "D-07", id="two-copies"),
        pytest.param("service.tutorial.price", Decimal(0), "7", "D-46", id="tutorial"),
        pytest.param("service.remote-training.price", Decimal(100), "7", "D-47", id="video"),
        pytest.param("service.remote-training.minutes", 60, "7", "D-47", id="video-one-hour"),
        pytest.param("service.remote-training.people", 10, "7", "D-47", id="video-ten-people"),
        pytest.param("service.site-training.price", Decimal(500), "7", "D-48", id="on-site"),
        pytest.param("service.site-training.minutes", 180, "7", "D-48", id="on-site-three-hours"),
        pytest.param("service.site-training.more_people", "new-quote", "7", "D-48", id="on-site-more"),
        pytest.param("payment.instalments", 12, "9.1", "D-53", id="twelve-debits"),
        pytest.param("late_interest.points", Decimal(10), "9.6", "D-66", id="ten-points"),
        pytest.param("late_interest.multiple", Decimal(3), "9.6", "D-66", id="three-times"),
        pytest.param("recovery_fee.amount", Decimal(40), "9.6", "D-68", id="fee"),
        pytest.param("recovery_fee.after_days", 30, "9.6", "D-68", id="fee-after-30-days"),
        pytest.param(
            "ladder.suspension.after",
            ({"step": "formal-notice", "days": 15},),
            "9.6",
            "D-71",
            id="suspension-15-days-after",
        ),
        pytest.param(
            "ladder.termination.after",
            ({"step": "formal-notice", "days": 15},),
            "9.6",
            "D-71",
            id="termination-15-days-after",
        ),
        pytest.param("ladder.formal-notice.citing", "11", "11", "D-72", id="plain-writing-cites-11"),
        pytest.param("ending.early-exit.owed", "commitment", "11", "D-73", id="instalments-owed"),
        pytest.param("ending.insolvency.notice", (0, "days"), "11", "D-74", id="insolvency"),
        pytest.param("return.free", (3, "months"), "12", "D-77", id="data-returned"),
        pytest.param("deletion.after", (48, "hours"), "12", "D-78", id="data-deleted"),
        pytest.param("liability.months", 12, "18", "D-80", id="cap-of-12-months"),
        pytest.param("claims.within", (1, "years"), "18", "D-81", id="claims"),
        pytest.param("transfer.vendor", "group-only", "20", "D-83", id="transfer"),
        pytest.param("case.hiring.date.ban_until.length", (12, "months"), "21", "D-84", id="hiring-ban"),
        pytest.param(
            "case.hiring.amount.lump_sum.sum",
            ({"of": "monthly_pay_with_charges", "factor": Decimal(12)},),
            "21",
            "D-84",
            id="hiring-12-months-of-pay",
        ),
        pytest.param("confidentiality.after_end", (3, "years"), "24", "D-86", id="secret-3-years"),
        pytest.param("case.dispute.date.proposal.length", (15, "days"), "25", "D-87", id="settlement"),
        pytest.param("case.dispute.date.court.sense", "opens", "25", "D-87", id="court-after"),
    ],
)
def test_the_profile_holds_the_documents_figure(
    deskapad: Profile, path: str, value: object, article: str, rule: str
) -> None:
    entry = deskapad.entries[path]
    assert (entry.value, entry.article) == (value, article)
    assert rule in entry.rules


def test_credits_round_up_in_four_bands(deskapad: Profile) -> None:
    assert deskapad.entries["credits.rounding"].value == (
        {"up_to": Decimal(50), "step": 1},
        {"up_to": Decimal(100), "step": 5},
        {"up_to": Decimal(500), "step": 10},
        {"step": 50},
    )


def test_the_price_of_a_credit_falls_in_four_tiers(deskapad: Profile) -> None:
    assert deskapad.entries["credits.tiers"].value == (
        {"up_to": 10, "price": Decimal("6.00")},
        {"up_to": 25, "price": Decimal("5.80")},
        {"up_to": 50, "price": Decimal("5.60")},
        {"price": Decimal("5.40")},
    )


def test_only_credits_bought_on_demand_expire(deskapad: Profile) -> None:
    assert deskapad.names_under("credits.life") == ("on-demand",)


@pytest.mark.parametrize(
    "path",
    [
        "vat.rate",
        "terms_change.notice",
        "plan_change.period",
        "plan_change.upgrade",
        "quote.valid_days",
        "service.due_days",
        "service.agility-mission.price",
        "service.corpoworking-audit.price",
        "booking.cancel.until",
        "booking.cancel.refund",
        "booking.cancel.late_refund",
        "booking.no_show_refund",
        "credits.collected_rate",
        "credits.buyback.due_days",
        "credits.buyback.vat",
        "credits.buyback.document",
        "confirm.D-40",
        "permission.user.role",
        "permission.slot.add",
        "permission.sub.cancel",
    ],
)
def test_what_the_document_leaves_open_is_refused_until_the_operator_answers(
    deskapad: Profile, path: str
) -> None:
    with pytest.raises(BlankTerm, match=path.replace(".", r"\.")):
        Terms(deskapad).need(path)
    mark = deskapad.open_at(path)
    assert mark is not None
    assert not mark.optional


@pytest.mark.parametrize(
    "path",
    [
        "vat.exemption",
        "credits.reminder_days",
        "credits.low_balance",
        "credits.category.room.capacity",
        "support.hours",
        "password.expiry_days",
    ],
)
def test_what_is_off_unless_set_refuses_no_command(deskapad: Profile, path: str) -> None:
    mark = deskapad.open_at(path)
    assert mark is not None
    assert mark.optional
    assert Terms(deskapad).find(path) is None


@pytest.mark.parametrize(
    ("path", "value"),
    [
        pytest.param("notice.anchor", "renewal-day", id="anchor"),
        pytest.param("notice.counted_from", "dispatch", id="date-of-a-letter"),
        pytest.param("number.prefix.invoice", "INV", id="invoice-prefix"),
        pytest.param("number.prefix.credit_note", "CN", id="credit-note-prefix"),
        pytest.param("slots.invoice", "each", id="one-invoice-per-addition"),
        pytest.param("proration.basis", "full", id="pro-rata-of-added-users"),
        pytest.param("invoice.due_days", 0, id="due-date"),
        pytest.param("price.periodic.annual", Decimal(200), id="annual-price"),
        pytest.param("credits.tier_bound", "inclusive", id="tier-bound"),
        pytest.param("credits.refill.on", "anniversary", id="refill-day"),
        pytest.param("inactivity.activity", ("sign-in", "booking"), id="definition-of-activity"),
        pytest.param("inactivity.periodic.rhythms", ("monthly", "annual"), id="ended-subscriptions"),
        pytest.param("usage_report.day", 1, id="day-of-the-report"),
        pytest.param("credits.buyback.until", "any-time", id="buy-back-after-the-end"),
        pytest.param("late_interest.reading", "reference-plus-points", id="interest"),
        pytest.param("late_interest.fixed_at", "due-date", id="rate-of-the-due-day"),
        pytest.param("late_interest.day_count", "actual/365", id="interest-days"),
        pytest.param("late_interest.base", "gross", id="interest-base"),
        pytest.param("recovery_fee.after_days", 30, id="fee"),
        pytest.param("deletion.counted_from", "return-or-window", id="deletion"),
    ],
)
def test_a_reading_ships_as_a_setting_that_refuses_no_command(
    deskapad: Profile, path: str, value: object
) -> None:
    mark = deskapad.open_at(path)
    assert mark is not None
    assert mark.kind in ("convention", "reading")
    assert Terms(deskapad).need(path).value == value


def test_every_choice_of_an_open_path_begins_with_the_value_shipped(deskapad: Profile) -> None:
    for mark in deskapad.opens:
        if mark.choices:
            assert parse_value(mark.path, mark.choices[0]) == deskapad.entries[mark.path].value, mark.path


def test_the_six_readings_of_the_interest_clause_can_be_chosen(deskapad: Profile) -> None:
    mark = deskapad.open_at("late_interest.reading")
    assert mark is not None
    assert len(mark.choices) == 6


@pytest.mark.parametrize(
    ("path", "text"),
    [
        pytest.param("price.periodic.monthly", "10.00", id="monthly-price"),
        pytest.param("credits.periodic_price", "4.00", id="price-of-a-credit"),
        pytest.param("credits.buyback.price", "4.00", id="buy-back-price"),
        pytest.param("notice.annual.length", "1", id="notice"),
    ],
)
def test_a_figure_that_the_document_fixes_is_no_setting(deskapad: Profile, path: str, text: str) -> None:
    with pytest.raises(SettingRefused):
        check_setting(deskapad, path, text)


def test_the_annual_price_is_refused_until_its_reading_is_confirmed(deskapad: Profile) -> None:
    annual = Phase(START, "periodic", "annual", START, False)
    with pytest.raises(ReadingUnconfirmed, match="D-40"):
        unit_price(annual, Terms(deskapad))
    confirmed = {"confirm.D-40": Answer("confirm.D-40", "yes", "operator", START)}
    assert unit_price(annual, Terms(deskapad, confirmed)).value == 20_000


def test_the_quotes_price_needs_no_confirmation(deskapad: Profile) -> None:
    annual = Phase(START, "periodic", "annual", START, False)
    devis = {
        "price.periodic.annual": Answer("price.periodic.annual", "180.00", "Devis 2026-014 art. 3", START)
    }
    assert unit_price(annual, Terms(deskapad, {}, devis)).value == 18_000


def test_the_monthly_price_is_plain(deskapad: Profile) -> None:
    assert unit_price(Phase(START, "periodic", "monthly", START, False), Terms(deskapad)).value == 2_000


def test_on_demand_has_no_recurring_invoice_and_no_term(deskapad: Profile) -> None:
    rhythm = rhythm_of(Phase(START, "on-demand", "on-demand", START, False), Terms(deskapad))
    assert not rhythm.is_recurring
    assert rhythm.commitment_at(START) is None


def test_users_are_added_at_once_at_full_price_and_reduced_at_the_end_of_the_commitment(
    deskapad: Profile,
) -> None:
    policy = slot_policy(Terms(deskapad))
    assert (policy.addition, policy.reduction) == ("at-once", "commitment-end")
    assert policy.proration.basis == "full"


@pytest.mark.parametrize(
    ("unit", "renewal_on", "letter_by"),
    [
        pytest.param("annual", "2027-02-01", "2026-11-01", id="DX-15"),
        pytest.param("monthly", "2026-02-28", "2026-02-21", id="DX-16-first"),
        pytest.param("monthly", "2026-03-31", "2026-03-24", id="DX-16-second"),
        pytest.param("monthly", "2026-04-30", "2026-04-23", id="DX-16-third"),
        pytest.param("monthly", "2026-05-31", "2026-05-24", id="DX-16-fourth"),
    ],
)
def test_letters_count_as_in_the_worked_examples(
    deskapad: Profile, unit: str, renewal_on: str, letter_by: str
) -> None:
    term = notice_term(Terms(deskapad), unit)
    assert term is not None
    assert last_valid_day(date.fromisoformat(renewal_on), term) == date.fromisoformat(letter_by)


def test_seven_breaches_and_four_refusals_are_closed_lists(deskapad: Profile) -> None:
    terms = Terms(deskapad)
    assert len(deskapad.names_under("conduct")) == 7
    assert terms.words("ending.breach.causes") == deskapad.names_under("conduct")
    assert terms.words("suspension.breach.causes") == deskapad.names_under("conduct")
    assert len(terms.words("quote.refused_for")) == 4
    assert terms.words("quote.gates") == ("terms-accepted", "payment-confirmed", "confirmation-sent")


def test_no_support_level_is_made_up(deskapad: Profile) -> None:
    assert [
        path for path in deskapad.entries if path.startswith(("support.", "availability.", "backup."))
    ] == []
    assert [path for path in deskapad.entries if path.startswith("sla.")] == ["sla.duty"]


def test_contradictions_and_dead_references_are_printed(deskapad: Profile) -> None:
    warned = {rule for warning in deskapad.warnings for rule in warning.rule.split()}
    assert {
        *("D-40", "D-66", "D-35", "D-72", "D-78", "D-73", "D-04", "D-09", "D-28", "D-68", "D-45", "D-58"),
        *("D-52", "D-53", "D-32", "D-34", "D-74"),
    } <= warned


def test_every_rule_stands_in_the_table_in_order(rules: dict[str, dict[str, Any]]) -> None:
    assert list(rules) == RULES


def test_the_table_cites_listed_articles_in_few_words(
    deskapad: Profile, rules: dict[str, dict[str, Any]]
) -> None:
    for rule, row in rules.items():
        assert row.get("clause", "9.3") in deskapad.clauses, rule
        assert 0 < len(row["says"]) <= 200, rule
        assert row["command"], rule
        assert bool(row["tests"]) == (row["mode"] != "planned"), rule


def test_every_value_serves_a_rule_of_the_table(deskapad: Profile, rules: dict[str, dict[str, Any]]) -> None:
    cited = {rule for entry in deskapad.entries.values() for rule in entry.rules}
    cited |= {mark.rule for mark in deskapad.opens}
    assert cited <= set(rules)


def test_every_rule_has_a_value_or_is_a_convention_without_choice(
    deskapad: Profile, rules: dict[str, dict[str, Any]]
) -> None:
    cited = {rule for entry in deskapad.entries.values() for rule in entry.rules}
    cited |= {mark.rule for mark in deskapad.opens}
    without = {"D-C1", "D-C3", "D-C5", "D-C6", "D-C8", "D-C10"}
    assert set(rules) - cited == without


def test_every_article_is_used(deskapad: Profile, rules: dict[str, dict[str, Any]]) -> None:
    used = {entry.article for entry in deskapad.entries.values()} | {mark.article for mark in deskapad.opens}
    used |= {warning.article for warning in deskapad.warnings}
    used |= {row.get("clause") for row in rules.values()}
    assert set(deskapad.clauses) <= used
