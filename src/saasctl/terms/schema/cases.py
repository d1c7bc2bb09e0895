"""Parameters of case kinds: something dated happens and the terms give dates, acts and amounts.

`[case.KIND]` declares one kind. Its facts are dated or counted by whoever opens the case; a date,
an act or an amount names the facts it is computed from, or one of the known figures. A new kind is
a table of a profile and no Python.
"""

from saasctl.terms.schema.duration import FORMS
from saasctl.terms.schema.kinds import Amount, Choice, Factor, Flag, Integer, Records, Span, Text, Words
from saasctl.terms.schema.parameter import Parameter

PARTIES = ("customer", "vendor")
LENGTHS = ("hours", "days", "months", "years")

FACT_KINDS = ("date", "instant", "amount", "count", "percent", "yes-no", "text", "word")
"""What a fact of a case may be. A `word` is one of `case.KIND.words.FACT`."""

EVENTS = ("opened", "closed", "paid", "contract-end", "closing", "term-end", "now")
"""Days that every case knows besides its own facts; `paid`: all that was invoiced of it is paid."""

FIGURES = ("remaining-instalments", "unused-fee", "period-fee", "year-fee", "unpaid-invoices")
"""Amounts of the contract that a case may take besides its own facts; all net of VAT."""

SENSES = ("by", "opens", "before", "until")
"""`by`: last day = from + length. `opens`: a right that begins on the day after it. `before`: last
day = from - length. `until`: state that holds up to from + length, included."""

NAME = r"[a-z][a-z0-9_-]{0,39}"

CASES = (
    Parameter("case.*.title", Text(80), "what happened, in a few words"),
    Parameter("case.*.by", Words(PARTIES), "who may open the case; nobody named: the operator"),
    Parameter("case.*.facts.*", Choice(FACT_KINDS), "a fact of the case and what it is"),
    Parameter("case.*.words.*", Words(), "the words a fact may take"),
    Parameter("case.*.needs", Words(), "facts that must be given when the case is opened"),
    Parameter("case.*.warn_without", Words(), "facts whose absence is shown until they are given"),
    Parameter("case.*.notify", Words(), "who is told, in the words of the profile"),
    Parameter("case.*.form", Choice(FORMS), "form in which the case is notified"),
    Parameter("case.*.checklist", Words(), "steps that are ticked before the case is closed"),
    Parameter("case.*.address", Text(), "where the notice goes"),
    Parameter("case.*.shows", Words(), "paths and tables of the terms that are shown with such a case"),
    Parameter(
        "case.*.date.*.from", Text(40, NAME), "the fact, event or earlier date that it is counted from"
    ),
    Parameter("case.*.date.*.length", Span(LENGTHS), "how long; 0 days for the day itself"),
    Parameter("case.*.date.*.sense", Choice(SENSES), "a last day, a right that opens, or counted back"),
    Parameter("case.*.date.*.when", Words(), "facts that must all be yes for the date to exist"),
    Parameter("case.*.date.*.unless", Words(), "facts and events that end the date's reason"),
    Parameter("case.*.date.*.not_if_zero", Words(), "numbers that leave the date out where they are zero"),
    Parameter("case.*.date.*.form", Choice(FORMS), "form of what is sent by that date"),
    Parameter("case.*.date.*.by", Words(PARTIES), "who has to act, or may"),
    Parameter("case.*.date.*.statute", Text(120), "the statute, where the document gives no length"),
    Parameter("case.*.date.*.roll", Choice(("none", "next-working-day")), "where a closed day moves it"),
    Parameter("case.*.date.*.automatic", Flag(), "whether the contract itself acts on that date"),
    Parameter("case.*.permit.*.by", Words(PARTIES), "who may do the act"),
    Parameter("case.*.permit.*.from", Text(40, NAME), "the date of the case from which the act is open"),
    Parameter("case.*.permit.*.needs", Words(), "facts that must be yes, or given, before the act"),
    Parameter("case.*.permit.*.refund", Choice(("none", "unused-fee")), "what the act gives back"),
    Parameter(
        "case.*.amount.*.sum",
        Records({"of": Text(40, NAME), "factor": Factor()}),
        "facts or figures of the contract, each with its factor, added up",
    ),
    Parameter("case.*.amount.*.flat", Amount(), "a fixed sum, added to the rest"),
    Parameter("case.*.amount.*.owed_by", Choice(PARTIES), "who owes it"),
    Parameter("case.*.amount.*.due_days", Integer(0, 365), "days from its invoice to its due date"),
    Parameter("case.*.amount.*.due_by", Text(40, NAME), "the date of the case by which it is owed"),
    Parameter("case.*.amount.*.receipts", Flag(), "whether receipts are needed"),
    Parameter("case.*.amount.*.net", Flag(), "whether the sum is excluding VAT and takes VAT"),
    Parameter("case.*.amount.*.happened_on", Text(40, NAME), "the fact that says when it happened"),
    Parameter("case.*.amount.*.within", Text(40, NAME), "the date of the case by which it must have"),
    Parameter("case.*.amount.*.when", Words(), "facts that must all be yes for it to be owed"),
    Parameter("case.*.amount.*.unless", Words(), "facts of which none may be yes"),
    Parameter("case.*.amount.*.not_if_zero", Words(), "numbers of which none may be zero"),
)
