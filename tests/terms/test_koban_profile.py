"""Koban's terms of March 2026 as data: figures, articles, blanks, and the table of its rules."""

import tomllib
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from saasctl.errors.terms import BlankTerm, SettingRefused
from saasctl.rules.billing.contract import Phase, rhythm_of
from saasctl.rules.lifecycle.notice import NoticeTerm, last_valid_day
from saasctl.terms.load import load_profile, packaged_folder
from saasctl.terms.model import Profile
from saasctl.terms.resolve import Terms, check_setting, parse_value

RULES = [*(f"B-D{number}" for number in range(1, 15)), *(f"B-{number:02d}" for number in range(1, 136))]

EFFECT = "2 – Effet, durée et reconductions"
MAINTENANCE = "3 – Maintenance"
EMAILING = "6 – Utilisation du service email et emailing"
MEANS = "7 – Obligation de moyen"
FORCE_MAJEURE = "7 – Responsabilité - Force majeure"
PAYMENT = "8 – Modalités de paiement"
LATE = "8 – Défaut de paiement"
DURATION = "9 – Durée"
RENEWAL = "9 – Renouvellement et résiliation"
TRIAL = "10 – Compte d'essai"


@pytest.fixture(scope="module")
def koban() -> Profile:
    return load_profile("koban@2026-03")


@pytest.fixture(scope="module")
def rules() -> dict[str, dict[str, Any]]:
    return tomllib.loads((packaged_folder() / "koban.rules.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("path", "value", "article", "rule"),
    [
        pytest.param("period.default", "annual", EFFECT, "B-10", id="one-year-by-default"),
        pytest.param("period.monthly.commitment_months", 1, EFFECT, "B-10", id="monthly"),
        pytest.param("period.annual.commitment_months", 12, EFFECT, "B-10", id="annual"),
        pytest.param("period.biennial.commitment_months", 24, EFFECT, "B-10", id="two-years"),
        pytest.param("period.biennial.invoice_months", 12, DURATION, "B-73", id="two-years-by-twelve"),
        pytest.param("invoice.timing", "advance", DURATION, "B-73", id="in-advance"),
        pytest.param("invoice.due_days", 8, PAYMENT, "B-75", id="due-in-8-days"),
        pytest.param("invoice.first", "order-or-access", PAYMENT, "B-77", id="at-order-or-access"),
        pytest.param("notice.annual.length", 15, RENEWAL, "B-99", id="notice-of-15-days"),
        pytest.param("notice.annual.unit", "days", RENEWAL, "B-99", id="notice-in-days"),
        pytest.param("notice.annual.form", "registered-letter", RENEWAL, "B-99", id="registered-letter"),
        pytest.param("notice.monthly.by", ("customer",), RENEWAL, "B-99", id="by-the-customer-alone"),
        pytest.param("notice.anchor", "last-day", RENEWAL, "B-D4", id="anchored-on-the-last-day"),
        pytest.param("trial.days", 14, TRIAL, "B-117", id="trial-of-14-days"),
        pytest.param("trial.erased", "closing-day", TRIAL, "B-119", id="trial-erased-at-once"),
        pytest.param("late_interest.multiple", Decimal("1.5"), LATE, "B-86", id="interest"),
        pytest.param("recovery_fee.amount", Decimal("40.00"), LATE, "B-89", id="recovery-fee"),
        pytest.param("rejected_debit.fee", Decimal("16.00"), LATE, "B-90", id="rejected-debit"),
        pytest.param("rejected_debit.due_days", 8, LATE, "B-90", id="rejected-debit-due"),
        pytest.param("court_recovery.penalty", Decimal("500.00"), LATE, "B-92", id="court"),
        pytest.param(
            "ladder.suspension.after",
            ({"step": "reminder", "days": 10},),
            LATE,
            "B-93",
            id="suspension-10-days-after-the-reminder",
        ),
        pytest.param(
            "ladder.closing.after",
            ({"step": "suspension", "days": 10}, {"step": "formal-notice", "days": 0}),
            LATE,
            "B-94",
            id="closing-10-days-after-suspension",
        ),
        pytest.param("reconnection.fee", Decimal("75.00"), LATE, "B-97", id="reconnection"),
        pytest.param("payment.default", "debit", PAYMENT, "B-82", id="direct-debit"),
        pytest.param("payment.discount", Decimal("0"), LATE, "B-83", id="no-discount"),
        pytest.param("ending.insolvency.notice", (15, "days"), RENEWAL, "B-102", id="liquidation"),
        pytest.param("ending.misconduct.notice", (1, "months"), RENEWAL, "B-105", id="misconduct"),
        pytest.param("ending.misconduct.more_than", 3, RENEWAL, "B-106", id="chased-late-payments"),
        pytest.param("ending.misconduct.fee", Decimal("45.00"), RENEWAL, "B-110", id="misconduct-fee"),
        pytest.param("export.window", (15, "days"), "7 – Réversibilité", "B-111", id="export"),
        pytest.param("return.free", (3, "months"), RENEWAL, "B-112", id="free-return"),
        pytest.param("return.paid", (10, "years"), RENEWAL, "B-113", id="paid-return"),
        pytest.param("deletion.after", (10, "years"), RENEWAL, "B-114", id="deletion"),
        pytest.param("retention.commercial_documents.length", (10, "years"), RENEWAL, "B-116", id="archive"),
        pytest.param(
            "backup.tiers",
            (
                {"every": (1, "days"), "until": (30, "days")},
                {"every": (10, "days"), "until": (1, "years")},
                {"every": (1, "months")},
            ),
            MEANS,
            "B-52",
            id="backups",
        ),
        pytest.param("backup.epoch", date(1970, 1, 1), MEANS, "B-52", id="backups-epoch"),
        pytest.param(
            "case.force-majeure.date.optional_end.length",
            (30, "days"),
            FORCE_MAJEURE,
            "B-121",
            id="force-majeure-30-days",
        ),
        pytest.param(
            "case.force-majeure.date.automatic_end.length",
            (2, "months"),
            FORCE_MAJEURE,
            "B-122",
            id="force-majeure-2-months",
        ),
        pytest.param(
            "case.hiring.amount.indemnity.sum",
            ({"of": "gross_monthly", "factor": Decimal("3")},),
            "11 – Non-sollicitation de personnel",
            "B-126",
            id="hiring-3-months-of-pay",
        ),
        pytest.param(
            "support.hours", "mon-thu 09:00-18:00; fri 09:00-17:00", MAINTENANCE, "B-39", id="support-hours"
        ),
        pytest.param(
            "sla.blocking.acknowledge", (2, "business-hours"), MAINTENANCE, "B-42", id="blocking-in-2-hours"
        ),
        pytest.param(
            "sla.major.acknowledge", (4, "business-hours"), MAINTENANCE, "B-43", id="major-in-4-hours"
        ),
        pytest.param(
            "sla.blocking.restore", (72, "business-hours"), MAINTENANCE, "B-45", id="guarantee-of-72-hours"
        ),
        pytest.param(
            "guarantee.objects",
            ("account", "contact", "action", "opportunity", "quote", "invoice"),
            MAINTENANCE,
            "B-45",
            id="six-objects",
        ),
        pytest.param("usage.records.limit", 100_000, "3 – Solution Koban", "B-23", id="records"),
        pytest.param("usage.bounces.percent", Decimal("5"), EMAILING, "B-58", id="invalid-addresses"),
        pytest.param("usage.complaints-watch.percent", Decimal("0.03"), EMAILING, "B-59", id="watch"),
        pytest.param("usage.complaints.percent", Decimal("0.05"), EMAILING, "B-60", id="complaints"),
        pytest.param("usage.complaints.days", 5, EMAILING, "B-60", id="five-rolling-days"),
        pytest.param(
            "quote.change_days",
            15,
            "3 – Modification et adaptation de la Solution Koban",
            "B-26",
            id="change-of-an-order",
        ),
        pytest.param("project.deposit", Decimal("30"), PAYMENT, "B-78", id="deposit-of-30-percent"),
        pytest.param("project.due_days", 8, PAYMENT, "B-79", id="project-due-in-8-days"),
        pytest.param(
            "project.elements", (8, "days"), "6 – Eléments constitutifs", "B-31", id="elements-in-8-days"
        ),
        pytest.param("service.restore.price", Decimal("400.00"), MEANS, "B-53", id="restore"),
        pytest.param("module.invoiced", "delivery", "6 – Ajout de modules", "B-81", id="module"),
        pytest.param("availability.target", Decimal("99.9"), MEANS, "B-46", id="availability"),
        pytest.param("availability.recovery", (8, "hours"), MEANS, "B-46", id="recovery-in-8-hours"),
        pytest.param(
            "maintenance.notice", (1, "months"), "7 – Fourniture de moyens techniques", "B-51", id="work"
        ),
        pytest.param("maintenance.deployment_under_minutes", 3, MAINTENANCE, "B-49", id="deployment"),
        pytest.param(
            "requirements.screen_inches", 15, "3 – Accès à la Solution", "B-21", id="screen-of-15-inches"
        ),
        pytest.param(
            "liability.lowest_of",
            ("paid-for-period", "invoiced-for-period", "price-of-part"),
            FORCE_MAJEURE,
            "B-124",
            id="lowest-of-three",
        ),
    ],
)
def test_the_profile_holds_the_documents_figure(
    koban: Profile, path: str, value: object, article: str, rule: str
) -> None:
    entry = koban.entries[path]
    assert (entry.value, entry.article) == (value, article)
    assert rule in entry.rules


@pytest.mark.parametrize(
    "path",
    [
        "price.standard.annual",
        "vat.rate",
        "terms.effective_from",
        "terms_change.notice",
        "slots.without_clause",
        "vendor_notice.length",
        "return.price",
        "suspension.emailing.lifted",
        "suspension.campaign.lifted",
        "case.consent-proof.date.answer.length",
        "permission.user.invite",
        "permission.user.role",
        "permission.slot.add",
        "permission.payment.manage",
        "support.formula",
        "support.excluded_rate",
        "support.training_after",
        "maintenance.urgent_notice",
        "usage.records.price",
        "usage.records.within",
        "usage.volume.limit",
        "service.extra.hourly",
        "service.webmail-repair.hourly",
        "service.changed-order.price",
        "service.training.price",
        "project.plan",
        "module.first_period",
        "plan_change.upgrade",
        "plan_change.downgrade",
        "plan_change.period",
    ],
)
def test_what_the_document_leaves_open_is_refused_until_the_operator_answers(
    koban: Profile, path: str
) -> None:
    with pytest.raises(BlankTerm, match=path.replace(".", r"\.")):
        Terms(koban).need(path)
    assert koban.open_at(path) is not None


@pytest.mark.parametrize(
    "path", ["vat.exemption", "password.expiry_days", "password.least_length", "password.second_factor"]
)
def test_what_is_off_unless_set_refuses_no_command(koban: Profile, path: str) -> None:
    mark = koban.open_at(path)
    assert mark is not None
    assert mark.optional
    assert Terms(koban).find(path) is None


@pytest.mark.parametrize(
    ("path", "value"),
    [
        pytest.param("notice.anchor", "last-day", id="anchor"),
        pytest.param("notice.counted_from", "dispatch", id="date-of-a-letter"),
        pytest.param("number.prefix.invoice", "INV", id="invoice-prefix"),
        pytest.param("number.prefix.credit_note", "CN", id="credit-note-prefix"),
        pytest.param("slots.invoice", "each", id="one-invoice-per-addition"),
        pytest.param("proration.basis", "actual", id="proration"),
        pytest.param("late_interest.base", "gross", id="interest-base"),
        pytest.param("late_interest.day_count", "actual/actual", id="interest-days"),
        pytest.param("import.separator", "detected", id="separator"),
        pytest.param("invoice.first_unpaid", "flagged", id="joining"),
        pytest.param("ending.spam.notice", (1, "months"), id="spam"),
        pytest.param("ending.misconduct.window", "contract", id="misconduct-window"),
        pytest.param("regularised.by", "principal", id="regularised"),
        pytest.param("reopening.window", "contract", id="repeat"),
        pytest.param("indemnity.hours", "support", id="indemnity-hours"),
        pytest.param("availability.over", "month", id="availability-period"),
        pytest.param("usage.bounces.rolls", "by-date", id="rolling-window"),
        pytest.param("project.elements_from", "request", id="start-of-the-8-days"),
        pytest.param("support.at_closing", "next-opening", id="edge-of-the-window"),
        pytest.param("force_majeure.used", "to-start-day", id="refund-of-use"),
        pytest.param("backup.bounds", "included", id="backup-bounds"),
        pytest.param("trial.counts", "opening-day-apart", id="trial-days"),
    ],
)
def test_a_reading_ships_as_a_setting_that_refuses_no_command(
    koban: Profile, path: str, value: object
) -> None:
    mark = koban.open_at(path)
    assert mark is not None
    assert mark.kind in ("convention", "reading")
    assert Terms(koban).need(path).value == value


def test_every_choice_of_an_open_path_begins_with_the_value_shipped(koban: Profile) -> None:
    for mark in koban.opens:
        if mark.choices:
            assert parse_value(mark.path, mark.choices[0]) == koban.entries[mark.path].value, mark.path


def test_a_figure_that_the_document_fixes_is_no_setting(koban: Profile) -> None:
    for path, text in (("invoice.due_days", "30"), ("rejected_debit.fee", "0.00"), ("trial.days", "30")):
        with pytest.raises(SettingRefused):
            check_setting(koban, path, text)


def test_the_client_may_deactivate_users_and_others_acts_are_open(koban: Profile) -> None:
    assert Terms(koban).words("permission.user.disable") == ("administrator",)
    assert Terms(koban).words("permission.user.configure") == ("administrator",)


def test_eight_causes_put_an_anomaly_out_of_the_vendors_charge(koban: Profile) -> None:
    codes = [name for name in koban.names_under("exclusion") if name != "clocks"]
    assert len(codes) == 8
    assert codes[0] == "no-cooperation"


def test_minor_anomalies_have_no_clock(koban: Profile) -> None:
    assert [path for path in koban.entries if path.startswith("sla.minor.")] == ["sla.minor.effort"]


def test_a_summary_stays_with_its_own_clause_and_rule(koban: Profile) -> None:
    interest = koban.cite(koban.entries["late_interest.multiple"])
    assert interest.says == "Late payment bears 1.5 times the legal rate unless a deferral was granted."
    assert koban.cite(koban.entries["late_interest.set_off"]).says == koban.clauses[LATE].says
    assert (
        koban.cite(koban.entries["project.elements"]).says
        != koban.cite(koban.entries["project.deposit"]).says
    )


def test_contradictions_and_dead_references_are_printed(koban: Profile) -> None:
    said = " ".join(warning.says for warning in koban.warnings)
    for word in ("article 16,", "16.4", "19-4", "90-335", "1229", "Placeholder", "two months"):
        assert word in said


def test_every_rule_stands_in_the_table_in_order(rules: dict[str, dict[str, Any]]) -> None:
    assert list(rules) == RULES


def test_the_table_cites_listed_articles_in_few_words(
    koban: Profile, rules: dict[str, dict[str, Any]]
) -> None:
    for rule, row in rules.items():
        assert row.get("clause", TRIAL) in koban.clauses, rule
        assert 0 < len(row["says"]) <= 200, rule
        assert row["command"], rule
        assert row["tests"] or row["mode"] == "planned", rule


def test_every_value_serves_a_rule_of_the_table(koban: Profile, rules: dict[str, dict[str, Any]]) -> None:
    cited = {rule for entry in koban.entries.values() for rule in entry.rules}
    cited |= {mark.rule for mark in koban.opens}
    assert cited <= set(rules)


def test_every_article_is_used(koban: Profile, rules: dict[str, dict[str, Any]]) -> None:
    used = {entry.article for entry in koban.entries.values()} | {mark.article for mark in koban.opens}
    used |= {warning.article for warning in koban.warnings} | {row.get("clause") for row in rules.values()}
    assert set(koban.clauses) <= used


@pytest.mark.parametrize(
    ("unit", "anchor", "day", "last_day", "letter_by"),
    [
        pytest.param("annual", "2026-03-16", "2026-03-16", "2027-03-15", "2027-02-28", id="BX-01"),
        pytest.param("annual", "2026-03-16", "2027-03-16", "2028-03-15", "2028-02-29", id="BX-01-renewed"),
        pytest.param(
            "biennial", "2025-07-01", "2025-07-01", "2027-06-30", "2027-06-15", id="BX-02-two-years"
        ),
        pytest.param("monthly", "2026-01-31", "2026-01-31", "2026-02-27", "2026-02-12", id="BX-02-first"),
        pytest.param("monthly", "2026-01-31", "2026-02-28", "2026-03-30", "2026-03-15", id="BX-02-second"),
        pytest.param("monthly", "2026-01-31", "2026-03-31", "2026-04-29", "2026-04-14", id="BX-02-third"),
    ],
)
def test_terms_end_and_letters_count_as_in_the_worked_examples(
    koban: Profile, unit: str, anchor: str, day: str, last_day: str, letter_by: str
) -> None:
    terms = Terms(koban)
    begins = date.fromisoformat(anchor)
    commitment = rhythm_of(Phase(begins, "crm", unit, begins, False), terms).commitment_at(
        date.fromisoformat(day)
    )
    assert commitment is not None
    assert commitment.last_day.isoformat() == last_day
    notice = NoticeTerm(
        terms.integer(f"notice.{unit}.length").value,
        "days",
        terms.text(f"notice.{unit}.form").value,
        "last-day" if terms.text("notice.anchor").value == "last-day" else "renewal-day",
        "dispatch",
        terms.text("notice.anchor").clause,
    )
    assert last_valid_day(commitment.end, notice).isoformat() == letter_by
