"""Where a contract is below the law: late interest, recovery indemnity, payment terms, gaps in scales."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from itertools import pairwise

from saasctl.errors.rates import MissingRate
from saasctl.terms.check.findings import Finding
from saasctl.terms.law.rates import Rates
from saasctl.terms.law.statutes import statute
from saasctl.terms.model import Profile
from saasctl.terms.resolve import Terms
from saasctl.values.clause import ClauseRef
from saasctl.values.money import format_percent

FLOOR, RECOVERY, FEE, TERM = "L441-10-II", "L441-10-II-recovery", "D441-5", "L441-10-I"


def law_findings(profile: Profile, rates: Rates, as_of: date) -> Iterator[Finding]:
    """Yield where the profile's own values are below French commercial law, each with its statute.

    Computed from the parameters, so that a finding disappears when the profile is mended.
    """
    terms = Terms(profile)
    yield from _interest(terms, rates, as_of)
    yield from _recovery(terms)
    yield from _payment_term(terms)
    yield from _gaps(terms)


def _interest(terms: Terms, rates: Rates, as_of: date) -> Iterator[Finding]:
    reading = terms.find("late_interest.reading")
    if reading is None:
        return
    floor = statute(FLOOR)
    multiple = floor.numbers["floor_multiple"]
    held = terms.find("late_interest.multiple")
    if reading.value == "multiple-of-legal" and held is not None and isinstance(held.value, Decimal):
        if held.value < multiple:
            message = f"late interest is {held.value} x the legal rate; the law's floor is {multiple} x"
            yield _against("late_interest.multiple", message, held.clause, FLOOR)
        return
    points = terms.find("late_interest.points")
    if reading.value == "reference-plus-points" and points is not None and isinstance(points.value, Decimal):
        yield from _below_floor(points.value, points.clause, multiple, rates, as_of)
    if _choices(terms, "late_interest.reading"):
        message = "the clause can be read in several ways; the recommended reading is used"
        yield Finding("warning", "late_interest.reading", message, reading.clause, None)


def _below_floor(
    points: Decimal, clause: ClauseRef, multiple: Decimal, rates: Rates, as_of: date
) -> Iterator[Finding]:
    try:
        rate = rates.ecb_rate_on(as_of).percent + points
        floor = multiple * rates.legal_interest_on(as_of).percent
    except MissingRate as missing:
        yield Finding("information", "late_interest.points", missing.message, clause, FLOOR)
        return
    if rate < floor:
        said = f"late interest of {format_percent(rate)} % is below {multiple} x the legal rate"
        yield _against(
            "late_interest.points", f"{said} = {format_percent(floor)} % on {as_of}", clause, FLOOR
        )


def _choices(terms: Terms, path: str) -> bool:
    mark = terms.profile.open_at(path)
    return mark is not None and mark.kind == "reading" and len(mark.choices) > 2


def _recovery(terms: Terms) -> Iterator[Finding]:
    amount = terms.find("recovery_fee.amount")
    due = statute(FEE).numbers["indemnity"]
    if amount is not None and amount.value != due:
        message = f"the recovery indemnity is {amount.value}; the law fixes {due} EUR"
        yield _against("recovery_fee.amount", message, amount.clause, FEE)
    days = terms.find("recovery_fee.after_days")
    if days is not None and isinstance(days.value, int) and days.value > 0:
        message = f"the indemnity is owed only after {days.value} days; by law from the first day of delay"
        yield _against("recovery_fee.after_days", message, days.clause, RECOVERY)


def _payment_term(terms: Terms) -> Iterator[Finding]:
    days = terms.find("invoice.due_days")
    most = statute(TERM).numbers["longest_days"]
    if days is not None and isinstance(days.value, int) and days.value > most:
        message = f"invoices are due {days.value} days after their date; the law allows {most}"
        yield _against("invoice.due_days", message, days.clause, TERM)


def _gaps(terms: Terms) -> Iterator[Finding]:
    for path in terms.profile.entries:
        if not path.endswith(".bands"):
            continue
        found = terms.find(path)
        rows = found.value if found is not None and isinstance(found.value, tuple) else ()
        edges = [(row.get("from"), row.get("to")) for row in rows if isinstance(row, Mapping)]
        for (_, upper), (lower, _) in pairwise(edges):
            if (
                isinstance(upper, Decimal)
                and isinstance(lower, Decimal)
                and upper < lower
                and found is not None
            ):
                message = f"no band between {upper} and {lower}"
                yield Finding("warning", path, message, found.clause, None)
        if edges and found is not None:
            yield from _open_ends(path, edges, found.clause)


def _open_ends(path: str, edges: list[tuple[object, object]], clause: ClauseRef) -> Iterator[Finding]:
    first, last = edges[0][0], edges[-1][1]
    if isinstance(first, Decimal) and first > 0:
        yield Finding("warning", path, f"no band below {first}", clause, None)
    if isinstance(last, Decimal):
        yield Finding("warning", path, f"no band above {last}", clause, None)


def _against(path: str, message: str, clause: ClauseRef, key: str) -> Finding:
    found = statute(key)
    return Finding("warning", path, message, clause, f"{found.id} {found.code}: {found.says}")
