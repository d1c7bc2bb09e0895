"""Kantree's terms of 7 April 2021 as data: figures, articles, blanks, and the table of its rules."""

import tomllib
from decimal import Decimal
from typing import Any

import pytest

from saasctl.errors.terms import BlankTerm, ReadingUnconfirmed, SettingMalformed, SettingRefused
from saasctl.terms.load import load_profile, packaged_folder
from saasctl.terms.model import Profile
from saasctl.terms.resolve import Terms, check_setting, parse_value

RULES = [*(f"K-D{number}" for number in range(1, 13)), *(f"K-{number:02d}" for number in range(1, 73))]

MODES = {
    "compute": "computed",
    "schedule": "scheduled",
    "check": "checked",
    "permit": "permitted",
    "notify": "notified",
    "record": "recorded",
}

MODIFICATION = "Acceptance and modification > Modification"
SECURITY = "Access, use and security"
ACCOUNTS = "Functionalities > Creation and functioning of the Accounts"
ROLES = "Functionalities > project management"
TRIAL = "Financial terms > Trial period"
BILLING = "Financial terms > Billing and payment"
DELAY = "Financial terms > Payment delay"
SUPPORT = "Maintenance … and assistance"
CONDUCT = "User Obligations > every User"
DURATION = "Duration, suspension and termination"
ENDING = "Termination according to the terms of the Subscription"
BREACH = "Termination for repeated or material breaches"
AFTER = "Consequences of termination"
CAP = "Digicoop's liability"
TRANSFER = "Transfer of the T&Cs"
WEEK = ("mon", "tue", "wed", "thu", "fri")


@pytest.fixture(scope="module")
def kantree() -> Profile:
    return load_profile("kantree@2021-04-07")


@pytest.fixture(scope="module")
def rules() -> dict[str, dict[str, Any]]:
    return tomllib.loads((packaged_folder() / "kantree.rules.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("path", "value", "article", "rule"),
    [
        pytest.param("customer.professional", True, "Purpose of the T&Cs", "K-02", id="professionals"),
        pytest.param("terms_change.notice", (15, "days"), MODIFICATION, "K-06", id="new-terms-15-days"),
        pytest.param(
            "terms_change.recipients", ("organisation", "users"), MODIFICATION, "K-06", id="told-to-both"
        ),
        pytest.param("terms_change.form", "email", MODIFICATION, "K-06", id="new-terms-by-email"),
        pytest.param("terms_change.silence", "accepts", MODIFICATION, "K-07", id="silence-accepts"),
        pytest.param("permission.user.invite", ("owner", "administrator"), ACCOUNTS, "K-15", id="inviting"),
        pytest.param("permission.user.add", ("administrator",), ROLES, "K-16", id="adding"),
        pytest.param("permission.user.disable", ("administrator",), ROLES, "K-16", id="deleting"),
        pytest.param("permission.payment.manage", ("owner",), ROLES, "K-17", id="payment-data"),
        pytest.param("permission.slot.assign", ("owner",), ACCOUNTS, "K-14", id="attributing-slots"),
        pytest.param("permission.slot.mode", ("owner",), BILLING, "K-28", id="choosing-the-mode"),
        pytest.param("users.confirmed_by", "email", ACCOUNTS, "K-19", id="registration-confirmed"),
        pytest.param("period.monthly.invoice_months", 1, BILLING, "K-26", id="monthly"),
        pytest.param("period.annual.invoice_months", 12, BILLING, "K-26", id="annual"),
        pytest.param("period.annual.price_months", 12, BILLING, "K-26", id="price-of-a-year"),
        pytest.param("period.annual.commitment_months", 12, DURATION, "K-34", id="year-committed"),
        pytest.param("period.monthly.renews", True, DURATION, "K-34", id="renews"),
        pytest.param("slots.modes", ("manual", "automatic"), BILLING, "K-28", id="modes"),
        pytest.param("slots.addition", "at-once", BILLING, "K-29", id="addition-at-once"),
        pytest.param("slots.reduction", "period-end", BILLING, "K-30", id="reduction-at-period-end"),
        pytest.param("slots.reduction", "period-end", BILLING, "K-31", id="reduction-at-year-end"),
        pytest.param("slots.refund", False, BILLING, "K-32", id="no-refund"),
        pytest.param("invoice.timing", "advance", BILLING, "K-33", id="in-advance"),
        pytest.param(
            "conduct.forbid-4.title",
            "a disproportionate load on the infrastructure",
            CONDUCT,
            "K-39",
            id="fourth-forbidden-conduct",
        ),
        pytest.param("trial.cut_notice_days", 0, TRIAL, "K-24", id="trial-cut-without-notice"),
        pytest.param("restoration.within", (7, "days"), DURATION, "K-48", id="restored-within-7-days"),
        pytest.param("restoration.strict", True, DURATION, "K-48", id="less-than-7-days"),
        pytest.param("restoration.failed", "termination-due", DURATION, "K-49", id="not-restored"),
        pytest.param("suspension.billing_continues", True, DURATION, "K-47", id="billing-goes-on"),
        pytest.param("suspension.barred.slot_billed", True, DURATION, "K-50", id="barred-person"),
        pytest.param("notice.annual.form", "in-app", ENDING, "K-51", id="ended-in-the-software"),
        pytest.param("ending.convenience.effect", "period-end", ENDING, "K-54", id="ends-with-the-period"),
        pytest.param("ending.convenience.refund", "none", ENDING, "K-52", id="nothing-back"),
        pytest.param("ending.breach.by", ("customer", "vendor"), BREACH, "K-55", id="breach-by-either"),
        pytest.param("ending.breach.notice", (0, "days"), BREACH, "K-55", id="breach-at-once"),
        pytest.param("exit.access_ends", "contract-end", AFTER, "K-56", id="access-ends"),
        pytest.param("export.window", (0, "days"), AFTER, "K-57", id="no-window-after-the-end"),
        pytest.param("export.afterwards", "consent", AFTER, "K-58", id="consent-afterwards"),
        pytest.param("compromise.liable_until", "report", SECURITY, "K-12", id="cut-off-at-the-report"),
        pytest.param(
            "compromise.measures",
            ("reset-password", "reset-login", "suspend"),
            SECURITY,
            "K-13",
            id="protective-measures",
        ),
        pytest.param(
            "compromise.excuses", ("vendor_failure", "force_majeure"), SECURITY, "K-72", id="excuses"
        ),
        pytest.param("late_interest.reading", "multiple-of-legal", DELAY, "K-35", id="interest-formula"),
        pytest.param("late_interest.multiple", Decimal(3), DELAY, "K-35", id="three-times"),
        pytest.param("late_interest.invoices", ("subscription", "slots"), DELAY, "K-35", id="subscriptions"),
        pytest.param("late_interest.starts", "first-working-day", DELAY, "K-36", id="first-working-day"),
        pytest.param("late_interest.working_days", WEEK, DELAY, "K-D3", id="monday-to-friday"),
        pytest.param("late_interest.needs_notice", False, DELAY, "K-37", id="no-notice-needed"),
        pytest.param("late_interest.compound", False, DELAY, "K-37", id="no-interest-on-interest"),
        pytest.param("recovery_fee.amount", Decimal("40.00"), DELAY, "K-38", id="recovery-fee"),
        pytest.param("recovery_fee.per", "invoice", DELAY, "K-38", id="fee-per-invoice"),
        pytest.param("recovery_fee.starts", "with-interest", DELAY, "K-38", id="fee-with-interest"),
        pytest.param("support.hours", "mon-fri 09:00-18:00", SUPPORT, "K-43", id="support-hours"),
        pytest.param("support.channels", ("email", "tool"), SUPPORT, "K-42", id="support-channels"),
        pytest.param("clock.resolve.from", "acknowledgement", SUPPORT, "K-44", id="clock-from-the-answer"),
        pytest.param("clock.resolve.worth", "statistic", SUPPORT, "K-44", id="never-a-breach"),
        pytest.param(
            "maintenance.specific_above_minutes", 60, SUPPORT, "K-45", id="maintenance-over-an-hour"
        ),
        pytest.param("maintenance.specific", "may", SUPPORT, "K-45", id="specific-notice-is-optional"),
        pytest.param(
            "availability.excludes",
            ("force-majeure", "third-party", "breakdown", "update", "maintenance"),
            "Digicoop Obligations > Accessibility",
            "K-40",
            id="five-exceptions",
        ),
        pytest.param("liability.share", Decimal(80), CAP, "K-60", id="cap-of-80-percent"),
        pytest.param("liability.months", 12, CAP, "K-60", id="cap-of-12-months"),
        pytest.param("transfer.customer_needs", ("written-consent",), TRANSFER, "K-67", id="transfer"),
        pytest.param(
            "law.court", "Tribunal de commerce de Paris", "Language; Choice of law", "K-70", id="court"
        ),
    ],
)
def test_the_profile_holds_the_documents_figure(
    kantree: Profile, path: str, value: object, article: str, rule: str
) -> None:
    entry = kantree.entries[path]
    assert (entry.value, entry.article) == (value, article)
    assert rule in entry.rules


@pytest.mark.parametrize(
    ("path", "rule"),
    [
        ("terms.definitions", "K-14"),
        ("terms.url", "K-05"),
        ("compromise.address", "K-11"),
        ("permission.user.role", "K-18"),
        ("duties.user", "K-22"),
        ("duties.owner", "K-22"),
        ("duties.administrator", "K-22"),
        ("trial.days", "K-23"),
        ("price.standard.monthly", "K-25"),
        ("price.standard.annual", "K-25"),
        ("vat.rate", "K-D12"),
        ("invoice.due_days", "K-33"),
        ("payment.means", "K-33"),
        ("plan_change.period", "K-34"),
        ("ladder.reminder.after", "K-37"),
        ("usage.records.limit", "K-39"),
        ("usage.storage.limit", "K-39"),
        ("import.format", "K-39"),
        ("support.email", "K-42"),
        ("suspension.causes", "K-46"),
        ("ending.breach.causes", "K-55"),
        ("ending.breach.more_than", "K-55"),
        ("export.terms", "K-58"),
        ("deletion.after", "K-59"),
        ("retention.customer_data.length", "K-59"),
        ("backup.tiers", "K-59"),
        ("liability.exclusions", "K-62"),
        ("data.privacy_url", "K-64"),
        ("data.processing_url", "K-64"),
    ],
)
def test_what_the_document_leaves_open_is_refused_until_the_operator_answers(
    kantree: Profile, path: str, rule: str
) -> None:
    with pytest.raises(BlankTerm, match=path.replace(".", r"\.")):
        Terms(kantree).need(path)
    mark = kantree.open_at(path)
    assert mark is not None
    assert (mark.kind, mark.rule, mark.optional) == ("blank", rule, False)
    assert mark.example


@pytest.mark.parametrize(
    "path",
    [
        "password.expiry_days",
        "restoration.inquiry_days",
        "availability.target",
        "sla.major.acknowledge",
        "sla.major.resolve",
        "sla.blocking.restore",
        "vat.exemption",
    ],
)
def test_what_is_off_unless_set_refuses_no_command(kantree: Profile, path: str) -> None:
    mark = kantree.open_at(path)
    assert mark is not None
    assert mark.optional
    assert Terms(kantree).find(path) is None


@pytest.mark.parametrize(
    ("path", "value", "other"),
    [
        pytest.param("number.prefix.invoice", "INV", "KAN", id="invoice-prefix"),
        pytest.param("number.prefix.credit_note", "CN", "AV", id="credit-note-prefix"),
        pytest.param("slots.invoice", "each", "daily", id="one-invoice-per-addition"),
        pytest.param("slots.collaborators", True, "no", id="collaborators"),
        pytest.param("slots.mode", "manual", "automatic", id="mode-before-a-choice"),
        pytest.param("proration.basis", "actual", "thirty", id="proration"),
        pytest.param("proration.counts", "from-change-day", "from-next-day", id="day-of-addition"),
        pytest.param("invoice.timing", "advance", "arrears", id="timing"),
        pytest.param("renewal.price", "current", "initial", id="price-revision"),
        pytest.param("permission.sub.cancel", ("owner",), "owner,administrator", id="who-ends-it"),
        pytest.param("notice.monthly.length", 0, "15", id="notice-monthly"),
        pytest.param("notice.annual.length", 0, "30", id="notice-annual"),
        pytest.param("restoration.clock", "wall-clock", "elapsed", id="seven-days"),
        pytest.param("late_interest.working_days", WEEK, "mon,tue,wed,thu,fri,sat", id="working-days"),
        pytest.param("support.holidays", "none", "FR", id="holidays"),
        pytest.param("support.at_closing", "next-opening", "same-day", id="closing-time"),
        pytest.param("late_interest.ends", "payment-day", "day-before-payment", id="payment-day"),
        pytest.param("late_interest.day_count", "actual/actual", "actual/365", id="leap-years"),
        pytest.param("late_interest.legal_rate", "professional", "private", id="column-of-the-rate"),
        pytest.param("late_interest.fixed_at", "each-day", "due-date", id="rate-of-each-day"),
        pytest.param("late_interest.base", "gross", "net", id="base"),
        pytest.param("late_interest.vat", False, "yes", id="vat-on-interest"),
        pytest.param("recovery_fee.vat", False, "yes", id="vat-on-the-fee"),
        pytest.param("late_interest.starts", "first-working-day", "day-after-due", id="start"),
        pytest.param("liability.monthly", "last-periods", "since-anniversary", id="cap-of-a-monthly-plan"),
        pytest.param("liability.first_year", "elapsed-days", "whole-payment", id="cap-in-the-first-year"),
    ],
)
def test_a_convention_or_reading_is_in_force_and_may_be_set_otherwise(
    kantree: Profile, path: str, value: object, other: str
) -> None:
    mark = check_setting(kantree, path, other)
    assert mark.kind in ("convention", "reading")
    assert Terms(kantree).need(path).value == value
    assert parse_value(path, other) != value
    if mark.choices:
        assert parse_value(path, mark.choices[0]) == value


@pytest.mark.parametrize(
    ("path", "text"),
    [
        pytest.param("late_interest.multiple", "1", id="a-figure-of-the-contract"),
        pytest.param("recovery_fee.amount", "0.00", id="the-recovery-fee"),
        pytest.param("slots.reduction", "commitment-end", id="reductions"),
        pytest.param("terms_change.notice", "1 days", id="notice-of-new-terms"),
    ],
)
def test_what_the_document_decides_cannot_be_set(kantree: Profile, path: str, text: str) -> None:
    with pytest.raises(SettingRefused):
        check_setting(kantree, path, text)


def test_a_convention_takes_none_but_its_alternatives(kantree: Profile) -> None:
    with pytest.raises(SettingMalformed, match="month-fraction"):
        check_setting(kantree, "proration.basis", "month-fraction")


def test_an_ending_over_refused_terms_waits_for_the_operators_decision(kantree: Profile) -> None:
    with pytest.raises(ReadingUnconfirmed, match="K-07"):
        Terms(kantree).confirmed("K-07")


def test_interest_and_fee_of_a_convention_cite_it_and_not_the_clause_alone(kantree: Profile) -> None:
    clause = Terms(kantree).need("late_interest.base").clause
    assert clause.source == "convention"
    assert "K-D12" in str(clause.rule)


def test_the_eight_kinds_of_forbidden_conduct_are_causes_of_a_suspension(kantree: Profile) -> None:
    codes = tuple(f"forbid-{number}" for number in range(1, 9))
    assert kantree.names_under("conduct") == codes
    assert kantree.entries["suspension.forbidden-conduct.causes"].value == codes


def test_the_warnings_name_the_weak_points_of_the_text(kantree: Profile) -> None:
    named = " ".join(warning.rule for warning in kantree.warnings)
    for rule in (
        "K-07",
        "K-54",
        "K-48",
        "K-49",
        "K-14",
        "K-16",
        "K-36",
        "K-38",
        "K-60",
        "K-61",
        "K-26",
        "K-57",
    ):
        assert rule in named


def test_every_article_of_the_profile_is_used(kantree: Profile) -> None:
    used = {entry.article for entry in kantree.entries.values()}
    used |= {mark.article for mark in kantree.opens} | {warning.article for warning in kantree.warnings}
    assert set(kantree.clauses) == used - {None}


def test_every_rule_stands_in_the_table_once_and_in_order(rules: dict[str, dict[str, Any]]) -> None:
    assert list(rules) == RULES


@pytest.mark.parametrize("rule", RULES)
def test_each_row_says_how_its_rule_is_carried_out(
    kantree: Profile, rules: dict[str, dict[str, Any]], rule: str
) -> None:
    row = rules[rule]
    assert 0 < len(row["says"]) <= 200
    assert row["command"]
    assert row.get("clause") is None or row["clause"] in kantree.clauses
    assert bool(row["tests"]) == (row["mode"] != "planned")
    assert all(test.startswith("kantree/") for test in row["tests"])


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_of_the_main_job_is_carried_out_as_its_tag_says_and_others_wait(
    rules: dict[str, dict[str, Any]], rule: str
) -> None:
    row = rules[rule]
    if row["mode"] == "planned":
        assert row["area"] != "main-job" or row["tags"] == ["convention"]
    elif row["tags"] != ["convention"]:
        assert row["mode"] in {MODES[tag] for tag in row["tags"]}


def test_every_rule_with_a_parameter_is_known_to_the_table(
    kantree: Profile, rules: dict[str, dict[str, Any]]
) -> None:
    named = {rule for entry in kantree.entries.values() for rule in entry.rules}
    assert named | {mark.rule for mark in kantree.opens} <= set(rules)
