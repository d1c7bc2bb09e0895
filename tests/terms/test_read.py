"""A profile's text: what is read from it, and every fault with its key, its line and the accepted words."""

from datetime import date
from decimal import Decimal

import pytest

from saasctl.errors.terms import ProfileInvalid
from saasctl.terms.load import load_profile, profile_names
from saasctl.terms.read import MOST, read_profile
from small import SMALL, changed, small


def faults_of(text: str) -> list[str]:
    """Return the faults of a text as they are told."""
    with pytest.raises(ProfileInvalid) as refused:
        read_profile(text.encode(), "small.toml")
    return [str(fault) for fault in refused.value.faults]


def test_a_value_is_read_with_the_clause_and_rule_of_its_table() -> None:
    profile = small()
    entry = profile.entries["price.team.monthly"]
    assert (entry.value, entry.source, entry.article, entry.rules) == (
        Decimal("9.00"),
        "terms",
        "1",
        ("Z-01",),
    )
    assert profile.cite(entry).says == "Nine euros a slot and month, in advance."


def test_a_convention_needs_no_article_and_says_so() -> None:
    entry = small().entries["slots.invoice"]
    assert (entry.source, entry.article, entry.says) == (
        "convention",
        None,
        "One invoice for each addition.",
    )


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        pytest.param(
            'timing = "advance"', 'timming = "advance"',
            "line 36: invoice.timming: unknown key; did you mean 'invoice.timing'?", id="unknown-key",
        ),
        pytest.param(
            "due_days = 30", 'due_days = "30"',
            "line 37: invoice.due_days: must be a whole number from 0 to 365", id="wrong-type",
        ),
        pytest.param(
            "due_days = 30", "due_days = true",
            "line 37: invoice.due_days: must be a whole number from 0 to 365", id="yes-for-a-number",
        ),
        pytest.param(
            'team.monthly = "9.00"', "team.monthly = 9.00",
            'line 22: price.team.monthly: must be an amount in quotes such as "1200.00", never a float',
            id="float-for-money",
        ),
        pytest.param(
            'team.monthly = "9.00"', "team.monthly = nan",
            'line 22: price.team.monthly: must be an amount in quotes such as "1200.00", never a float',
            id="nan",
        ),
        pytest.param(
            'multiple = "3"', "multiple = inf",
            'line 56: late_interest.multiple: must be a factor in quotes such as "1.1", never a float',
            id="infinity",
        ),
        pytest.param(
            'multiple = "3"', "multiple = 0x" + "f" * 5000,
            'line 56: late_interest.multiple: must be a factor in quotes such as "1.1", never a float',
            id="huge-number",
        ),
        pytest.param(
            'team.monthly = "9.00"', 'team.monthly = "-9.00"',
            "line 22: price.team.monthly: must be an amount of zero or more", id="negative-amount",
        ),
        pytest.param(
            "commitment_months = 1", "commitment_months = -1",
            "line 27: period.monthly.commitment_months: must be a whole number from 0 to 120",
            id="negative-period",
        ),
        pytest.param(
            "monthly.length = 15", "monthly.length = -15",
            "line 69: notice.monthly.length: must be a whole number from 0 to 1000", id="negative-notice",
        ),
        pytest.param(
            'monthly.form = "email"', 'monthly.form = "fax"',
            "line 71: notice.monthly.form: must be one of in-app, email, email-ack, letter, ",
            id="unknown-word",
        ),
        pytest.param(
            'value = "actual", clause = "1"', 'value = "actual", clause = "11"',
            "line 50: proration.basis: clause '11' is not listed under [clauses]; did you mean '1'?",
            id="unlisted-clause",
        ),
        pytest.param(
            'value = "actual", clause = "1", rule', 'value = "actual", rule',
            "line 50: proration.basis: clause 'None' is not listed under [clauses]", id="no-clause",
        ),
        pytest.param(
            'anchor = "last-day"', 'anchor = { value = "last-day", rule = "nine" }',
            'line 68: notice.anchor: needs rule = "K-29" (one or more rule ids)', id="no-rule-id",
        ),
        pytest.param(
            'anchor = "last-day"', 'anchor = { value = "last-day", note = "" }',
            "line 68: notice.anchor.note: unknown; accepted: value, clause, rule, says",
            id="unknown-citation",
        ),
        pytest.param(
            'choices = ["each", "daily"]', 'choices = ["each", "hourly"]',
            "line 44: convention.slots.invoice: 'hourly' is not one of each, daily", id="impossible-choice",
        ),
        pytest.param(
            'choices = ["each", "daily"]', 'choices = ["daily"]',
            "line 42: slots.invoice: must be one of its choices daily", id="value-outside-its-choices",
        ),
        pytest.param(
            'choices = ["each", "daily"]', 'choices = "each"',
            "line 45: convention.slots.invoice.choices: a list of lines of text", id="choices-no-list",
        ),
        pytest.param(
            '[convention."slots.invoice"]', '[convention."slots.invoise"]',
            "line 44: convention.slots.invoise: no such parameter; did you mean 'slots.invoice'?",
            id="no-such-parameter",
        ),
        pytest.param(
            '[blank."vat.rate"]', '[blank."slots.refund"]',
            "line 74: blank.slots.refund: '20' is not yes or no", id="example-of-another-kind",
        ),
        pytest.param(
            '[blank."vat.rate"]', '[blank."notice.anchor"]',
            "line 68: notice.anchor: marked blank, yet it has a value", id="blank-with-value",
        ),
        pytest.param(
            'timezone = "Europe/Paris"', 'timezone = "../../etc/passwd"',
            "line 6: profile.timezone: an IANA time zone such as Europe/Paris", id="zone-outside",
        ),
        pytest.param(
            'id = "small"', 'id = "../small"', "line 2: profile.id: a slug such as acme-terms",
            id="path-as-id",
        ),
        pytest.param(
            'version = "2026-01"', 'version = "../1"',
            "line 3: profile.version: digits, a-z, points and dashes", id="path-as-version",
        ),
        pytest.param(
            'currency = "EUR"', 'currency = "DOGE"', "line 8: profile.currency: one of ", id="currency",
        ),
        pytest.param(
            'vendor = "Small SAS"', 'vendor = "Small\\u001b[31m"',
            "line 4: profile.vendor: missing; a line of text of at most 400 characters", id="escape-code",
        ),
        pytest.param(
            'governing = "French text"', "governing = 1",
            "line 9: profile.governing: missing; a line of text of at most 400 characters", id="head-no-text",
        ),
        pytest.param(
            'title = "Late payment"', 'titel = "Late payment"',
            "line 15: clauses.2: a table with title and says, a line of text of at most 400 characters",
            id="clause-without-title",
        ),
        pytest.param(
            'says = "No rate is written."', 'says = "No\\nrate"',
            "line 77: blank.vat.rate.says: a line of text of at most 400 characters", id="two-lines",
        ),
    ],
)  # fmt: skip
def test_a_fault_is_told_with_its_key_its_line_and_the_accepted_words(old: str, new: str, fault: str) -> None:
    found = faults_of(changed((old, new)))
    assert any(line.startswith(fault) for line in found), found


@pytest.mark.parametrize(
    ("more", "fault"),
    [
        pytest.param(
            '[price."x y"]\nmonthly = "1.00"\n', "price.x y.monthly: unknown key", id="name-with-space"
        ),
        pytest.param('["price.team"]\nmonthly = "1.00"\n', "price.team.monthly: given twice", id="twice"),
        pytest.param("[surprise]\na = 1\n", "line 79: surprise: unknown key", id="unknown-table"),
        pytest.param('[reading."vat.rate"]\nrule = "Z-02"\n', "marked twice", id="marked-twice"),
        pytest.param('[reading."slots.refund"]\nrule = "Z-02"\n', "has no value", id="reading-of-nothing"),
        pytest.param(
            '[blank."vat.exemption"]\nrule = "Z-02"\noptional = 1\n', "true or false", id="optional"
        ),
        pytest.param('[[warning]]\nsays = "x"\n', "warning 1: needs rule", id="warning-without-rule"),
        pytest.param(
            '[[warning]]\nsays = "x"\nrule = "Z-9"\nlevel = 1\n', "warning 1: a table with", id="warning"
        ),
        pytest.param("[slots]\n", "line 79: not TOML: Cannot declare", id="table-twice"),
    ],
)
def test_what_does_not_belong_into_a_profile_is_refused(more: str, fault: str) -> None:
    found = faults_of(SMALL + more)
    assert any(fault in line for line in found), found


def test_every_fault_is_told_at_once() -> None:
    text = changed(("due_days = 30", "due_days = -1"), ('timing = "advance"', 'timing = "never"'))
    assert len(faults_of(text)) == 2


def test_a_file_full_of_faults_is_given_up() -> None:
    many = "".join(f'[t{number}]\na = "x"\n' for number in range(5000))
    assert len(faults_of(SMALL + many)) == MOST


def test_a_key_of_a_hundred_thousand_letters_is_told_in_short() -> None:
    found = faults_of(SMALL + f"{'k' * 100_000} = 1\n")
    assert len(found) == 1
    assert len(found[0]) < 300


def test_more_values_than_a_contract_can_have_are_refused() -> None:
    many = "[price.x]\nrule = 'Z-9'\nclause = '1'\n" + "".join(
        f'p{number} = "1.00"\n' for number in range(6000)
    )
    assert faults_of(SMALL + many)[-1].endswith("more than 5000 values")


def test_more_open_paths_than_a_contract_can_have_are_refused() -> None:
    many = "".join(f'[blank."price.p{number}.monthly"]\nrule = "Z-01"\n' for number in range(600))
    assert faults_of(SMALL + many)[-1].endswith("more than 500 open paths")


def test_an_empty_file_is_told_how_a_profile_opens() -> None:
    assert faults_of("")[0].startswith("profile: missing; a profile opens with [profile] id version vendor")


@pytest.mark.parametrize("name", profile_names())
def test_a_packaged_profile_is_read_without_a_fault(name: str) -> None:
    profile = load_profile(name)
    assert profile.name == name
    assert all(entry.rules != ("?",) for entry in profile.entries.values())


def test_a_date_is_read_as_a_date() -> None:
    profile = small(more='[terms]\neffective_from = { value = 2026-01-01, clause = "1", rule = "Z-07" }\n')
    assert profile.entries["terms.effective_from"].value == date(2026, 1, 1)
