from dataclasses import replace
from datetime import date

from saasctl.acts.letters import facts_of
from saasctl.acts.outbox import Waiting

NOTICE = Waiting(
    1, 1, "acme", "Acme SA", "Seller", None, "reminder", "email", date(2026, 4, 1), "to-send", "Ada",
    "ada@acme.example", "en",
    {"invoice": "INV-1", "invoice_due_on": "2026-03-01"}, None, None, "9.3", "2026-03",
)  # fmt: skip


def test_a_template_may_ask_for_what_every_notice_has() -> None:
    facts = facts_of(NOTICE)
    assert facts["article"] == "9.3"
    assert facts["leaves_by"] == "2026-04-01"
    assert facts["details"] == "invoice: INV-1\ninvoice due on: 2026-03-01"
    assert facts["invoice"] == "INV-1"


def test_what_is_not_known_reads_as_a_dash() -> None:
    facts = facts_of(replace(NOTICE, article="", due_on=None))
    assert (facts["article"], facts["leaves_by"]) == ("-", "-")
