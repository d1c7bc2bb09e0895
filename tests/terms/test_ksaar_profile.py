"""Ksaar's undated terms as data: figures, articles, blanks, and the table of its rules."""

import csv
import io
import tomllib
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from saasctl.errors.terms import BlankTerm, SettingRefused
from saasctl.rules.billing.contract import Phase, rhythm_of
from saasctl.rules.calendars.days import HolidayCalendar
from saasctl.rules.lifecycle.notice import NoticeTerm, deadline_for
from saasctl.terms.load import load_profile, packaged_folder
from saasctl.terms.model import Profile
from saasctl.terms.resolve import Answer, Terms, check_override, check_setting, parse_value

RULES = [*(f"S-C{number}" for number in range(1, 14)), *(f"S-{number:02d}" for number in range(1, 87))]

AREAS = """
main-job S-C1 S-C2 S-C3 S-C4 S-C5 S-C6 S-C7 S-C8 S-C9 S-C10 S-C11 S-C12 S-C13
main-job S-01 S-02 S-03 S-04 S-05 S-06 S-07 S-09 S-12 S-13 S-14 S-15 S-16 S-17 S-19 S-27 S-42 S-43
credits-usage S-18 S-20 S-21 S-22 S-23 S-24 S-25 S-28 S-29 S-30 S-31 S-32 S-33 S-34 S-35
receivables S-36 S-37 S-38 S-39 S-40 S-41 S-69
tickets S-50 S-51 S-52 S-53 S-54 S-55 S-56 S-57 S-58 S-59 S-80
"""

MODES = {
    "compute": "computed",
    "schedule": "scheduled",
    "check": "checked",
    "permit": "permitted",
    "notify": "notified",
    "record": "recorded",
}


@pytest.fixture(scope="module")
def ksaar() -> Profile:
    return load_profile("ksaar@undated")


@pytest.fixture(scope="module")
def rules() -> dict[str, dict[str, Any]]:
    return tomllib.loads((packaged_folder() / "ksaar.rules.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("path", "value", "article", "rule"),
    [
        pytest.param("customer.professional", True, "4.1", "S-01", id="professionals"),
        pytest.param("acceptance.user", "tick", "4.1", "S-02", id="tick"),
        pytest.param(
            "customer.fields",
            ("contact_last", "contact_first", "email", "phone", "name", "employees"),
            "5.1",
            "S-05",
            id="six-fields",
        ),
        pytest.param("permission.user.add", ("administrator",), "5.2", "S-06", id="administrator-adds"),
        pytest.param(
            "permission.user.role", ("administrator",), "5.2", "S-06", id="administrator-sets-rights"
        ),
        pytest.param(
            "users.kinds",
            ("employee", "consultant", "freelancer", "agent", "business-partner"),
            "2",
            "S-07",
            id="kinds-of-users",
        ),
        pytest.param("plan.free.paid", False, "10.1", "S-13", id="free-plan"),
        pytest.param("plan.enterprise.bespoke", True, "8.2.1", "S-18", id="enterprise"),
        pytest.param("commitment.free_exit_months", 1, "10.1", "S-15", id="month-without-commitment"),
        pytest.param("period.monthly.commitment_months", 12, "10.1", "S-16", id="monthly-bound-twelve"),
        pytest.param("period.monthly.invoice_months", 1, "10.2", "S-27", id="monthly"),
        pytest.param("period.annual.commitment_months", 12, "10.1", "S-16", id="annual-bound-twelve"),
        pytest.param("period.annual.invoice_months", 12, "10.2", "S-27", id="annual"),
        pytest.param("plan_change.downgrade", "commitment-end", "10.1", "S-17", id="downgrade"),
        pytest.param("invoice.timing", "arrears", "10.2", "S-27", id="in-arrears"),
        pytest.param("payment.default", "card", "10.2", "S-27", id="card"),
        pytest.param("notice.monthly.length", 2, "12.1", "S-44", id="two-months"),
        pytest.param("notice.annual.form", "registered-letter", "12.1", "S-44", id="registered-letter"),
        pytest.param("notice.annual.by", ("customer", "vendor"), "12.1", "S-44", id="either-side"),
        pytest.param("renewal.tacit", True, "12.1", "S-43", id="renewal"),
        pytest.param("ending.fault.cure", (30, "days"), "12.2", "S-45", id="cure"),
        pytest.param("ending.fault.counted_from", "dispatch", "12.2", "S-45", id="cure-from-dispatch"),
        pytest.param(
            "exit.checklist",
            ("use-stopped", "uninstalled", "destruction-confirmed-in-writing"),
            "12.3",
            "S-46",
            id="three-items",
        ),
        pytest.param("exit.fees_kept", True, "12.3", "S-47", id="fees-kept"),
        pytest.param("suspension.causes", ("harmful-data", "force-majeure"), "7.4", "S-41", id="no-arrears"),
        pytest.param("suspension.harmful-data.notice", (0, "days"), "9.3.5", "S-49", id="instant"),
        pytest.param("late_interest.multiple", Decimal("3"), "10.4", "S-36", id="interest"),
        pytest.param("late_interest.starts", "day-after-due", "10.4", "S-36", id="interest-starts"),
        pytest.param("recovery_fee.amount", Decimal("40.00"), "10.4", "S-37", id="recovery-fee"),
        pytest.param(
            "ladder.termination.after",
            ({"step": "formal-notice", "days": 30},),
            "10.4",
            "S-40",
            id="thirty-days-after-formal-notice",
        ),
        pytest.param(
            "ladder.formal-notice.also_forms", ("registered-letter",), "12.2", "S-40", id="not-added"
        ),
        pytest.param("liability.months", 12, "11.2", "S-69", id="cap"),
        pytest.param("backup.most", (90, "days"), "7.2", "S-60", id="backups"),
        pytest.param("export.window", (0, "days"), "12.3", "S-61", id="no-export-after-the-end"),
        pytest.param("deletion.after", (0, "days"), "14.2", "S-62", id="destroyed-on-expiry"),
        pytest.param("case.data-breach.date.notify.length", (24, "hours"), "14.2", "S-64", id="breach"),
        pytest.param("case.infringement-claim.date.notify.length", (8, "days"), "9.1.3", "S-70", id="claim"),
        pytest.param("case.hiring.date.ban_until.length", (12, "months"), "16.7", "S-74", id="hiring-ban"),
        pytest.param(
            "case.hiring.amount.lump_sum.sum",
            ({"of": "gross_monthly", "factor": Decimal("12")},),
            "16.7",
            "S-74",
            id="hiring-twelve-months-of-pay",
        ),
        pytest.param(
            "case.force-majeure.date.optional_end.length", (2, "months"), "16.8", "S-75", id="force-majeure"
        ),
        pytest.param("case.audit.date.visit.length", (5, "days"), "8.3.1", "S-23", id="audit-notice"),
        pytest.param("case.audit.date.regularise.length", (15, "days"), "8.3.2", "S-24", id="audit-payment"),
        pytest.param(
            "case.audit.amount.shortfall.sum",
            (
                {"of": "extra_fees", "factor": Decimal("1.10")},
                {"of": "audit_costs", "factor": Decimal("1")},
            ),
            "8.3.2",
            "S-24",
            id="audit-ten-percent-on-fees-alone",
        ),
        pytest.param(
            "commission.bands",
            (
                {"from": Decimal("1.00"), "to": Decimal("100.00"), "percent": Decimal("30")},
                {"from": Decimal("101.00"), "to": Decimal("499.00"), "percent": Decimal("20")},
            ),
            "10.3",
            "S-30",
            id="commission",
        ),
        pytest.param("commission.minimum", Decimal("250.00"), "10.3", "S-32", id="minimum"),
        pytest.param("commission.year_months", 12, "10.3", "S-35", id="twelve-times-250"),
        pytest.param("sessions.per_month", 2, "7.3", "S-28", id="sessions"),
        pytest.param("sessions.minutes", 45, "7.3", "S-28", id="45-minutes"),
        pytest.param("sla.blocking.acknowledge", (1, "business-hours"), "7.6", "S-53", id="blocking-1-h"),
        pytest.param("sla.blocking.resolve", (4, "business-hours"), "7.6", "S-53", id="blocking-4-h"),
        pytest.param("sla.major.acknowledge", (4, "business-hours"), "7.6", "S-53", id="major-4-h"),
        pytest.param("sla.major.resolve", (24, "business-hours"), "7.6", "S-53", id="major-24-h"),
        pytest.param("sla.minor.acknowledge", (1, "business-days"), "7.6", "S-53", id="minor-1-day"),
        pytest.param("sla.minor.resolve", (20, "business-days"), "7.6", "S-53", id="minor-20-days"),
        pytest.param("clock.resolve.from", "acknowledgement", "7.6", "S-54", id="treatment-clock"),
        pytest.param("sla.credit", "none", "9.2.1", "S-57", id="no-credit"),
        pytest.param("availability.target", Decimal("99.9"), "7.4", "S-58", id="availability"),
        pytest.param("data.location", ("eea",), "7.2", "S-63", id="eea"),
        pytest.param("data.own_location", ("eu",), "14.1", "S-63", id="eu"),
        pytest.param("data.contact", "direction@ksaar.co", "14.1", "S-67", id="data-contact"),
    ],
)
def test_the_profile_holds_the_documents_figure(
    ksaar: Profile, path: str, value: object, article: str, rule: str
) -> None:
    entry = ksaar.entries[path]
    assert (entry.value, entry.article) == (value, article)
    assert rule in entry.rules


@pytest.mark.parametrize(
    "path",
    [
        "support.hours",
        "price.business.monthly",
        "plan.starter.end_users",
        "overage.end_users.price",
        "overage.end_users.billed",
        "sessions.plans",
        "commission.rate_above",
        "commission.rate_below",
        "commission.due_days",
        "vat.rate",
        "payment.debit_on",
        "export.reminder_days",
        "quote.valid_days",
        "case.data-subject-request.date.answer.length",
        "case.end-user-data-request.date.help.length",
        "plan_change.criteria",
        "plan_change.period",
        "retention.vendor_customer_data.length",
        "slots.without_clause",
        "ending.infringement.notice",
        "permission.slot.add",
        "permission.sub.cancel",
        "permission.payment.manage",
    ],
)
def test_what_the_document_leaves_open_is_refused_until_the_operator_answers(
    ksaar: Profile, path: str
) -> None:
    mark = ksaar.open_at(path)
    assert mark is not None
    assert (mark.kind, mark.optional) == ("blank", False)
    assert mark.needed_by
    with pytest.raises(BlankTerm, match=path.replace(".", r"\.")):
        Terms(ksaar).need(path)


@pytest.mark.parametrize(
    "path",
    [
        "vat.exemption",
        "support.email",
        "support.phone",
        "support.tool",
        "support.cutoff",
        "retention.audit_log.length",
        "usage.reasonable",
        "commitment.months",
        "confidentiality.after_end",
        "payment.debit_day",
    ],
)
def test_what_is_off_unless_set_refuses_no_command(ksaar: Profile, path: str) -> None:
    mark = ksaar.open_at(path)
    assert mark is not None
    assert mark.optional
    assert Terms(ksaar).find(path) is None


@pytest.mark.parametrize(
    ("path", "value"),
    [
        pytest.param("notice.anchor", "last-day", id="anchor"),
        pytest.param("notice.counted_from", "dispatch", id="date-of-a-letter"),
        pytest.param("number.prefix.invoice", "INV", id="invoice-prefix"),
        pytest.param("number.prefix.credit_note", "CN", id="credit-note-prefix"),
        pytest.param("slots.invoice", "each", id="one-invoice-per-addition"),
        pytest.param("invoice.due_days", 0, id="due-on-the-invoice-day"),
        pytest.param("proration.basis", "actual", id="proration"),
        pytest.param("plan_change.split", "by-days", id="two-lines"),
        pytest.param("commitment.free_exit_share", "by-months", id="one-twelfth"),
        pytest.param("late_interest.base", "gross", id="interest-base"),
        pytest.param("late_interest.day_count", "actual/365", id="interest-days"),
        pytest.param("recovery_fee.vat", False, id="no-vat-on-the-fee"),
        pytest.param("sla.business_day", "end-of-day", id="end-of-day"),
        pytest.param("support.holidays", "FR", id="holidays"),
        pytest.param("support.other_channels", "from-logging", id="reports-by-phone"),
        pytest.param("terms_change.user_pending", "allowed", id="pending-users"),
        pytest.param("force_majeure.billing", "not-billed", id="suspended-days"),
        pytest.param("availability.over", "month", id="averaging"),
        pytest.param("commission.between", "next-band", id="gap-of-the-bands"),
        pytest.param("commission.year", "from-first-month", id="commission-year"),
        pytest.param("overage.end_users.counted", "peak", id="peak"),
    ],
)
def test_a_reading_ships_as_a_setting_that_refuses_no_command(
    ksaar: Profile, path: str, value: object
) -> None:
    mark = ksaar.open_at(path)
    assert mark is not None
    assert mark.kind in ("convention", "reading")
    assert Terms(ksaar).need(path).value == value


def test_every_choice_of_an_open_path_begins_with_the_value_shipped(ksaar: Profile) -> None:
    for mark in ksaar.opens:
        if mark.choices:
            assert parse_value(mark.path, mark.choices[0]) == ksaar.entries[mark.path].value, mark.path


def test_a_figure_that_the_document_fixes_is_no_setting(ksaar: Profile) -> None:
    for path, text in (
        ("recovery_fee.amount", "0.00"),
        ("notice.annual.length", "1"),
        ("invoice.timing", "advance"),
        ("commission.minimum", "100.00"),
        ("sla.blocking.resolve", "8 business-hours"),
    ):
        with pytest.raises(SettingRefused):
            check_setting(ksaar, path, text)


def test_a_figure_that_the_document_fixes_may_be_overridden_for_one_customer() -> None:
    for path, text in (
        ("invoice.timing", "advance"),
        ("commission.rate_above", "15"),
        ("backup.most", "365 days"),
    ):
        check_override(path, text)


def test_the_table_by_lines_stays_a_setting(ksaar: Profile) -> None:
    for path, text in (
        ("sla.major.acknowledge", "1 business-days"),
        ("sla.major.resolve", "4 business-hours"),
        ("sla.minor.acknowledge", "24 business-hours"),
    ):
        assert check_setting(ksaar, path, text).kind == "reading"


def test_every_severity_and_nine_exclusions_are_words_of_the_profile(ksaar: Profile) -> None:
    severities = [name for name in ksaar.names_under("severity") if f"severity.{name}.title" in ksaar.entries]
    assert severities == ["blocking", "major", "minor"]
    codes = [name for name in ksaar.names_under("exclusion") if f"exclusion.{name}.title" in ksaar.entries]
    assert len(codes) == 9
    assert not any(Terms(ksaar).flag(f"exclusion.{code}.pauses") for code in codes)


def test_nine_forbidden_uses_are_causes_of_termination_for_fault(ksaar: Profile) -> None:
    uses = ksaar.names_under("conduct")
    assert len(uses) == 9
    assert set(uses) < set(Terms(ksaar).words("ending.fault.causes"))


def test_no_clause_grants_a_suspension_for_arrears(ksaar: Profile) -> None:
    assert "non-payment" not in ksaar.names_under("suspension")
    assert Terms(ksaar).find("suspension.non-payment.title") is None


@pytest.mark.parametrize(
    "words",
    [
        "stated at subscription", "Thirty days after a formal notice", "transferred annually", "EUR 250",
        "asked from the vendor", "signed amendment", "up to 90 days", "ksaar.co.uk", "non-payment", "99.9 %",
        "(i) to (iii)", "own needs",
    ],
)  # fmt: skip
def test_each_of_twelve_contradictions_is_printed(ksaar: Profile, words: str) -> None:
    assert len(ksaar.warnings) == 12
    assert sum(words in warning.says for warning in ksaar.warnings) == 1


def test_every_rule_stands_in_the_table_in_order(rules: dict[str, dict[str, Any]]) -> None:
    assert list(rules) == RULES


def test_each_rule_stands_in_its_area(rules: dict[str, dict[str, Any]]) -> None:
    table = csv.reader(io.StringIO(AREAS.strip()), delimiter=" ")
    listed = {rule: row[0] for row in table for rule in row[1:]}
    for rule, row in rules.items():
        assert row["area"] == listed.get(rule, "lifecycle"), rule


def test_a_rule_of_the_main_job_is_carried_out_as_one_of_its_tags(rules: dict[str, dict[str, Any]]) -> None:
    for rule, row in rules.items():
        if row["mode"] == "planned":
            assert row["tests"] == [], rule
            assert row["area"] != "main-job" or row["tags"] == ["convention"], rule
        elif row["tags"] != ["convention"]:
            assert row["mode"] in {MODES[tag] for tag in row["tags"]}, rule


def test_the_table_cites_listed_articles_in_few_words(
    ksaar: Profile, rules: dict[str, dict[str, Any]]
) -> None:
    for rule, row in rules.items():
        assert row.get("clause", "2") in ksaar.clauses, rule
        assert 0 < len(row["says"]) <= 200, rule
        assert row["command"], rule
        assert row["tests"] or row["mode"] == "planned", rule


def test_every_value_serves_a_rule_of_the_table(ksaar: Profile, rules: dict[str, dict[str, Any]]) -> None:
    cited = {rule for entry in ksaar.entries.values() for rule in entry.rules}
    cited |= {mark.rule for mark in ksaar.opens}
    assert cited <= set(rules)


def test_every_rule_of_the_text_has_a_value_but_two_that_only_record_an_act(ksaar: Profile) -> None:
    cited = {rule for entry in ksaar.entries.values() for rule in entry.rules}
    cited |= {mark.rule for mark in ksaar.opens}
    assert {rule for rule in RULES if not rule.startswith("S-C")} - cited == {"S-14", "S-72"}


def test_every_article_is_used(ksaar: Profile, rules: dict[str, dict[str, Any]]) -> None:
    used = {entry.article for entry in ksaar.entries.values()} | {mark.article for mark in ksaar.opens}
    used |= {warning.article for warning in ksaar.warnings} | {row.get("clause") for row in rules.values()}
    assert set(ksaar.clauses) <= used


@pytest.mark.parametrize(
    ("unit", "anchor", "free", "day", "start", "last_day", "letter_by", "post_by"),
    [
        pytest.param(
            "monthly", "2025-03-10", True, "2025-03-10",
            "2025-04-10", "2026-04-09", "2026-02-09", "2026-02-09", id="SX-1",
        ),
        pytest.param(
            "monthly", "2025-03-10", True, "2026-04-10",
            "2026-04-10", "2027-04-09", "2027-02-09", "2027-02-09", id="SX-1-renewed",
        ),
        pytest.param(
            "monthly", "2026-01-31", True, "2026-01-31",
            "2026-02-28", "2027-02-27", "2026-12-27", "2026-12-24", id="SX-2",
        ),
        pytest.param(
            "annual", "2026-03-01", False, "2026-03-01",
            "2026-03-01", "2027-02-28", "2026-12-31", "2026-12-31", id="SX-2c",
        ),
        pytest.param(
            "annual", "2026-01-01", False, "2026-01-01",
            "2026-01-01", "2026-12-31", "2026-10-31", "2026-10-30", id="SX-3",
        ),
    ],
)  # fmt: skip
def test_terms_end_and_letters_count_as_in_the_worked_examples(
    ksaar: Profile,
    unit: str,
    anchor: str,
    free: bool,
    day: str,
    start: str,
    last_day: str,
    letter_by: str,
    post_by: str,
) -> None:
    terms = Terms(ksaar)
    begins = date.fromisoformat(anchor)
    commitment = rhythm_of(Phase(begins, "business", unit, begins, free), terms).commitment_at(
        date.fromisoformat(day)
    )
    assert commitment is not None
    assert (commitment.start.isoformat(), commitment.last_day.isoformat()) == (start, last_day)
    found = deadline_for(commitment.end, notice_of(terms, unit), HolidayCalendar(ksaar.holidays))
    assert found.post_by_on is not None
    assert (found.deadline_on.isoformat(), found.post_by_on.isoformat()) == (letter_by, post_by)


def notice_of(terms: Terms, unit: str) -> NoticeTerm:
    return NoticeTerm(
        terms.integer(f"notice.{unit}.length").value,
        "months" if terms.text(f"notice.{unit}.unit").value == "months" else "days",
        terms.text(f"notice.{unit}.form").value,
        "last-day" if terms.text("notice.anchor").value == "last-day" else "renewal-day",
        "dispatch",
        terms.text("notice.anchor").clause,
    )


def test_the_looser_anchor_gives_one_day_more(ksaar: Profile) -> None:
    set_ = Answer("notice.anchor", "renewal-day", "operator", date(2025, 1, 1))
    terms = Terms(ksaar, settings={"notice.anchor": set_})
    found = deadline_for(date(2026, 4, 10), notice_of(terms, "monthly"), HolidayCalendar(ksaar.holidays))
    assert found.deadline_on == date(2026, 2, 10)


def test_a_duration_of_the_commercial_conditions_has_no_month_without_commitment(ksaar: Profile) -> None:
    stated = Answer("commitment.months", "24", "CC 2026-01 art. 2", date(2026, 1, 1))
    terms = Terms(ksaar, overrides={"commitment.months": stated})
    begins = date(2026, 1, 1)
    rhythm = rhythm_of(Phase(begins, "business", "monthly", begins, True), terms)
    commitment = rhythm.commitment_at(begins)
    assert rhythm.free_exit is None
    assert commitment is not None
    assert (commitment.start, commitment.last_day) == (begins, date(2027, 12, 31))


def test_the_free_plan_has_neither_term_nor_invoice(ksaar: Profile) -> None:
    begins = date(2026, 1, 1)
    rhythm = rhythm_of(Phase(begins, "free", "monthly", begins, False), Terms(ksaar))
    assert not rhythm.is_recurring
    assert rhythm.commitment_at(begins) is None


def test_periods_of_a_plan_from_the_31st_end_as_in_sx_26(ksaar: Profile) -> None:
    begins = date(2026, 1, 31)
    rhythm = rhythm_of(Phase(begins, "business", "monthly", begins, True), Terms(ksaar))
    assert [rhythm.boundary(number).isoformat() for number in range(1, 5)] == [
        "2026-02-28",
        "2026-03-31",
        "2026-04-30",
        "2026-05-31",
    ]
