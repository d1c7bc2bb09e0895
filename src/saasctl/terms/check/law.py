"""Where a contract is below the law: recovery indemnity, terms of payment, VAT, and late interest."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from saasctl.terms.check.findings import Finding, unlawful
from saasctl.terms.check.interest import interest_findings
from saasctl.terms.law.rates import Rates
from saasctl.terms.law.statutes import statute
from saasctl.terms.law.vat_rates import french_vat_rates
from saasctl.terms.resolve import Terms
from saasctl.values.money import format_percent

RECOVERY, FEE, TERM = "L441-10-II-recovery", "D441-5", "L441-10-I"
VAT, SUPPLIES = "CGI-278", "2006/112/EC-2"
DAMAGES = ("late_interest.vat", "recovery_fee.vat")
AMOUNT, AFTER, DUE = "recovery_fee.amount", "recovery_fee.after_days", "invoice.due_days"


def law_findings(terms: Terms, rates: Rates, as_of: date) -> Iterator[Finding]:
    """Yield where the values in force are below French commercial law, each with its statute.

    Computed from the parameters, so that a finding disappears when the profile is mended, or the
    operator sets a lawful value.
    """
    yield from interest_findings(terms, rates, as_of)
    yield from _recovery(terms)
    yield from _terms_of_payment(terms)
    yield from _vat(terms, as_of)
    for path in DAMAGES:
        if terms.flag(path):
            yield unlawful(path, "VAT is added to what is owed for late payment", terms.cite(path), SUPPLIES)


def _recovery(terms: Terms) -> Iterator[Finding]:
    amount, due = terms.find(AMOUNT), statute(FEE).numbers["indemnity"]
    if amount is None:
        message = f"no recovery indemnity is written: the law's own is owed, EUR {due}"
        yield unlawful(AMOUNT, message, None, FEE, "information")
        return
    if amount.value != due:
        message = f"the recovery indemnity is EUR {amount.value}; the law fixes EUR {due}"
        yield unlawful(AMOUNT, message, amount.clause, FEE)
    days = terms.find(AFTER)
    waits = terms.word("recovery_fee.starts", "after-days") == "after-days"
    if waits and days is not None and isinstance(days.value, int) and days.value > 0:
        message = f"the indemnity is owed only after {days.value} days; by law from the first day of delay"
        yield unlawful(AFTER, message, days.clause, RECOVERY)


def _terms_of_payment(terms: Terms) -> Iterator[Finding]:
    law = statute(TERM).numbers
    if terms.find(DUE) is None:
        message = (
            f"no term of payment is written; where none is agreed the law's is {law['default_days']} days"
        )
        yield unlawful(DUE, message, None, TERM, "information")
    paths = dict.fromkeys([DUE, *terms.profile.entries, *terms.settings])
    for path in (path for path in paths if path.endswith(".due_days")):
        days = terms.find(path)
        if days is not None and isinstance(days.value, int) and days.value > law["longest_days"]:
            message = f"due {days.value} days after the invoice's date; the law allows {law['longest_days']}"
            yield unlawful(path, message, days.clause, TERM)


def _vat(terms: Terms, as_of: date) -> Iterator[Finding]:
    rate = terms.find("vat.rate")
    known = [one.percent for one in french_vat_rates(as_of)]
    if rate is not None and isinstance(rate.value, Decimal) and rate.value and rate.value not in known:
        in_force = ", ".join(format_percent(percent) for percent in known)
        message = f"{format_percent(rate.value)} % is no French rate on {as_of}; in force: {in_force}"
        yield unlawful("vat.rate", message, rate.clause, VAT)
