import re
from importlib.resources import files
from pathlib import Path

import pytest

from saasctl.errors.letters import TemplateInvalid
from saasctl.formats.letters import LANGUAGES, render, said

GOLDEN = Path(__file__).parent / "letters"
KINDS = sorted(
    path.name.removesuffix(".txt")
    for path in files("saasctl.formats").joinpath("letter_texts", "fr").iterdir()
)
FACTS = {
    "organisation": "Acme SA",
    "seller": "Example seller",
    "addressee": "Ada Martin",
    "article": "9.3",
    "version": "2026-03",
    "kind": "notice",
    "details": "what: something",
    "leaves_by": "2026-04-01",
    "invoice": "INV-2026-000001",
    "invoice_due_on": "2026-03-01",
    "balance": "1234567.80 EUR",
    "days_late": "12",
    "from_on": "2026-05-01",
    "cause": "non-payment",
    "subscription": "acme/main",
    "last_day": "2026-12-31",
    "export_until": "2027-01-15",
    "old_version": "2021-04-07",
    "new_version": "2026-10",
    "effective_on": "2026-10-01",
    "url": "seller.example/terms",
    "choice": "Your choice.",
    "plan": "team",
    "old_price": "9.00 EUR",
    "new_price": "10.50 EUR",
    "answer_by": "2026-09-30",
    "renewal_on": "2027-01-01",
    "title": "new disks",
    "starts_at": "2026-06-01 22:00",
    "ends_at": "2026-06-01 23:00",
    "started_on": "2026-01-01",
    "aware_at": "2026-06-01 22:00",
    "opened_on": "2026-06-01",
    "event": "flood",
    "deleted_on": "2027-01-16",
    "from": "2026-05-01",
    "to": "2026-05-31",
    "bookings": "3",
    "credits_used": "41",
    "users": "ana@acme.example: 3, 41",
    "credits_bought": "100",
    "credits_expired": "0",
    "credits_left": "59",
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_reads_as_its_golden_file(kind: str, language: str) -> None:
    written = render(kind, language, FACTS, None)
    golden = (GOLDEN / language / f"{kind}.txt").read_text(encoding="utf-8")
    assert f"{written.subject}\n\n{written.text}" == golden


def test_both_languages_have_the_same_kinds() -> None:
    names = [
        {path.name for path in files("saasctl.formats").joinpath("letter_texts", language).iterdir()}
        for language in LANGUAGES
    ]
    assert names[0] == names[1]


@pytest.mark.parametrize(
    ("value", "english", "french"),
    [
        pytest.param("2026-05-01", "1 May 2026", "1er mai 2026", id="first"),
        pytest.param("2026-08-15", "15 August 2026", "15 août 2026", id="day"),
        pytest.param("1234.50 EUR", "1,234.50 EUR", "1\u202f234,50\u202fEUR", id="sum"),
        pytest.param("-4.00 EUR", "-4.00 EUR", "-4,00\u202fEUR", id="negative"),
        pytest.param("INV-2026-01", "INV-2026-01", "INV-2026-01", id="text"),
    ],
)
def test_days_and_sums_are_spelt_for_the_reader(value: str, english: str, french: str) -> None:
    assert (said(value, "en"), said(value, "fr")) == (english, french)


def test_a_kind_without_template_takes_a_wider_one() -> None:
    assert render("ending-misconduct", "en", FACTS, None) == render("ending", "en", FACTS, None)
    assert render("something", "en", FACTS, None) == render("notice", "en", FACTS, None)


@pytest.mark.parametrize(
    ("template", "why"),
    [
        pytest.param("Only a subject\n", "first line is the subject", id="no-text"),
        pytest.param("Subject\n\n$unknown_fact", r"\$unknown_fact", id="unknown-fact"),
        pytest.param("Subject\n\n5 $ a day", r"\$\$", id="bare-dollar"),
    ],
)
def test_a_template_of_ones_own_must_be_whole(tmp_path: Path, template: str, why: str) -> None:
    (tmp_path / "letter.reminder.en.txt").write_text(template, encoding="utf-8")
    with pytest.raises(TemplateInvalid) as refused:
        render("reminder", "en", FACTS, tmp_path)
    assert refused.value.why is not None
    assert re.search(why, refused.value.why)
    (tmp_path / "letter.reminder.en.txt").write_text("Hello $organisation\n\nText.\n", encoding="utf-8")
    assert render("reminder", "en", FACTS, tmp_path).subject == "Hello Acme SA"
